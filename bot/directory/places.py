"""Practices found by where they are: a postcode, a town, a street."""

from bot.directory.choose import Candidate
from bot.directory.index import Index
from bot.directory.kinds import PLAIN
from bot.directory.query import Query
from bot.directory.vocabulary import vocabulary
from bot.directory.words import is_common

AT_PLACE = 0.6
NAMELESS = 1.15
MOST_WORDS = 6
KIND_FIRST = 0.15


def at_place(query: Query, index: Index, *, towns: bool) -> list[Candidate]:
    """The practices at the place that a query names, if it names nothing else.

    "The Surgery, Amersham": kind and place are enough for a practice without a distinctive name.

    Args:
        query: what was typed.
        index: of the directory.
        towns: whether a town alone may do, to ask which of its practices is meant.
    """
    frame = vocabulary().frame
    words = [word for word in query.words if word not in query.kinds and word not in frame]
    kinds = tuple(query.kinds_between(0, len(query.words)))
    if not words:
        return _of_a_kind(kinds, index)
    if len(words) > MOST_WORDS:
        return []
    here = set.intersection(*(_there(word, index) for word in words))
    codes = index.owners.codes
    nameless = index.nameless.get(kinds, frozenset()) & here
    if nameless:
        first = query.words.index(words[0]) > query.words.index(kinds[0])
        return [
            Candidate(codes[owner], NAMELESS + (KIND_FIRST if first else 0.0)) for owner in sorted(nameless)
        ]
    if not towns or all(is_common(word) for word in words):
        return []
    there = set.intersection(*(_in_town(word, index) for word in words))
    return [Candidate(codes[owner], AT_PLACE, doubt=True) for owner in sorted(there)]


def _of_a_kind(kinds: tuple[str, ...], index: Index) -> list[Candidate]:
    """The few practices with no name but "The Family Practice", which is more than any surgery is called."""
    if PLAIN.issuperset(kinds):
        return []
    return [Candidate(index.owners.codes[owner], NAMELESS, doubt=True) for owner in sorted(index.nameless.get(kinds, ()))]


def _there(word: str, index: Index) -> set[int]:
    return index.at_address(word) or set().union(*(index.at_address(other) for other in index.near(word)))


def _in_town(word: str, index: Index) -> set[int]:
    return index.in_town(word) or set().union(*(index.in_town(other) for other in index.near(word)))
