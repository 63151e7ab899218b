"""The normal form in which a patient's words and a name in the reports are compared."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

from bot.directory.vocabulary import vocabulary

POSTCODE = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\s*(\d[ABD-HJLNP-UW-Z]{2})\b", re.IGNORECASE)
OUTWARD = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)\b", re.IGNORECASE)
CODE = re.compile(r"\b([A-Z]\d{5})\b", re.IGNORECASE)

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
} | dict(zip("one two three four five six seven eight nine ten".split(), map(str, range(1, 11)), strict=True))
UNSAID = frozenset({"the", "and", "of", "a", "at", "in", "for"})


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, str]:
    """Abbreviations in the normal form, with what they stand for."""
    forms = {
        short.lower(): long.lower() for short, long in vocabulary().abbreviations.items() if short.isalpha()
    }
    return {short: " ".join(SAME.get(word, word) for word in long.split()) for short, long in forms.items()} | SAME


@lru_cache(maxsize=1)
def generic() -> frozenset[str]:
    """The generic words in their normal form."""
    forms = _short_forms()
    return frozenset(part for word in vocabulary().generic for part in forms.get(word, word).split())


def normal(text: str) -> list[str]:
    """The words of a text in their normal form."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    plain = re.sub(r"['’`´]", "", plain)
    plain = re.sub(r"\bp/ ?care\b", "primary care", re.sub(r"\bh/ ?c(tr)?\b", "health centre", plain))
    plain = re.sub(r"\s[&+]\s|&", " and ", plain)
    forms = _short_forms()
    return [
        part for word in re.findall(r"[a-z0-9]+", plain) for part in forms.get(word, word).split()
    ]


def distinctive(words: list[str]) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    return tuple(word for word in words if word not in generic())


def tidy(words: list[str]) -> list[str]:
    """The words of a name in the reports, slips in its long generic words put right ("SURGEY")."""
    return [part for word in words for part in (mended(word, shortest=7) if len(word) > 5 else (word,))]


def said(words: list[str]) -> tuple[str, ...]:
    """All words of a name but those that people leave out or add without noticing."""
    return tuple(word for word in words if word not in UNSAID and word != "pcn")


@lru_cache(maxsize=20_000)
def mended(word: str, shortest: int = 4) -> tuple[str, ...]:
    """A word that is no name, without the slip where it is a generic one: "surgrey" is a surgery, "adn" nothing."""
    if word in vocabulary().common or word in generic() or word.isdigit():
        return (word,)
    if len(word) < 5 and any(OSA.distance(word, small) <= 1 for small in ("and", "the")):
        return ()
    if len(word) > 3:
        for kind in sorted(vocabulary().generic):
            if len(kind) >= shortest and OSA.distance(word, kind, score_cutoff=1) <= 1:
                return tuple(normal(kind))
    return (word,)


@lru_cache(maxsize=10_000)
def is_common(word: str) -> bool:
    """Whether a word is an everyday one, or a first name, so that alone it names nothing."""
    vocab = vocabulary()
    return word in vocab.common or word in vocab.filler or word in generic() or len(word) < 3 or word.isdigit()
