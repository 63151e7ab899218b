"""What "surgery", "medical centre" or "PCN" beside a name tell of what is meant."""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from bot.directory.finding.alignment import Alignment
from bot.directory.finding.index import Index, Name
from bot.directory.finding.query import Query
from bot.directory.finding.words import UNSAID, generic

SAME_KIND = 0.35
SOME_KIND = 0.08
NETWORK_SAID = 0.25
WHOLE, SHORTENED, MORE_SHORTENED, OTHER, ROUGHLY = range(5)
"""How exactly a name was said; the first that anything reaches decides."""
NETWORK = frozenset({"pcn", "network"})
PLAIN = frozenset(
    {"surgery", "practice", "medical", "centre", "health", "care", "clinic", "group", "partner", "dr", "gp"}
)
"""What people say one of for another; "family", "community" and the like make another name."""
PRACTICE = frozenset({"surgery", "practice", "clinic", "dr"})
"""Said of a practice, hardly of a network."""
DOCTOR = frozenset({"gp", "dr"})
"""Said of any surgery ("the doctors", "my GP surgery"), so of no kind in particular."""


def kinds_of(name: Name) -> list[str]:
    """The generic words of a name that tell something."""
    return [word for word in name.full if word in generic() and word not in UNSAID]


def has_same_kind(query: Query, name: Name, way: Alignment) -> bool:
    """Whether just the generic words of the name were said with it."""
    wanted, heard = _without_doctor(kinds_of(name)), _without_doctor(query.kinds_between(*way.span))
    return bool(wanted) and len(wanted) == len(heard) and _shared(wanted, heard) == len(wanted)


def exactness(query: Query, index: Index, name: Name, way: Alignment) -> int:
    """How exactly a name was said: WHOLE, SHORTENED and so on."""
    starts = [way.core[place].start for place in range(len(way.core)) if place in way.core]
    if not name.main or len(way.core) < len(name.core) or starts != sorted(starts):
        return ROUGHLY
    if any(
        place not in way.places and query.words[place] not in query.kinds
        for place in range(way.start, way.end)
    ):
        return ROUGHLY
    exact = _exactness_of_kind(query, name, way)
    without_pcn = index.owners.is_network[name.owner] and not says_network(query, way)
    return max(exact, SHORTENED) if without_pcn else exact


def _exactness_of_kind(query: Query, name: Name, way: Alignment) -> int:
    wanted, heard = kinds_of(name), query.kinds_between(*way.span)
    if has_same_kind(query, name, way) or not (wanted or heard):
        return WHOLE
    if _shared(heard, wanted) == len(heard) and len(heard) <= len(wanted):
        if is_literal(query, name, way):
            return WHOLE
        return SHORTENED if PLAIN.issuperset(_rest(wanted, heard)) else MORE_SHORTENED
    return OTHER if PLAIN.issuperset(wanted) and not says_more(query, name, way) else ROUGHLY


def is_literal(query: Query, name: Name, way: Alignment) -> bool:
    """Whether the whole name was said, word by word as it is written; "the" and the like do not count."""
    if way.least < 1 or len(way.core) < len(name.core):
        return False
    said = [word for word in query.words if word not in UNSAID and word != "pcn"]
    return any(tuple(said[at : at + len(name.full)]) == name.full for at in range(len(said)))


def _rest(wanted: list[str], heard: list[str]) -> list[str]:
    """The generic words of a name that were not said."""
    return [word for word in wanted if word not in heard]


def says_more(query: Query, name: Name, way: Alignment) -> bool:
    """Whether a generic word beside the name makes it another: "Kimbolton Wellbeing Clinic"."""
    heard = query.kinds_between(*way.span)
    return any(word not in PLAIN | NETWORK and not _shared([word], name.full) for word in heard)


def _without_doctor(kinds: list[str]) -> list[str]:
    return [kind for kind in kinds if kind not in DOCTOR] or kinds


def kind_bonus(query: Query, index: Index, name: Name, way: Alignment) -> float:
    """More for a name whose generic words were said too, just these; a little for some of them."""
    bonus = _network_bonus(query, way, network=index.owners.is_network[name.owner])
    wanted, heard = kinds_of(name), query.kinds_between(*way.span)
    if has_same_kind(query, name, way):
        return bonus + SAME_KIND
    return bonus + SOME_KIND * 2 * _shared(wanted, heard) / max(len(wanted) + len(heard), 1)


def says_network(query: Query, way: Alignment) -> bool:
    """Whether "PCN" or "network" follows the name; in "Yarm Medical Practice's network" it does not."""
    end = way.span[1]
    following = query.words[end : end + 1] if end not in query.breaks else ()
    return not NETWORK.isdisjoint((*query.words[max(end - 1, 0) : end], *following))


def _shared(wanted: Sequence[str], heard: Sequence[str]) -> int:
    return sum(any(OSA.distance(kind, word) <= 1 for word in heard) for kind in wanted)


def _network_bonus(query: Query, way: Alignment, *, network: bool) -> float:
    """More for a network where "PCN" follows the name, less where the name is asked "which PCN is it in"."""
    if says_network(query, way):
        return NETWORK_SAID if network else -NETWORK_SAID
    start, end = way.span
    outside = set(query.words[:start]) | set(query.words[end:])
    practice = not (NETWORK | {"registered", "surgery", "practice", "gp"}).isdisjoint(outside)
    beside = not PRACTICE.isdisjoint(query.words[start:end])
    return -NETWORK_SAID if network and (practice or beside) else 0.0
