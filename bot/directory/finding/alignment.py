"""Which names to look at, and which words of a query said which words of each."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from bot.directory.finding.index import Index, Name
from bot.directory.finding.query import Guess, Query
from bot.directory.finding.ragged import Numbers
from bot.directory.finding.words import UNSAID

LOOKED_AT = 80
"""Names that are looked at closely."""
WORTH = 0.15
"""What a name must be worth at least, at first sight, of what the best is worth."""
LIGHTEST = 0.01
AT_PLACE = 1.3
"""How much more a name is worth for each word said that stands in its address."""
ENOUGH_NAMES = 30_000
"""Where rarer words lead to so many names already, frequent ones ("road") add none."""

Saying = tuple[Guess, tuple[int, ...]]
"""What was said, and the places of a name's distinctive words that it says."""


def candidates(query: Query, index: Index, guesses: list[Guess]) -> list[tuple[Name, list[Saying]]]:
    """The names worth a close look, with what of each was said, likeliest first.

    Args:
        query: what was typed.
        index: of the directory.
        guesses: what the words of the query could stand for.
    """
    by_word: dict[str, list[Guess]] = defaultdict(list)
    for guess in guesses:
        by_word[guess.word].append(guess)
    lists, values, total = [], [], 0
    for names, word in sorted(((index.named(word), word) for word in by_word), key=lambda pair: len(pair[0])):
        if lists and total + len(names) > ENOUGH_NAMES:
            break
        lists.append(names)
        values.append(index.weight(word) * max(guess.likeness for guess in by_word[word]))
        total += len(names)
    if not total:
        return []
    streets = map("".join, zip(query.words, query.words[1:]))
    here = [
        index.words.in_addresses[place]
        for word in (*query.content, *streets)
        if (place := index.place_of(word)) >= 0
    ]
    positions = _best(index, lists, values, here)
    return [(name, _sayings(name, by_word)) for name in map(index.name, positions)]


def _best(index: Index, lists: list[Numbers], values: list[float], here: list[Numbers]) -> list[int]:
    """The positions of the names for which the most was said: of the whole, of a part, and of where it is."""
    positions, where = np.unique(np.concatenate(lists), return_inverse=True)
    said = np.bincount(where, np.repeat(values, [len(names) for names in lists]))
    weights = np.maximum(index.names.weights[positions], LIGHTEST)
    said = np.minimum(said, weights)
    rough = said * (0.4 + said / weights)
    owners = index.names.owners[positions]
    for there in here:
        rough[np.isin(owners, there)] *= AT_PLACE
    best = np.argsort(-rough, kind="stable")[:LOOKED_AT]
    return positions[best[rough[best] > WORTH * rough[best[0]]]].tolist()


def _sayings(name: Name, by_word: dict[str, list[Guess]]) -> list[Saying]:
    found = [(guess, (place,)) for place, word in enumerate(name.core) for guess in by_word.get(word, ())]
    for place in range(1, len(name.core)):
        joined = name.core[place - 1] + name.core[place]
        found += [(guess, (place - 1, place)) for guess in by_word.get(joined, ())]
    return found


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


def _preference(
    query: Query, name: Name, guess: Guess, places: tuple[int, ...]
) -> tuple[float, int, int, int]:
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
