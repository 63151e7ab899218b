"""How names look in a sentence: a sorted table of the ways in which people write them, by checksum."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Kind = Literal["practice", "network", "town", "postcode", "code"]
KINDS: tuple[Kind, ...] = ("town", "practice", "network")
"""What a phrase can name. Where it names two, the first counts."""
LONGEST = 12
"""Words of the longest phrase that is looked for."""


class Phrase(NamedTuple):
    """A stretch of words that names something; places are those of words, the end is not in it."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True)
class Phrases:
    """The table.

    Args:
        sums: checksums of all phrases, sorted.
        kinds: what each names, as a place in KINDS.
    """

    sums: NDArray[np.uint64]
    kinds: NDArray[np.uint8]

    @classmethod
    def of(cls, phrases: dict[Kind, Iterable[tuple[str, ...]]]) -> "Phrases":
        """The table of some phrases, each a tuple of words."""
        found: dict[int, int] = {}
        for place, kind in reversed(list(enumerate(KINDS))):
            found |= {_checksum(phrase): place for phrase in phrases.get(kind, ())}
        sums = np.array(sorted(found), np.uint64)
        return cls(sums, np.array([found[each] for each in sums.tolist()], np.uint8))

    def within(self, words: Sequence[str]) -> list[Phrase]:
        """All phrases in a row of words, longer and shorter ones."""
        spans = [
            (start, end)
            for start in range(len(words))
            for end in range(start + 1, min(start + LONGEST, len(words)) + 1)
        ]
        if not spans or not len(self.sums):
            return []
        typed = np.array([_checksum(words[start:end]) for start, end in spans], np.uint64)
        places = np.minimum(np.searchsorted(self.sums, typed), len(self.sums) - 1)
        hits = np.flatnonzero(self.sums[places] == typed).tolist()
        return [Phrase(*spans[hit], KINDS[self.kinds[places[hit]]]) for hit in hits]


def _checksum(words: Sequence[str]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "little")
