"""How well each name fits a query: how much of the name was said, and how much else was."""

from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from bot.directory.finding.alignment import Alignment, Saying, align, candidates
from bot.directory.finding.index import Index, Name
from bot.directory.finding.keyboard import is_other_beginning
from bot.directory.finding.kinds import (
    PRACTICE,
    WHOLE,
    exactness,
    has_same_kind,
    is_literal,
    kind_bonus,
    says_more,
    says_network,
)
from bot.directory.finding.leftovers import Leftovers
from bot.directory.finding.meant import is_meant
from bot.directory.finding.places import SAINT, place_words
from bot.directory.finding.query import Guess, Query
from bot.directory.finding.slips import PLURAL, SHORTEST, TWO_SLIPS
from bot.directory.finding.words import UNSAID, is_common
from bot.directory.vocabulary import vocabulary

NOT_MAIN = 0.88
"""What a name that stands only in the address is worth, beside one in the reports."""
HERE = 0.15
"""More for a practice whose own town or street is named."""
LESS_SAID = 0.12
"""Less for a name of which another says more."""
ENOUGH = 0.3
"""The evidence from which on a name can be meant; weights as in `Words.weights`."""
ORDER = 0.09
BETWEEN = 0.06
OTHERS = 2
"""Beside so many words of a name, another one with a slip is surely meant."""
SHORT = 5
"""A shorter word with a slip may be anything."""
LITERAL = 0.05
"""Two names that differ in nothing but the letter are further apart than choose.MARGIN."""


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
        exact: how exactly it was said.
        left: how many words of the query are neither of the name nor of its place.
        slip: one of its words was said with a slip.
        places: the places of the query's words that said it.
    """

    name: Name
    score: float
    whole: bool
    doubt: bool
    clean: bool
    distinct: bool
    exact: int
    left: int
    slip: bool
    places: frozenset[int]


def fits(query: Query, index: Index, guesses: list[Guess], leftovers: Leftovers) -> list[Fit]:
    """The names that the guesses point to, best first, none that an ordinary sentence would hit by chance.

    Args:
        query: what was typed.
        index: of the directory.
        guesses: what its words could stand for.
        leftovers: weighs what it says beyond a name.
    """
    frame = vocabulary().frame if len(query.content) > 1 else frozenset()
    telling = {
        guess.start
        for guess in guesses
        if guess.word not in frame and (len(guess.word) < 3 or not is_common(guess.word))
    }
    said = [
        guess
        for guess in guesses
        if guess.word not in frame or (len(guess.word) < 3 and _is_beside(guess.start, telling))
    ]
    fitted = (_fit(query, index, leftovers, *candidate) for candidate in candidates(query, index, said))
    scored = [fit for fit in fitted if fit]
    return sorted(_weighed_together(scored), key=lambda fit: -fit.score)


def _is_beside(place: int, places: set[int]) -> bool:
    """Whether a short word stands with a telling one, as in "Dr R Valasapalli"; initials may stand between."""
    return not places.isdisjoint(range(place - 3, place + 4))


def _weighed_together(scored: list[Fit]) -> list[Fit]:
    """Less for names of which less was said than of another: "Essex House" is not The House in Essex."""
    whole = [fit for fit in scored if fit.whole and fit.name.main and not fit.doubt]
    longest = max(whole, key=lambda fit: (-fit.left, len(fit.places), fit.score), default=None)
    return [
        replace(fit, score=fit.score - LESS_SAID, doubt=True) if longest and _says_less(fit, longest) else fit
        for fit in scored
    ]


def _says_less(fit: Fit, longest: Fit) -> bool:
    """Whether less was said of one name than of another, and what was said of its place does not make up for it."""
    if fit.left > longest.left or fit.exact > longest.exact or (fit.exact == longest.exact == WHOLE):
        return fit.places < longest.places
    return fit.places < longest.places and fit.left == longest.left and fit.exact != WHOLE


def _fit(query: Query, index: Index, leftovers: Leftovers, name: Name, sayings: list[Saying]) -> Fit | None:
    """One name's fit, None where an ordinary sentence merely shares a word with it."""
    way = align(query, index, name, sayings)
    here = leftovers.here(name)
    if not way.core or not is_meant(query, index, name, way, here):
        return None
    left = leftovers.beside(name, way, here)
    against = sum(word.against for word in left)
    base = way.coverage * way.evidence / (way.evidence + against) * min(1.0, way.evidence / ENOUGH)
    bonus = kind_bonus(query, index, name, way) + _letter_bonus(query, name, way)
    bonus += HERE * min(1.0, sum(word.here for word in left))
    score = (base + bonus - _disorder(query, way)) * (1 if name.main else NOT_MAIN)
    return Fit(
        name,
        score,
        whole=len(way.core) == len(name.core),
        doubt=any(word.doubt for word in left)
        or _is_doubtful(query, index, name, way)
        or (_is_led_to(query, index, way) and leftovers.says_more(way, here)),
        clean=way.least == 1 and way.coverage > 0.99 and against < 0.05,
        distinct=not all(is_common(name.core[place]) for place in way.core),
        exact=exactness(query, index, name, way),
        left=sum(not word.own for word in left),
        slip=way.least < 1,
        places=way.places,
    )


def _letter_bonus(query: Query, name: Name, way: Alignment) -> float:
    """More for a name said word by word; less where "surgery" stands elsewhere, as in The Surgery Clifton Road."""
    if is_literal(query, name, way):
        return LITERAL
    all_said = way.least == 1 and len(way.core) == len(name.core) and has_same_kind(query, name, way)
    return -LITERAL if all_said else 0.0


