"""This project as a subject: a copy of its root with other examples, its own commands, its own channel."""

import shutil
import sys
from pathlib import Path
from typing import Any

from benchmarks import sample
from benchmarks.client import Client
from benchmarks.subject import Heard, Say, Subject

FILES = ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml")
NOT_UNDERSTOOD = "not-understood"
ASK = "ask:"


def copy(root: Path, to: Path, examples: dict[str, list[str]] | None) -> Path:
    """Copies what a model and a server are made of.

    Args:
        root: of the project.
        to: the new root.
        examples: instead of those in the data; None leaves them.
    """
    to.mkdir(parents=True)
    for name in FILES:
        shutil.copy(root / name, to / name)
    shutil.copytree(root / "data", to / "data")
    if examples is not None:
        sample.put(examples, to / "data")
    return to


def subject(title: str, root: Path, code: Path) -> Subject:
    """This project, run in a copy of its root.

    Args:
        title: of its column.
        root: the copy.
        code: the folder that holds `bot` and `actions`.
    """
    pcnbot = str(Path(sys.prefix) / "bin" / "pcnbot")
    return Subject(
        title=title,
        root=root,
        train=(pcnbot, "train", "--force"),
        serve=(pcnbot, "serve", "--host", "127.0.0.1", "--port", "{port}"),
        variables={
            "PCNBOT_ROOT": str(root),
            "PCNBOT_CONVERSATION_MESSAGES": "0",
            "PCNBOT_ADDRESS_MESSAGES": "0",
        },
        occupies=(Path(sys.prefix), code / "bot", code / "actions"),
        begin=begin,
        understand=understand,
        looks_up=True,
    )


def begin(client: Client) -> Say:
    """A new conversation: the server issues its token with the first reply."""
    token: dict[str, str] = {}

    def say(text: str) -> list[dict[str, Any]]:
        reply = client.post("/api/messages", {"text": text, **token})
        token["conversation"] = reply["conversation"]
        return reply["messages"]

    return say


def understand(client: Client, text: str) -> Heard:
    """What a patient sees: the topics of the answers, or the topics offered by one that says "not understood"."""
    messages = begin(client)(text)
    topics = [message["topic"] for message in messages if message["topic"]]
    if topics and topics[0] != NOT_UNDERSTOOD:
        return Heard(tuple(dict.fromkeys(topics)), ())
    choices = (choice["id"] for message in messages for choice in message["choices"])
    return Heard((), tuple(choice.removeprefix(ASK) for choice in choices if choice.startswith(ASK)))
