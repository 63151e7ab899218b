"""What is different between two editions, as a list that a person reads after an import."""

from dataclasses import dataclass, fields

from bot.directory.practice import Practice
from bot.directory.reports.people import Reports


@dataclass(frozen=True)
class Changes:
    """Sentences about what changed, one a practice or network, in the order of their codes.

    Args:
        joined: practices that are in a network they were not in.
        left: practices that are in no network any more, or left one for another.
        closed: practices that have closed or are not listed any more, and networks.
        opened: practices that are new, and networks.
        renamed: practices and networks with another name.
    """

    joined: tuple[str, ...]
    left: tuple[str, ...]
    closed: tuple[str, ...]
    opened: tuple[str, ...]
    renamed: tuple[str, ...]

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))


def changes(before: Reports, after: Reports) -> Changes:
    """What is different in the edition after."""
    known = [
        (before.practices[code], after.practices[code]) for code in _both(before.practices, after.practices)
    ]
    return Changes(
        joined=tuple(
            f"{_named(new)} joined {_network(new.network, after, before)}"
            for new in _sorted(after.practices)
            if new.network and new.network != _network_before(new, before)
        ),
        left=tuple(
            f"{_named(old)} left {_network(old.network, before, after)}"
            for old, new in known
            if old.network and old.network != new.network
        ),
        closed=tuple(
            [
                f"{_named(new)} closed on {_day(new.closed)}"
                for old, new in known
                if new.closed and not old.closed
            ]
            + [
                f"{_named(old)} is not listed any more"
                for old in _sorted(before.practices)
                if old.code not in after.practices
            ]
            + [
                f"{network.name} ({code}) closed"
                for code, network in sorted(before.networks.items())
                if code not in after.networks
            ]
        ),
        opened=tuple(
            [
                f"{_named(new)} opened"
                for new in _sorted(after.practices)
                if _is_open(new) and (new.code not in before.practices or before.practices[new.code].closed)
            ]
            + [
                f"{network.name} ({code}) opened"
                for code, network in sorted(after.networks.items())
                if code not in before.networks
            ]
        ),
        renamed=tuple(
            [f"{_named(old)} is now {new.name}" for old, new in known if old.name != new.name]
            + [
                f"{before.networks[code].name} ({code}) is now {after.networks[code].name}"
                for code in _both(before.networks, after.networks)
                if before.networks[code].name != after.networks[code].name
            ]
        ),
    )


def _both(before: dict, after: dict) -> list[str]:
    return sorted(before.keys() & after.keys())


def _sorted(practices: dict[str, Practice]) -> list[Practice]:
    return [practices[code] for code in sorted(practices)]


def _named(practice: Practice) -> str:
    return ", ".join(filter(None, (practice.name, practice.town))) + f" ({practice.code})"


def _is_open(practice: Practice) -> bool:
    """Whether a practice is open, as far as the reports tell: without epraccur only its network tells."""
    return practice.closed is None and not practice.dormant and bool(practice.network or practice.address)


def _network(code: str | None, *editions: Reports) -> str:
    name = next((each.networks[code].name for each in editions if code and code in each.networks), "")
    return f"{name} ({code})" if name else str(code)


def _network_before(practice: Practice, before: Reports) -> str | None:
    known = before.practices.get(practice.code)
    return known.network if known else None


def _day(day: object) -> str:
    return f"{day:%-d %B %Y}"
