"""Reads the rules that staff wrote: red flags, what does not count, spelling, other languages."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from bot.errors import ContentError, Problem
from bot.safety.ordinary import Ordinary
from bot.safety.patterns import Index, Pattern, compile_pattern
from bot.safety.words import Spelling, normalise

FILES = ("red-flags.yml", "other-languages.yml", "does-not-count.yml", "spelling.yml")
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Outcome(StrEnum):
    """What a message speaks of; the first named wins where there are several."""

    EMERGENCY = "emergency"
    CRISIS = "mental-health-crisis"
    SAFEGUARDING = "safeguarding"
    OTHER_LANGUAGE = "other-language"


@dataclass(frozen=True)
class RedFlag:
    """One sign of danger and the ways people put it.

    Args:
        outcome: which fixed reply it gets.
        id: its name in reports.
        patterns: the compiled lines.
        past_counts: it also counts when it was long ago.
        over_counts: it also counts when it has gone away again.
        in_english: it is written in English, so that the classifier can read it too.
    """

    outcome: Outcome
    id: str
    patterns: tuple[Pattern, ...]
    past_counts: bool
    over_counts: bool
    in_english: bool = True


@dataclass(frozen=True)
class Rules:
    """All rules, ready for use."""

    flags: list[RedFlag]
    ordinary: Ordinary
    spelling: Spelling
    index: Index


def load_rules(folder: Path) -> Rules:
    """The rules of a folder.

    Raises:
        ContentError: a file is missing, is not YAML, or a line of it cannot be read as a pattern.
    """
    files = {name: _read(folder / name) for name in FILES}
    groups = {
        name: [str(word) for word in words] for name, words in files["red-flags.yml"].get("words", {}).items()
    }
    problems: list[Problem] = []
    flags = [flag for name in FILES[:2] for flag in _flags(folder / name, files[name], groups, problems)]
    not_counting = {
        name: list(_compile(folder / FILES[2], lines, groups, problems))
        for name, lines in files[FILES[2]].items()
    }
    if problems:
        raise ContentError(problems)
    patterns = [p for flag in flags for p in flag.patterns] + [
        p for lines in not_counting.values() for p in lines
    ]
    index = Index(patterns, frozenset(groups["filler"]))
    ordinary = Ordinary(not_counting, frozenset(groups["close"]), frozenset(groups["present"]))
    return Rules(flags, ordinary, _spelling(files["spelling.yml"], index), index)


def _flags(
    path: Path, content: dict[str, Any], groups: dict[str, list[str]], problems: list[Problem]
) -> Iterator[RedFlag]:
    for outcome in Outcome:
        for name, flag in content.get(outcome.value, {}).items():
            yield RedFlag(
                outcome=outcome,
                id=name,
                patterns=tuple(_compile(path, flag["counts"], groups, problems)),
                past_counts=bool(flag.get("even_if_past")),
                over_counts=bool(flag.get("even_if_over")),
                in_english=path.name == FILES[0],
            )


def _compile(
    path: Path, lines: list[str], groups: dict[str, list[str]], problems: list[Problem]
) -> Iterator[Pattern]:
    for line in lines:
        try:
            yield from compile_pattern(_plain(line), groups)
        except ValueError as error:
            remedy = "The head of red-flags.yml explains how a line is written."
            problems.append(Problem(path, _line_of(path, line), f"`{line}`: {error}.", remedy))


def _plain(line: str) -> str:
    return " ".join(
        piece if piece in ("..", "...", "&", "&&", "=") else normalise(piece) for piece in str(line).split()
    )


def _line_of(path: Path, wanted: str) -> int:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if wanted in line:
            return number
    return 1


def _spelling(content: dict[str, Any], index: Index) -> Spelling:
    means = {
        normalise(str(wrong)): tuple(normalise(right).split())
        for right, wrongs in content["means"].items()
        for wrong in str(wrongs).split()
    }
    pairs = (str(pair).split() for pair in content["joined"])
    joined = {(first, second): one for first, second, one in pairs}
    near = frozenset(str(content["near_misses"]).split())
    return Spelling(index.known, near, means, frozenset(str(content["real_words"]).split()), joined)


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    except FileNotFoundError:
        problem = Problem(
            path, 1, "This file is missing.", "Put it back: the safety check cannot run without it."
        )
        raise ContentError([problem]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = Problem(
            path, mark.line + 1 if mark else 1, f"This is not valid YAML: {error}.", "Undo the last change."
        )
        raise ContentError([problem]) from None
    if not isinstance(content, dict):
        raise ContentError([Problem(path, 1, "The file is empty.", "Put its lines back.")])
    return content
