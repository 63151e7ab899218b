"""The accessibility statement: the words of data/accessibility.yml, true to what the browser tests found.

The form is the UK's model for public sector bodies, which the law asks for (SI 2018/952, regulation 8; GOV.UK,
"Sample accessibility statement", December 2023). It says "fully compliant" only when the tests found nothing, no
problem is known, and a person has tried what no program can test.
"""

import json
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path
from typing import Any

from pydantic import Field

from bot.answers.answer import Strict
from bot.answers.files import StaffFile
from bot.answers.template import fill
from bot.errors import ContentError, PcnBotError

WORDS = Path("data/accessibility.yml")
RESULTS = Path("docs/accessibility-results.json")
"""What the tests found, kept with the code that they tested."""


class Part(Strict):
    """A heading and what stands below it; words in curly brackets are filled in, or their paragraph is left out."""

    heading: str = Field(min_length=1)
    level: int = Field(ge=1, le=3)
    text: str = ""


class Known(Strict):
    """A problem that somebody found."""

    what: str = Field(min_length=1)
    criterion: str = Field(min_length=1)
    plan: str = Field(min_length=1)


class Words(Strict):
    """data/accessibility.yml."""

    organisation: str = Field(min_length=1)
    contact: str = Field(min_length=1)
    prepared: date
    reviewed: date
    not_yet_tried: list[str] = []
    problems: list[Known] = []
    status: dict[str, str]
    found: str
    known: str
    parts: list[Part]

    @classmethod
    def load(cls, data: Path) -> "Words":
        """Reads the file.

        Raises:
            ContentError: it is missing or wrong.
        """
        file = StaffFile(data / WORDS.name, WORDS)
        words = file.as_model(cls)
        for name in ("fully", "partially", "not_tested"):
            if words and name not in words.status:
                file.problem(file.line("status"), f"status: `{name}` is missing.", "Write it.")
        if words is None or file.problems:
            raise ContentError(file.problems)
        return words


@dataclass(frozen=True)
class Results:
    """What the browser tests found.

    Args:
        tested: the day.
        tools: with what.
        states: how many states of the chat were tested.
        failures: by rule: what it asks for, and in which states it was broken.
    """

    tested: date
    tools: str
    states: int
    failures: dict[str, tuple[str, tuple[str, ...]]]

    @classmethod
    def load(cls, file: Path) -> "Results | None":
        """Reads the results; None where nothing was tested.

        Raises:
            PcnBotError: the file is damaged.
        """
        if not file.exists():
            return None
        try:
            content = json.loads(file.read_text(encoding="utf-8"))
            failures: dict[str, tuple[str, set[str]]] = {}
            for check in content["checks"]:
                for violation in check["violations"]:
                    _, states = failures.setdefault(violation["rule"], (violation["help"], set()))
                    states.add(check["state"])
            return cls(
                date.fromisoformat(content["tested"]) if "tested" in content else _day_of(file),
                f"axe-core {content['axe']} in Chromium {content['chromium']}",
                len({check["state"] for check in content["checks"]}),
                {rule: (what, tuple(sorted(states))) for rule, (what, states) in sorted(failures.items())},
            )
        except (ValueError, KeyError, TypeError) as error:
            raise PcnBotError(f"{file}: this is not what the browser tests write. Run them again.") from error


def _day_of(file: Path) -> date:
    return date.fromtimestamp(file.stat().st_mtime)


def statement(words: Words, results: Results | None) -> list[Part]:
    """The statement's parts with everything filled in; parts of which nothing is left are left out.

    Args:
        words: what staff wrote.
        results: what the tests found, None where nothing was tested.
    """
    found = [
        words.found.format(what=what, rule=rule, states=", ".join(states))
        for rule, (what, states) in (results.failures if results else {}).items()
    ]
    known = [words.known.format(**problem.dict()) for problem in words.problems]
    complete = results and not (found or known or words.not_yet_tried)
    values: dict[str, Any] = {
        "organisation": words.organisation,
        "contact": words.contact,
        "status": words.status["not_tested" if not results else "fully" if complete else "partially"],
        "failures": found + known,
        "not_yet_tried": words.not_yet_tried,
        "prepared": _written(words.prepared),
        "reviewed": _written(words.reviewed),
    }
    if results:
        values |= {"tested": _written(results.tested), "tools": results.tools, "states": str(results.states)}
    parts = [part.copy(update={"text": fill(part.text, values)}) for part in words.parts]
    return [part for number, part in enumerate(parts) if part.text or _leads(parts[number:])]


def _leads(parts: list[Part]) -> bool:
    """Whether something is said below the first of these headings, before one of its own level."""
    first, *rest = parts
    return any(part.text for part in takewhile(lambda part: part.level > first.level, rest))


def _written(day: date) -> str:
    return f"{day:%-d %B %Y}"
