"""Rules for how patients ask and for what professionals help with."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.answers.answer import Answer
from bot.answers.files import StaffFile
from bot.answers.rules.content import Content, Keys, error, warning
from bot.errors import Problem

ENOUGH = 10
LONGEST = 500


class Example(NamedTuple):
    """One way of asking and where it stands."""

    text: str
    file: StaffFile
    keys: Keys


def folded(text: str) -> str:
    """A text without what makes no difference: capitals, spaces, punctuation."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip() or text.strip()


def examples(content: Content) -> Iterator[Example]:
    """Every example of every topic."""
    for answer, file in content.answers():
        for group, lines in answer.patients_ask.items():
            for number, text in enumerate(lines):
                yield Example(
                    text, file, ("patients_ask", group, number) if group else ("patients_ask", number)
                )


def lengths(content: Content) -> Iterator[Problem]:
    """An example has some words and is no longer than a message may be."""
    for example in examples(content):
        if not example.text.strip():
            yield error(example.file, example.keys, "patients_ask: an empty line.", "Take it out.")
        elif len(example.text) > LONGEST:
            what = f"patients_ask: a line of {len(example.text)} characters."
            yield error(example.file, example.keys, what, f"Shorten it to {LONGEST} characters.")


def duplicates(content: Content) -> Iterator[Problem]:
    """No example stands twice, in one topic or in two."""
    first: dict[str, Example] = {}
    for example in examples(content):
        before = first.setdefault(folded(example.text), example)
        if before is not example and example.text.strip():
            where = f"{before.file.shown_as}, line {before.file.line(*before.keys)}"
            what = f'patients_ask: "{example.text}" is already in {where}.'
            remedy = "Keep it in the topic that answers it best. Capitals and punctuation make no difference."
            yield error(example.file, example.keys, what, remedy)


def enough(content: Content) -> Iterator[Problem]:
    """The assistant knows several ways of asking for each topic."""
    for answer, file in content.answers():
        number = sum(len(lines) for lines in answer.patients_ask.values())
        if number < ENOUGH:
            what = f"patients_ask: {number} ways of asking are few."
            yield warning(
                file,
                ("patients_ask",),
                what,
                f"Write at least {ENOUGH}, as different as patients' words are.",
            )


def intents(content: Content) -> Iterator[Problem]:
    """A named group of examples has a name of its own."""
    first: dict[str, Answer] = {}
    for answer, file in content.answers():
        for intent in answer.intents():
            before = first.setdefault(intent, answer)
            if before is not answer:
                what = f"patients_ask: {before.topic} already has a group or name `{intent}`."
                yield error(file, ("patients_ask", intent), what, "Call this group something else.")


def helps_with(content: Content) -> Iterator[Problem]:
    """A problem leads to one professional."""
    first: dict[str, tuple[Answer, int]] = {}
    for answer, file in content.answers():
        for number, phrase in enumerate(answer.helps_with):
            keys = ("helps_with", number)
            if not phrase.strip():
                yield error(file, keys, "helps_with: an empty line.", "Take it out.")
                continue
            other = first.setdefault(folded(phrase), (answer, number))[0]
            if other is not answer:
                what = f'helps_with: "{phrase}" is also with {other.topic}.'
                yield error(
                    file, keys, what, "Keep it with the professional whom patients usually see first."
                )
            elif first[folded(phrase)][1] != number:
                yield warning(file, keys, f'helps_with: "{phrase}" stands here twice.', "Take one out.")
