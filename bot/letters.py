"""Words and letter groups of a text, as numbers: what is exact in a message, or only a slip of the keyboard away.

The safety check and understanding count them, in the service as in training. They are cut as scikit-learn's analysers
"word" and "char_wb" cut them, which the tests compare; scikit-learn itself, with what it imports, takes 45 MB that the
service need not have.
"""

import re
from collections.abc import Callable, Iterator

from spacy.strings import hash_string

_WORD = re.compile(r"\b\w+\b")

Groups = Callable[[str], Iterator[str]]


def word_groups(text: str, longest: int = 3, fewest_letters: int = 1) -> Iterator[str]:
    """Words, pairs of words and so on.

    Args:
        text: in normal form.
        longest: so many words at most stand together.
        fewest_letters: shorter words are passed over.
    """
    words = [word for word in _WORD.findall(text) if len(word) >= fewest_letters]
    for count in range(1, longest + 1):
        for start in range(len(words) - count + 1):
            yield " ".join(words[start : start + count])


def letter_groups(text: str, shortest: int = 2, longest: int = 5) -> Iterator[str]:
    """Groups of letters inside words; a space stands where a word begins or ends.

    Args:
        text: in normal form.
        shortest: so many letters at least.
        longest: so many letters at most.
    """
    for part in text.split():
        word = f" {part} "
        for count in range(shortest, longest + 1):
            for start in range(max(1, len(word) - count + 1)):
                yield word[start : start + count]
            if len(word) <= count:
                break


def number_of(group: str) -> int:
    """A number from 0 to 2**64 - 1 for a group, the same in every process, unlike Python's own hash."""
    return int(hash_string(group))
