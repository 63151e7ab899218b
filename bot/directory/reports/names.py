"""How the reports' capitals are written for people: names, addresses, telephone numbers."""

import re
from functools import lru_cache

from bot.directory.vocabulary import vocabulary

VOWELS = set("AEIOUY")
ROMAN = frozenset(["II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "XII"])


@lru_cache(maxsize=50_000)
def write_name(raw: str) -> str:
    """The name of a practice or network: "DR PATEL & PTNRS" becomes "Dr Patel and Partners"."""
    words = _in_full(raw)
    return " ".join(_word(word, words, place) for place, word in enumerate(words))


def write_address(lines: list[str]) -> tuple[str, ...]:
    """The lines of an address, empty ones left out, each written as people write it."""
    return tuple(
        write_name(re.sub(r"\s*,\s*", ", ", line.strip(" ,"))) for line in lines if line.strip(" ,.")
    )


def write_telephone(raw: str) -> str:
    """A telephone number in the groups in which people read it out; "" for what is none."""
    digits = re.sub(r"\D", "", raw)
    if digits.startswith("44"):
        digits = "0" + digits[2:]
    if digits[:1] != "0" or len(digits) not in {10, 11}:
        return ""
    if digits.startswith("02"):
        sizes = (3, 4, 4)
    elif digits.startswith(("011", "03", "08")) or (digits[1] == "1" and digits[3] == "1"):
        sizes = (4, 3, 4)
    elif len(digits) == 10:
        sizes = (5, 5)
    else:
        sizes = (5, 3, 3)
    groups, start = [], 0
    for size in sizes:
        groups.append(digits[start : start + size])
        start += size
    return " ".join(filter(None, groups))


def write_postcode(raw: str) -> str:
    """A postcode in capitals with one space; "" where there is none."""
    letters = re.sub(r"[^A-Z0-9]", "", raw.upper())
    return f"{letters[:-3]} {letters[-3:]}" if len(letters) > 4 else letters


def _in_full(raw: str) -> list[str]:
    """The words in capitals, abbreviations in full."""
    text = raw.upper().replace("’", "'").replace("`", "'")
    text = re.sub(r"(?<=[A-Z]{2})\.(?=[A-Z]{2})", " ", re.sub(r"\b(ST|DR|RD|MED|CTR)\.(?=\S)", r"\1 ", text))
    text = re.sub(r"(?<=[A-Z]{2})\((?=[A-Z])", " (", re.sub(r",(?=\S)", ", ", text))
    known = vocabulary().abbreviations
    words: list[str] = []
    for token in text.split():
        core = token.strip("(),.-")
        if core in known and not (core in {"CT", "PC", "RES"} and not words):
            token = token.replace(core, known[core]).replace(known[core] + ".", known[core])
        elif core == "&":
            token = "AND"
        elif re.fullmatch(r"[A-Z]{2,}\.", token):
            token = core
        words += token.split()
    return _with_streets(words)


def _with_streets(words: list[str]) -> list[str]:
    """ST after a name and before nothing, or before a kind of place, is a street, not a saint."""
    ends = vocabulary().generic - {"the", "and", "of", "at", "in", "dr"}
    for place, word in enumerate(words):
        following = words[place + 1].strip(",").lower() if place + 1 < len(words) else ""
        closes = not following or word.endswith(",") or following in ends or following[0].isdigit()
        if word.rstrip(",") == "ST" and place and closes and words[place - 1] not in {"THE", "AND", "AT"}:
            words[place] = word.replace("ST", "STREET")
    return words


def _word(word: str, words: list[str], place: int) -> str:
    """One word of a name, in its place in the name."""
    core = word.strip("(),.")
    if place and core.lower() in vocabulary().small and not word.startswith("("):
        return word.lower()
    if place and words[place - 1].strip("(") in {"DR", "DRS"} and len(core) < 3 and place + 1 < len(words):
        return word
    if "-" in core or "/" in core:
        parts = re.split(r"([-/])", word)
        return "".join(
            part.lower() if spot > 0 and part.lower() in vocabulary().small else _case(part)
            for spot, part in enumerate(parts)
        )
    return _case(word)


@lru_cache(maxsize=50_000)
def _case(word: str) -> str:
    """One word with the capitals it should have."""
    core = word.strip("(),.'+@")
    if _is_capitals(core, bracketed=word.startswith("(") and word.endswith(")")):
        return word
    if re.fullmatch(r"MC[A-Z]{3,}", core) and not VOWELS.isdisjoint(core[2:]):
        return word.replace(core, f"Mc{core[2:].capitalize()}")
    if apostrophe := re.match(r"([OD])'([A-Z]{2,})", core):
        return word.replace(core, f"{apostrophe[1]}'{core[2:].capitalize()}")
    return word.lower().replace(core.lower(), core.lower().capitalize(), 1) if core else word


def _is_capitals(core: str, *, bracketed: bool) -> bool:
    """Initials, short forms, Roman numerals and everything with a digit stay in capitals."""
    vocab = vocabulary()
    if core in vocab.words:
        return False
    if core in vocab.capitals or core in ROMAN:
        return True
    if re.fullmatch(r"\d+(ST|ND|RD|TH)", core):
        return False
    letters = re.sub(r"[^A-Z]", "", core)
    short = len(letters) == 2 and letters == core
    return (
        any(c.isdigit() for c in core)
        or short
        or (len(letters) > 1 and VOWELS.isdisjoint(letters) and letters == core)
    )
