"""How well each name fits a query: how much of the name was said, and how much else was."""

from collections import defaultdict
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from bot.directory.index import Index, Name
from bot.directory.query import Guess, Query
from bot.directory.vocabulary import vocabulary
from bot.directory.words import UNSAID, generic, is_common

NOT_MAIN = 0.88
PLACE = 0.7
SAME_KIND = 0.35
ENOUGH = 0.3
INITIALS = 0.5
NETWORK = frozenset({"pcn", "network"})
WEAK_KINDS = frozenset("health care service team group family community dr gp hub general nhs the and of at in".split())


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


@dataclass(frozen=True)
class Alignment:
    """Which words of a query said which words of a name."""

    core: dict[int, Guess]
    coverage: float
    evidence: float
    start: int
    end: int

    @property
    def places(self) -> set[int]:
        """The places of the query's words that were used."""
        return {guess.start + more for guess in self.core.values() for more in range(guess.size)}


def fits(query: Query, index: Index, found: list[Guess], limit: int = 60) -> list[Fit]:
    """The names that the guesses point to, best first, none that an ordinary sentence would hit by chance."""
    said: dict[int, list[tuple[Guess, tuple[int, ...]]]] = defaultdict(list)
    for guess in found:
        if guess.word in vocabulary().frame and len(query.content) > 1:
            continue
        for position, cores in index.postings.get(guess.word, ()):
            said[position].append((guess, cores))
    rough = []
    for position, pairs in said.items():
        name = index.names[position]
        most = sum({cores: index.weight(guess.word) * guess.likeness for guess, cores in pairs}.values())
        rough.append((most * (0.4 + min(1.0, most / (name.weight or 1))), position))
    rough.sort(reverse=True)
    scored = [_fit(query, index, index.names[position], said[position]) for _, position in rough[:limit]]
    return sorted((fit for fit in scored if fit), key=lambda fit: -fit.score)


def _align(query: Query, index: Index, name: Name, pairs: list[tuple[Guess, tuple[int, ...]]]) -> Alignment:
    """The best use of the guesses for one name: each word of either side once, likest first."""
    core: dict[int, Guess] = {}
    used: set[int] = set()
    for guess, places in sorted(pairs, key=lambda pair: _preference(query, *pair)):
        span = set(range(guess.start, guess.start + guess.size))
        if used.isdisjoint(span) and core.keys().isdisjoint(places):
            core.update(dict.fromkeys(places, guess))
            used |= span
    evidence = sum(index.weight(name.core[place]) * guess.likeness for place, guess in core.items())
    if all(len(word) < 3 for word in name.core):
        evidence = INITIALS * len(core) / len(name.core)
        return Alignment(core, evidence / INITIALS, evidence, min(used), max(used) + 1)
    return Alignment(core, evidence / name.weight if name.weight else 0.0, evidence, min(used), max(used) + 1)


def _preference(query: Query, guess: Guess, places: tuple[int, ...]) -> tuple[float, bool, int]:
    """Likest first; of equals the one before a generic word, as in "Hampton, Hampton Medical Centre"."""
    end = guess.start + guess.size
    return (-guess.likeness * len(places), end >= len(query.words) or query.words[end] not in query.kinds, guess.start)


def _fit(query: Query, index: Index, name: Name, pairs: list[tuple[Guess, tuple[int, ...]]]) -> Fit | None:
    """One name's fit, None where an ordinary sentence merely shares a word with it."""
    way = _align(query, index, name, pairs)
    if not way.core:
        return None
    span = _widened(query, way)
    if not _is_meant(query, name, way, span):
        return None
    left = _left_over(query, index, name, way, span)
    against = sum(word.against for word in left)
    explained = way.evidence + sum(word.explained for word in left)
    doubt = any(word.doubt for word in left) or _is_only_a_place(query, index, name, way)
    exact = min(guess.likeness for guess in way.core.values())
    distinct = len(way.core) > 1 or not all(is_common(name.core[place]) for place in way.core)
    total = explained + against + sum(word.told - word.explained for word in left if word.explained)
    base = way.coverage * explained / total * min(1.0, way.evidence / ENOUGH) if total else 0.0
    score = (base + _kinds(query, index, name, span) - _disorder(way)) * (1 if name.main else NOT_MAIN)
    clean = exact == 1 and way.coverage > 0.99 and against < 0.05
    kinds = query.kinds_between(*span)
    begins = name.main and not left and not kinds and not _says_network(query, span) and sorted(way.core) == list(range(len(way.core))) and exact > 0.9
    whole = len(way.core) == len(name.core)
    return Fit(name, score, whole, doubt or not (name.main or kinds), clean, distinct, begins)


def _disorder(way: Alignment) -> float:
    """A little less for words in another order than the name's."""
    starts = [way.core[place].start for place in sorted(way.core)]
    return 0.04 if starts != sorted(starts) else 0.0


def _is_only_a_place(query: Query, index: Index, name: Name, way: Alignment) -> bool:
    """Whether what was said of a name was said as the place: "a surgery in Amersham"."""
    before = query.words[way.start - 1] if way.start else ""
    return before in {"in", "near"} and any(_said_place(guess.word, index.places[name.code], index) for guess in way.core.values())