def _is_doubtful(query: Query, index: Index, name: Name, way: Alignment) -> bool:
    """Whether a name can be offered but not taken for what was said of it."""
    is_network = bool(index.owners.is_network[name.owner])
    same_kind = says_network(query, way) if is_network else has_same_kind(query, name, way)
    other_kind = bool(query.kinds_between(*way.span)) and not same_kind
    if not name.main and (not same_kind or way.least < PLURAL):
        return True
    if not _is_in_order(way) and (way.least < 1 or len(way.core) < len(name.core) or not name.main):
        return True
    if is_network and PRACTICE & set(query.kinds_between(*way.span)).difference(name.full):
        return True
    if is_network and not same_kind and not UNSAID.issuperset(_between(query, way).difference(name.full)):
        return True  # "Central Healthcare in Liverpool" is not Central Liverpool PCN
    if all(len(word) < SHORTEST for word in name.core) and not is_literal(query, name, way):
        return True
    if _is_street_of_saint(query, name, way) or _is_slip_and_space(query, name, way):
        return True
    if says_more(query, name, way) or _is_only_a_place(query, index, name, way):
        return True
    if other_kind and not is_network and (way.least < PLURAL or (way.least < 1 and not _is_in_order(way))):
        return True  # "Barton Croft Health Centre" is not Burton Croft Surgery
    if len(way.core) < len(name.core) and (way.least < PLURAL or (other_kind and not _is_begun(name, way))):
        return True
    return way.least < 1 and _is_doubtful_slip(query, index, name, way, same_kind, is_network)


def _is_street_of_saint(query: Query, name: Name, way: Alignment) -> bool:
    """Whether a street was said where the name has a saint: "Stephens Street" is not St Stephen's."""
    has_saint = name.core[0] == SAINT and {0, 1} <= way.core.keys()
    return has_saint and "street" in query.said and query.said.isdisjoint({SAINT, "saint"})


def _is_slip_and_space(query: Query, name: Name, way: Alignment) -> bool:
    """Whether two words of a name were said as one, with a slip besides: "Marsgate" is not Marks Gate."""
    halves = [
        (query.words[guess.start], f"{name.core[at - 1]} {name.core[at]}")
        for at, guess in way.core.items()
        if guess.likeness < 1 and way.core.get(at - 1) is guess
    ]
    return any(OSA.distance(typed, meant, score_cutoff=1) > 1 for typed, meant in halves)


def _is_begun(name: Name, way: Alignment) -> bool:
    """Whether the beginning of a name was said, and more is missing than "Road"."""
    unsaid = {word for place, word in enumerate(name.core) if place not in way.core}
    return 0 in way.core and not unsaid <= vocabulary().roads


def _is_doubtful_slip(
    query: Query, index: Index, name: Name, way: Alignment, same_kind: bool, is_network: bool
) -> bool:
    """Whether a name said with a slip can also be another that nobody has: of "Loxford Road" Oxford Road is offered."""
    as_it_is = {name.core[place] for place, guess in way.core.items() if guess.likeness == 1}
    slips = (query.words[guess.start] for guess in way.core.values() if guess.likeness < PLURAL)
    if len(as_it_is) < OTHERS and any(map(index.is_name_word, slips)):
        return True  # "Hanley Arden" is not Henley-in-Arden
    if len(way.core) == 1 and any(
        is_other_beginning(query.words[guess.start], guess.word) for guess in way.core.values()
    ):
        return True
    slipped = {name.core[place] for place, guess in way.core.items() if guess.likeness < 1}
    if not all(map(is_common, as_it_is)) or (same_kind and as_it_is and slipped <= vocabulary().roads):
        return False
    if not same_kind and (query.kinds_between(*way.span) or not _is_in_order(way)):
        return True
    is_short = len(way.places) == 1 and len(query.words[way.start]) < SHORT
    if way.least < PLURAL and not same_kind and (is_network or is_short):
        return True
    return way.least <= TWO_SLIPS


def _is_in_order(way: Alignment) -> bool:
    starts = [way.core[place].start for place in sorted(way.core)]
    return starts == sorted(starts)


def _between(query: Query, way: Alignment) -> set[str]:
    """The query's words between those that say a name."""
    return {query.words[place] for place in range(way.start, way.end) if place not in way.places}


def _disorder(query: Query, way: Alignment) -> float:
    """A little less for words in another order than the name's, or with others between them."""
    between = _between(query, way) - query.kinds
    return (0.0 if _is_in_order(way) else ORDER) + BETWEEN * min(len(between), 2)


def _is_led_to(query: Query, index: Index, way: Alignment) -> bool:
    """Whether what was said of a name follows "in" or "near", a town's other words between: "in Welwyn Garden City"."""
    start = way.start
    while start and start not in query.breaks and _is_of_a_town(query.words[start - 1], index):
        start -= 1
    return start > 0 and query.words[start - 1] in {"in", "near"}


def _is_of_a_town(word: str, index: Index) -> bool:
    return index.in_towns(word) and word not in UNSAID


def _is_only_a_place(query: Query, index: Index, name: Name, way: Alignment) -> bool:
    """Whether what was said of a name was said as the place: "a surgery in Amersham"."""
    if index.owners.is_network[name.owner] and says_network(query, way):
        return False
    return _is_led_to(query, index, way) and any(
        _is_of_a_town(guess.word, index)
        or not place_words(guess.word, index).isdisjoint(index.address(name.owner))
        for guess in way.core.values()
    )
