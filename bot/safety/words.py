"""From what a patient typed to words that the rules can be compared with: spelling, text-speak, repeated letters."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

COMMA, SENTENCE = 1, 2
SHORTEST_FUZZY_WORD = 5
LONGEST_WORD = 40

_TOKEN = re.compile(r"\d+(?:\.\d+)?(?=\D|$)|(?:[^\W_]|[\u0900-\u0963\u0966-\u0dff])+|[^\s]")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘`´ʼ′\u200b\u200c\u200d\u2060\ufeff\u0640"))
_LETTERS = str.maketrans(
    {
        "ł": "l",
        "ß": "ss",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "أ": "ا",
        "إ": "ا",
        "آ": "ا",
        "ى": "ی",
        "ي": "ی",
        "ك": "ک",
        "ة": "ه",
        "ہ": "ه",
        "ھ": "ه",
    }
)
_MARKS = re.compile("[\u0300-\u036f\u064b-\u065f\u0670]")
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
_DIGITS_FOR_LETTERS = str.maketrans("013457", "oieast")
_ENDS_SENTENCE = frozenset(".!?;\n।॥؟۔…。")
_PAUSES = frozenset(',:()-–—/"،')


class Words(NamedTuple):
    """A message as the rules see it.

    Args:
        words: normalised, in order.
        pauses: for each word, what stands before it: 0 nothing, COMMA or SENTENCE.
    """

    words: list[str]
    pauses: list[int]


@dataclass(frozen=True)
class Spelling:
    """What staff wrote about spelling, and the words that the rules know.

    Args:
        known: every word of the rules.
        near: distinctive words of the rules; what is one letter off them is taken for them.
        means: frequent misspellings and text-speak, each with the words meant.
        real: real words that look like a known one and are never corrected.
        joined: two words in a row that are read as one.
    """

    known: frozenset[str]
    near: frozenset[str]
    means: dict[str, tuple[str, ...]]
    real: frozenset[str]
    joined: dict[tuple[str, str], str]
    _by_start: dict[tuple[str, int], list[str]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for word in sorted(self.near):
            self._by_start.setdefault((word[0], len(word)), []).append(word)
        object.__setattr__(self, "respell", lru_cache(maxsize=20_000)(self._respell))

    def _respell(self, word: str) -> tuple[str, ...]:
        if word in self.means:
            return self.means[word]
        if word in self.known or word in self.real:
            return (word,)
        for candidate in _simpler(word):
            if candidate in self.means:
                return self.means[candidate]
            if candidate in self.known:
                return (candidate,)
        return (self._nearest(_REPEATED.sub(r"\1", word)),)

    def _nearest(self, word: str) -> str:
        if not SHORTEST_FUZZY_WORD <= len(word) <= LONGEST_WORD or word in self.real or not word.isascii():
            return word
        for length in (len(word), len(word) + 1, len(word) - 1):
            for known in self._by_start.get((word[0], length), ()):
                if OSA.distance(word, known, score_cutoff=1) <= 1:
                    return known
        return word

    def read(self, text: str) -> Words:
        """The message as words, spelt as the rules spell them."""
        words: list[str] = []
        pauses: list[int] = []
        pause = SENTENCE
        for raw in _split(text):
            if raw in _ENDS_SENTENCE:
                pause = SENTENCE
            elif raw in _PAUSES:
                pause = max(pause, COMMA)
            elif raw[0].isalnum() or raw[0] > "\u0900":
                for word in self.respell(raw):  # type: ignore[attr-defined]
                    words.append(word)
                    pauses.append(pause)
                    pause = 0
        return self._join(words, pauses)

    def _join(self, words: list[str], pauses: list[int]) -> Words:
        joined: list[str] = []
        kept: list[int] = []
        for word, pause in zip(words, pauses, strict=True):
            one = self.joined.get((joined[-1], word)) if joined and not pause else None
            if one:
                joined[-1] = one
            else:
                joined.append(word)
                kept.append(pause)
        return Words(joined, kept)


def _simpler(word: str) -> list[str]:
    fewer = [_REPEATED.sub(r"\1\1", word), _REPEATED.sub(r"\1", word)]
    if any(c.isdigit() for c in word) and not word[0].isdigit():
        fewer.append(word.translate(_DIGITS_FOR_LETTERS))
    return fewer


def normalise(text: str) -> str:
    """Lower case, one kind of letter for each sound, no accents, no apostrophes."""
    text = unicodedata.normalize("NFKC", text).lower().translate(_APOSTROPHES).translate(_LETTERS)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text))).translate(
        _LETTERS
    )


def _split(text: str) -> list[str]:
    tokens = _TOKEN.findall(normalise(text.replace("\n", " . ")))
    return _spelt_out(tokens)


def _spelt_out(tokens: list[str]) -> list[str]:
    """Puts words together that were typed letter by letter (`s u i c i d e`)."""
    together: list[str] = []
    letters: list[str] = []
    for token in [*tokens, ""]:
        if len(token) == 1 and token.isalpha():
            letters.append(token)
            continue
        together.extend(["".join(letters)] if len(letters) > 2 else letters)
        letters = []
        together.append(token)
    return together[:-1]
