"""Content: everything that the rules look at, read once."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.answers.answer import Answer, Override, Strict, Wording
from bot.answers.book import AnswerBook
from bot.answers.files import StaffFile
from bot.answers.menu import Menu
from bot.answers.profile import Profile
from bot.errors import Problem

Keys = tuple[str | int, ...]


class Avoided(Strict):
    """Words that are better not used, with what to write instead (one entry of data/style.yml)."""

    words: list[str]
    instead: str
    but_not_in: list[str] = []


class Style(Strict):
    """data/style.yml."""

    avoid: list[Avoided] = []


@dataclass
class Content:
    """Everything staff wrote, as far as it could be read.

    Args:
        data: the folder of staff files.
        book: answers, overrides and profiles.
        menu: data/menu.yml, None where it cannot be read.
        catalogue: the topics that must be there, by group.
        style: data/style.yml.
        today: the day that dates are compared with.
    """

    data: Path
    book: AnswerBook
    menu: Menu | None = None
    catalogue: dict[str, list[str]] = field(default_factory=dict)
    style: Style = field(default_factory=Style)
    today: date = field(default_factory=date.today)

    def answers(self) -> Iterator[tuple[Answer, StaffFile]]:
        """Each topic with its file."""
        return ((answer, self.book.files[topic]) for topic, answer in self.book.answers.items())

    def overrides(self) -> Iterator[tuple[Override, StaffFile]]:
        """Each override with its file."""
        return ((override, self.book.files[key]) for key, override in self.book.overrides.items())

    def profiles(self) -> Iterator[tuple[Profile, StaffFile]]:
        """Each network's profile with its file."""
        return ((profile, self.book.files[code]) for code, profile in self.book.profiles.items())

    def written(self) -> Iterator[tuple[Answer | Override, StaffFile]]:
        """Everything that has words for patients."""
        yield from self.answers()
        yield from self.overrides()

    def dated(self) -> Iterator[tuple[Answer | Override | Profile, StaffFile]]:
        """Everything that somebody keeps right."""
        yield from self.written()
        yield from self.profiles()


def texts(wording: Wording) -> Iterator[tuple[Keys, str]]:
    """Each text of an answer with the names of its field."""
    yield from (
        ((name,), getattr(wording, name))
        for name in ("answer", "short_answer", "more")
        if getattr(wording, name)
    )
    yield from ((("situations", name), text) for name, text in wording.situations.items())


def error(file: StaffFile, keys: Keys, what: str, remedy: str) -> Problem:
    """A problem that stops the assistant from using the file as it is."""
    return Problem(file.shown_as, file.line(*keys), what, remedy)


def warning(file: StaffFile, keys: Keys, what: str, remedy: str, words: str = "") -> Problem:
    """A problem that a person decides about; `words` are what it is about, to find the line."""
    line = file.line_in_text(words, *keys) if words else file.line(*keys)
    return Problem(file.shown_as, line, what, remedy, warning=True)
