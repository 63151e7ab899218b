"""`pcnbot talk`: a conversation in the terminal."""

import asyncio
import uuid

import click


@click.command()
@click.option("--network", default="", metavar="CODE", help="As if on the page of this network.")
@click.option("--practice", default="", metavar="CODE", help="As if on the page of this practice.")
def command(network: str, practice: str) -> None:
    """Chat here. A number chooses a button; an empty line or Ctrl-D ends."""
    asyncio.run(_talk(practice, network))


async def _talk(practice: str, network: str) -> None:
    from bot import unused
    from bot.cli import log
    from bot.settings import settings

    unused.leave_out_unused(settings().root)
    from bot.assistant import Assistant

    log.configure()
    assistant, conversation, choices = Assistant(), uuid.uuid4().hex, []
    while words := _next_words():
        if words.isdigit() and 0 < int(words) <= len(choices):
            words = choices[int(words) - 1]
        heard = await assistant.say(conversation, words, practice, network)
        choices = list(heard.choices)
        click.echo("\n" + "\n\n".join(heard.messages))
        for number, title in enumerate(heard.choices.values(), start=1):
            click.echo(f"  {number}. {title}")


def _next_words() -> str:
    try:
        return click.prompt("\nYou", default="", show_default=False, prompt_suffix=": ").strip()
    except click.Abort:
        return ""
