"""Where a patient's sentence names a practice, a network or a town, or holds a postcode or ODS code."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rapidfuzz.distance import OSA

from bot.directory.finding.phrases import Kind, Phrases
from bot.directory.finding.query import is_outward
from bot.directory.finding.words import APOSTROPHES, CODE, POSTCODE, generic, is_common, normal
from bot.directory.practice import Network, Practice
from bot.directory.reports.address import places_of
from bot.directory.vocabulary import vocabulary

ORDER = ("code", "postcode", "town", "practice", "network")
WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*|&")
SPELT = {"&": "and", "saint": "st", "center": "centre"}
KIND_WORDS = ("surgery", "practice", "medical", "centre", "health", "clinic")
"""What many names have, and patients misspell: "yarm medical practise"."""
OUTWARD = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\b", re.IGNORECASE)


class Mention(NamedTuple):
    """A stretch of a text that names something."""

    start: int
    end: int
    kind: Kind


class Piece(NamedTuple):
    """A word of a text, with where it stands: lower case, without apostrophes."""

    word: str
    start: int
    end: int


def mentions(text: str, phrases: Phrases, is_area: Callable[[str], bool]) -> list[Mention]:
    """All mentions in a text, in order, none overlapping: the longest counts.

    Args:
        text: as typed.
        phrases: of the directory.
        is_area: whether something in capitals is the first half of a postcode of the directory.
    """
    found = [Mention(*match.span(), "code") for match in CODE.finditer(text)]
    found += [Mention(*match.span(), "postcode") for match in POSTCODE.finditer(text)]
    found += [
        Mention(*match.span(), "postcode")
        for match in OUTWARD.finditer(text)
        if is_outward(match[0], text, is_area)
    ]
    pieces = _pieces(text)
    for start, end, kind in phrases.within([piece.word for piece in pieces]):
        found.append(Mention(pieces[start].start, pieces[end - 1].end, kind))
    found.sort(key=lambda mention: (mention.start - mention.end, ORDER.index(mention.kind)))
    kept: list[Mention] = []
    for mention in found:
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return sorted(kept)


def phrases_of_directory(practices: Iterable[Practice], networks: Iterable[Network]) -> Phrases:
    """What the names of practices, networks and towns look like."""
    practices = tuple(practices)
    names = {name for practice in practices for name in (practice.name, *practice.other_names)}
    places = {place for practice in practices for place in places_of(practice.address)}
    return Phrases.of(
        {
            "practice": {phrase for name in names for phrase in phrases_of(name)},
            "network": {phrase for network in networks for phrase in phrases_of(network.name)},
            "town": {phrase for place in places for phrase in _town(place)},
        }
    )


def phrases_of(name: str) -> Iterator[tuple[str, ...]]:
    """The ways in which people write a name: whole, without The, without some of what many names have."""
    words = tuple(piece.word for piece in _pieces(name))
    if words[:1] == ("the",):
        yield from _if_telling(words, whole=True)
        words = words[1:]
    yield from _if_telling(words, whole=True)
    while words and _is_kind(words[-1]):
        words = words[:-1]
        yield from _if_telling(words, whole=False)
    while words and _is_kind(words[0]):
        words = words[1:]
        yield from _if_telling(words, whole=False)


def _pieces(text: str) -> list[Piece]:
    """The words of a text in the form in which names are compared here."""
    found = []
    for match in WORD.finditer(text):
        word = APOSTROPHES.sub("", match[0].lower())
        found.append(Piece(_spelt(word), *match.span()))
    return found


def _spelt(word: str) -> str:
    """A word as names spell it, also where one letter is wrong in what many names have."""
    if word in SPELT or word[:-1] in KIND_WORDS:
        return SPELT.get(word, word)
    alike = (kind for kind in KIND_WORDS if kind[0] == word[0] and abs(len(kind) - len(word)) < 2)
    return next((kind for kind in alike if OSA.distance(word, kind, score_cutoff=1) < 2), word)


def _is_kind(word: str) -> bool:
    return not set(normal(word)) - generic()


def _if_telling(words: tuple[str, ...], *, whole: bool) -> Iterator[tuple[str, ...]]:
    """The phrase, and its possessive, if it can only be a name, not everyday English or a first name."""
    core = [word for part in words for word in normal(part) if word not in generic()]
    filler = vocabulary().filler
    if not core or all(word in filler for word in core):
        return
    everyday = all(is_common(word) for word in core)
    if not everyday or (whole and len(words) > 1) or (len(core) > 1 and filler.isdisjoint(core)):
        yield words
        yield (*words[:-1], f"{words[-1]}s")


def _town(place: str) -> Iterator[tuple[str, ...]]:
    words = tuple(piece.word for piece in _pieces(place))
    if len(place) > 3 and any(not is_common(word) for word in words):
        yield words
