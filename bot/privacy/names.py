"""Names of people that a message introduces as names: "my name is ...", "I'm ...", "this is ... speaking", signatures.

A cue says how sure it is that a name follows. After "my name is" anything is a name that is no everyday continuation
("my name is wrong on the letter"); after "I'm" only what looks like one ("I'm diabetic", "I'm Polish" are none).
Names of surgeries, streets and networks stay, and so do professionals with their titles ("can I see Dr Smith").
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bot.privacy.personal import Detail, Kind
from bot.privacy.vocabulary import bare, vocabulary

LONGEST = 5
"""The most words of one name, titles and initials included."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_RELATIONS = "|".join(
    "son daughter husband wife partner mum mam mom mother dad father brother sister nan nana gran grandma grandad granddad "
    "grandson granddaughter baby child friend neighbour uncle aunt auntie cousin nephew niece client lad lass boy girl".split()
)
_NAME = r"(?:name|naem|nmae|nam|nme)"
_IS = r"(?:\s*(?:\b(?:is|iss|was|are)\b|['’]?s\b|[:=–-])+\s*|\s+)"
_SURE = re.compile(
    rf"\b(?:(?:my|mi|may|me|our|his|her|their|the|your?)\s*(?:(?:{_RELATIONS})(?:['’]?s)?\s+)?(?:(?:full|first|last|second|middle|family|given|proper|real|maiden|married)\s+)?{_NAME}"
    rf"(?:\s*(?:\bis\b|\biss\b|['’]s\b|s\b|[:=–-])\s*|\s+)"
    rf"|(?:full|first|last|second|middle|family|given|maiden|patient(?:['’]?s)?)\s*{_NAME}{_IS}"
    rf"|^{_NAME}{_IS}|(?<=[.,;!?]\s){_NAME}{_IS}|\b{_NAME}\s*[:=]\s*|(?:\bsurname|\bforename){_IS}"
    rf"|my{_NAME}\s?is\s*|\b{_NAME}\s+is\s+|(?:{_RELATIONS})\s+(?:is|are)\s+called\s+|\b(?:i'?m|i am|im|am|he'?s|she'?s|is)\s+(?:called|named)\s+"
    r"|\b(?:known as|nickname is|i go by|goes by|they call me|people call me|everyone calls me|you can call me|u can call me|can call me|please call me|pls call me)\s+"
    r"|\b(?:me llamo|mi nombre es|je m['’]appelle|nazywam si[eę]|mon nom est|nome|mam na imi[eę]|m[aă] numesc|numele meu este|meu nome [eé]|ich hei(?:ss|ß)e|mi chiamo|jmenuji se|ad[iı]m)\s+)",
    re.IGNORECASE,
)
_LIKELY = re.compile(
    rf"(?:\b(?:i['’]?m|i am|l am|it['’]?s|it is|this is|hello from|hi from|thanks from|love from|myself|you['’]?re speaking to|speaking to|speaking with|spoke (?:to|with)"
    rf"|on behalf of|behalf of|writing for|calling for|asking for|ringing for|care for|carer for|looking after|named|(?:ring|call|contact|phone|text|speak to|ask for)(?! me\b)|(?:the\s+)?patient(?:\s+is)?"
    rf"|(?:my|our)\s+(?:late\s+|elderly\s+|old\s+|little\s+|youngest\s+|eldest\s+)?(?:{_RELATIONS}))\s*,?\s+"
    rf"|\bpatient(?: is)?\s*[:-]?\s+|\bcall me\s+|\b(?:my|her|his|their) details(?: are)?\s*[:-]?\s+|\b(?:{_RELATIONS}|carer) of\s+)",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:\b(?:(?:kind(?:est)?|best|warm(?:est)?)\s+)?(?:regards|rgds|wishes)|\bbest,|\byours(?:\s+(?:sincerely|faithfully|truly))?|\bsincerely|\bfaithfully|\b(?:many\s+|kind\s+)?thanks(?:\s+(?:again|so much|very much))?"
    r"|\bthank\s?(?:you|u)|\bthx|\bta|\bcheers|\bsigned|\blove|\bx{2,}|\bthanks in advance|^from|(?<=[.!?,]\s)from)\s*[,.!\n–-]*\s*(?:from\s+)?$",
    re.IGNORECASE,
)
_SPEAKING = re.compile(r"\s+(?:here\b(?!\s+(?:in|at|for|to))|speaking\b|calling\b)", re.IGNORECASE)
_WEAK_SIGNS = re.compile(r"(?:thank|thx|ta|cheers|love|x+|regards)", re.IGNORECASE)


