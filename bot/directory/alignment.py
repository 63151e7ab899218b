"""Which words of a query said which words of a name."""

from dataclasses import dataclass

from bot.directory.index import Index, Name
from bot.directory.query import Guess, Query
from bot.directory.words import UNSAID

INITIALS = 0.5


@dataclass(frozen=True)
class Alignment:
    """The best use of a query's words for one name.

    Args:
        core: for each place of the name's distinctive words that was said, what said it.
        coverage: the part of the name's weight that was said.
        evidence: the weight of what was said.
        start: the first of the query's words that was used.
        end: the word after the last of them.
        least: the likeness of the word that was said least like the name's.
        places: the places of the query's words that were used.
        span: the stretch of the query that the name takes, the generic words around it included.
    """

    core: dict[int, Guess]
    coverage: float
    evidence: float
    start: int
    end: int
    least: float
    places: frozenset[int]
    span: tuple[int, int]


def align(query: Query, index: Index, name: Name, pairs: list[tuple[Guess, tuple[int, ...]]]) -> Alignment:
    """The best use of the guesses for one name: each word of either side once, likest first."""
    core: dict[int, Guess] = {}
    used: set[int] = set()
    if len(pairs) > 1:
        pairs = sorted(pairs, key=lambda pair: _preference(query, name, *pair))
    for guess, places in pairs:
        span = range(guess.start, guess.start + guess.size)
        if used.isdisjoint(span) and core.keys().isdisjoint(places):
            core.update(dict.fromkeys(places, guess))
            used.update(span)
    said = list(core.items())
    evidence = sum([index.weight(name.core[place]) * guess.likeness for place, guess in said])
    weight, start, end = name.weight, min(used), max(used) + 1
    if all(len(word) < 3 for word in name.core):
        evidence, weight = INITIALS * len(core) / len(name.core), INITIALS
    return Alignment(
        core,
        evidence / weight if weight else 0.0,
        evidence,
        start,
        end,
        min([guess.likeness for _, guess in said]),
        frozenset(used),
        _widened(query, start, end),
    )


def _preference(query: Query, name: Name, guess: Guess, places: tuple[int, ...]) -> tuple[float, int, int, int]:
    """Likest first, one word that says two before two that say one; of equals the one before what belongs to the name, as in "Hampton, Hampton Medical Centre"."""
    end = guess.start + guess.size
    after = query.words[end] if end < len(query.words) else ""
    apart = 0 if after in name.core and after != guess.word else 1 if after in query.kinds else 2
    return -guess.likeness, -len(places), apart, guess.start


def _widened(query: Query, start: int, end: int) -> tuple[int, int]:
    """The stretch of the query that the name takes, with the generic words around it."""
    left = query.kinds - UNSAID - {"pcn", "network"}
    while start and start not in query.breaks and query.words[start - 1] in left:
        start -= 1
    while end < len(query.words) and end not in query.breaks and query.words[end] in query.kinds:
        end += 1
    return start, end
