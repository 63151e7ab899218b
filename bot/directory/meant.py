"""Whether words of a sentence are meant as a name, or merely happen to be in one.

"I live near the park" names no Park Surgery. The more ordinary the words, the more must speak for a name:
nothing else in the text, "surgery" or the like beside them, the whole name said.
"""

from dataclasses import dataclass

from bot.directory.alignment import Alignment
from bot.directory.index import Index, Name
from bot.directory.kinds import has_same_kind, says_network
from bot.directory.query import Query
from bot.directory.vocabulary import vocabulary
from bot.directory.words import generic, is_common

STRONG_KINDS = frozenset(["surgery", "practice", "medical", "centre", "clinic", "partner"])
CUES = frozenset(["at", "with", "to", "is", "called", "under", "from", "of", "the", "does"])
SLIP = 0.9
FAR_SLIP = 0.75
TELLING = 0.3


@dataclass(frozen=True)
class Circumstances:
    """What speaks for a name.

    Args:
        words: the words of the query that said it.
        bare: the query is little else.
        kind: "surgery" or the like stands beside it.
        same_kind: just the generic words of the name stand beside it.
        whole: all of its distinctive words were said.
        near: they stand together.
        least: the likeness of the word that was said least like the name's.
        exact: how many words were said as they are.
        cued: a word before it leads to a name.
        main: it is a name in the reports.
    """

    words: tuple[str, ...]
    bare: bool
    kind: bool
    same_kind: bool
    whole: bool
    near: bool
    least: float
    exact: int
    cued: bool
    main: bool


def is_meant(query: Query, index: Index, name: Name, way: Alignment) -> bool:
    """Whether the words can be meant as this name at all."""
    said = _circumstances(query, index, name, way)
    frame = vocabulary().frame | vocabulary().filler
    if not (said.main or said.bare or (said.whole and said.kind)):
        return False
    if all(word in frame or word in generic() or word.isdigit() for word in said.words):
        return said.bare and said.same_kind and said.whole
    if all(is_common(word) for word in said.words):
        return _is_everyday_meant(said)
    if way.evidence <= TELLING:
        return False
    if len(said.words) == 1:
        return _is_one_word_meant(said, in_town=index.in_towns(said.words[0]))
    return said.bare or (
        said.near and (said.exact > 0 or said.kind) and (said.whole or said.kind or said.exact > 1)
    )


def _is_everyday_meant(said: Circumstances) -> bool:
    """For names of which only everyday words were said ("Park Lane", "The Village Surgery")."""
    if len(said.words) == 1:
        if said.least < SLIP:
            return said.bare and said.same_kind and said.whole
        return said.bare or (said.whole and said.same_kind)
    if said.least < SLIP and not said.exact:
        return said.bare and said.kind
    return said.bare or (said.near and (said.kind or (said.whole and said.cued)))


def _is_one_word_meant(said: Circumstances, *, in_town: bool) -> bool:
    """For one telling word, perhaps with a slip."""
    if said.least < FAR_SLIP:
        return said.whole and said.kind
    if said.least < SLIP:
        return said.whole and (said.bare or said.kind)
    return said.bare or said.kind or (said.whole and not in_town)


def _circumstances(query: Query, index: Index, name: Name, way: Alignment) -> Circumstances:
    start, end = way.span
    here = index.address(name.owner)
    rest = [word for place, word in enumerate(query.words) if not start <= place < end]
    beside = {query.words[place] for place in range(start, end) if place not in way.places}
    guesses = set(way.core.values())
    network = index.owners.is_network[name.owner] and says_network(query, way)
    same_kind = has_same_kind(query, name, way)
    return Circumstances(
        words=tuple(query.words[place] for place in sorted(way.places)),
        bare=all(word in vocabulary().frame or word in generic() or word in here for word in rest),
        kind=not STRONG_KINDS.isdisjoint(beside) or network or (same_kind and len(beside) > 1),
        same_kind=same_kind or network,
        whole=len(way.core) == len(name.core),
        near=way.end - way.start <= len(way.places) + 1,
        least=min(guess.likeness for guess in guesses),
        exact=sum(guess.likeness >= SLIP for guess in guesses),
        cued=start == 0 or query.words[start - 1] in CUES,
        main=name.main,
    )