@dataclass(frozen=True)
class _Text:
    """A message with its words, and where it names surgeries, networks or towns."""

    text: str
    words: tuple[re.Match[str], ...]
    places: tuple[tuple[int, int], ...]
    shouted: bool

    def index(self, at: int) -> int:
        """The number of the first word from a place on."""
        return next((i for i, word in enumerate(self.words) if word.start() >= at), len(self.words))

    def is_big(self, i: int) -> bool:
        """Whether a word has a capital that says something."""
        return self.words[i][0][0].isupper() and not self.shouted

    def word(self, i: int) -> str:
        """A word as the lists have it; "" beyond the last."""
        return bare(self.words[i][0]).rstrip(".").removesuffix("'s") if i < len(self.words) else ""

    def joins(self, i: int) -> bool:
        """Whether a word follows the one before it directly."""
        return i > 0 and bool(
            re.fullmatch(r"\s{1,2}", self.text[self.words[i - 1].end() : self.words[i].start()])
        )

    def is_place(self, i: int) -> bool:
        """Whether a word belongs to a surgery's, a network's or a town's name."""
        return any(start <= self.words[i].start() < end for start, end in self.places)


def names(text: str, places: Iterable[tuple[int, int]] = ()) -> Iterator[Detail]:
    """The introduced names in a text.

    Args:
        text: the message.
        places: begin and end of each surgery, network and town that the text names.
    """
    letters = [c for c in text if c.isalpha()]
    shouted = len(letters) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters)
    read = _Text(text, tuple(_WORD.finditer(text)), tuple(places), shouted)
    for cue in _SURE.finditer(text):
        yield from _name(read, read.index(cue.end()), cue.end(), _is_sure)
    for cue in _LIKELY.finditer(text):
        yield from _name(read, read.index(cue.end()), cue.end(), _is_likely)
    yield from _speaking(read)
    yield from _signed(read)
    yield from _alone(read)


def _name(
    read: "_Text", first: int, at: int, accepts: "Callable[[_Text, int, int], bool]"
) -> Iterator[Detail]:
    if first >= len(read.words) or read.text[at : read.words[first].start()].strip(" \"'(,"):
        return
    last = _last(read, first)
    if last is not None and accepts(read, first, last):
        yield _detail(read, first, last)


def _detail(read: _Text, first: int, last: int) -> Detail:
    end = read.words[last].end()
    end -= read.text[end - 1] == "." and len(read.word(last)) > 1
    written = read.words[last][0].rstrip(".")
    end -= 2 if written.endswith(("'s", "’s")) else 0
    return Detail(read.words[first].start(), end, Kind.NAME)


def _last(read: _Text, first: int) -> int | None:
    """The last word of a name that begins here; None where it is the name of a place."""
    vocab, last = vocabulary(), first
    if vocab.is_in(read.word(first), "titles"):
        last = first + 1
        if last >= len(read.words):
            return None
    while last + 1 < len(read.words) and last - first + 1 < LONGEST and _continues(read, last + 1):
        last += 1
    if _of_place(read, first, last):
        return None
    return last


def _continues(read: _Text, i: int) -> bool:
    """Whether a word goes on with a name: a capital, a surname, or a word that is nothing else."""
    vocab, word = vocabulary(), read.word(i)
    comma = bool(re.fullmatch(r",\s?", read.text[read.words[i - 1].end() : read.words[i].start()]))
    if comma:
        return (
            read.is_big(i) and read.word(i) in vocab.first_names and read.word(i - 1) not in vocab.first_names
        )
    if not (read.joins(i) or read.words[i - 1][0].endswith(".") and len(read.words[i - 1][0]) == 2):
        return False
    big_name = read.is_big(i) and vocab.is_in(word, "also-names")
    initial = len(word) == 1 and read.words[i][0].endswith(".")
    if vocab.is_in(word, "after-a-name") and not (big_name or initial):
        return False
    if read.is_big(i):
        return not vocab.is_in(word, "of-a-place") or word in ("hill", "grove", "park", "lane", "close")
    known = word in vocab.first_names or word in vocab.surnames
    unknown = (
        len(word) > 2
        and word not in vocab.common
        and not vocab.is_in(word, "not-a-name", "not-a-person", "of-a-place")
    )
    return (
        known
        or unknown
        and vocab.common.isdisjoint({word.rstrip("s"), word.removesuffix("ing"), word.removesuffix("ed")})
    )


def _of_place(read: _Text, first: int, last: int) -> bool:
    """Whether the words are the name of a surgery, a street or a hospital."""
    vocab = vocabulary()
    beyond = read.word(last + 1) if last + 1 < len(read.words) and read.joins(last + 1) else ""
    if vocab.is_in(beyond, "of-a-place") or beyond in ("based", "area", "speaker"):
        return True
    inside = [read.word(i) for i in range(first, last + 1)]
    return (
        vocab.is_in(inside[-1], "of-a-place")
        and len(inside) > 1
        and inside[-1] not in ("hill", "grove", "park", "lane", "close")
    )


def _is_sure(read: _Text, first: int, last: int) -> bool:
    vocab, word = vocabulary(), read.word(first)
    if vocab.is_in(word, "not-a-name") or vocab.is_in(word, "of-a-place"):
        return False
    own = re.search(
        r"\b(?:my|mi|may|me|his|her|their|first|last|full|patient\S*)\s*(?:\S+\s+){0,2}\S*\s*$",
        read.text[: read.words[first].start()],
        re.IGNORECASE,
    )
    return bool(own) or not read.is_place(first)


