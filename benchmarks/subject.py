"""Subject: what is measured, and how it is trained, started and spoken to."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.client import Client


@dataclass(frozen=True)
class Heard:
    """What a subject made of a message.

    Args:
        topics: the topics that it answered, in order; empty where it said that it did not understand.
        offered: the topics that it offered instead, or (stock) would think of first.
    """

    topics: tuple[str, ...]
    offered: tuple[str, ...]


Say = Callable[[str], Any]
"""Sends the next message of a conversation and waits for the reply."""


@dataclass(frozen=True)
class Subject:
    """One column of the table.

    Args:
        title: of the column.
        root: the folder in which its commands run.
        train: the command that trains it.
        serve: the command that serves it; "{port}" stands for the port.
        variables: added to the environment of both commands.
        occupies: its environment and code on the disk.
        begin: starts a conversation over HTTP.
        understand: what it makes of a message that is a conversation of its own.
        looks_up: whether it can look up practices.
    """

    title: str
    root: Path
    train: tuple[str, ...]
    serve: tuple[str, ...]
    variables: dict[str, str]
    occupies: tuple[Path, ...]
    begin: Callable[[Client], Say]
    understand: Callable[[Client, str], Heard]
    looks_up: bool
