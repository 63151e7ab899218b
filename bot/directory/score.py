"""How well each name fits a query: how much of the name was said, and how much else was."""

from dataclasses import dataclass

from bot.directory.alignment import Alignment, align
from bot.directory.candidates import Saying, candidates
from bot.directory.index import Index, Name
from bot.directory.kinds import kind_bonus, says_network
from bot.directory.meant import is_meant
from bot.directory.query import Guess, Query
from bot.directory.vocabulary import vocabulary
from bot.directory.words import UNSAID, is_common

NOT_MAIN = 0.88
PLACE = 0.7
ENOUGH = 0.3
OTHER_INITIALS = 0.1


@dataclass(frozen=True)
class Leftover:
    """A word of the query that is no part of the name.

    Args:
        told: how much it tells, where it is part of the address.
        explained: how much of that counts for the name.
        against: how much it weighs against the name.
        doubt: it speaks of something else.
    """

    told: float
    explained: float
    against: float
    doubt: bool = False


@dataclass(frozen=True)
class Fit:
    """How one name fits.

    Args:
        name: the name.
        score: about 1 where all of it was said and nothing else.
        whole: all of its distinctive words were said.
        doubt: something in the query speaks against it, so it can be offered, not taken.
        clean: it was said as it is, with nothing beside it left over.
        distinct: what was said of it is more than everyday words.
        begins: what was said is how it begins, or all of it, and no kind of place was named.
    """

    name: Name
    score: float
    whole: bool
    doubt: bool
    clean: bool
    distinct: bool
    begins: bool


def fits(query: Query, index: Index, guesses: list[Guess]) -> list[Fit]:
    """The names that the guesses point to, best first, none that an ordinary sentence would hit by chance."""
    frame = vocabulary().frame if len(query.content) > 1 else frozenset()
    said = [guess for guess in guesses if guess.word not in frame]
    scored = [_fit(query, index, name, sayings) for name, sayings in candidates(index, said)]
    return sorted((fit for fit in scored if fit), key=lambda fit: -fit.score)


def _fit(query: Query, index: Index, name: Name, sayings: list[Saying]) -> Fit | None:
    """One name's fit, None where an ordinary sentence merely shares a word with it."""
    way = align(query, index, name, sayings)
    if not way.core:
        return None
    if not is_meant(query, index, name, way):
        return None
    left = _left_over(query, index, name, way)
    against = sum(word.against for word in left)
    explained = way.evidence + sum(word.explained for word in left)
    doubt = any(word.doubt for word in left) or _is_only_a_place(query, index, name, way)
    exact = min(guess.likeness for guess in way.core.values())
    distinct = len(way.core) > 1 or not all(is_common(name.core[place]) for place in way.core)
    total = explained + against + sum(word.told - word.explained for word in left if word.explained)
    base = way.coverage * explained / total * min(1.0, way.evidence / ENOUGH) if total else 0.0
    score = (base + kind_bonus(query, index, name, way) - _disorder(way)) * (1 if name.main else NOT_MAIN)
    clean = exact == 1 and way.coverage > 0.99 and against < 0.05
    kinds = query.kinds_between(*way.span)
    said_first = sorted(way.core) == list(range(len(way.core))) and exact > 0.9
    begins = name.main and said_first and not (left or kinds or says_network(query, way))
    whole = len(way.core) == len(name.core)
    return Fit(name, score, whole, doubt or not (name.main or kinds), clean, distinct, begins)


def _disorder(way: Alignment) -> float:
    """A little less for words in another order than the name's."""
    starts = [way.core[place].start for place in sorted(way.core)]
    return 0.04 if starts != sorted(starts) else 0.0


def _is_only_a_place(query: Query, index: Index, name: Name, way: Alignment) -> bool:
    """Whether what was said of a name was said as the place: "a surgery in Amersham"."""
    before = query.words[way.start - 1] if way.start else ""
    return before in {"in", "near"} and any(
        _said_place(guess.word, index.address(name.owner), index) for guess in way.core.values()
    )


def _left_over(query: Query, index: Index, name: Name, way: Alignment) -> list[Leftover]:
    """What the query says beyond the name, word by word."""
    here = index.address(name.owner)
    edges = set(range(way.span[0] - 2, way.span[1] + 2))
    return [
        _leftover(query, place, here, index, beside=place in edges, between=_is_between(query, way, place))
        for place, word in enumerate(query.words)
        if place not in way.places and word not in vocabulary().frame and word not in query.kinds
    ]


def _is_between(query: Query, way: Alignment, place: int) -> bool:
    """Whether a word goes on with a name, making it another: "Wilmslow Rod Surgery", "Yarm Road"."""
    if place != way.end:
        return False
    kind_next = place + 1 < len(query.words) and query.words[place + 1] in query.kinds - UNSAID
    return kind_next or query.words[place] in vocabulary().streets


def _leftover(
    query: Query, place: int, here: frozenset[str], index: Index, *, beside: bool, between: bool
) -> Leftover:
    """One word beyond the name: its place, chatter, or a sign that something else is meant."""
    word = query.words[place]
    weight = index.weight(word)
    if _said_place(word, here, index) and not (between or _is_stray_street(query, place, here)):
        chatter = is_common(word) and not beside
        return Leftover(0.0, 0.0, 0.0) if chatter else Leftover(weight, PLACE * weight, 0.0)
    led = place > 0 and query.words[place - 1] in {"in", "near", "at", "on"}
    if beside and len(word) < 3 and word.isalpha() and word not in vocabulary().common | vocabulary().filler:
        return Leftover(0.0, 0.0, OTHER_INITIALS, doubt=True)
    if is_common(word):
        known = (
            index.in_names(word) and beside and (word not in vocabulary().filler or word in {"new", "old"})
        )
        return Leftover(0.0, 0.0, weight if known else 0.4 if between else 0.02)
    if index.in_names(word) or index.in_towns(word):
        return Leftover(0.0, 0.0, 0.6 * weight, doubt=index.in_towns(word) or beside)
    return Leftover(0.0, 0.0, 0.6 if beside or led else 0.05, doubt=beside or led)


def _is_stray_street(query: Query, place: int, here: frozenset[str]) -> bool:
    """Whether a word like "road" stands here without the name of its street."""
    word = query.words[place]
    return word in vocabulary().streets | {"st"} and (place == 0 or query.words[place - 1] not in here)


def _said_place(word: str, here: frozenset[str], index: Index) -> bool:
    if word in here or index.knows(word):
        return word in here
    return any(other in here and index.in_towns(other) for other in index.near(word))
