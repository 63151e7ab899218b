"""What the command line prints of a search, a practice or a network."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from bot.directory.find import Directory
from bot.directory.practice import Found, Match, Network, Practice
from bot.directory.reports.names import write_name
from bot.directory.reports.people import Reports, people
from bot.directory.reports.records import Records
from bot.errors import DirectoryError


def as_object(found: Found, directory: Directory) -> dict[str, Any]:
    """The JSON object of a search: query, status, practices and networks, best first."""
    return {
        "query": found.query,
        "status": found.status.value,
        "practices": [_match(match, directory) for match in found.practices],
        "networks": [
            {"code": network.code, "name": network.name, "practices": len(network.practices)}
            for network in found.networks
        ],
    }


def as_lines(found: Found, directory: Directory) -> Iterator[str]:
    """The status, and a line for each practice and network."""
    yield found.status.value
    for match in found.practices:
        practice, network = match.practice, _network(match, directory)
        where = ", ".join(filter(None, (practice.name, practice.town, practice.postcode)))
        closed = f", closed {practice.closed:%-d %B %Y}" if practice.closed else ""
        successor = f", now at the same address: {practice.successor}" if practice.successor else ""
        yield f"  {practice.code}  {where}: {network.name if network else 'no network'}{closed}{successor}"
    for network in found.networks:
        yield f"  {network.code}  {network.name}: {len(network.practices)} practices"


def _match(match: Match, directory: Directory) -> dict[str, Any]:
    practice, network = match.practice, _network(match, directory)
    return {
        "code": practice.code,
        "name": practice.name,
        "town": practice.town,
        "postcode": practice.postcode,
        "telephone": practice.telephone,
        "status": "closed" if practice.closed else "dormant" if practice.dormant else "open",
        "pcn": {"code": network.code, "name": network.name} if network else None,
        "successor": practice.successor,
        "score": match.score,
    }


def _network(match: Match, directory: Directory) -> Network | None:
    return directory.network(match.practice.network) if match.practice.network else None


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
