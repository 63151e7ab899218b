"""Stock Rasa as a subject: its commands, its REST channel, its parse address."""

import uuid
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.client import Client
from benchmarks.stock.project import FALLBACK
from benchmarks.subject import Heard, Say, Subject

NOT_UNDERSTOOD = frozenset({FALLBACK, "not-understood"})
FIRST = 4


def subject(root: Path, environment: Path, topics: Mapping[str, str]) -> Subject:
    """Stock Rasa in its environment.

    Args:
        root: its project.
        environment: where it is installed.
        topics: the topic of each of its intents.
    """
    rasa = str(environment / "bin" / "rasa")
    return Subject(
        title="Stock Rasa 3.6.21",
        root=root,
        train=(rasa, "train"),
        serve=(rasa, "run", "--enable-api", "--interface", "127.0.0.1", "--port", "{port}"),
        variables={"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"},
        occupies=(environment,),
        begin=begin,
        understand=partial(understand, topics),
        looks_up=False,
    )


def begin(client: Client) -> Say:
    """A new conversation: the client chooses its name."""
    sender = uuid.uuid4().hex
    return lambda text: client.post("/webhooks/rest/webhook", {"sender": sender, "message": text})


def understand(topics: Mapping[str, str], client: Client, text: str) -> Heard:
    """The topic of the intent, and those of the first few of its ranking (which it shows to nobody)."""
    parsed = client.post("/model/parse", {"text": text})
    return heard(topics, parsed)


def heard(topics: Mapping[str, str], parsed: dict[str, Any]) -> Heard:
    """What parse data mean in topics."""
    intent = parsed["intent"]["name"]
    ranked = [topics[each["name"]] for each in parsed["intent_ranking"] if each["name"] in topics]
    likely = [topic for topic in dict.fromkeys(ranked) if topic not in NOT_UNDERSTOOD]
    return Heard(() if intent in NOT_UNDERSTOOD else (topics.get(intent, intent),), tuple(likely[:FIRST]))
