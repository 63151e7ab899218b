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
from bot.directory.words import UNSAID, generic, is_common

STRONG_KINDS = frozenset(["surgery", "practice", "medical", "centre", "clinic", "partner"])
CUES = frozenset(
    [
        "at",
        "with",
        "to",
        "is",
        "called",
        "under",
        "of",
        "the",
        "does",
        "do",
        "that",
        "if",
        "has",
        "for",
        "about",
        "number",
        "said",
        "mean",
        "meant",
        "no",
        "or",
        "contact",
        "ring",
        "call",
        "check",
        "join",
        "joined",
    ]
)
LIVING = frozenset(["live", "lives", "living", "moved", "moving", "around"])
POLITE = frozenset(["please", "thanks", "hello", "hi", "yes", "no", "and"])
SLIP = 0.9
FAR_SLIP = 0.75
TELLING = 0.3


@dataclass(frozen=True)
class Circumstances:
    """What speaks for a name.

    Args:
        words: the words of the query that said it.
        bare: the query is little else.
        alone: it is nothing else but "surgery" and the like.
        kind: "surgery" or the like stands beside it.
        same_kind: just the generic words of the name stand beside it.
        whole: all of its distinctive words were said.
        near: they stand together.
        least: the likeness of the word that was said least like the name's.
        exact: how many words were said as they are.
        cued: a word before it leads to a name.
        main: it is a name in the reports.
        literal: all of the name was said, generic words too, as it is written.
    """

    words: tuple[str, ...]
    bare: bool
    alone: bool
    kind: bool
    same_kind: bool
    whole: bool
    near: bool
    least: float
    exact: int
    cued: bool
    main: bool
    literal: bool


def is_meant(query: Query, index: Index, name: Name, way: Alignment) -> bool:
    """Whether the words can be meant as this name at all."""
    said = _circumstances(query, index, name, way)
    if said.literal:
        return True
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
        return said.alone or (said.whole and said.same_kind) or (said.bare and said.cued)
    if said.least < SLIP and not said.exact:
        return said.bare and said.kind
    return said.bare or (said.near and (said.kind or (said.whole and said.cued)))


def _is_one_word_meant(said: Circumstances, *, in_town: bool) -> bool:
    """For one telling word, perhaps with a slip."""
    if said.least < FAR_SLIP:
        return said.whole and said.kind
    if said.least < SLIP:
        return said.whole and (said.bare or said.kind)
    return said.bare or said.kind or (said.whole and (said.cued or not in_town))


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
        alone=all(word in generic() or word in here or word in POLITE for word in rest),
        kind=not STRONG_KINDS.isdisjoint(beside) or network or (same_kind and len(beside) > 1),
        same_kind=same_kind or network,
        whole=len(way.core) == len(name.core),
        near=way.end - way.start <= len(way.places) + 1,
        least=way.least,
        exact=sum(guess.likeness >= SLIP for guess in guesses),
        cued=LIVING.isdisjoint(query.words) and (start > 0 and query.words[start - 1] in CUES),
        main=name.main,
        literal=name.main and len(name.full) > 1 and is_literal(query, name, way),
    )


def is_literal(query: Query, name: Name, way: Alignment) -> bool:
    """Whether the whole name was said, word by word as it is written; "the" and the like do not count."""
    if way.least < 1 or len(way.core) < len(name.core):
        return False
    start, end = way.span
    said = [word for word in query.words[start:end] if word not in UNSAID and word != "pcn"]
    return any(tuple(said[at : at + len(name.full)]) == name.full for at in range(len(said)))
