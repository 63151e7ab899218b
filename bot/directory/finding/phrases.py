"""How names look in a sentence: a sorted table of the ways in which people write them, as numbers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.letters import numbers_of, stretch_numbers

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
        sums: the number of each phrase, in rising order.
        kinds: what each names, as a place in KINDS.
    """

    sums: NDArray[np.uint64]
    kinds: NDArray[np.uint8]

    @classmethod
    def of(cls, phrases: dict[Kind, Iterable[tuple[str, ...]]]) -> "Phrases":
        """The table of some phrases, each a tuple of words."""
        named: dict[str, int] = {}
        for place, kind in reversed(list(enumerate(KINDS))):
            named |= {" ".join(phrase): place for phrase in phrases.get(kind, ())}
        sums, order = np.unique(numbers_of(list(named)), return_index=True)
        return cls(sums, np.fromiter(named.values(), np.uint8)[order])

    def within(self, words: Sequence[str]) -> list[Phrase]:
        """All phrases in a row of words, longer and shorter ones."""
        if not words or not len(self.sums):
            return []
        ends = np.cumsum([len(word) + 1 for word in words]) - 1
        starts = ends - [len(word) for word in words]
        first = np.repeat(np.arange(len(words)), LONGEST)
        last = first + np.tile(np.arange(LONGEST), len(words))
        first, last = first[last < len(words)], last[last < len(words)]
        typed = stretch_numbers(" ".join(words), starts[first], ends[last])
        places = np.minimum(np.searchsorted(self.sums, typed), len(self.sums) - 1)
        hits = np.flatnonzero(self.sums[places] == typed)
        kinds = self.kinds[places[hits]].tolist()
        return [
            Phrase(start, end + 1, KINDS[kind])
            for start, end, kind in zip(first[hits].tolist(), last[hits].tolist(), kinds)
        ]
