"""Where somebody lives: full postcodes, and house numbers or names with a street."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.privacy.personal import Detail, Kind
from bot.privacy.vocabulary import bare, vocabulary

_POSTCODE = re.compile(
    r"(?<![A-Za-z\d])([A-Z]{1,2}\d[A-Z\d]?)[\s.,/_–-]{0,3}(\d[ABD-HJLNP-UW-Z]{2})(?![A-Za-z\d])",
    re.IGNORECASE,
)
_CALLED_POSTCODE = re.compile(
    r"\bp(?:ost)?\s?code?s?\b\W*(?:is|:|-|=|its|it's|it is|of)?\W*([A-Z]{1,2}\s?\d\s?[A-Z\d]?)[\s.,/_–-]{0,3}(\d\s?[A-Z]\s?[A-Z])(?![A-Za-z\d])",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?:1st|2nd|3rd)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_NUMBER = re.compile(r"(?<![\w/:.£-])\d{1,4}[a-z]?(?:\s?[-–/]\s?\d{1,4}[a-z]?)?(?![\w/:.%])", re.IGNORECASE)
_BEFORE_ANY_HOUSE = frozenset({"the", "this", "that", "your", "ur"})
_LONGEST = 4
"""The most words between the number of a house and "Street"."""
_CALLED_ADDRESS = re.compile(
    r"\b(?:address(?:\s+is|'s|\s*[:=-])?|(?:i|we|she|he|they|living|lives?|stay(?:ing)?|moved|residing|reside)\s+(?:live\s+|lives\s+|stay\s+)?(?:at|to|in)"
    r"|send .{0,20} to)\s+",
    re.IGNORECASE,
)


def postcodes(text: str) -> Iterator[Detail]:
    """The full postcodes in a text."""
    for match in _POSTCODE.finditer(text):
        if not (bare(match[1]) == "b12" and _ORDINAL.fullmatch(match[2])):  # "b12 1st dose": the vitamin
            yield Detail(match.start(), match.end(), Kind.POSTCODE)
    for match in _CALLED_POSTCODE.finditer(text):
        yield Detail(match.start(1), match.end(), Kind.POSTCODE)


def outward(postcode: str) -> str:
    """The first half of a full postcode, which thousands of people share: TS15 of TS15 9DD."""
    letters = re.sub(r"[^A-Za-z\d]", "", postcode).upper()
    return letters[:-3]


def whole(postcode: str) -> str:
    """A full postcode as the directory reads it, with one space."""
    letters = re.sub(r"[^A-Za-z\d]", "", postcode).upper()
    return f"{letters[:-3]} {letters[-3:]}"


def addresses(text: str, is_public: frozenset[str]) -> Iterator[Detail]:
    """The street addresses in a text.

    Args:
        text: the message.
        is_public: numbers and streets of surgeries ("6 high street"); those stay.
    """
    for number in _NUMBER.finditer(text):
        end = _end_of_street(text, number.end())
        if end and _is_text_speak(text, number, end):
            continue
        if end and " ".join(text[number.start() : end].lower().split()) not in is_public:
            yield Detail(_start_of_address(text, number.start()), end, Kind.ADDRESS)
    for cue in _CALLED_ADDRESS.finditer(text):
        if end := _end_of_house(text, cue.end()):
            yield Detail(cue.end(), end, Kind.ADDRESS)


def _end_of_street(text: str, start: int) -> int | None:
    """Where a street ends that begins here; None where no street does."""
    at, words = start, 0
    while match := _next_word(text, at):
        word = bare(match[0]).rstrip(".")
        if words and _is_street(word) or word in ("paddocks", "green", "street") and words:
            return _with_second_line(text, match.end()) if not _goes_on(text, match.end()) else None
        if words >= _LONGEST or vocabulary().is_in(word, "not-in-a-street"):
            return None
        at, words = match.end(), words + 1
    return None


def _is_text_speak(text: str, number: re.Match[str], end: int) -> bool:
    """ "come 2 my mums house", "4 the new place"."""
    street = text[number.end() : end].split()
    return (
        number[0] in ("2", "4") and street[-1].islower() and street[-1] not in ("street", "st", "road", "rd")
    )


def _next_word(text: str, at: int) -> re.Match[str] | None:
    """The next word, if only a space, or a comma after a house's name, parts it from the last."""
    match = _WORD.search(text, at)
    return match if match and re.fullmatch(r"[\s,]{0,2}", text[at : match.start()]) else None


def _with_second_line(text: str, end: int) -> int:
    """ "5 Rose Cottage, Manor Road": the street after the house."""
    at = end
    for _ in range(_LONGEST):
        match = _next_word(text, at)
        if not match or at == end and text[end : match.start()].strip() != ",":
            return end
        if at > end and _is_street(bare(match[0])):
            return match.end()
        at = match.end()
    return end


def _goes_on(text: str, end: int) -> bool:
    """Whether what follows makes it no address: "100 Park Lane patients", "2 High Street surgery"."""
    match = _next_word(text, end)
    return bool(match) and (
        bare(match[0]) in ("patients", "people", "staff", "times")
        or vocabulary().is_in(bare(match[0]), "of-a-place")
        and not _is_street(bare(match[0]))
    )


@lru_cache(maxsize=2000)
def _is_street(word: str) -> bool:
    streets = vocabulary().groups["streets"] | vocabulary().groups["houses"]
    near = any(len(each) > 5 and OSA.distance(word, each, score_cutoff=1) <= 1 for each in streets)
    return word in streets or near


def _start_of_address(text: str, start: int) -> int:
    """ "Flat 3, 27 Mill Street", "The Old Forge, 2 Church Lane", "No. 8": with what stands before the number."""
    before = _before_a_number().search(text[:start])
    return before.start() if before else start


@lru_cache(maxsize=1)
def _before_a_number() -> re.Pattern[str]:
    flats, houses = ("|".join(sorted(vocabulary().groups[group])) for group in ("flats", "houses"))
    return re.compile(
        rf"(?:\b(?i:{flats})\.?\s*(?:(?i:no)\.?\s*)?\d*\s?[a-zA-Z]?,?\s*)?(?:(?:[A-Z][\w'’-]*\s+){{1,3}}(?i:{houses}),\s*|\b(?i:no|number)\.?\s*)?$"
    )


def _end_of_house(text: str, start: int) -> int | None:
    """Where a house without a number ends ("I live at Rose Cottage, Mill Lane"); None where none is named."""
    at, words = start, 0
    while (match := _next_word(text, at)) and words < _LONGEST:
        word = bare(match[0])
        if not words and word in _BEFORE_ANY_HOUSE and match[0].islower():
            return None
        if words and word in vocabulary().groups["houses"] and not _goes_on(text, match.end()):
            return _with_second_line(text, match.end())
        if vocabulary().is_in(word, "not-in-a-street") or not words and word in _BEFORE_ANY_HOUSE:
            return None
        at, words = match.end(), words + 1
    return None
