"""Which words of a query say where a practice is, and the practices that are there."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from bot.directory.finding.choose import Candidate
from bot.directory.finding.index import NO_DAY, Index
from bot.directory.finding.kinds import PLAIN
from bot.directory.finding.query import Query
from bot.directory.finding.words import UNSAID, is_common
from bot.directory.vocabulary import vocabulary

SAINT = "st"
"""In the normal form; at the end of a street it stands for "street"."""
LEADS = frozenset({"in", "near", "at", "on"})
MONTHS = frozenset({"march", "may"})
"""Also towns, but "I joined in March" names none."""


@dataclass(frozen=True)
class PlacesSaid:
    """What the words of one query can say of a place; words are known by their places in the query.

    Args:
        words: for each word the words of an address that it can be.
        pairs: each street ("Newton Road") and saint as one word, with the place of its first word, and whether any
            address has it.
        saints: the places of "st" where it is a saint of names or addresses: "Derby St Thomas Road".
        led_to: the words that say where by what stands before them: "in South Shields".
    """

    words: tuple[tuple[int, frozenset[str]], ...]
    pairs: tuple[tuple[int, str, bool], ...]
    saints: frozenset[int]
    led_to: frozenset[int]

    @classmethod
    def of(cls, query: Query, index: Index) -> "PlacesSaid":
        """What can be said of any practice's place."""
        roads, words = vocabulary().roads, query.words
        pairs = [
            (place, first + second)
            for place, (first, second) in enumerate(zip(words, words[1:]))
            if second in roads or first == SAINT
        ]
        return cls(
            tuple((place, place_words(word, index)) for place, word in enumerate(words) if word not in roads),
            tuple((place, pair, index.is_at_address(pair)) for place, pair in pairs),
            frozenset(
                place
                for place, pair in pairs
                if pair.startswith(SAINT) and (index.in_names(pair) or index.is_at_address(pair))
            ),
            _led_to(query, index),
        )

    def at(self, here: frozenset[str]) -> set[int]:
        """The places of the words that stand in an address.

        "Newton Road" is there only where the street is, not where the town is called Newton.

        Args:
            here: the words of the address.
        """
        found = {place for place, words in self.words if not words.isdisjoint(here)}
        for place, pair, is_known in self.pairs:
            if pair in here:
                found |= {place, place + 1}
            elif is_known and not pair.startswith(SAINT) and place + 1 not in self.saints:
                found.discard(place)
        return found


def place_words(word: str, index: Index) -> frozenset[str]:
    """The word, or where it is none, the words of towns that it is a slip away from."""
    if index.knows(word) or index.is_at_address(word):
        return frozenset({word})
    return frozenset(other for other in index.near(word) if index.in_towns(other))


def _led_to(query: Query, index: Index) -> frozenset[int]:
    words: tuple[str, ...] = query.words
    found: set[int] = set()
    not_places = MONTHS | vocabulary().filler | query.kinds
    for place in range(1, len(words)):
        led = words[place - 1] in LEADS or place - 1 in found
        is_town = index.in_towns(words[place]) or not index.knows(words[place])
        if led and is_town and not words[place].isdigit() and words[place] not in not_places:
            found.add(place)
    return frozenset(found)


AT_PLACE = 0.6
NAMELESS = 1.15
MOST_WORDS = 6
KIND_FIRST = 0.15
NOBODYS = frozenset({"my", "our", "your", "a", "any", "which", "what", "other"})
"""Before "family doctor" these name none."""


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
    if not words or len(words) > MOST_WORDS:
        return _of_a_kind(query, index)
    kinds = tuple(query.kinds_between(0, len(query.words)))
    here = set.intersection(*(_there(word, index) for word in words))
    codes = index.owners.codes
    nameless = index.nameless.get(kinds, frozenset()) & here
    if nameless:
        first = query.words.index(words[0]) > query.words.index(kinds[0])
        return [
            Candidate(codes[owner], NAMELESS + (KIND_FIRST if first else 0.0)) for owner in sorted(nameless)
        ]
    if of_a_kind := _of_a_kind(query, index):
        return of_a_kind
    if not towns or all(is_common(word) for word in words):
        return []
    return in_towns(words, index)


def in_towns(words: Sequence[str], index: Index) -> list[Candidate]:
    """The practices in the town, village or suburb of these words; closed ones where none is open."""
    named = [word for word in words if word not in UNSAID]
    owners = index.owners
    there = set.intersection(*(_in_town(word, index) for word in named)) if named else set()
    still_open = [owner for owner in there if owners.closed[owner] == NO_DAY]
    return [Candidate(owners.codes[owner], AT_PLACE, doubt=True) for owner in sorted(still_open or there)]


def _of_a_kind(query: Query, index: Index) -> list[Candidate]:
    """The few practices with no name but "The Family Practice", which is more than any surgery is called."""
    words, kinds = query.words, query.kinds - UNSAID
    for place, word in enumerate(words):
        before = words[place - 1] if place and place not in query.breaks else ""
        if word in kinds and before not in kinds | NOBODYS and (not before or before in vocabulary().filler):
            run = tuple(takewhile(kinds.__contains__, words[place:]))
            owners = () if PLAIN.issuperset(run) else sorted(index.nameless.get(run, ()))
            return [Candidate(index.owners.codes[owner], NAMELESS, doubt=True) for owner in owners]
    return []


def _there(word: str, index: Index) -> set[int]:
    return index.at_address(word) or set().union(*(index.at_address(other) for other in index.near(word)))


def _in_town(word: str, index: Index) -> set[int]:
    return index.in_town(word) or set().union(*(index.in_town(other) for other in index.near(word)))
