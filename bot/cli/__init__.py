"""`pcnbot`: one file a command. Importing this is quick; a command imports what it needs when it runs."""

import importlib
import os
import sys
import warnings

import click

from bot import telemetry
from bot.errors import PcnBotError

COMMANDS = (
    "ask",
    "talk",
    "train",
    "serve",
    "check",
    "evaluate",
    "directory",
    "network",
    "safety",
    "purge",
    "privacy",
    "feedback",
    "accessibility",
)


class Commands(click.Group):
    """Finds each command in the module of its name."""

    def list_commands(self, context: click.Context) -> list[str]:
        """The commands in the order people need them."""
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        """The command of this name, from its module."""
        return importlib.import_module(f"bot.cli.{name}").command if name in COMMANDS else None


@click.group(cls=Commands)
def group() -> None:
    """Answers patients' questions about their Primary Care Network and their GP surgery."""


def main() -> None:
    """The entry point: problems that people can put right are shown without a stack trace, with exit code 1."""
    quiet()
    try:
        group(prog_name="pcnbot")
    except PcnBotError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def quiet() -> None:
    """Keeps libraries' warnings and telemetry off."""
    telemetry.switch_off()
    os.environ.update(
        SQLALCHEMY_SILENCE_UBER_WARNING="1",
        TQDM_DISABLE="1",
        LOG_LEVEL="ERROR",  # Rasa shows progress bars at any other
        LOG_LEVEL_LIBRARIES="ERROR",
    )
    warnings.showwarning = lambda *_, **__: None  # libraries put their own filters before ours
