"""What the five address lines of a report say: which of them is the town, which the street."""

import re
from collections.abc import Iterable

from bot.directory.vocabulary import vocabulary

STREET = re.compile(r"\b\d+[a-z]?(?:\s*[-/&]\s*\d+[a-z]?)?\s+[a-z][a-z' ]+", re.IGNORECASE)


def split_address(lines: list[str]) -> tuple[list[str], str]:
    """The lines that say something, and the town: the last part that is no county.

    In London the part before, where it is a place and not a street, tells more than "London" does.
    """
    kept = [line.strip(" ,.") for line in lines if line.strip(" ,.")]
    parts = [part for line in kept for part in _parts(line)]
    while parts and _key(parts[-1]) in vocabulary().counties:
        parts.pop()
    while len(parts) > 1 and not is_place(parts[-1]):
        parts.pop()
    town = parts[-1] if parts else ""
    if _key(town) == "london" and len(parts) > 2 and is_place(parts[-2]):
        town = parts[-2]
    return kept, town


def is_place(part: str) -> bool:
    """Whether a part of an address can be a town or village: no number, no street, no building."""
    words = [word.strip("().,'").lower() for word in part.split()]
    return (
        bool(words)
        and not any(char.isdigit() for char in part)
        and words[-1] not in vocabulary().streets | {"st", "rd", "ave", "ctr", "hse"}
    )


def street_of(address: Iterable[str]) -> str:
    """Number and street of an address in one normal form; "" where it has no house number."""
    for line in address:
        if match := STREET.search(line):
            return " ".join(match[0].lower().split())
    return ""


def places_of(address: Iterable[str]) -> list[str]:
    """All parts of an address that can be a town or village, counties left out."""
    parts = [part for line in address for part in _parts(line)]
    return [part for part in parts if is_place(part) and _key(part) not in vocabulary().counties]


def _parts(line: str) -> list[str]:
    return [part.strip(" .") for part in line.split(",") if part.strip(" .")]


def _key(part: str) -> str:
    return " ".join(part.lower().split())
