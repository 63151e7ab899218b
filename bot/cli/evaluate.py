"""`pcnbot evaluate`: how well unseen messages are understood, by the whole dialogue, as a report."""

import asyncio
from pathlib import Path

import click


@click.command()
@click.option(
    "--messages",
    default="tests/understanding",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder with the message sets.",
)
@click.option(
    "--set",
    "name",
    default="unseen",
    help="unseen (never used for choosing anything), or one that may be looked at: dev, another-writer, short.",
)
@click.option("--wrong", is_flag=True, help="Show each message that was not understood as meant.")
def command(messages: Path, name: str, wrong: bool) -> None:
    """Report accuracy per topic and style, two-question messages, off-topic messages."""
    from bot.assistant import Assistant
    from bot.cli import log
    from bot.evaluation import Evaluation

    log.configure("ERROR")
    evaluation = Evaluation(Assistant(), messages, name)
    click.echo(asyncio.run(evaluation.report(show_wrong=wrong)))
