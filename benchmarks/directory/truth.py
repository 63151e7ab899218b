"""What the names themselves tell: which practice can be known by which words. Shares no code with the finding."""

import re
from collections import Counter
from collections.abc import Iterable

from benchmarks.directory.material import material
from bot.directory.practice import Network, Practice


def key(name: str) -> tuple[str, ...]:
    """The words of a name, without capitals, punctuation and "the"."""
    plain = name.casefold().replace("&", " and ")
    return tuple(
        word for word in re.findall(r"[^\W_]+", re.sub(r"['’.]", "", plain)) if word not in {"the", "and"}
    )


def core(name: str) -> tuple[str, ...]:
    """The words that are left of a name when people shorten it: none of "surgery" and the like."""
    return tuple(word for word in key(name) if word not in material()["generic"])


def shortened(name: str) -> str:
    """The name without such words at its ends."""
    words = name.split()
    while words and not core(words[-1]):
        words.pop()
    while words and not core(words[0]):
        words.pop(0)
    return " ".join(words).strip(" ,.-&()")


class Truth:
    """Counts of names, whole and shortened, and of names with their places.

    Args:
        practices: all, those with a network, those without and closed ones.
        networks: all.
    """

    def __init__(self, practices: Iterable[Practice], networks: Iterable[Network]) -> None:
        self.practices, self.networks = tuple(practices), tuple(networks)
        self.open = [practice for practice in self.practices if practice.closed is None]
        self.members = [practice for practice in self.open if practice.network]
        self.named = {key(name) for p in self.practices for name in (p.name, *p.other_names)} | {
            key(network.name) for network in self.networks
        }
        self.cores = {core(name) for p in self.practices for name in (p.name, *p.other_names)} | {
            core(network.name) for network in self.networks
        }
        self._keys = Counter(
            each for p in self.open for each in {key(name) for name in (p.name, *p.other_names)}
        )
        self._all_keys = Counter(
            each for p in self.practices for each in {key(name) for name in (p.name, *p.other_names)}
        )
        self._cores = Counter("".join(part) for p in self.open for part in _all_cores(p))
        self._bearers: dict[str, set[str]] = {}
        for each in (*self.open, *self.networks):
            self._bearers.setdefault("".join(core(each.name)), set()).add(each.code)
        self._where: dict[str, list[set[str]]] = {}
        for practice in self.practices:
            if len(words := core(practice.name)) == 1:
                self._where.setdefault(words[0], []).append(set(key(" ".join(practice.address))))
        self._names_with: dict[str, set[int]] = {}
        for place, words in enumerate(self.cores):
            for word in words:
                self._names_with.setdefault(word, set()).add(place)
        self._networks = Counter("".join(core(network.name)) for network in self.networks)
        self._postcodes = Counter(practice.postcode for practice in self.open)
        self._places = Counter(
            (key(practice.name), place) for practice in self.open for place in set(places(practice))
        )

    def has_own_name(self, practice: Practice) -> bool:
        """No other open one is called just the same, and the name is more than "The Surgery"."""
        return self._keys[key(practice.name)] == 1 and bool(core(practice.name))

    def has_name_of_its_own_ever(self, practice: Practice) -> bool:
        """No other, open or closed, is or was called just the same."""
        return self._all_keys[key(practice.name)] == 1 and bool(core(practice.name))

    def has_own_core(self, practice: Practice) -> bool:
        """No other open one, and no network, has the same words left when the name is shortened."""
        words = "".join(core(practice.name))
        return len(words) > 2 and self._cores[words] == 1 and not self._networks[words]

    def bearers(self, words: Iterable[str]) -> frozenset[str]:
        """The open practices and networks whose names have just these words left when they are shortened."""
        return frozenset(self._bearers.get("".join(words), ()))

    def is_part_of_a_name(self, words: Iterable[str]) -> bool:
        """Whether some name has all these words, so that they could be short for it."""
        shared = [self._names_with.get(word, set()) for word in words]
        return bool(set.intersection(*shared))

    def is_name_and_place(self, words: Iterable[str]) -> bool:
        """Whether one of the words is a name and the others stand in the address of who bears it."""
        words = set(words)
        return any(words - {word} <= place for word in words for place in self._where.get(word, ()))

    def shared(self, least: int, most: int) -> list[Practice]:
        """The members whose name so many open practices have."""
        return [practice for practice in self.members if least <= self._keys[key(practice.name)] <= most]

    def own_places(self, practice: Practice) -> list[str]:
        """The places of its address that tell it from all others of its name."""
        return [place for place in places(practice) if self._places[key(practice.name), place] == 1]

    def has_own_postcode(self, practice: Practice) -> bool:
        """No other open one is there."""
        return self._postcodes[practice.postcode] == 1

    def has_own_network_name(self, network: Network) -> bool:
        """No other network, and no practice, has the same words left when the name is shortened."""
        words = "".join(core(network.name))
        return len(words) > 2 and self._networks[words] == 1 and not self._cores[words]


def places(practice: Practice) -> list[str]:
    """Town, village and street of an address, as people say them: without house numbers and buildings."""
    parts = [part.strip() for line in practice.address for part in line.split(",")]
    without_number = [re.sub(r"^\d+\w?(\s*[-/]\s*\d+\w?)?\s+", "", part) for part in parts]
    plain = [part for part in without_number if part and not re.search(r"\d", part)]
    said = [
        part for part in dict.fromkeys(plain) if part not in material()["counties"] and not _is_building(part)
    ]
    return said or [practice.town]


def _is_building(part: str) -> bool:
    return not {*material()["generic"], *material()["buildings"]}.isdisjoint(set(key(part)) - {"of", "at"})


def _all_cores(practice: Practice) -> set[tuple[str, ...]]:
    return {core(name) for name in (practice.name, *practice.other_names)}
