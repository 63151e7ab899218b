"""Makes the index of a directory from its practices and networks."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from bot.directory.finding.index import NO_DAY, Index, Names, Owners, Words
from bot.directory.finding.mentions import phrases_of_directory
from bot.directory.finding.places import SAINT
from bot.directory.finding.ragged import Ragged
from bot.directory.finding.slips import Slips
from bot.directory.finding.words import UNSAID, distinctive, generic, is_common, normal, said, tidy
from bot.directory.finding.written import Written
from bot.directory.practice import Network, Practice
from bot.directory.reports.address import is_place, places_of
from bot.directory.vocabulary import vocabulary

SMALLEST = 5000
"""Words of a small directory are weighed as if it had so many names: "park" tells little anywhere."""
INITIALS = 0.1
EVERYDAY = 0.7
LEAST = 0.05
NEVER_IN_ONE = -0.12


def build_index(practices: Iterable[Practice], networks: Iterable[Network]) -> Index:
    """The index of a directory.

    Args:
        practices: all, closed ones too.
        networks: all.
    """
    practices, networks = tuple(practices), tuple(networks)
    builder = _Builder()
    for practice in practices:
        builder.add_practice(practice)
    for network in networks:
        builder.add_network(network)
    return builder.index(practices, networks)


@dataclass
class _NameRow:
    owner: int
    core: tuple[str, ...]
    full: tuple[str, ...]
    main: bool


@dataclass
class _Builder:
    """Gathers words and names; `index` turns them into arrays."""

    names: list[_NameRow] = field(default_factory=list)
    words: dict[str, int] = field(default_factory=dict)
    addresses: list[list[int]] = field(default_factory=list)
    in_names: dict[int, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))
    in_towns: dict[int, dict[int, None]] = field(default_factory=lambda: defaultdict(dict))

    def add_practice(self, practice: Practice) -> None:
        """Names, address and towns of a practice."""
        owner = len(self.addresses)
        rows = [_name_row(owner, name) for name in (practice.name, *practice.other_names)]
        cores = {row.core for row in rows} | {()}
        for line in practice.address:
            if _is_building(line) and not is_place(line) and not any(char.isdigit() for char in line):
                row = _name_row(owner, line, main=False)
                if row.core not in cores:
                    cores.add(row.core)
                    rows.append(row)
        for row in rows:
            self._add_name(row)
        here = _address_words(practice)
        self.addresses.append(sorted(self._word(word) for word in here))
        for place in places_of(practice.address):
            for word in normal(place):
                self.in_towns[self._word(word)][owner] = None

    def add_network(self, network: Network) -> None:
        """Name and town of a network."""
        owner = len(self.addresses)
        self._add_name(_name_row(owner, network.name))
        self.addresses.append(sorted({self._word(word) for word in normal(network.town)}))

    def _add_name(self, row: _NameRow) -> None:
        """One without a distinctive word is found by its place only."""
        position = len(self.names)
        self.names.append(row)
        for word in row.full:
            self._word(word)
        for word in (*row.core, *map("".join, zip(row.core, row.core[1:]))):
            self.in_names[self._word(word)][position] = None

    def _word(self, word: str) -> int:
        return self.words.setdefault(word, len(self.words))

    def index(self, practices: tuple[Practice, ...], networks: tuple[Network, ...]) -> Index:
        """The arrays."""
        for word in generic():
            self._word(word)
        texts = list(self.words)
        weights = self._weights(texts)
        everyone = range(len(texts))
        in_addresses: dict[int, list[int]] = defaultdict(list)
        for owner, here in enumerate(self.addresses[: len(practices)]):
            for word in here:
                in_addresses[word].append(owner)
        words = Words(
            texts,
            weights,
            Ragged.of([self.in_names.get(word, ()) for word in everyone]),
            Ragged.of([in_addresses.get(word, ()) for word in everyone]),
            Ragged.of([self.in_towns.get(word, ()) for word in everyone]),
        )
        findable = [
            word in self.in_names or word in self.in_towns or text in generic()
            for word, text in enumerate(texts)
        ]
        return Index(
            self._owners(practices, networks),
            words,
            self._names(weights),
            Slips.of(texts, findable),
            phrases_of_directory(practices, networks),
            Written.of(_written(practices, networks)),
        )

    def _weights(self, texts: list[str]) -> np.ndarray:
        count = max(len(self.names), SMALLEST)
        return np.array(
            [
                _weight(text, len({self.names[name].owner for name in self.in_names.get(word, ())}), count)
                for word, text in enumerate(texts)
            ],
            np.float32,
        )

    def _names(self, weights: np.ndarray) -> Names:
        cores = [[self.words[word] for word in row.core] for row in self.names]
        return Names(
            np.array([row.owner for row in self.names], np.int32),
            Ragged.of(cores),
            Ragged.of([[self.words[word] for word in row.full] for row in self.names]),
            np.array([row.main for row in self.names], np.bool_),
            np.array([sum(float(weights[word]) for word in core) for core in cores], np.float32),
        )

    def _owners(self, practices: tuple[Practice, ...], networks: tuple[Network, ...]) -> Owners:
        codes = [practice.code for practice in practices] + [network.code for network in networks]
        network_places = {network.code: len(practices) + place for place, network in enumerate(networks)}
        rest = [0] * len(networks)
        return Owners(
            codes,
            np.array([False] * len(practices) + [True] * len(networks), np.bool_),
            np.array([p.closed.toordinal() if p.closed else NO_DAY for p in practices] + rest, np.int32),
            np.array(
                [network_places.get(p.last_network or "", -1) for p in practices] + [-1] * len(networks),
                np.int32,
            ),
            np.array([_standing(p) for p in practices] + rest, np.float32),
            np.array([p.postcode.encode() for p in practices] + [b""] * len(networks), np.bytes_),
            Ragged.of(self.addresses),
        )


def _written(practices: tuple[Practice, ...], networks: tuple[Network, ...]) -> Iterator[tuple[int, str]]:
    """All names, each with the position of its owner."""
    for place, practice in enumerate(practices):
        yield from ((place, name) for name in (practice.name, *practice.other_names))
    yield from ((place, network.name) for place, network in enumerate(networks, len(practices)))


def _address_words(practice: Practice) -> set[str]:
    """What people say of where a practice is: the words of its address, a street and a saint as one word each.

    "Stockport Road" is not in Stockport. The name of a building says where it is too, unless it is the practice's own.
    """
    name, here, roads = set(normal(practice.name)), set(), vocabulary().roads
    for part in (part for line in practice.address for part in line.split(",")):
        words = normal(part)
        pairs = [pair for pair in zip(words, words[1:]) if pair[1] in roads or pair[0] == SAINT]
        alone = set(words) - generic() - roads - {first for first, second in pairs if second in roads}
        here |= set(map("".join, pairs)) | alone - (name if _is_building(part) else set())
    return here


def _name_row(owner: int, name: str, *, main: bool = True) -> _NameRow:
    words = tidy(normal(name))
    return _NameRow(owner, distinctive(words), said(words), main)


def _weight(word: str, frequency: int, count: int) -> float:
    if len(word) < 3 and word.isalpha():
        return INITIALS
    rarity = math.log((count + 1) / (frequency + 1)) / math.log(count + 1)
    return max(rarity, LEAST) * (EVERYDAY if is_common(word) else 1)


def _standing(practice: Practice) -> float:
    """One that closed and never was in a network is hardly what is meant by a name that an open one has."""
    return NEVER_IN_ONE if practice.closed and not practice.last_network else 0.0


def _is_building(line: str) -> bool:
    return not (generic() - UNSAID).isdisjoint(normal(line))
