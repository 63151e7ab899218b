"""The word lists beside this file: names, and the words around personal details."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

_HERE = Path(__file__).parent
_COMMON = _HERE.parent / "directory" / "common-words.txt"


@dataclass(frozen=True)
class Vocabulary:
    """Sets of words in lower case, without accents.

    Args:
        first_names: first names that are nothing else in a sentence.
        surnames: the most frequent surnames, everyday words among them.
        common: the most common English words.
        groups: the groups of vocabulary.yml.
    """

    first_names: frozenset[str]
    surnames: frozenset[str]
    common: frozenset[str]
    groups: dict[str, frozenset[str]]

    def is_in(self, word: str, *groups: str) -> bool:
        """Whether a word is in one of the groups of vocabulary.yml."""
        return any(word in self.groups[group] for group in groups)


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The vocabulary, read on first use."""
    groups = yaml.safe_load((_HERE / "vocabulary.yml").read_text(encoding="utf-8"))
    return Vocabulary(
        first_names=_words(_HERE / "first-names.txt"),
        surnames=_words(_HERE / "surnames.txt"),
        common=_words(_COMMON),
        groups={name: frozenset(words.split()) for name, words in groups.items()},
    )


def bare(word: str) -> str:
    """A word as the lists have it: lower case, straight apostrophe, no accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).replace("ł", "l")


def _words(path: Path) -> frozenset[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
