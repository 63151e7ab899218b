"""An index of names: which practices and networks have a word, or one that is a slip away from it."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.directory.address import is_place, places_of
from bot.directory.practice import Network, Practice
from bot.directory.words import UNSAID, distinctive, generic, is_common, normal, said, tidy

SMALLEST = 5000
LONG_WORD = 8
REMEMBERED = 20_000


@dataclass(frozen=True)
class Name:
    """One of the names of a practice or network.

    Args:
        code: ODS code of what it names.
        core: the distinctive words, in order.
        full: all words that people say.
        main: whether it is the name in the reports, not what stands in the address.
        weight: of all distinctive words together.
    """

    code: str
    core: tuple[str, ...]
    full: tuple[str, ...]
    main: bool
    weight: float = 0.0


@dataclass
class Index:
    """Words of names and places, with where they stand.

    Args:
        names: all names; a posting refers to them by position.
        postings: for each word the names that have it, with the places of their core it covers.
        places: the words of each practice's and network's address, by its code.
        networks: the codes that are networks'.
        nameless: for each kind of place the practices that have no other name.
        addresses: for each word of an address the codes of the practices there.
        towns: for each word of a town or village the codes of the practices there.
    """

    names: list[Name] = field(default_factory=list)
    postings: dict[str, list[tuple[int, tuple[int, ...]]]] = field(default_factory=lambda: defaultdict(list))
    places: dict[str, frozenset[str]] = field(default_factory=dict)
    networks: set[str] = field(default_factory=set)
    nameless: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    addresses: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    towns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _weights: dict[str, float] = field(default_factory=dict)
    _near: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _slips: dict[str, dict[str, float]] = field(default_factory=dict)
    _long: list[str] = field(default_factory=list)

    def weight(self, word: str) -> float:
        """How much a word tells: rare 1, frequent little; initials next to nothing."""
        return self._weights.get(word, 1.0)

    def knows(self, word: str) -> bool:
        """Whether a word is in a name or a place, or is an everyday one."""
        return word in self.postings or word in self.towns or is_common(word)

    def near(self, word: str) -> dict[str, float]:
        """The indexed words a slip away from this one, with their likeness."""
        if word not in self._slips:
            if len(self._slips) > REMEMBERED:
                self._slips.clear()
            self._slips[word] = self._look_near(word)
        return self._slips[word]

    def _look_near(self, word: str) -> dict[str, float]:
        if len(word) < 3 or word.isdigit():
            return {}
        found = {}
        for form in _shortened(word):
            for other in self._near.get(form, ()):
                if len(word) == 3 and len(other) != 4:
                    continue
                if other != word and other not in found and OSA.distance(word, other, score_cutoff=1) == 1:
                    found[other] = _likeness(word, other)
        if not found and len(word) >= LONG_WORD and word not in self.postings and not is_common(word):
            hits = process.extract(word, self._long, scorer=OSA.distance, score_cutoff=2, limit=8)
            found = {other: 0.72 for other, _, _ in hits if other != word}
        return found

    def finish(self) -> "Index":
        """Weights and slips, once all names are in."""
        count = max(len(self.names), SMALLEST)
        for word, entries in self.postings.items():
            frequency = len({self.names[place].code for place, _ in entries})
            rarity = math.log((count + 1) / (frequency + 1)) / math.log(count + 1)
            self._weights[word] = (
                0.1
                if len(word) < 3 and word.isalpha()
                else max(rarity, 0.05) * (0.7 if is_common(word) else 1)
            )
        self.names = [
            Name(name.code, name.core, name.full, name.main, sum(map(self.weight, name.core)))
            for name in self.names
        ]
        for word in set(self.postings) | set(self.towns) | generic():
            if len(word) > 2 and not word.isdigit():
                for form in _shortened(word):
                    self._near[form].add(word)
                if len(word) >= LONG_WORD - 1:
                    self._long.append(word)
        return self

    def add(self, name: str, code: str, *, main: bool = True) -> None:
        """Index one name; one without a distinctive word is found by its place only."""
        words = tidy(normal(name))
        entry = Name(code, distinctive(words), said(words), main)
        if not main and (
            not entry.core or any(n.core == entry.core for n in self.names[-3:] if n.code == code)
        ):
            return
        self.names.append(entry)
        if not entry.core:
            self.nameless[entry.full].add(code)
        for place, word in enumerate(entry.core):
            self.postings[word].append((len(self.names) - 1, (place,)))
            if place:
                self.postings[entry.core[place - 1] + word].append((len(self.names) - 1, (place - 1, place)))


def build_index(practices: Iterable[Practice], networks: Iterable[Network]) -> Index:
    """The index of a directory."""
    index = Index()
    for practice in practices:
        _add_practice(index, practice)
    for network in networks:
        index.add(network.name, network.code)
        index.networks.add(network.code)
        index.places[network.code] = frozenset(normal(network.town))
    return index.finish()


def _add_practice(index: Index, practice: Practice) -> None:
    for name in (practice.name, *practice.other_names):
        index.add(name, practice.code)
    for line in practice.address:
        if _is_building(line) and not is_place(line) and not any(char.isdigit() for char in line):
            index.add(line, practice.code, main=False)
    here = frozenset(word for line in practice.address if not _is_building(line) for word in normal(line))
    index.places[practice.code] = here
    for word in here:
        index.addresses[word].add(practice.code)
    for place in places_of(practice.address):
        for word in normal(place):
            index.towns[word].add(practice.code)


def _is_building(line: str) -> bool:
    return not (generic() - UNSAID).isdisjoint(normal(line))


def _shortened(word: str) -> set[str]:
    """The word, and the word without each one of its letters."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def _likeness(word: str, other: str) -> float:
    if word + "s" == other or other + "s" == word:
        return 0.95
    return 0.8 if word[0] != other[0] or min(len(word), len(other)) < 4 else 0.88
