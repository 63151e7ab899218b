"""`pcnbot train`: checks the content and trains, if anything changed that the model is made of."""

import time

import click


@click.command()
@click.option("--force", is_flag=True, help="Train even if nothing changed.")
def command(force: bool) -> None:
    """Train the model, if the examples, the rules or the configuration changed."""
    from bot.cli import log
    from bot.cli.check import check_content

    log.configure()
    check_content()
    train_if_needed(force)


def train_if_needed(force: bool = False) -> None:
    """Trains, saying so; says nothing much where nothing changed."""
    from bot.settings import settings
    from bot.training import is_trained, train

    if not force and is_trained(settings()):
        click.echo("The model is up to date.")
        return
    click.echo("Training the model (about half a minute) ...")
    began = time.monotonic()
    model = train(settings())
    click.echo(f"Trained {model.name} in {time.monotonic() - began:.0f} seconds.")
