"""Which words of a query say where a practice is: its town, its street."""

from bot.directory.index import Index
from bot.directory.query import Query
from bot.directory.vocabulary import vocabulary

LEADS = frozenset({"in", "near", "at", "on"})
MONTHS = frozenset({"march", "may"})
"""Also towns, but "I joined in March" names none."""


def places_said(query: Query, index: Index, owner: int) -> set[int]:
    """The places of the query's words that stand in the address of a practice.

    "Newton Road" is there only where the street is, not where the town is called Newton.
    """
    here = index.address(owner)
    words, found = query.words, set()
    for place, word in enumerate(words):
        if word in vocabulary().roads:
            before = words[place - 1] if place else ""
            if before + word in here:
                found |= {place - 1, place}
            elif index.at_address(before + word):
                found -= {place - 1}
        elif is_place_word(word, here, index):
            found.add(place)
    return found


def places_led_to(query: Query, index: Index) -> set[int]:
    """The places of the words that say where by what stands before them: "in South Shields"."""
    words, found = query.words, set()
    for place in range(1, len(words)):
        led = words[place - 1] in LEADS or place - 1 in found
        is_town = index.in_towns(words[place]) or not index.knows(words[place])
        if (
            led
            and is_town
            and not words[place].isdigit()
            and words[place] not in MONTHS | vocabulary().filler | query.kinds
        ):
            found.add(place)
    return found


def is_place_word(word: str, here: frozenset[str], index: Index) -> bool:
    """Whether a word, or the town that it is a slip away from, is in an address."""
    if word in here or index.knows(word):
        return word in here
    return any(other in here and index.in_towns(other) for other in index.near(word))
