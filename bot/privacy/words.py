"""The words of a message, as far as they can be parts of somebody's name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from rapidfuzz.distance import OSA

from bot.privacy.vocabulary import bare, vocabulary

LONGEST = 5
"""The most words of one name, titles and initials included."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_ALSO_SURNAMES = frozenset({"hill", "grove", "park", "lane", "close"})
"""Words of places that are surnames as well."""


@dataclass(frozen=True)
class Words:
    """A message with its words, and where it names surgeries, networks or towns.

    Args:
        text: the message.
        matches: its words.
        bare: the words as the lists have them.
        places: begin and end of each surgery, network and town in it.
        shouted: whether it is all in capitals, so that a capital says nothing.
    """

    text: str
    matches: tuple[re.Match[str], ...]
    bare: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    shouted: bool

    @classmethod
    def of(cls, text: str, places: Iterable[tuple[int, int]]) -> "Words":
        """The words of a message."""
        letters = [c for c in text if c.isalpha()]
        shouted = len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
        matches = tuple(_WORD.finditer(text))
        as_listed = tuple(bare(match[0]).rstrip(".").removesuffix("'s") for match in matches)
        return cls(text, matches, as_listed, tuple(places), shouted)

    def first_from(self, at: int) -> int:
        """The number of the first word from a character on."""
        return next((i for i, word in enumerate(self.matches) if word.start() >= at), len(self.matches))

    def word(self, i: int) -> str:
        """A word as the lists have it; "" where there is none."""
        return self.bare[i] if 0 <= i < len(self.bare) else ""

    def begins_big(self, i: int) -> bool:
        """Whether a word has a capital that says something."""
        return self.matches[i][0][0].isupper() and not self.shouted

    def between(self, i: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.matches[i - 1].end() : self.matches[i].start()]

    def joins(self, i: int) -> bool:
        """Whether a word follows the one before it directly."""
        return 0 < i < len(self.matches) and bool(re.fullmatch(r"[^\S\n]{1,2}", self.between(i)))

    def is_in_a_place(self, i: int) -> bool:
        """Whether a word belongs to a surgery's, a network's or a town's name."""
        return any(start <= self.matches[i].start() < end for start, end in self.places)

    def last_of_name(self, first: int) -> int | None:
        """The last word of a name that begins here; None where it is the name of a place."""
        last = first + vocabulary().is_in(self.word(first), "titles")
        if last >= len(self.matches):
            return None
        while last + 1 < len(self.matches) and last - first + 1 < LONGEST and self._continues(last + 1):
            last += 1
        return None if self._names_a_place(first, last) else last

    def _continues(self, i: int) -> bool:
        """Whether a word goes on with a name: a capital, a surname, or a word that is nothing else."""
        vocab, word = vocabulary(), self.word(i)
        if re.fullmatch(r",\s?", self.between(i)):  # "Bond, James Bond"
            named = word in vocab.first_names and self.word(i - 1) not in vocab.first_names
            return named and self.begins_big(i)
        initial_before = self.matches[i - 1][0].endswith(".") and len(self.matches[i - 1][0]) == 2
        if not (self.joins(i) or initial_before):
            return False
        big = self.begins_big(i)
        initial = len(word) == 1 and self.matches[i][0].endswith(".")
        if vocab.is_in(word, "after-a-name") and not (big and vocab.is_in(word, "also-names") or initial):
            return False
        if big:
            return not vocab.is_in(word, "of-a-place") or word in _ALSO_SURNAMES
        return word in vocab.first_names or word in vocab.surnames or _is_no_english(word)

    def _names_a_place(self, first: int, last: int) -> bool:
        """Whether the words are the name of a surgery, a street or a hospital."""
        if self._leads_to_a_place(last + 1) or self.word(last + 1) in ("based", "area", "speaker"):
            return True
        word = self.word(last)
        return last > first and vocabulary().is_in(word, "of-a-place") and word not in _ALSO_SURNAMES

    def _leads_to_a_place(self, i: int) -> bool:
        """Whether "surgery" or the like ends what goes on here: "Richmond Lock Surgery", "Bawtry & Blyth Medical"."""
        vocab = vocabulary()
        for beyond in range(i, min(i + 4, len(self.matches))):
            if not re.fullmatch(r"[^\S\n]{1,2}(?:&[^\S\n])?", self.between(beyond)):
                return False
            if vocab.is_in(self.word(beyond), "of-a-place"):
                return True
            joins = (
                self.word(beyond) == "and" and beyond + 1 < len(self.matches) and self.begins_big(beyond + 1)
            )
            if vocab.is_in(self.word(beyond), "after-a-name") and not joins:
                return False
        return False

    def is_surely_named(self, first: int, last: int) -> bool:
        """Whether words after "my name is" and the like are a name: all that do not go on in another way."""
        if vocabulary().is_in(self.word(first), "not-a-name", "of-a-place"):
            return False
        if len(self.word(first)) == 1 and not self.begins_big(first):
            return False
        return not self.is_in_a_place(first) or bool(
            re.search(
                r"\b(?:my|mi|may|me|his|her|their|first|last|full|patient\S*)\s*(?:\S+\s+){0,2}\S*\s*$",
                self.text[: self.matches[first].start()],
                re.IGNORECASE,
            )
        )

    def looks_like_a_person(self, first: int, last: int) -> bool:
        """Whether words are a person's name by their own looks, as after "I'm"."""
        vocab, word = vocabulary(), self.word(first)
        if vocab.is_in(word, "professionals", "of-a-place") or len(word) < 2:
            return False
        if vocab.is_in(word, "titles"):
            return last > first and not vocab.is_in(self.word(first + 1), "not-a-name", "after-a-name")
        if self.is_in_a_place(first) and not (word in vocab.first_names and last > first):
            return False
        if word in vocab.first_names and not vocab.is_in(word, "not-a-person", "not-a-name"):
            return True
        big = self.begins_big(first)
        if vocab.is_in(word, "also-names"):
            alone = not self.joins(last + 1) and (last == first or big)
            return alone or last > first and big and self.begins_big(first + 1)
        if big and last > first and (word in vocab.surnames or self.word(last) in vocab.first_names):
            return True
        if not big or len(word) < 3 or self.matches[first][0].isupper():
            return False
        return word not in vocab.common and not vocab.is_in(
            word, "not-a-name", "not-a-person", "after-a-name", "relations"
        )

    def is_like_no_word(self, first: int, last: int) -> bool:
        """Whether words are a person's name or nothing else that is known, as after "hello, I'm"."""
        return self.looks_like_a_person(first, last) or (
            not self.is_in_a_place(first) and _is_like_no_word(self.word(first))
        )

    def is_known_name(self, first: int, last: int) -> bool:
        """Whether words begin with a first name or a title, as after "ring"."""
        vocab, word = vocabulary(), self.word(first)
        known = word in vocab.first_names or vocab.is_in(word, "titles", "also-names")
        return known and self.looks_like_a_person(first, last)

    def is_part_of_a_name(self, i: int) -> bool:
        """Whether a word can stand in a name, read backwards from "here" or "speaking"."""
        vocab, word = vocabulary(), self.word(i)
        if vocab.is_in(word, "after-a-name", "not-a-name", "of-a-place", "professionals"):
            return False
        known = (
            word in vocab.first_names or word in vocab.surnames or vocab.is_in(word, "titles", "also-names")
        )
        return known or self.begins_big(i) and word not in vocab.common


@lru_cache(maxsize=2000)
def _is_like_no_word(word: str) -> bool:
    """Whether a word in small letters is neither English nor a slip of the keyboard for something that people are."""
    vocab = vocabulary()
    if len(word) < 4 or not _is_no_english(word) or vocab.is_in(word, "after-a-name", "relations", "titles"):
        return False
    others = chain(vocab.common, vocab.groups["not-a-person"], vocab.groups["not-a-name"])
    slips = 1 if len(word) < 6 else 2
    return all(
        abs(len(other) - len(word)) > slips or OSA.distance(word, other, score_cutoff=slips) > slips
        for other in others
        if len(other) > 2
    )


def _is_no_english(word: str) -> bool:
    """Whether English has no such word, as far as the lists go."""
    vocab = vocabulary()
    stems = {word, word.rstrip("s"), word.removesuffix("ing"), word.removesuffix("ed")}
    return (
        len(word) > 2
        and vocab.common.isdisjoint(stems)
        and not vocab.is_in(word, "not-a-name", "not-a-person", "of-a-place")
    )
