"""Names of people that a message introduces as names: "my name is ...", "I'm ...", "this is ... speaking", signatures.

A cue says how sure it is that a name follows. After "my name is" anything is a name that is no everyday continuation
("my name is wrong on the letter"); after "I'm" only what looks like one ("I'm diabetic", "I'm Polish" are none).
Names of surgeries, streets and networks stay, and so do professionals with their titles ("can I see Dr Smith").
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from bot.privacy.personal import Detail, Kind
from bot.privacy.vocabulary import vocabulary
from bot.privacy.words import LONGEST, Words

_NAME = r"(?:name|naem|nmae|nam|nme)"
_WHICH = r"(?:full|first|last|second|middle|family|given|proper|real|maiden|married)"
_IS = r"(?:\s*(?:\b(?:is|iss|was|are)\b|['’]?s\b|[:=–-])+\s*|\s+)"
_SPEAKING = re.compile(r"\s+(?:here\b(?!\s+(?:in|at|for|to))|speaking\b|calling\b)", re.IGNORECASE)
_SIGN = (
    r"(?:\b(?:(?:kind(?:est)?|best|warm(?:est)?)\s+)?(?:regards|rgds|wishes)|\bbest,|\bsigned|\bsincerely|\bfaithfully"
    r"|\byours(?:\s+(?:sincerely|faithfully|truly))?|\b(?:many\s+|kind\s+)?thanks(?:\s+(?:again|so much|very much|in advance))?"
    r"|\bthank\s?(?:you|u)|\bthx|\bta|\bcheers|\blove|\bx{2,}|^from|(?<=[.!?,]\s)from)"
)
_ANY_SIGN = re.compile(_SIGN, re.IGNORECASE)
_SIGNED = re.compile(rf"{_SIGN}\s*[,.!:\n–-]*\s*(?:from\s+)?$", re.IGNORECASE)
LONGEST_SIGN = 100
"""Characters."""
_THANKS = re.compile(r"(?:thank|thx|ta|cheers|love|x+|regards)", re.IGNORECASE)
"""After these a small letter begins a name only if it is a known one: "thanks a lot"."""
_REGARDS = re.compile(
    r".*\b(?:regards|rgds|wishes|signed|yours|sincerely|faithfully)\b", re.IGNORECASE | re.DOTALL
)
_PARTED = re.compile(r"[,.!\n–-]\s*$")
_DETAILS = re.compile(
    r"\s*[^\w\s]*\s*(?:$|[\d\0]|(?:x+|dob|tel|mob|mobile|nhs|phone|aged?|email)\b|\+)", re.IGNORECASE
)
_BESIDE = re.compile(r"\s*[,.;:-]?\s*(?:[\d\0+(]|dob\b|d\.o\.b|born|nhs)", re.IGNORECASE)


def names(text: str, places: Iterable[tuple[int, int]] = ()) -> Iterator[Detail]:
    """The introduced names in a text.

    Args:
        text: the message; details that were found before may be \\0.
        places: begin and end of each surgery, network and town that the text names.
    """
    words = Words.of(text, places)
    accepts = (words.is_surely_named, words.looks_like_a_person, words.is_known_name, words.is_like_no_word)
    for cues, is_name in zip(_cues(), accepts):
        for cue in cues.finditer(text):
            yield from _introduced(words, cue.end(), is_name)
    yield from chain(_speaking(words), _signed(words), _beside_details(words))


def _introduced(words: Words, at: int, is_name: Callable[[int, int], bool]) -> Iterator[Detail]:
    first = words.first_from(at)
    if first >= len(words.matches) or words.text[at : words.matches[first].start()].strip(" \n\"'(,"):
        return
    last = words.last_of_name(first)
    if last is not None and is_name(first, last):
        yield _detail(words, first, last)


def _detail(words: Words, first: int, last: int) -> Detail:
    written = words.matches[last][0]
    if written.endswith(".") and len(written) > 2:
        written = written[:-1]
    written = re.sub(r"['’]s$", "", written)
    return Detail(words.matches[first].start(), words.matches[last].start() + len(written), Kind.NAME)


def _speaking(words: Words) -> Iterator[Detail]:
    """ "Brenda Oakes here", "this is dorothy speaking"."""
    for match in _SPEAKING.finditer(words.text):
        last = words.first_from(match.start()) - 1
        if last < 0 or words.matches[last].end() != match.start() or not words.is_part_of_a_name(last):
            continue
        first = last
        while last - first < 3 and words.joins(first) and words.is_part_of_a_name(first - 1):
            first -= 1
        if words.looks_like_a_person(first, last) or vocabulary().is_in(words.word(first), "also-names"):
            yield _detail(words, first, last)


def _signed(words: Words) -> Iterator[Detail]:
    """What stands alone at the end, after "regards" or "thanks"; a whole name after "regards" wherever it stands."""
    if not _ANY_SIGN.search(words.text):
        return
    ending = len(words.matches) - LONGEST - 1
    for first in range(1, len(words.matches)):
        last = words.last_of_name(first)
        if last is None or (first < ending and (last == first or not words.begins_big(last))):
            continue
        before = words.matches[first].start()
        sign = _SIGNED.search(words.text, max(0, before - LONGEST_SIGN), before)
        if not sign:
            continue
        is_whole = last > first and words.begins_big(last) and _REGARDS.match(sign[0])
        is_at_the_end = first >= ending and _DETAILS.match(words.text, words.matches[last].end())
        if not (is_whole or is_at_the_end):
            continue
        if _is_signature(words, first, last, sign[0]):
            yield _detail(words, first, last)
            return


def _is_signature(words: Words, first: int, last: int, sign: str) -> bool:
    vocab, word, big = vocabulary(), words.word(first), words.begins_big(first)
    if vocab.is_in(word, "not-a-name", "professionals", "of-a-place", "after-a-name", "not-a-person"):
        return False
    if word in vocab.first_names or vocab.is_in(word, "titles"):
        return True
    if len(word) == 1:  # "B. Whitaker"
        return last > first and big
    if _THANKS.match(sign) and not (big or _PARTED.search(sign)):
        return False
    also = vocab.is_in(word, "also-names")
    return also or big and word not in vocab.common


def _beside_details(words: Words) -> Iterator[Detail]:
    """A name at the beginning with a number beside it ("Sandra Biggs, 23/07/1966"), or with nothing at all."""
    vocab = vocabulary()
    for first in range(min(2, len(words.matches))):
        last = words.last_of_name(first)
        if last is None or last == first or words.is_in_a_place(first):
            continue
        known = words.word(first) in vocab.first_names or vocab.is_in(words.word(first), "titles")
        big = words.shouted or all(words.begins_big(i) for i in range(first, last + 1))
        alone = first == 0 and last == len(words.matches) - 1 and _is_only_a_surname(words.word(last))
        if known and (alone or big and _BESIDE.match(words.text, words.matches[last].end())):
            yield _detail(words, first, last)
            return


def _is_only_a_surname(word: str) -> bool:
    return word in vocabulary().surnames and not vocabulary().is_in(word, "of-a-place", "houses", "streets")


@lru_cache(maxsize=1)
def _cues() -> tuple[re.Pattern[str], ...]:
    """What a name surely follows, what one often follows, what only a known one counts after, and greetings."""
    groups = vocabulary().groups
    relation = f"(?:{'|'.join(sorted(groups['relations']))})"
    other = "|".join(each.replace("|", r"\s") for each in sorted(groups["other-languages"]))
    named = rf"(?:{relation}(?:['’]?s)?\s+)?(?:{_WHICH}\s+)?{_NAME}"
    sure = (
        rf"\b(?:my|mi|may|me|our|his|her|their)\s*{named}\s*(?:\bis\b|\biss\b|['’]s\b|s\b|[:=–-])\s*",
        rf"(?:{_WHICH}|patient(?:['’]?s)?)\s*{_NAME}{_IS}",
        rf"^{_NAME}{_IS}",
        rf"(?<=[.,;!?\n]\s){_NAME}{_IS}",
        rf"\b{_NAME}\s*[:=]\s*",
        rf"my{_NAME}\s?is\s*",
        rf"(?:\bsurname|\bforename){_IS}",
        rf"{relation}\s+(?:is|are)\s+called\s+",
        r"\b(?:i'?m|i am|im|am|he'?s|she'?s|is)\s+(?:called|named)\s+",
        r"\b(?:known as|nickname is|i go by|they call me|people call me|everyone calls me|(?:you |u )?(?:can|may) call me|pls call me|please call me)\s+",
        rf"\b(?:{other})\s+",
    )
    likely = (
        rf"\b(?:my|mi|may|me|our|his|her|their|the|your?)\s*{named}{_IS}",
        rf"\b{_NAME}\s+(?:is\s+)?",
        r"\b(?:i['’]?m|i am|l am|it['’]?s me|it is me|this is|hello from|hi from|thanks from|love from|myself|(?:you['’]?re )?speaking (?:to|with)|spoke (?:to|with))\s*,?\s+",
        r"\b(?:(?:on )?behalf of|(?:writing|calling|asking|ringing) for|care for|carer for|looking after)\s+",
        r"\bcall me\s+",
        rf"\b(?:my|our)\s+(?:(?:late|elderly|old|little|youngest|eldest)\s+)?{relation}\s*,?\s+",
        r"\b(?:my|her|his|their) details(?: are)?\s*[:-]?\s+",
    )
    known = (
        r"\b(?:ring|call|contact|phone|text|speak to|ask for|named)(?! me\b)\s+",
        r"\bit(?:['’]?s| is)\s+",
        r"\b(?:the\s+)?patient(?:\s+is)?\s*[:-]?\s+",
        rf"\b(?:{relation}|carer) of\s+",
    )
    greeting = (
        r"\b(?:hi|hiya|hello|hey|ello|dear all|good (?:morning|afternoon|evening|day))(?:\s+there)?[\s,.!]+(?:i['’]?m|i am|it['’]?s|this is)\s+",
    )
    return tuple(re.compile("|".join(cues), re.IGNORECASE) for cues in (sure, likely, known, greeting))
