"""Whether one candidate is meant beyond reasonable doubt, or several fit about as well."""

from dataclasses import dataclass

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
BEGUN_MARGIN = 0.7
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
        begins: what was said, without "surgery" or the like, is its name or how people begin it.
        own: it belongs to the page that the patient is on.
        network: it is a network.
    """

    code: str
    score: float
    whole: bool = True
    distinct: bool = True
    doubt: bool = False
    main: bool = True
    begins: bool = False
    own: bool = False
    network: bool = False


def choose(ranked: list[Candidate]) -> tuple[Status, list[Candidate]]:
    """Found with one candidate, ambiguous with some, or not found with none; the list is best first."""
    if not ranked or ranked[0].score < FLOOR:
        return Status.NOT_FOUND, []
    best = ranked[0]
    near = [
        other for other in ranked if other.score > best.score - _margin(best, other) or _is_begun(best, other)
    ]
    if len(near) == 1 and not best.doubt and _is_sure(best):
        return Status.FOUND, [best]
    return Status.AMBIGUOUS, near


def _margin(best: Candidate, other: Candidate) -> float:
    """How far behind another one must be. A practice can bear its network's name without the town."""
    if not best.main and other.main and other.whole:
        return ADDRESS_MARGIN
    if best.network and not other.network and other.whole and other.main:
        return NETWORK_MARGIN
    return MARGIN if best.whole else PART_MARGIN


def _is_begun(best: Candidate, other: Candidate) -> bool:
    """Thornaby and Barwick, when "Thornaby" is all of another's name: people say no more of either."""
    if (best.own and not other.own) or best.network != other.network:
        return False
    return best.begins and other.begins and other.score > best.score - BEGUN_MARGIN


def _is_sure(best: Candidate) -> bool:
    return best.score >= (SURE if best.whole else PART) and (best.whole or best.distinct)
