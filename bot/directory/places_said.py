"""Which words of a query say where a practice is: its town, its street."""

from dataclasses import dataclass

from bot.directory.index import Index
from bot.directory.query import Query
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
