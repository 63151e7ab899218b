"""Evaluation: how well messages that nothing was trained on are understood, through the whole dialogue."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from bot.assistant import Assistant, Heard

ASKED_BACK = "not-understood"
ALONE = frozenset({"emergency", "mental-health-crisis", "safeguarding"})
CHOICES = 4
"""How many topics can be right: the one answered and the first of those offered beside it, or the first offered where the
assistant asked back."""


@dataclass(frozen=True)
class Outcome:
    """What became of one message.

    Args:
        item: the message with the topics that satisfy it, and its style.
        heard: what the assistant made of it.
    """

    item: dict[str, Any]
    heard: Heard

    @property
    def first(self) -> bool:
        """Whether the first answer is right."""
        return bool(self.heard.topics) and self.heard.topics[0] in self.item["topic"]

    @property
    def among(self) -> bool:
        """Whether an answer or one of the first buttons below it is right; to say that it is not known may be, too."""
        if self.first:
            return True
        offered = [choice.removeprefix("ask:") for choice in self.heard.choices if choice.startswith("ask:")]
        answered = [topic for topic in self.heard.topics if topic != ASKED_BACK]
        beside = max(CHOICES - len(answered), 0)
        return any(topic in self.item["topic"] for topic in [*answered, *offered[:beside]])


class Evaluation:
    """Runs the message sets and writes the report.

    Args:
        assistant: a trained one.
        folder: with the message sets (tests/understanding).
        name: of the set of single questions.
    """

    def __init__(self, assistant: Assistant, folder: Path, name: str = "unseen") -> None:
        self._assistant = assistant
        self._folder = folder
        self._name = name

    async def report(self, show_wrong: bool = False) -> str:
        """The report, as Markdown."""
        outcomes = [Outcome(item, await self._assistant.ask(item["text"])) for item in self._read(self._name)]
        two = [
            Outcome(item, await self._assistant.ask(item["text"]))
            for item in self._read("two-questions-unseen" if self._name == "unseen" else "two-questions")
        ]
        off = [
            Outcome(item, await self._assistant.ask(item["text"])) for item in self._read("off-topic")[1::2]
        ]
        return "\n".join(
            [
                *_summary(self._name, outcomes, two, off),
                *_by_style(outcomes),
                *_by_topic(outcomes),
                *(_wrong(outcomes, two, off) if show_wrong else []),
            ]
        )

    def _read(self, name: str) -> list[dict[str, Any]]:
        return yaml.safe_load((self._folder / f"{name}.yml").read_text(encoding="utf-8"))


def both_right(outcome: Outcome) -> bool:
    """Whether both questions of a message were answered, in order. A fixed safety reply stands alone, and is enough."""
    first, second = outcome.item["topics"]
    topics = outcome.heard.topics
    if ALONE & {*first, *second}:
        return bool(topics) and topics[0] in ALONE & {*first, *second}
    return (
        bool(topics)
        and topics[0] in first
        and topics[-1] in second
        and (len(topics) > 1 or bool(set(first) & set(second)))
    )


def as_if_understood(outcome: Outcome) -> bool:
    """Whether an off-topic message was answered as if it were one of the catalogue's."""
    accepted = {ASKED_BACK, *outcome.item.get("accept", [])}
    return any(topic not in accepted for topic in outcome.heard.topics)


def share(hits: list[bool]) -> str:
    """A share, with what it is of."""
    return f"{100 * sum(hits) / len(hits):.1f}% ({sum(hits)} of {len(hits)})" if hits else "none"


def _summary(name: str, outcomes: list[Outcome], two: list[Outcome], off: list[Outcome]) -> list[str]:
    pairs = [o for o in two if not o.item.get("single")]
    traps = [o for o in two if o.item.get("single")]
    rows = {
        f"right at the first answer ({name})": share([o.first for o in outcomes]),
        "right, or among the choices offered": share([o.among for o in outcomes]),
        "both questions of a two-question message": share([both_right(o) for o in pairs]),
        "one question kept whole that looks like two": share([len(o.heard.topics) == 1 for o in traps]),
        "off-topic, answered as if understood": share([as_if_understood(o) for o in off]),
    }
    return [
        "| what | result |",
        "| --- | --- |",
        *(f"| {what} | {result} |" for what, result in rows.items()),
        "",
    ]


def _by_style(outcomes: list[Outcome]) -> list[str]:
    styles: dict[str, list[bool]] = defaultdict(list)
    for outcome in outcomes:
        styles[outcome.item["style"]].append(outcome.first)
    return [
        "| style | right first |",
        "| --- | --- |",
        *(f"| {style} | {share(hits)} |" for style, hits in sorted(styles.items())),
        "",
    ]


def _by_topic(outcomes: list[Outcome]) -> list[str]:
    topics: dict[str, list[bool]] = defaultdict(list)
    confused: dict[str, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        topic = outcome.item["topic"][0]
        topics[topic].append(outcome.first)
        if not outcome.first:
            confused[topic][", ".join(outcome.heard.topics) or "nothing"] += 1
    rows = [
        f"| {topic} | {share(hits)} | {dict(confused[topic]) or ''} |"
        for topic, hits in sorted(topics.items())
    ]
    return ["| topic | right first | taken for |", "| --- | --- | --- |", *rows, ""]


def _wrong(outcomes: list[Outcome], two: list[Outcome], off: list[Outcome]) -> list[str]:
    lines = [
        f"- {o.item['style']}: {o.item['text']} -> {o.heard.topics}, meant {o.item['topic']}"
        for o in outcomes
        if not o.first
    ]
    lines += [
        f"- two: {o.item['text']} -> {o.heard.topics}, meant {o.item['topics']}"
        for o in two
        if not o.item.get("single") and not both_right(o)
    ]
    lines += [
        f"- split: {o.item['text']} -> {o.heard.topics}"
        for o in two
        if o.item.get("single") and len(o.heard.topics) != 1
    ]
    return lines + [f"- off-topic: {o.item['text']} -> {o.heard.topics}" for o in off if as_if_understood(o)]
