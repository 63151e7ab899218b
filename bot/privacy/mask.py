"""Masks the personal details in a message: what stays is what anything after the safety check gets to see."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import yaml

from bot.directory.find import Directory
from bot.directory.reports.address import street_of
from bot.privacy.addresses import addresses, outward, postcodes, whole
from bot.privacy.dates import births
from bot.privacy.emails import emails
from bot.privacy.names import names
from bot.privacy.numbers import numbers
from bot.privacy.personal import Detail, Kind


@dataclass(frozen=True)
class Masked:
    """A message without its personal details.

    Args:
        text: the message, with a mask for each detail; of a postcode the first half stays.
        kinds: what was masked.
        postcodes: each full postcode of the message by what stands for it in the text; for the look-up, never kept.
    """

    text: str
    kinds: frozenset[Kind] = frozenset()
    postcodes: dict[str, str] = field(default_factory=dict)


class Masking:
    """Finds and masks personal details.

    Args:
        data: the folder of staff files, with privacy/masks.yml.
        directory: its surgeries' names, telephone numbers and streets are nobody's personal details.

    Raises:
        KeyError: masks.yml has no words for a kind.
    """

    def __init__(self, data: Path, directory: Directory) -> None:
        written = yaml.safe_load((data / "privacy" / "masks.yml").read_text(encoding="utf-8"))
        self._masks = {kind: str(written[kind.value]["mask"]) for kind in Kind if kind is not Kind.POSTCODE}
        self._directory = directory

    @property
    def masks(self) -> tuple[str, ...]:
        """The words that stand in the place of details."""
        return tuple(self._masks.values())

    def mask(self, text: str) -> Masked:
        """The message as it may be kept.

        Args:
            text: the message as typed.
        """
        details = self.details(text)
        parts, at, halves = [], 0, {}
        for start, end, kind in details:
            stands = outward(text[start:end]) if kind is Kind.POSTCODE else self._masks[kind]
            if kind is Kind.POSTCODE:
                halves[stands] = whole(text[start:end])
            parts += [text[at:start], stands]
            at = end
        return Masked("".join(parts) + text[at:], frozenset(detail.kind for detail in details), halves)

    def details(self, text: str) -> list[Detail]:
        """The personal details in a message, in order, none overlapping: what is found first by precedence counts."""
        rest, found = text, []
        for find in (self._births, self._numbers, self._dwellings, self._names):
            new = _apart(find(rest, bool(found)))
            found += new
            for start, end, _ in new:
                rest = rest[:start] + "\x00" * (end - start) + rest[end:]
        found += _apart(births(rest, bool(found), date.today())) if found else []
        return sorted(_apart(found))

    def _numbers(self, text: str, _: bool) -> list[Detail]:
        return [*emails(text), *numbers(text, self._telephones)]

    @staticmethod
    def _births(text: str, beside_others: bool) -> list[Detail]:
        return list(births(text, beside_others, date.today()))

    def _dwellings(self, text: str, _: bool) -> list[Detail]:
        return [*postcodes(text), *addresses(text, self._streets)]

    def _names(self, text: str, _: bool) -> list[Detail]:
        return list(names(text, [(start, end) for start, end, _ in self._directory.mentions(text)]))

    @cached_property
    def _telephones(self) -> frozenset[str]:
        return frozenset(re.sub(r"\D", "", each.telephone) for each in self._directory.practices) - {""}

    @cached_property
    def _streets(self) -> frozenset[str]:
        return frozenset(street_of(each.address) for each in self._directory.practices) - {""}


def _apart(details: Iterable[Detail]) -> list[Detail]:
    """Details that do not overlap: the higher kind counts, of one kind the longer."""
    order = list(Kind)
    kept: list[Detail] = []
    for detail in sorted(details, key=lambda each: (order.index(each.kind), each.start - each.end)):
        if all(detail.end <= other.start or detail.start >= other.end for other in kept):
            kept.append(detail)
    return kept