def _is_likely(read: _Text, first: int, last: int) -> bool:
    """Whether words look like a person's name by themselves."""
    vocab, word = vocabulary(), read.word(first)
    if vocab.is_in(word, "professionals") or vocab.is_in(word, "of-a-place"):
        return False
    if vocab.is_in(word, "titles"):
        return last > first and not vocab.is_in(read.word(first + 1), "not-a-name", "after-a-name")
    if read.is_place(first) and not (word in vocab.first_names and last > first):
        return False
    if word in vocab.first_names and not vocab.is_in(word, "not-a-person", "not-a-name"):
        return True
    if vocab.is_in(word, "also-names"):
        ends = last + 1 >= len(read.words) or not read.joins(last + 1)
        return (
            ends
            and (last == first or read.is_big(first))
            or last > first
            and read.is_big(first)
            and read.is_big(first + 1)
        )
    if not read.is_big(first) or len(word) < 3 or read.words[first][0].isupper():
        return False
    return not (
        word in vocab.common or vocab.is_in(word, "not-a-name", "not-a-person", "after-a-name", "relations")
    )


def _speaking(read: _Text) -> Iterator[Detail]:
    """ "Brenda Oakes here", "this is dorothy speaking"."""
    for match in _SPEAKING.finditer(read.text):
        last = read.index(match.start()) - 1
        first = last
        while first > 0 and last - first < 3 and read.joins(first) and _is_name_word(read, first - 1):
            first -= 1
        if last < 0 or read.words[last].end() != match.start() or not _is_name_word(read, last):
            continue
        if _is_likely(read, first, last) or vocabulary().is_in(read.word(first), "also-names"):
            yield _detail(read, first, last)


def _is_name_word(read: _Text, i: int) -> bool:
    vocab, word = vocabulary(), read.word(i)
    if vocab.is_in(word, "after-a-name", "not-a-name", "of-a-place", "professionals"):
        return False
    return (
        read.is_big(i)
        and word not in vocab.common
        or word in vocab.first_names
        or word in vocab.surnames
        or vocab.is_in(word, "titles", "also-names")
    )


def _signed(read: _Text) -> Iterator[Detail]:
    """What stands alone at the end, after "regards" or "thanks"."""
    for first in range(max(1, len(read.words) - LONGEST - 1), len(read.words)):
        before = _SIGNED.search(read.text[: read.words[first].start()])
        if not before:
            continue
        last = _last(read, first)
        if last is None or not _ends_there(read, last):
            continue
        word, vocab = read.word(first), vocabulary()
        weak = bool(_WEAK_SIGNS.match(before[0]))
        if vocab.is_in(word, "not-a-name", "professionals", "of-a-place", "after-a-name", "not-a-person"):
            continue
        parted = bool(re.search(r"[,.!\n–-]\s*$", before[0])) or read.is_big(first)
        if (
            word in vocab.first_names
            or vocab.is_in(word, "titles")
            or _looks_unknown(read, first, last, weak and not parted)
        ):
            yield _detail(read, first, last)
            return


def _looks_unknown(read: _Text, first: int, last: int, weak: bool) -> bool:
    """A capital, or a word that English does not have much: "Shaz", "B. Whitaker"."""
    vocab, word = vocabulary(), read.word(first)
    if len(word) == 1:
        return last > first and read.is_big(first)
    if weak or word in vocab.common and not vocab.is_in(word, "also-names"):
        return False
    return read.is_big(first) or vocab.is_in(word, "also-names")


def _ends_there(read: _Text, last: int) -> bool:
    """Whether nothing but details follows: an empty rest, a number, an address."""
    rest = read.text[read.words[last].end() :]
    return not re.match(r"\s*[^\W\d_]", rest) or bool(
        re.match(r"\s*(?:x+|dob|tel|mob|mobile|nhs|phone|aged?|email)\b|\s+[\w.+-]+@", rest, re.IGNORECASE)
    )


def _alone(read: _Text) -> Iterator[Detail]:
    """A name at the very beginning or end with a number or a comma beside it: "Sandra Biggs, 23/07/1966"."""
    vocab = vocabulary()
    for first in (0, 1):
        if len(read.words) <= first + 1:
            return
        last = _last(read, first)
        if (
            last is not None
            and last > first
            and not read.text[: read.words[first].start()].strip(" \"'(").isalpha()
            and (read.word(first) in vocab.first_names or vocab.is_in(read.word(first), "titles"))
            and all(read.is_big(i) or read.shouted for i in range(first, last + 1))
            and re.match(
                r"\s*[,.;:-]?\s*(?:[\d\0]|dob\b|\[|d\.o\.b|born|nhs|\+|\()",
                read.text[read.words[last].end() :],
                re.IGNORECASE,
            )
            and not read.is_place(first)
        ):
            yield _detail(read, first, last)
            return
