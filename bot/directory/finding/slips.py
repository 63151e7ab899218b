"""Which known words are a slip or two of the keyboard away from one that is not.

Two words that differ by one slip become the same when a letter is left out of each (the symmetric delete algorithm of
SymSpell, https://github.com/wolfgarbe/SymSpell). The shortened forms are kept as checksums in one sorted array.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA

from bot.directory.finding.ragged import Numbers

SHORTEST = 3
LONG_WORD = 8
"""From so many letters on a word may have two slips."""
REMEMBERED = 10_000
"""Words kept at hand, of those looked up last."""

PLURAL = 0.95
ONE_SLIP = 0.88
FIRST_LETTER = 0.8
TWO_SLIPS = 0.72


@dataclass
class Slips:
    """Finds words by what was typed instead of them.

    Args:
        words: the known words.
        forms: checksums of the words with one letter left out, or of long ones with two; sorted.
        owners: for each of them the position of its word.
    """

    words: Sequence[str]
    forms: NDArray[np.uint32]
    owners: Numbers

    @classmethod
    def of(cls, words: Sequence[str], known: Sequence[bool] | None = None, most: int = 2) -> "Slips":
        """The index of those words that are to be found.

        Args:
            words: all words.
            known: for each word whether it is to be found; all of them without it.
            most: how many slips a long word may have.
        """
        pairs = [
            (form, place)
            for place, word in enumerate(words)
            if (known is None or known[place]) and len(word) >= SHORTEST and not word.isdigit()
            for form in _forms(word, most if len(word) >= LONG_WORD - 1 else 1)
        ]
        table = np.array(pairs, np.int64).reshape(-1, 2)
        table = table[np.argsort(table[:, 0], kind="stable")]
        return cls(words, table[:, 0].astype(np.uint32), table[:, 1].astype(np.int32))

    def near(self, word: str) -> dict[str, float]:
        """The known words a slip away from this one, with their likeness (1 would be the same)."""
        return self._near(word, 1)

    def one_away(self, text: str) -> list[int]:
        """The positions of the known texts a slip away from this one, of several words; it is not remembered."""
        near = self._candidates(_forms(text, 1))
        return sorted(place for place in near if OSA.distance(text, self.words[place], score_cutoff=1) == 1)

    def two_away(self, word: str) -> dict[str, float]:
        """The known words two slips away, for a word that is long enough to bear them."""
        return self._near(word, 2) if len(word) >= LONG_WORD else {}

    @cached_property
    def _near(self) -> Callable[[str, int], dict[str, float]]:
        return lru_cache(maxsize=REMEMBERED)(self._look)

    def _look(self, word: str, slips: int) -> dict[str, float]:
        if len(word) < SHORTEST or word.isdigit():
            return {}
        found = {}
        for other in {self.words[place] for place in self._candidates(_forms(word, slips))}:
            if len(word) == SHORTEST and len(other) != SHORTEST + 1:
                continue
            if OSA.distance(word, other, score_cutoff=slips) == slips:
                found[other] = TWO_SLIPS if slips > 1 else _likeness(word, other)
        return found

    def _candidates(self, forms: set[int]) -> set[int]:
        typed = np.fromiter(forms, np.uint32, len(forms))
        first = np.searchsorted(self.forms, typed, "left")
        last = np.searchsorted(self.forms, typed, "right")
        return {
            owner
            for start, end in zip(first.tolist(), last.tolist(), strict=True)
            if end > start
            for owner in self.owners[start:end].tolist()
        }


def _forms(word: str, slips: int) -> set[int]:
    """Checksums of the word, and of the word without each one (or two) of its letters."""
    shorter = {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}
    if slips > 1:
        shorter |= {form[:place] + form[place + 1 :] for form in shorter for place in range(len(form))}
    return {crc32(form.encode()) for form in shorter}


def _likeness(word: str, other: str) -> float:
    if word + "s" == other or other + "s" == word:
        return PLURAL
    return FIRST_LETTER if word[0] != other[0] or min(len(word), len(other)) < SHORTEST + 1 else ONE_SLIP
