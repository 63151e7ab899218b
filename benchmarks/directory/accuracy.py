"""How many queries of each kind are answered rightly."""

from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.directory.queries import SURE, Asked
from bot.directory.practice import Found, Status

Find = Callable[[str, str | None], Found]


@dataclass
class Tally:
    """One kind's count.

    Args:
        asked: queries.
        taken: the right one taken as sure.
        offered: asked back, with the right one among the choices.
        wrong: another one taken as sure.
        misses: the queries that were not answered as they are best answered, with what came.
        one: whether one is to be taken.
    """

    asked: int = 0
    taken: int = 0
    offered: int = 0
    wrong: int = 0
    nothing: int = 0
    one: bool = True
    named: bool = True

    @property
    def right(self) -> float:
        """The share answered as is best: taken, asked back, or not found, as the kind wants."""
        if not self.named:
            return 1 - self.wrong / self.asked
        return (self.taken if self.one else self.taken + self.offered) / self.asked


def codes(found: Found) -> list[str]:
    """The codes of what was found, best first, practices before networks."""
    return [match.practice.code for match in found.practices] + [network.code for network in found.networks]


def outcome(asked: Asked, found: Found) -> str:
    """What came of one query: taken, offered, wrong or nothing."""
    shown = codes(found)
    if found.status in SURE:
        return "taken" if shown[0] in asked.codes else "wrong"
    return "offered" if found.status is Status.AMBIGUOUS and asked.codes & set(shown) else "nothing"


def tally(find: Find, queries: list[Asked]) -> tuple[dict[str, Tally], list[tuple[Asked, str, Found]]]:
    """The count of each kind, and the queries that were not answered as is best."""
    counts: dict[str, Tally] = {}
    misses = []
    for asked in queries:
        count = counts.setdefault(asked.kind, Tally(one=asked.one, named=bool(asked.codes)))
        found = find(asked.text, asked.network)
        came = outcome(asked, found)
        count.asked += 1
        setattr(count, came, getattr(count, came) + 1)
        best = "taken" if asked.one else "nothing" if not asked.codes else "offered"
        if came != best:
            misses.append((asked, came, found))
    return counts, misses


def line(miss: tuple[Asked, str, Found]) -> str:
    """A query that was not answered as is best, with what came, in one line."""
    asked, came, found = miss
    shown = [
        f"{match.practice.code} {match.practice.name}, {match.practice.town}" for match in found.practices
    ]
    shown += [f"{network.code} {network.name}" for network in found.networks]
    return f"{asked.kind} | {asked.text} | {came} | {found.status} | {' '.join(asked.codes)} | {'; '.join(shown)}"
