"""Whether one candidate is meant beyond reasonable doubt, or several fit about as well."""

from dataclasses import dataclass

from bot.directory.finding.kinds import OTHER, ROUGHLY, WHOLE
from bot.directory.practice import Status

FLOOR = 0.42
"""Below this score nothing fits."""
SURE = 0.72
PART = 0.5
"""The scores from which on a whole name, and a part of one, can be taken."""
MARGIN = 0.085
PART_MARGIN = 0.15
"""How far behind the others must be."""
NETWORK_MARGIN = 0.3
ADDRESS_MARGIN = 0.3
SHOWN = 5
"""Choices that a patient can take in."""


@dataclass(frozen=True)
class Candidate:
    """A practice or network that a query may mean.

    Args:
        code: its ODS code.
        score: how well it fits, about 1 at best.
        whole: its whole name was said, not a part of it.
        distinct: what was said of it is more than everyday words.
        doubt: something in the query speaks against it.
        main: it is called so in the reports, not only in its address.
        exact: how exactly its name was said.
        left: how many words of the query are neither of its name nor of its place.
        slip: a word of its name was said with a slip.
        said: how many words of its name were said.
        own: it belongs to the page that the patient is on.
        network: it is a network.
        closed: it has closed.
    """

    code: str
    score: float
    whole: bool = True
    distinct: bool = True
    doubt: bool = False
    main: bool = True
    exact: int = ROUGHLY
    left: int = 0
    slip: bool = False
    said: int = 0
    own: bool = False
    network: bool = False
    closed: bool = False


def choose(ranked: list[Candidate]) -> tuple[Status, list[Candidate]]:
    """Found with one candidate, ambiguous with some, or not found with none; the list is best first."""
    if not ranked or ranked[0].score < FLOOR:
        return Status.NOT_FOUND, []
    best, near = _said_exactly(ranked) or _fitting(ranked)
    if len(near) == 1 and not best.doubt and (_is_exact(best) or _is_sure(best)):
        return Status.FOUND, [best]
    return Status.AMBIGUOUS, near


def _said_exactly(ranked: list[Candidate]) -> tuple[Candidate, list[Candidate]] | None:
    """Of those whose whole name was said, as it is or shortened, the ones of which it was said most exactly.

    A practice of the page comes before others, an open one before one of its name that has closed.
    """
    least = min((each.left for each in ranked if each.score > PART), default=0)
    said = [each for each in ranked if each.exact < ROUGHLY and not each.doubt and each.left == least]
    said = [each for each in said if not each.slip] or said
    if not said:
        return None
    first = min(_step(each) for each in said)
    alike = [each for each in said if _step(each) == first]
    best = max(alike, key=lambda each: (each.own, each.score))
    near = [each for each in alike if each.score > best.score - MARGIN]
    near = [each for each in near if each.own or not each.closed] or near
    return near[0], near + _as_likely(near[0], said, ranked)


def _as_likely(best: Candidate, said: list[Candidate], ranked: list[Candidate]) -> list[Candidate]:
    """Those that were said less exactly, or not there, and may be meant all the same."""
    if best.own:
        return []
    if best.slip:
        return [
            each
            for each in ranked
            if not (each.slip or each.doubt or each.left > best.left) and each.score > PART
        ]
    if best.closed and best.exact == WHOLE:
        return [each for each in said if each.exact < OTHER and not each.closed]
    if best.closed:
        return [each for each in ranked if each.score > PART and not (each.closed or each.doubt)]
    if best.exact == OTHER:
        return [each for each in ranked if each.exact == WHOLE and each.doubt and each.said == best.said]
    return []


def _fitting(ranked: list[Candidate]) -> tuple[Candidate, list[Candidate]]:
    """The best, and those that fit about as well."""
    best = ranked[0]
    return best, [
        other
        for other in ranked
        if other.score > best.score - _margin(best, other)
        or (other.left < best.left and other.score > PART)
        or (other.exact == WHOLE and not best.whole and other.said >= best.said)
    ]


def _step(candidate: Candidate) -> int:
    """One of the page may be shortened where another would have to be said whole; one that has closed may not."""
    if candidate.closed and candidate.exact:
        return candidate.exact + 2
    return max(candidate.exact - candidate.own, WHOLE)


def _margin(best: Candidate, other: Candidate) -> float:
    """How far behind another one must be. A practice can bear its network's name without the town."""
    if not best.main and other.main and other.whole:
        return ADDRESS_MARGIN
    if best.network and not other.network and other.whole and other.main:
        return NETWORK_MARGIN
    return MARGIN if best.whole else PART_MARGIN


def _is_exact(candidate: Candidate) -> bool:
    return candidate.exact < ROUGHLY and not candidate.slip


def _is_sure(best: Candidate) -> bool:
    return best.score >= (SURE if best.whole else PART) and (best.whole or best.distinct)
