"""Spelling: a word that is not English is taken for the word of our examples that it is nearest to.

By its letters ("surgrey", "recpetion"), by its sound ("prescripshun", "dietishan"), or for two that ran together ("haveto").
Only understanding reads what comes of it: the safety check has seen the message before, as it was typed, and corrects by itself, one
letter at most and towards the words of its rules alone (bot/safety/words.py).
"""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
from jellyfish import metaphone
from rapidfuzz import process
from rapidfuzz.distance import OSA
from spellchecker import SpellChecker

from bot.letters import numbers_of

SHORTEST, SHORT = 4, 5
"""Letters. Shorter words are too many others' neighbours; a short one has to sound alike, or have the same letters."""
OFTEN, OFTEN_THOUGH_NOT_ENGLISH = 5, 40
"""What stands in so many examples may be what is meant: any English word, and what is written as often on purpose ("pcn")."""
TIMES_AS_OFTEN = 20
"""So much more often stands what is meant than its misspelling, which may have got into examples, too."""
TWO_SLIPS = 7
"""A word of so many letters may be two slips off, a shorter one only one."""
SAME_SOUND, SAME_LETTERS, OTHER_BEGINNING = -0.75, -0.2, 0.3
"""Added to the slips that a word is off: few misspell its beginning, and many what they know by ear."""
DOUBTFUL = 1
"""So many slips off or more, and two words that ran together are likelier."""
JOINED_OFTEN = 30
"""Words that run together stand in so many examples, or are among the smallest."""
SMALLEST = frozenset(
    {"a", "i", "is", "it", "do", "to", "in", "of", "my", "me", "at", "on", "we", "an", "no", "if", "so"}
)
READ_BY_THE_CHECKER = 50
"""How often the spell checker's makers met a word for it to be English: rarer ones are slips themselves."""
SO_MANY = 4096
"""Words at a time: what many take in memory at once is not given back."""

_WORD = re.compile(r"(?<![\w'])[a-z]+(?![\w'])")


class Spelling:
    """The words of the examples, and which of them a misspelt word may be.

    Args:
        examples: texts in lower case.
    """

    def __init__(self, examples: Iterable[str]) -> None:
        self._often = Counter(word for text in examples for word in set(_WORD.findall(text)))
        self._sounds = {
            word: metaphone(word)
            for word, often in self._often.items()
            if len(word) >= SHORTEST and often >= (OFTEN if is_english(word) else OFTEN_THOUGH_NOT_ENGLISH)
        }
        self._meant = list(self._sounds)
        self._of_examples: dict[str, str] = {}

    def corrected(self, text: str) -> str:
        """A text with its misspelt words as they are meant.

        Args:
            text: in normal form.
        """
        return _WORD.sub(lambda typed: self._corrected(typed[0]), text)

    def _corrected(self, word: str) -> str:
        """What is meant by a word. What patients type is not remembered, only the words of the examples are."""
        if word not in self._often:
            return self._likeliest(word)
        if word not in self._of_examples:
            self._of_examples[word] = self._likeliest(word)
        return self._of_examples[word]

    def _likeliest(self, word: str) -> str:
        if len(word) < SHORTEST or is_english(word) or (word.endswith("s") and is_english(word[:-1])):
            return word
        slips, often, nearest = min(self._near(word), default=(np.inf, 0, word))
        if slips >= DOUBTFUL and (parted := self._parted(word)):
            return parted
        return nearest if -often >= TIMES_AS_OFTEN * self._often[word] else word

    def _near(self, word: str) -> list[tuple[float, int, str]]:
        """The words that may be meant: slips off, how often they stand in examples (less than nothing), and the word."""
        by_letters, by_sound = (2 if len(word) >= TWO_SLIPS else 1), max(1, len(word) // 2 - 1)
        found = process.extract(
            word, self._meant, scorer=OSA.distance, score_cutoff=max(by_letters, by_sound), limit=None
        )
        sound, near = metaphone(word), []
        for known, slips, _ in found:
            sounds_alike, same_letters = self._sounds[known] == sound, sorted(known) == sorted(word)
            if sounds_alike or (slips <= by_letters and (same_letters or len(word) >= SHORT)):
                weighed = slips + SAME_SOUND * sounds_alike + SAME_LETTERS * same_letters
                near.append((weighed + OTHER_BEGINNING * (known[0] != word[0]), -self._often[known], known))
        return near

    def _parted(self, word: str) -> str | None:
        """The two words that ran together into one, the most frequent ones."""
        if self._often[word] >= OFTEN:
            return None
        cuts = [(word[:at], word[at:]) for at in range(1, len(word))]
        found = [cut for cut in cuts if all(map(self._runs_together, cut))]
        often = self._often
        return " ".join(max(found, key=lambda cut: min(often[part] for part in cut))) if found else None

    def _runs_together(self, word: str) -> bool:
        return word in SMALLEST or (len(word) > 2 and self._often[word] >= JOINED_OFTEN)


def is_english(word: str) -> bool:
    """Whether a word is in the spell checker's English dictionary; words that only British English has may not be.

    Args:
        word: in lower case.
    """
    english, number = _english(), numbers_of([word])[0]
    at = int(english.searchsorted(number))
    return at < len(english) and english[at] == number


@lru_cache(maxsize=1)
def _english() -> np.ndarray:
    """The numbers of the dictionary's words, in rising order: 1 MB, of which the words themselves would take 40."""
    met = SpellChecker(language="en").word_frequency.dictionary
    words = [word for word, times in met.items() if times >= READ_BY_THE_CHECKER]
    return np.sort(
        np.concatenate([numbers_of(words[at : at + SO_MANY]) for at in range(0, len(words), SO_MANY)])
    )
