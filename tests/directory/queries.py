"""What patients type for a practice: its name, shortened, with a slip, in a sentence, with its town."""

import random
from collections import Counter
from collections.abc import Callable

from bot.directory.find import Directory
from bot.directory.practice import Found, Practice, Status
from bot.directory.words import distinctive, normal, said

SENTENCES = (
    "I'm registered at {}, which network is that?",
    "which pcn does {} belong to",
    "Hi, my surgery is {} and I want to know who runs it",
    "my mum goes to {} can she see a physio there",
    "what primary care network is {} part of please",
    "is {} in a PCN?",
    "I go to {}. What other practices work with it?",
    "we moved last year and are now with {}, do you cover that",
)
NEARBY = {
    "a": "sq",
    "e": "wr",
    "i": "uo",
    "o": "ip",
    "n": "mb",
    "r": "et",
    "s": "ad",
    "t": "ry",
    "l": "k",
    "h": "gj",
    "d": "sf",
    "m": "n",
}
SURE = {Status.FOUND, Status.CLOSED, Status.NOT_IN_A_PCN}


def shortened(practice: Practice) -> str:
    """The name without the words that many names have at their ends."""
    words = practice.name.split()
    while words and not distinctive(normal(words[-1])):
        words.pop()
    while words and words[0].lower() in {"the", "dr", "drs"}:
        words.pop(0)
    return " ".join(words).lower()


def slip(text: str, chance: random.Random) -> str:
    """One letter left out, doubled, exchanged with the next or with its neighbour on the keyboard."""
    places = [place for place, char in enumerate(text) if char.isalpha()]
    place = chance.choice(places)
    kind = chance.choice(["drop", "double", "swap", "key"])
    char = text[place]
    if kind == "drop":
        return text[:place] + text[place + 1 :]
    if kind == "double":
        return text[:place] + char + text[place:]
    if kind == "swap" and place + 1 < len(text):
        return text[:place] + text[place + 1] + char + text[place + 2 :]
    near = NEARBY.get(char.lower(), "x")
    return text[:place] + chance.choice(near) + text[place + 1 :]


def in_sentence(practice: Practice, chance: random.Random) -> str:
    """A sentence with the name in it."""
    return chance.choice(SENTENCES).format(chance.choice([practice.name, practice.name.lower()]))


def with_town(practice: Practice, chance: random.Random) -> str:
    """The name with its town before or after it."""
    form = chance.choice(["{name} {town}", "{name}, {town}", "{town} {name}", "{name} in {town}"])
    return form.format(name=practice.name, town=practice.town).lower()


class Truth:
    """Which practices a name fits equally well, by words alone."""

    def __init__(self, directory: Directory) -> None:
        self.open = [practice for practice in directory.practices if practice.closed is None]
        self.names = Counter(_key(practice.name) for practice in self.open)
        self.cores = Counter(
            key
            for practice in self.open
            for key in {_core(name) for name in (practice.name, *practice.other_names)}
        )
        self.cores += Counter(_core(network.name) for network in directory.networks)
        self.places = Counter((_key(practice.name), practice.town) for practice in self.open)
        self.postcodes = Counter(practice.postcode for practice in self.open)

    def has_own_name(self, practice: Practice) -> bool:
        """No other open practice has this name, which says more than "The Surgery"."""
        return self.names[_key(practice.name)] == 1 and bool(_core(practice.name))

    def has_own_core(self, practice: Practice) -> bool:
        """No other has the same distinctive words."""
        return self.cores[_core(practice.name)] == 1 and bool(_core(practice.name))

    def has_own_postcode(self, practice: Practice) -> bool:
        """No other open practice is at its postcode."""
        return self.postcodes[practice.postcode] == 1

    def has_own_place(self, practice: Practice) -> bool:
        """No other in its town has this name."""
        return self.places[_key(practice.name), practice.town] == 1 and bool(practice.town)


def _key(name: str) -> tuple[str, ...]:
    return said(normal(name))


def _core(name: str) -> tuple[str, ...]:
    return ("".join(distinctive(normal(name))),) if distinctive(normal(name)) else ()


def tally(
    find: Callable[[str], Found], asked: list[tuple[str, str]]
) -> tuple[float, float, float, list[tuple[str, str, Found]]]:
    """The shares taken rightly, asked back with the right one among them, and taken wrongly as if sure."""
    right = back = wrong = 0
    misses = []
    for text, code in asked:
        found = find(text)
        codes = [match.practice.code for match in found.practices] + [
            network.code for network in found.networks
        ]
        if found.status in SURE and codes[0] == code:
            right += 1
            continue
        wrong += found.status in SURE
        back += found.status is Status.AMBIGUOUS and code in codes
        misses.append((text, code, found))
    return right / len(asked), back / len(asked), wrong / len(asked), misses
