"""Words and letter groups of a text, as numbers: what is exact in a message, or only a slip of the keyboard away.

The safety check and understanding count them, in the service as in training. They are cut as scikit-learn's analysers
"word" and "char_wb" cut them, which the tests compare; scikit-learn itself, with what it imports, takes 45 MB that the
service need not have.
"""

import re
from functools import lru_cache

import numpy as np

_BASE = 0x9E3779B97F4A7C15
"""An odd number, which can be undone modulo 2**64."""
_STIRRED = (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53)
_WORD = re.compile(r"\b\w+\b")


def numbers_of(groups: list[str]) -> np.ndarray:
    """A number from 0 to 2**64 - 1 for each group, the same in every process, unlike Python's own hash."""
    ends = np.cumsum([0, *map(len, groups)])
    return stretch_numbers("".join(groups), ends[:-1], ends[1:])


def word_numbers(text: str, longest: int = 3, fewest_letters: int = 1) -> np.ndarray:
    """The numbers of a text's words, pairs of words and so on, found a hundred at a time instead of one by one.

    Args:
        text: in normal form.
        longest: so many words at most stand together.
        fewest_letters: shorter words are passed over.
    """
    words = [word for word in _WORD.findall(text) if len(word) >= fewest_letters]
    starts = np.cumsum([0, *(len(word) + 1 for word in words)])[:-1]
    ends = starts + [len(word) for word in words]
    stretches = [(starts[: len(words) - more], ends[more:]) for more in range(min(longest, len(words)))]
    return stretch_numbers(" ".join(words), *_side_by_side(stretches))


def letter_numbers(text: str, shortest: int = 2, longest: int = 5) -> np.ndarray:
    """The numbers of the groups of letters inside a text's words; a space stands where a word begins or ends. The shortest
    word, with the spaces around it, has three letters.

    Args:
        text: in normal form.
        shortest: so many letters at least, three at most.
        longest: so many letters at most.
    """
    words = [f" {part} " for part in text.split()]
    word_at = np.repeat(np.arange(len(words)), [len(word) for word in words])
    stretches = []
    for count in range(shortest, min(longest, len(word_at)) + 1):
        starts = np.flatnonzero(word_at[: len(word_at) - count + 1] == word_at[count - 1 :])
        stretches.append((starts, starts + count))
    return stretch_numbers("".join(words), *_side_by_side(stretches))


def stretch_numbers(text: str, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The numbers of stretches of a text: each a polynomial of its letters (Rabin and Karp), then stirred (MurmurHash3).

    Args:
        text: any.
        starts: where each begins; two stretches may overlap.
        ends: the place behind each.
    """
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    powers, inverses = _powers(1 << max(10, len(letters).bit_length()))
    so_far = np.concatenate(
        [np.zeros(1, np.uint64), np.cumsum((letters + np.uint64(1)) * powers[: len(letters)])]
    )
    found = (so_far[ends] - so_far[starts]) * inverses[starts]
    for factor in _STIRRED:
        found = (found ^ (found >> np.uint64(33))) * np.uint64(factor)
    return found ^ (found >> np.uint64(33))


def _side_by_side(stretches: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    none = np.zeros(0, dtype=np.int64)
    starts, ends = zip(*stretches) if stretches else ((none,), (none,))
    return np.concatenate(starts), np.concatenate(ends)


@lru_cache(maxsize=4)
def _powers(count: int) -> tuple[np.ndarray, np.ndarray]:
    """The powers of the polynomial's base, and what undoes a multiplication with each, modulo 2**64."""
    each = (np.full(count, base, dtype=np.uint64) for base in (_BASE, pow(_BASE, -1, 2**64)))
    powers, inverses = (np.concatenate([np.ones(1, np.uint64), np.cumprod(one)[:-1]]) for one in each)
    return powers, inverses
