"""`pcnbot train`: checks the content and trains, if anything changed that the model is made of."""

import time
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.settings import Settings

UP_TO_DATE = "The model is up to date."


@click.command()
@click.option("--force", is_flag=True, help="Train even if nothing changed.")
def command(force: bool) -> None:
    """Train the model, if the examples, the rules or the configuration changed."""
    from bot.cli import log
    from bot.cli.check import check_content
    from bot.settings import settings
    from bot.training import everything_read, is_as_it_was, is_trained, note_in_order

    where = settings()
    if not force and is_as_it_was(where):
        click.echo(UP_TO_DATE)
        return
    log.configure()
    read = everything_read(where)
    check_content()
    if not force and is_trained(where):
        click.echo(UP_TO_DATE)
    else:
        _train(where)
    note_in_order(where, read)


def _train(where: "Settings") -> None:
    from bot.training import train

    click.echo("Training the model (about half a minute) ...")
    began = time.monotonic()
    model = train(where)
    click.echo(f"Trained {model.name} in {time.monotonic() - began:.0f} seconds.")
