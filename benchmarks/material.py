"""What both are asked: the messages that nothing trains on, and conversations of questions and look-ups."""

from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import yaml

from bot.answers.book import AnswerBook
from bot.directory.find import Directory

TURNS = 10
LOOK_UPS = (
    "which pcn is {} in",
    "which network does {} belong to?",
    "phone number for {}",
    "what is the address of {}",
)


@dataclass(frozen=True)
class Unseen:
    """A message and the topics that answer it."""

    text: str
    topics: frozenset[str]


@dataclass(frozen=True)
class OffTopic:
    """A message that no topic answers."""

    text: str


@dataclass(frozen=True)
class TwoQuestions:
    """A message with two questions, and the topics that answer each."""

    text: str
    questions: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Material:
    """All that is asked.

    Args:
        unseen: messages of one question.
        off_topic: messages that no topic answers.
        two_questions: messages of two questions.
        stored: conversations about stored answers.
        look_ups: conversations of look-ups.
    """

    unseen: list[Unseen]
    off_topic: list[OffTopic]
    two_questions: list[TwoQuestions]
    stored: list[list[str]]
    look_ups: list[list[str]]


def material(root: Path, messages: int, look_ups: int) -> Material:
    """Reads tests/understanding and the directory.

    Args:
        root: of the project.
        messages: how many messages the conversations about stored answers have together.
        look_ups: the same for look-ups.
    """
    folder = root / "tests" / "understanding"
    unseen = [Unseen(row["text"], frozenset(row["topic"])) for row in _read(folder / "unseen.yml")]
    off_topic = [OffTopic(row["text"]) for row in _read(folder / "off-topic.yml")]
    two = [row for row in _read(folder / "two-questions.yml") if not row.get("single")]
    return Material(
        unseen,
        off_topic,
        [TwoQuestions(row["text"], tuple(map(frozenset, row["topics"]))) for row in two],
        conversations(_about_stored_answers(unseen, root / "data"), messages),
        conversations(_look_ups(root / "data" / "directory"), look_ups),
    )


def conversations(texts: list[str], number: int) -> list[list[str]]:
    """So many messages, from the beginning again where there are fewer, in conversations of a few turns."""
    messages = list(islice(cycle(texts), number))
    return [messages[start : start + TURNS] for start in range(0, len(messages), TURNS)]


def _about_stored_answers(unseen: list[Unseen], data: Path) -> list[str]:
    """The unseen messages that a stored answer answers, those of one topic spread over the whole."""
    answers = AnswerBook.load(data).answers
    texts = [
        row.text
        for row in unseen
        if all(topic in answers and answers[topic].kind == "faq" for topic in row.topics)
    ]
    return [text for start in range(TURNS) for text in texts[start::TURNS]]


def _look_ups(folder: Path) -> list[str]:
    practices = [practice.name for practice in Directory.load(folder).practices if not practice.closed]
    asked = zip(cycle(LOOK_UPS), practices[:: max(1, len(practices) // 200)], strict=False)
    return [question.format(name) for question, name in asked]


def _read(path: Path) -> list[dict[str, Any]]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))
