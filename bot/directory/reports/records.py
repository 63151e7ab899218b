"""Records: what the reports say, as they say it. Everything that patients read is made from these (`people.py`)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property


@dataclass(frozen=True, slots=True)
class NetworkRecord:
    """A network in the report epcn, closed or not.

    Args:
        code: ODS code, U and five digits.
        name: in capitals.
        area: the NHS body of the area with its code ("NHS KENT AND MEDWAY ICB - 91Q").
        opened: the day it opened.
        closed: the day it closed, None while it is open.
        address: five lines, empty ones too.
        postcode: as it stands there.
    """

    code: str
    name: str
    area: str
    opened: date | None
    closed: date | None
    address: tuple[str, ...]
    postcode: str


@dataclass(frozen=True, slots=True)
class PracticeRecord:
    """A practice in the report epraccur, closed or not.

    Args:
        status: A active, C closed, D dormant, P proposed, "" where the report does not have it.
        telephone: as it stands there.

    The other arguments are as for a network.
    """

    code: str
    name: str
    opened: date | None
    closed: date | None
    address: tuple[str, ...] = ()
    postcode: str = ""
    telephone: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """One spell of a practice in a network, from a day on, perhaps to a day (report epcncorepartnerdetails).

    Args:
        practice: its ODS code.
        name: of the practice, as this report has it.
        network: its ODS code.
        start: the first day.
        end: the last day, None while it lasts.
    """

    practice: str
    name: str
    network: str
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class FormerName:
    """A name that a practice or network had in an earlier edition.

    Args:
        code: ODS code.
        name: in capitals.
        until: the month of the last edition with this name ("January 2023").
    """

    code: str
    name: str
    until: str


@dataclass(frozen=True)
class Records:
    """One edition of the reports.

    Args:
        date: its month, as people write it ("January 2023").
        networks: by code.
        practices: by code.
        memberships: all, ended ones too.
        former_names: what practices and networks were called in earlier editions.
    """

    date: str
    networks: dict[str, NetworkRecord] = field(repr=False)
    practices: dict[str, PracticeRecord] = field(repr=False)
    memberships: tuple[Membership, ...] = field(repr=False)
    former_names: tuple[FormerName, ...] = field(default=(), repr=False)

    @cached_property
    def spells(self) -> dict[str, list[Membership]]:
        """Each practice's memberships, the present or latest one last."""
        grouped: dict[str, list[Membership]] = defaultdict(list)
        for spell in sorted(self.memberships, key=lambda spell: (spell.end or date.max, spell.start)):
            grouped[spell.practice].append(spell)
        return dict(grouped)

    def names_before(self, code: str) -> list[str]:
        """The names that a practice or network had in earlier editions."""
        return self._names_before.get(code, [])

    @cached_property
    def _names_before(self) -> dict[str, list[str]]:
        grouped: dict[str, list[str]] = defaultdict(list)
        for former in self.former_names:
            grouped[former.code].append(former.name)
        return dict(grouped)
