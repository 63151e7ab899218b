"""The sample: so many examples of each intent, chosen without looking, and put in the place of all of them."""

import hashlib
from pathlib import Path
from typing import Any

import yaml

from bot.answers.book import AnswerBook
from bot.answers.files import Loader
from bot.safety.examples import BY_TOPIC, SafetyExamples


def examples_by_intent(data: Path) -> dict[str, list[str]]:
    """Every example under a data folder, as training takes them, by intent (`faq/<topic>` for stored answers)."""
    book = AnswerBook.load(data)
    safety = SafetyExamples.load(data / "safety" / "examples")
    found: dict[str, list[str]] = {}
    for answer in book.answers.values():
        for intent, lines in answer.intents().items():
            found.setdefault(intent, []).extend(lines)
    for outcome, lines in safety.outcomes.items():
        found.setdefault(outcome, []).extend(lines)
    for topic, lines in safety.alarming_but_ordinary.items():
        found[next(iter(book.answers[topic].intents()))].extend(lines)
    return {intent: list(dict.fromkeys(lines)) for intent, lines in found.items() if lines}


def choose(examples: dict[str, list[str]], number: int) -> dict[str, list[str]]:
    """So many examples of each intent, by the hash of their words: the same ones in every run."""
    return {intent: sorted(lines, key=_order)[:number] for intent, lines in examples.items()}


def put(sample: dict[str, list[str]], data: Path) -> None:
    """Replaces all examples in a copy of the data folder.

    Args:
        sample: by intent; every intent must be there.
        data: the copy; its files are written anew.
    """
    book = AnswerBook.load(data)
    for topic, answer in book.answers.items():
        path = book.files[topic].path
        content = _load(path)
        intents = dict(zip(answer.patients_ask, answer.intents(), strict=True))
        asked = {group: sample[intent] for group, intent in intents.items()}
        content["patients_ask"] = asked.get("", asked)
        _dump(content, path)
    folder = data / "safety" / "examples"
    for outcome in SafetyExamples.load(folder).outcomes:
        _dump({"sample": sample[outcome]}, folder / f"{outcome}.yml")
    _dump({}, folder / f"{BY_TOPIC}.yml")


def _order(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _load(path: Path) -> dict[str, Any]:
    return yaml.load(path.read_text(encoding="utf-8-sig"), Loader=Loader)


def _dump(content: dict[str, Any], path: Path) -> None:
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")
