"""`pcnbot ask`: one question, or a file of them, answered from the trained model without a server."""

import asyncio
import json
from pathlib import Path

import click


@click.command()
@click.argument("text", required=False)
@click.option(
    "--file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Questions, one a line; each is a conversation of its own.",
)
@click.option("--network", default="", metavar="CODE", help="As if asked on the page of this network.")
@click.option("--practice", default="", metavar="CODE", help="As if asked on the page of this practice.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a question.")
def command(text: str | None, file: Path | None, network: str, practice: str, as_json: bool) -> None:
    """Answer TEXT as a patient would be answered.

    With --json: {"text", "topics", "confidence", "alternatives", "safety", "messages"}.
    """
    if (text is None) == (file is None):
        raise click.UsageError(
            'Give either a question in quotes or --file. For example: pcnbot ask "what is a pcn"'
        )
    questions = [text] if file is None else file.read_text(encoding="utf-8").splitlines()
    asyncio.run(_answer(questions, practice, network, as_json))


async def _answer(questions: list[str | None], practice: str, network: str, as_json: bool) -> None:
    from bot import unused
    from bot.cli import log
    from bot.settings import settings

    unused.leave_out_unused(settings().root)
    from bot.assistant import Assistant

    log.configure()
    assistant = Assistant()
    for question in questions:
        heard = await assistant.ask(question or "", practice, network)
        if as_json:
            click.echo(json.dumps(heard.as_json(), ensure_ascii=False))
        else:
            click.echo("\n\n".join(heard.messages))
            for title in heard.choices.values():
                click.echo(f"  [{title}]")
