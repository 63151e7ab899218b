"""What a patient typed, taken apart: codes, postcodes, words with what they could be."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from rapidfuzz.distance import OSA

from bot.directory.finding.index import Index
from bot.directory.finding.spacing import respaced
from bot.directory.finding.words import (
    CODE,
    OUTWARD,
    POSTCODE,
    UNSAID,
    generic,
    in_full,
    is_common,
    kind_meant,
    mended,
    split,
    tidy,
)
from bot.directory.vocabulary import vocabulary

DOUBTED = 0.8
SHORT = 4
SHORT_WORD = 4
BREAK = re.compile(r"[,.;:!?\n]+|\s-+\s")
POSSESSIVE = re.compile(r"['’`´]s\s+(?=(?:network|pcn|primary care)\b)", re.IGNORECASE)
THAT = frozenset({"that", "this", "which", "the", "any", "no", "another", "other"})
"""In "that one" and "one of your practices" the number is none."""


@dataclass(frozen=True)
class Query:
    """The parts of a text.

    Args:
        text: as typed.
        codes: ODS codes in it that the directory has.
        postcodes: full postcodes, written with a space.
        outwards: first halves of postcodes that the directory has.
        words: the other words, in their normal form.
        kinds: those of them that are generic, slips allowed.
        breaks: the places of the words before which a comma, a full stop or the like stands.
    """

    text: str
    codes: tuple[str, ...]
    postcodes: tuple[str, ...]
    outwards: tuple[str, ...]
    words: tuple[str, ...]
    kinds: frozenset[str]
    breaks: frozenset[int] = frozenset()

    @cached_property
    def said(self) -> frozenset[str]:
        """The words as typed, before "street" and "saint" become one."""
        return frozenset(split(self.text))

    @cached_property
    def content(self) -> tuple[str, ...]:
        """The words that are not merely around a name."""
        frame = vocabulary().frame
        return tuple(word for word in self.words if word not in frame and word not in self.kinds)

    @cached_property
    def is_ordinary(self) -> tuple[bool, ...]:
        """For each word whether it stands around names, says a kind of place, or is a number."""
        around = vocabulary().frame | vocabulary().filler | generic()
        return tuple(word in around or word.isdigit() for word in self.words)

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """The places of the words that are neither around a name nor generic."""
        around = vocabulary().frame | generic()
        return tuple(place for place, word in enumerate(self.words) if word not in around)

    def kinds_between(self, start: int, end: int) -> list[str]:
        """The generic words that tell something in a stretch of the query, in order."""
        said = self.words[max(start, 0) : end]
        return [word for word in said if word in self.kinds and word not in UNSAID and word != "pcn"]


@dataclass(frozen=True)
class Guess:
    """What one word of a query (or two, run together) could stand for in the index.

    Args:
        start: place of its first word in the query.
        size: how many of the query's words it is.
        word: the word in the index.
        likeness: 1 where they are the same.
    """

    start: int
    size: int
    word: str
    likeness: float


def read_query(text: str, index: Index) -> Query:
    """Take a text apart; what is neither a known code nor a postcode stays a word."""
    known, is_area = index.owners.positions.__contains__, index.is_area
    codes = tuple(code.upper() for code in CODE.findall(text) if known(code.upper()))
    rest = CODE.sub(lambda match: " " if known(match[1].upper()) else match[0], text)
    full = [(first.upper(), second.upper()) for first, second in POSTCODE.findall(rest)]
    real = {f"{first} {second}": first for first, second in full if is_area(first)}
    rest = POSTCODE.sub(lambda match: " " if is_area(match[1].upper()) else match[0], rest)
    outward = [
        match
        for match in OUTWARD.finditer(rest)
        if is_outward(match[0], text, is_area) and not _is_named(match, index)
    ]
    half = {match[0].upper() for match in outward}
    for match in reversed(outward):
        rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    parts = [_words(part, index) for part in BREAK.split(POSSESSIVE.sub(", ", rest))]
    breaks = frozenset(accumulate(len(part) for part in parts))
    words = tuple(word for part in parts for word in part)
    kinds = frozenset(word for word in words if word in generic())
    return Query(text, codes, tuple(real), tuple(sorted(half | set(real.values()))), words, kinds, breaks)


def _words(text: str, index: Index) -> list[str]:
    """The words of a part of a text in their normal form, slips of the space and in generic words put right."""
    said = split(text)
    if said[-1:] == ["pc"]:
        said[-1] = "pcn"
    if said[:1] == ["rd"] and len(said) > 1:
        said[0] = "dr"
    around = zip(["", *said], said, [*said[1:], ""])
    said = [word for before, word, after in around if word != "one" or not (before in THAT or after == "of")]
    return _mended(in_full(respaced(said, index)), index)


def is_outward(word: str, text: str, is_area: Callable[[str], bool]) -> bool:
    """Whether a word is the first half of a postcode, and "b4" in a sentence not "before"."""
    return is_area(word.upper()) and (len(word) > 2 or word.isupper() or len(text.split()) < SHORT)


def _is_named(outward: re.Match[str], index: Index) -> bool:
    """Whether the first half of a postcode is the name of something: "E12 Medical Centre"."""
    following = split(outward.string[outward.end() :])[:1]
    return (
        index.in_names(outward[0].lower())
        and bool(following)
        and not generic().isdisjoint(mended(following[0]))
    )


def _mended(words: list[str], index: Index) -> list[str]:
    """The words with slips in generic ones put right, and a space that slipped by one letter put back."""
    words = tidy(words)
    for place in range(len(words) - 1):
        words[place : place + 2] = _apart(words[place], words[place + 1], index)
    around = zip(["", *words], words, [*words[1:], ""])
    return [part for before, word, after in around for part in _put_right(before, word, after, index)]


def _put_right(before: str, word: str, after: str, index: Index) -> tuple[str, ...]:
    """A word as it was meant; nothing where it was "and" or the like, unless it can be a slip in a name."""
    if _is_name(word, index):
        is_kind = before and after == "centre" and not index.in_names(before + word)
        return (kind_meant(word),) if is_kind else (word,)
    right = mended(word)
    return right if right or (after and not any(map(index.in_names, index.near(word)))) else (word,)


def _apart(one: str, two: str, index: Index) -> list[str]:
    """Two words, the space between them moved by one letter where that makes them known."""
    if not (index.knows(one) and index.knows(two)):
        for first, second in ((one + two[0], two[1:]), (one[:-1], one[-1] + two)):
            if min(len(first), len(second)) > 2 and index.knows(first) and index.knows(second):
                return [first, second]
    return [one, two]


def _is_name(word: str, index: Index) -> bool:
    """Whether a word is in a name or place; a short one may be a slip away: "gare" is Gate, not care."""
    if index.in_names(word) or index.in_towns(word):
        return True
    if mended(word) == ("pcn",):
        return False
    return len(word) == SHORT_WORD and any(index.in_names(near) for near in index.near(word))


def guesses(query: Query, index: Index, *, everything: bool) -> list[Guess]:
    """What the words could be: themselves, run together with the next one, or a slip away.

    Everyday words, and words that the index has, are taken for slips only with `everything`.
    """
    found = []
    for place, word in enumerate(query.words):
        exact = index.in_names(word)
        if exact:
            found.append(Guess(place, 1, word, 1.0))
        if place + 1 < len(query.words):
            found += _joined(query.words, place, index, everything=everything)
        if word in vocabulary().frame or (len(query.words) > SHORT and word in vocabulary().filler):
            continue
        if everything or not (exact or index.in_towns(word) or is_common(word)):
            trust = DOUBTED if index.is_name_word(word) or index.in_towns(word) else 1.0
            found += [
                Guess(place, 1, other, like * trust)
                for other, like in index.near(word).items()
                if index.in_names(other)
            ]
    return found


def _joined(words: tuple[str, ...], place: int, index: Index, *, everything: bool) -> list[Guess]:
    """Two words that one name writes as one ("park view" for Parkview), or that a slip has cut in two."""
    apart = f"{words[place]} {words[place + 1]}"
    together = words[place] + words[place + 1]
    if len(together) < 5:
        return []
    found = [Guess(place, 2, together, 0.95)] if index.in_names(together) else []
    if everything and not found and len(words) <= SHORT:
        found = [
            Guess(place, 2, other, like * 0.95)
            for other, like in index.near(together).items()
            if OSA.distance(apart, other, score_cutoff=1) <= 1 and index.in_names(other)
        ]
    return found
