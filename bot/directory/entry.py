"""Everything that an edition has of one practice or network, in lines for a person at the command line."""

from collections.abc import Iterator
from datetime import date

from bot.directory.names import write_name
from bot.directory.people import Reports, people
from bot.directory.practice import Network, Practice
from bot.directory.records import Records
from bot.errors import DirectoryError


def entry(code: str, records: Records) -> Iterator[str]:
    """The lines for a code.

    Raises:
        DirectoryError: the edition does not have it.
    """
    reports = people(records)
    if practice := reports.practices.get(code):
        return _of_practice(practice, records, reports)
    if network := reports.networks.get(code):
        return _of_network(network, records, reports)
    if code in records.networks:
        return iter(
            (f"{code}  {write_name(records.networks[code].name)}", *_closed(records.networks[code].closed))
        )
    remedy = 'Look for it by name: pcnbot directory find "NAME"'
    raise DirectoryError(f"{code} is not in the directory of {records.date}.\n    {remedy}")


def _of_practice(practice: Practice, records: Records, reports: Reports) -> Iterator[str]:
    yield f"{practice.code}  {practice.name}"
    yield f"Address: {', '.join(filter(None, (*practice.address, practice.postcode)))}"
    yield f"Telephone: {practice.telephone}"
    record = records.practices.get(practice.code)
    if record and record.opened:
        yield f"Opened: {_day(record.opened)}"
    yield from _closed(record.closed if record else None)
    if practice.dormant:
        yield "Dormant: it may have closed"
    if practice.successor:
        successor = reports.practices[practice.successor]
        yield f"Now at the same address: {successor.name} ({successor.code})"
    for spell in records.spells.get(practice.code, []):
        until = f" to {_day(spell.end)}" if spell.end else ""
        name = write_name(records.networks[spell.network].name)
        yield f"Network: {name} ({spell.network}), from {_day(spell.start)}{until}"
    if practice.in_wales:
        yield "Network: none, it is in Wales"
    elif practice.code not in records.spells:
        yield "Network: none"
    yield from _former_names(practice.code, records)


def _of_network(network: Network, records: Records, reports: Reports) -> Iterator[str]:
    record = records.networks[network.code]
    yield f"{network.code}  {network.name}"
    yield f"Area: {record.area}"
    if record.opened:
        yield f"Opened: {_day(record.opened)}"
    yield from _closed(record.closed)
    yield f"Practices: {len(network.practices)}"
    for code in network.practices:
        practice = reports.practices[code]
        yield f"  {code}  {', '.join(filter(None, (practice.name, practice.town)))}"
    yield from _former_names(network.code, records)


def _closed(day: date | None) -> Iterator[str]:
    if day:
        yield f"Closed: {_day(day)}"


def _former_names(code: str, records: Records) -> Iterator[str]:
    for former in records.former_names:
        if former.code == code:
            yield f"Formerly: {write_name(former.name)}, until {former.until or 'an earlier edition'}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
