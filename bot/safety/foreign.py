"""Notices text that is not in English: by its script, or by words of other languages (data/safety/telling-words.yml).

A language identifier from a library was not taken: on messages of three to eight words with names, dialect and misspellings
they take much English for something else. Words that somebody wrote down can be looked at, and added to.
"""

import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml

from bot.errors import ContentError, Problem
from bot.safety.words import normalise

FILE = "telling-words.yml"
FEWEST_LETTERS = 4
FEWEST_WORDS = 2
SHARE = 0.2
"""From so many telling words of one language, which are so large a part of all words, a message is not in English."""


class ForeignText:
    """Decides whether a message is in another language.

    Args:
        languages: the telling words of each, as staff wrote them.
    """

    def __init__(self, languages: dict[str, str]) -> None:
        self._languages = [frozenset(normalise(words).split()) for words in languages.values()]

    @classmethod
    def load(cls, path: Path) -> "ForeignText":
        """Reads the file.

        Raises:
            ContentError: it is missing or is not as its head says.
        """
        try:
            languages = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, yaml.YAMLError) as error:
            what = f"The file cannot be read: {type(error).__name__}."
            raise ContentError([Problem(path, 1, what, "Undo the last change.")]) from None
        if not isinstance(languages, dict) or not all(isinstance(words, str) for words in languages.values()):
            remedy = "Each line has a language, a colon, and words with spaces between."
            raise ContentError([Problem(path, 1, "A line is not as the head says.", remedy)])
        return cls(languages)

    def is_foreign(self, text: str) -> bool:
        """Whether most of a text is in another script, or enough of its words tell another language."""
        letters = [character for character in text if character.isalpha()]
        latin = sum(_is_latin(character) for character in letters)
        if len(letters) >= FEWEST_LETTERS and latin < len(letters) / 2:
            return True
        words = ["".join(c for c in word if c.isalnum()) for word in normalise(text).split()]
        words = [word for word in words if word]
        telling = max((len(language.intersection(words)) for language in self._languages), default=0)
        return telling >= FEWEST_WORDS and telling >= SHARE * len(words)


@lru_cache(maxsize=4096)
def _is_latin(letter: str) -> bool:
    return letter.isascii() or unicodedata.name(letter, "LATIN").startswith(
        ("LATIN", "MODIFIER", "FEMININE", "MASCULINE", "MATHEMATICAL", "FULLWIDTH")
    )