def _widened(query: Query, way: Alignment) -> tuple[int, int]:
    """The stretch of the query that the name takes, with the generic words around it."""
    start, end = way.start, way.end
    while start and query.words[start - 1] in query.kinds - UNSAID - {"pcn", "network"}:
        start -= 1
    while end < len(query.words) and query.words[end] in query.kinds:
        end += 1
    return start, end


def _is_meant(query: Query, name: Name, way: Alignment, span: tuple[int, int]) -> bool:
    """Whether the words can be meant as a name at all."""
    guesses = set(way.core.values())
    words = [query.words[place] for place in sorted(way.places)]
    frame = vocabulary().frame
    rest = [word for place, word in enumerate(query.words) if not span[0] <= place < span[1]]
    bare = all(word in frame or word in generic() for word in rest) or len(query.words) == len(words)
    beside = [query.words[place] for place in range(*span) if place not in way.places]
    kinds = {word for word in name.full if word in generic() and word not in UNSAID}
    kind = any(word not in WEAK_KINDS for word in beside) or (len(kinds) > 1 and kinds <= set(beside))
    near = way.end - way.start <= len(words) + 1
    if all(word in frame or word in vocabulary().filler or word in generic() for word in words):
        return bare and kind and way.coverage > 0.99
    slipped = min(guess.likeness for guess in guesses) < 0.9
    if all(is_common(word) for word in words):
        if slipped and len(words) == 1 and not (kind and bare):
            return False
        whole = way.coverage > 0.99 and len(words) > 1
        return bare or (near and kind) or (near and whole and _is_cued(query, span))
    if slipped and len(guesses) == 1 and not (bare or kind):
        return way.coverage > 0.7
    return way.evidence > 0.3


def _is_cued(query: Query, span: tuple[int, int]) -> bool:
    start = span[0]
    return start == 0 or query.words[start - 1] in {"at", "with", "to", "is", "called", "under", "from", "of", "the", "does"}


def _left_over(query: Query, index: Index, name: Name, way: Alignment, span: tuple[int, int]) -> list[Leftover]:
    """What the query says beyond the name, word by word."""
    here = index.places.get(name.code, frozenset())
    edges = set(range(span[0] - 2, span[1] + 2))
    return [
        _leftover(query, place, here, index, beside=place in edges, between=_is_between(query, way, place))
        for place, word in enumerate(query.words)
        if place not in way.places and word not in vocabulary().frame and word not in query.kinds
    ]


def _is_between(query: Query, way: Alignment, place: int) -> bool:
    """Whether a word stands between a name and its kind, so that it is part of another name: "Wilmslow Rod Surgery"."""
    return place == way.end and place + 1 < len(query.words) and query.words[place + 1] in query.kinds - UNSAID


def _leftover(query: Query, place: int, here: frozenset[str], index: Index, *, beside: bool, between: bool) -> Leftover:
    """One word beyond the name: the place of what is named, chatter, or a sign that something else is meant."""
    word = query.words[place]
    weight = index.weight(word)
    if _said_place(word, here, index):
        chatter = is_common(word) and not beside
        return Leftover(0.0, 0.0, 0.0) if chatter else Leftover(weight, PLACE * weight, 0.0)
    led = place > 0 and query.words[place - 1] in {"in", "near", "at", "on"}
    if is_common(word):
        known = word in index.postings and beside and (word not in vocabulary().filler or word in {"new", "old"})
        return Leftover(0.0, 0.0, weight if known else 0.4 if between else 0.02)
    if word in index.postings or word in index.towns:
        return Leftover(0.0, 0.0, 0.6 * weight, doubt=word in index.towns or beside)
    return Leftover(0.0, 0.0, 0.6 if beside or led else 0.05, doubt=beside or led)


def _said_place(word: str, here: frozenset[str], index: Index) -> bool:
    if word in here or index.knows(word):
        return word in here
    return any(other in here and other in index.towns for other in index.near(word))


def _kinds(query: Query, index: Index, name: Name, span: tuple[int, int]) -> float:
    """More for a name whose generic words were said too, just these; a little for some of them."""
    wanted = [word for word in name.full if word in generic() and word not in UNSAID]
    heard = query.kinds_between(*span)
    network = name.code in index.networks
    bonus = _network_bonus(query, span, network=network)
    if not heard or not wanted:
        return bonus
    same = sum(any(OSA.distance(kind, word) <= 1 for word in heard) for kind in wanted)
    if same == len(wanted) == len(heard):
        return bonus + SAME_KIND
    return bonus + 0.08 * 2 * same / (len(wanted) + len(heard))


def _says_network(query: Query, span: tuple[int, int]) -> bool:
    return not NETWORK.isdisjoint(query.words[max(span[1] - 1, 0) : span[1] + 1])


def _network_bonus(query: Query, span: tuple[int, int], *, network: bool) -> float:
    """More for a network where "PCN" follows the name, less where the name is asked "which PCN is it in"."""
    if _says_network(query, span):
        return 0.2 if network else -0.2
    outside = set(query.words[: span[0]]) | set(query.words[span[1] :])
    beside = set(query.words[span[0] : span[1]])
    practice = not (NETWORK | {"registered", "surgery", "practice", "gp"}).isdisjoint(outside)
    return -0.2 if network and (practice or {"surgery", "practice", "clinic", "dr"} & beside) else 0.0
