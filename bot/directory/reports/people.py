"""Records of the reports to what patients read: names and addresses in people's writing, who is where now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.directory.practice import Network, Practice
from bot.directory.reports.address import split_address, street_of
from bot.directory.reports.names import write_address, write_name, write_postcode, write_telephone
from bot.directory.reports.records import Membership, NetworkRecord, PracticeRecord, Records

DORMANT = "D"


@dataclass(frozen=True)
class Reports:
    """What the reports of one edition say.

    Args:
        date: of the edition, as people write it ("January 2023"); "" where nothing tells it.
        practices: by ODS code.
        networks: by ODS code, those that have closed left out.
    """

    date: str
    practices: Mapping[str, Practice]
    networks: Mapping[str, Network]


def people(records: Records, today: date | None = None) -> Reports:
    """The practices and networks of an edition.

    Args:
        records: the edition.
        today: what the reports say of a later day has not happened yet.
    """
    today = today or date.today()
    practices = {
        code: _practice(record, records.spells.get(code, []), records.names_before(code), today)
        for code, record in records.practices.items()
    }
    for code, spells in records.spells.items():
        if code not in practices:
            unlisted = PracticeRecord(code, spells[-1].name, None, None)
            practices[code] = _practice(unlisted, spells, records.names_before(code), today)
    members: dict[str, list[str]] = {code: [] for code in records.networks}
    for practice in practices.values():
        if practice.network:
            members[practice.network].append(practice.code)
    networks = {
        code: _network(record, members[code])
        for code, record in records.networks.items()
        if members[code] or not _passed(record.closed, today)
    }
    return Reports(records.date, _with_successors(practices), networks)


def _practice(record: PracticeRecord, spells: list[Membership], before: list[str], today: date) -> Practice:
    last = spells[-1] if spells else None
    left = _passed(last.end, today) if last else None
    lines, town = split_address(list(record.address))
    name = write_name(record.name)
    names = {write_name(other) for other in (*(spell.name for spell in spells), *before)}
    return Practice(
        code=record.code,
        name=name,
        address=write_address(lines),
        town=write_name(town),
        postcode=write_postcode(record.postcode),
        telephone=write_telephone(record.telephone),
        network=last.network if last and not left else None,
        closed=_passed(record.closed, today),
        left_network=left,
        successor=None,
        in_wales=record.code.startswith("W"),
        last_network=last.network if last else None,
        other_names=tuple(sorted(names - {name})),
        dormant=record.status == DORMANT and not (last and not left),
    )


def _passed(day: date | None, today: date) -> date | None:
    """A day that has come; None for one to come: a closure is in the reports before it happens."""
    return day if day and day <= today else None


def _network(record: NetworkRecord, members: list[str]) -> Network:
    _, town = split_address(list(record.address))
    return Network(record.code, write_name(record.name), write_name(town), tuple(members))


def _with_successors(practices: dict[str, Practice]) -> dict[str, Practice]:
    """Closed and dormant practices with the open one at their address, where there is exactly one."""
    places: dict[tuple[str, str], set[str]] = {}
    for practice in practices.values():
        if not _is_gone(practice):
            for place in _places(practice):
                places.setdefault(place, set()).add(practice.code)
    return {
        code: replace(practice, successor=_only_one(practice, places)) if _is_gone(practice) else practice
        for code, practice in practices.items()
    }


def _is_gone(practice: Practice) -> bool:
    return bool(practice.closed) or practice.dormant


def _only_one(practice: Practice, places: dict[tuple[str, str], set[str]]) -> str | None:
    there = (places.get(place, set()) for place in _places(practice))
    return next((next(iter(codes)) for codes in there if len(codes) == 1), None)


def _places(practice: Practice) -> Iterator[tuple[str, str]]:
    """What two practices at one address have in common, surest first."""
    if practice.postcode and practice.telephone:
        yield practice.postcode, practice.telephone
    if street := street_of(practice.address):
        yield practice.postcode.partition(" ")[0], street
