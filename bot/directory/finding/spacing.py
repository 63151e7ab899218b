"""Spaces that slipped: left out ("medicalcentre", "theroehampton surgery") or put inside a word ("surg ery")."""

from bot.directory.finding.index import Index
from bot.directory.finding.words import generic, is_common, is_short_form, mended

KIND = 5
"""Letters of a generic word that is looked for inside another."""
BEFORE = frozenset({"the", "dr", "drs", "and"})
LEFT = 3
"""Letters that are left of it at least."""
JOINED = 6
"""Letters of a word that is put together from two."""


def respaced(words: list[str], index: Index) -> list[str]:
    """The words with such spaces put right; what is known as it stands is left as it is.

    Args:
        words: in lower case, abbreviations not yet written out.
        index: knows the words of names.
    """
    return [part for word in _joined(words, index) for part in _split(word, index)]


def _joined(words: list[str], index: Index) -> list[str]:
    found: list[str] = []
    for word in words:
        together = found[-1] + word if found else ""
        real = _is_kind(together) or index.in_names(together)
        if real and len(together) >= JOINED and not (_is_word(found[-1], index) and _is_word(word, index)):
            found[-1] = together
        else:
            found.append(word)
    return found


def _split(word: str, index: Index) -> list[str]:
    """A word that is none, split before a generic word at its end, or behind one or "the" or "dr" at its start."""
    if (
        len(word) < KIND + LEFT - 1
        or _is_word(word, index)
        or mended(word) != (word,)
        or index.slips.near(word)
    ):
        return [word]
    for place in range(2, len(word) - LEFT + 1):
        left, right = word[:place], word[place:]
        if place >= LEFT and len(right) >= KIND and _is_kind(right):
            return [*_split(left, index), right]
        if (left in BEFORE or (len(left) >= KIND and _is_kind(left))) and (
            _is_kind(right) or (len(right) > LEFT and index.in_names(right))
        ):
            return [left, right]
    return [word]


def _is_kind(word: str) -> bool:
    return word in generic() or (len(word) > KIND and is_short_form(word))


def _is_word(word: str, index: Index) -> bool:
    return is_common(word) or is_short_form(word) or index.in_names(word) or index.in_towns(word)
