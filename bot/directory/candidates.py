"""Which names to look at closely: those that share the most telling words with a query."""

from collections import defaultdict

import numpy as np

from bot.directory.index import Index, Name
from bot.directory.query import Guess, Query
from bot.directory.ragged import Numbers

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
