"""What a search found, for a program (JSON) and for a person at the command line."""

from collections.abc import Iterator
from typing import Any

from bot.directory.find import Directory
from bot.directory.practice import Found, Match, Network


def as_object(found: Found, directory: Directory) -> dict[str, Any]:
    """The JSON object of a search: query, status, practices and networks, best first."""
    return {
        "query": found.query,
        "status": found.status.value,
        "practices": [_practice(match, directory) for match in found.practices],
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


def _practice(match: Match, directory: Directory) -> dict[str, Any]:
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
