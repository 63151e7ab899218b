"""Ways in which one name or postcode is written."""

import random
import re

from benchmarks.directory.slips import slip
from benchmarks.directory.truth import shortened
from bot.directory.practice import Practice

ABBREVIATED = (
    (r"\bmedical centre\b", ("med ctr", "med centre", "medical center", "medical ctr", "mc")),
    (r"\bhealth centre\b", ("hc", "health ctr", "health center", "h/c")),
    (r"\bsurgery\b", ("surg", "surgry", "doctors surgery")),
    (r"\bmedical practice\b", ("med practice", "medical pract", "med prac")),
    (r"\bpractice\b", ("prac", "practise", "gp practice")),
    (r"\broad\b", ("rd",)),
    (r"\bstreet\b", ("st", "str")),
    (r"\bst ", ("saint ", "st. ")),
    (r"\bdr ", ("doctor ", "dr. ")),
    (r"\bpartners\b", ("ptnrs", "partner")),
    (r"\bpartnership\b", ("pship",)),
    (r" and ", (" & ", " + ", "&")),
    (r"\bgroup\b", ("grp",)),
    (r"'s\b", ("s", " s", "")),
    (r"\bhouse\b", ("hse",)),
    (r"\bavenue\b", ("ave",)),
    (r"\bhealthcare\b", ("health care",)),
    (r"\bthe ", ("",)),
)


def abbreviated(practice: Practice, chance: random.Random) -> str:
    """The name as people and old letters shorten its words; some of them at once."""
    name = practice.name.lower()
    for long, shorts in ABBREVIATED:
        if chance.random() < 0.7:
            name = re.sub(long, chance.choice(shorts), name, count=1)
    return name.strip()


def any_case(text: str, chance: random.Random) -> str:
    return chance.choice([text, text.lower(), text.lower(), text.upper()])


def reordered(practice: Practice, chance: random.Random) -> str:
    words = practice.name.lower().split()
    chance.shuffle(words)
    return " ".join(words)


def spaced(practice: Practice, chance: random.Random) -> str:
    """One space left out, or one put into a longer word."""
    words = practice.name.lower().split()
    place = chance.randrange(len(words))
    if place and chance.random() < 0.5:
        words[place - 1 : place + 1] = [words[place - 1] + words[place]]
    elif len(words[place]) > 6:
        at = chance.randint(3, len(words[place]) - 3)
        words[place : place + 1] = [words[place][:at], words[place][at:]]
    return " ".join(words)


def slipped_short(practice: Practice, chance: random.Random) -> str:
    return slip(shortened(practice.name).lower(), chance)


def half(practice: Practice, chance: random.Random) -> str:
    words = shortened(practice.name).split()
    return " ".join(words[: max(1, len(words) // 2)]).strip(" ,&").lower()


def postcode(practice: Practice, chance: random.Random) -> str:
    code = practice.postcode
    return chance.choice([code, code.lower(), code.replace(" ", ""), code.replace(" ", "").lower()])


def with_postcode(practice: Practice, chance: random.Random) -> str:
    code = chance.choice([practice.postcode, practice.postcode.lower(), practice.postcode.replace(" ", "")])
    return chance.choice([f"{practice.name} {code}", f"{code} {practice.name.lower()}"])


def random_text(chance: random.Random) -> str:
    letters = "etaoinshrdlucmfwypvbgkjqxz" + " " * 6
    return "".join(chance.choices(letters, k=chance.randint(3, 60)))
