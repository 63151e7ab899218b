"""The normal form in which a patient's words and a name in the reports are compared."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.directory.vocabulary import vocabulary

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
OUTWARD = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\b", re.IGNORECASE)
CODE = re.compile(r"\b([A-Z]\d{5})\b", re.IGNORECASE)

APOSTROPHES = re.compile(r"['’`´]")
PRIMARY_CARE = re.compile(r"\bp/ ?care\b")
HEALTH_CENTRE = re.compile(r"\bh/ ?c(tr|entre)?\b")
AND = re.compile(r"\s[&+]\s|&")
WORD = re.compile(r"[a-z0-9]+")
SHORT_TEXT = 60

SAME = {
    "street": "st",
    "saint": "st",
    "drs": "dr",
    "doctor": "dr",
    "doctors": "dr",
    "gps": "gp",
    "pcns": "pcn",
    "surgeries": "surgery",
    "practices": "practice",
    "centres": "centre",
    "center": "centre",
    "centers": "centre",
    "clinics": "clinic",
    "networks": "network",
    "services": "service",
    "partners": "partner",
    "partnership": "partner",
    "partnerships": "partner",
    "healthcare": "health care",
    "nr": "near",
    "ad": "and",
    "adn": "and",
    "nad": "and",
    "th": "the",
    "te": "the",
    "hte": "the",
    "teh": "the",
    "mc": "medical centre",
    "str": "st",
    "practise": "practice",
    "practises": "practice",
} | dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"],
        map(str, range(1, 11)),
        strict=True,
    )
)
UNSAID = frozenset({"the", "and", "of", "a", "at", "in", "for", "on", "upon", "by", "to", "an"})


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, str]:
    """Abbreviations in the normal form, with what they stand for."""
    forms = {
        short.lower(): long.lower() for short, long in vocabulary().abbreviations.items() if short.isalpha()
    }
    return {
        short: " ".join(SAME.get(word, word) for word in long.split()) for short, long in forms.items()
    } | SAME


@lru_cache(maxsize=1)
def generic() -> frozenset[str]:
    """The generic words in their normal form."""
    forms = _short_forms()
    return UNSAID | {part for word in vocabulary().generic for part in forms.get(word, word).split()}


def normal(text: str) -> list[str]:
    """The words of a text in their normal form."""
    return list(_normal(text)) if len(text) < SHORT_TEXT else list(_normal.__wrapped__(text))


@lru_cache(maxsize=50_000)
def _normal(text: str) -> tuple[str, ...]:
    return tuple(in_full(split(text)))


def split(text: str) -> list[str]:
    """The words of a text in lower case, without accents and apostrophes."""
    plain = APOSTROPHES.sub("", text.lower())
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    if "/" in plain:
        plain = HEALTH_CENTRE.sub("health centre", PRIMARY_CARE.sub("primary care", plain))
    return WORD.findall(AND.sub(" and ", plain))


def in_full(words: list[str]) -> list[str]:
    """Abbreviations written out, and the forms of a word made one."""
    forms = _short_forms()
    return [part for word in words for part in forms.get(word, word).split()]


def is_short_form(word: str) -> bool:
    """Whether a word is an abbreviation, or one of several forms of a word."""
    return word in _short_forms()


def distinctive(words: list[str]) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    return tuple(word for word in words if word not in generic())


def tidy(words: list[str]) -> list[str]:
    """The words of a name in the reports, slips in its long generic words put right ("SURGEY")."""
    return [part for word in words for part in (mended(word, surely=True) if len(word) > 4 else (word,))]


def said(words: list[str]) -> tuple[str, ...]:
    """All words of a name but those that people leave out or add without noticing."""
    return tuple(word for word in words if word not in UNSAID and word != "pcn")


@lru_cache(maxsize=20_000)
def mended(word: str, *, surely: bool = False) -> tuple[str, ...]:
    """A word that is no name, put right where it is a generic one: "surgrey" a surgery, "adn" nothing."""
    if word in vocabulary().common or word in generic() or word.isdigit():
        return (word,)
    if word[-1].isdigit():
        letters = word.rstrip("0123456789")
        return (letters, word[len(letters) :]) if letters in generic() else (word,)
    if 2 < len(word) < 5 and OSA.distance(word, "pcn") <= 1:
        return ("pcn",)
    if 1 < len(word) < 5 and any(OSA.distance(word, small) <= 1 for small in ("and", "the", "for")):
        return ()
    for kind in _long_kinds(surely=surely) if len(word) > 3 else ():
        if OSA.distance(word, kind, score_cutoff=1) <= 1:
            return tuple(normal(kind))
    return (word,)


def kind_meant(word: str) -> str:
    """What is meant by a word of names before "centre": "heath" is health."""
    return "health" if word not in generic() and OSA.distance(word, "health", score_cutoff=1) == 1 else word


@lru_cache(maxsize=2)
def _long_kinds(*, surely: bool) -> tuple[str, ...]:
    """The generic words, and "street", with which words are compared; surely: those that no name is near."""
    kinds = sorted(kind for kind in vocabulary().generic | {"street"} if len(kind) > 3 or kind == "ltd")
    return (
        tuple(kind for kind in kinds if len(kind) > 6 or kind in {"centre", "street"})
        if surely
        else tuple(kinds)
    )


@lru_cache(maxsize=10_000)
def is_common(word: str) -> bool:
    """Whether a word is an everyday one, or a first name, so that alone it names nothing."""
    vocab = vocabulary()
    if len(word) < 3 or word.isdigit() or word in vocab.filler or word in generic():
        return True
    return word in vocab.common or (len(word) > 4 and word.endswith("s") and word[:-1] in vocab.common)
