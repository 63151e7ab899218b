"""The index of a directory: everything that finding needs to know, in arrays that are made once and stored as bytes."""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bot.directory.finding.phrases import Phrases
from bot.directory.finding.ragged import Numbers, Ragged
from bot.directory.finding.slips import Slips
from bot.directory.finding.words import is_common
from bot.directory.finding.written import Written

FORMAT = 5
"""Counted up whenever the arrays, or what stands in them, change: an index of another format is made anew."""
NO_DAY = 0
REMEMBERED = 4000
"""Names and addresses kept at hand, of those looked at last."""


class StaleIndexError(Exception):
    """A stored index was made by another version of the assistant and has to be made again."""


@dataclass(frozen=True)
class Name:
    """One of the names of a practice or network.

    Args:
        owner: whose name it is, as a position in `Places`.
        core: the distinctive words, in order.
        full: all words that people say.
        main: whether it is a name in the reports, not what stands in the address.
        weight: of all distinctive words together.
    """

    owner: int
    core: tuple[str, ...]
    full: tuple[str, ...]
    main: bool
    weight: float


@dataclass(frozen=True)
class Owners:
    """The practices and networks, each known by its position.

    Args:
        codes: their ODS codes.
        is_network: whether each is a network.
        closed: the day each closed (`date.toordinal`), NO_DAY while it is open.
        networks: for each practice the position of its present or last network, else -1.
        standing: how likely it is meant, before anything is said, next to others of its name.
        postcodes: of each, as bytes; empty where there is none.
        addresses: for each the positions of the words of its address.
    """

    codes: Sequence[str]
    is_network: NDArray[np.bool_]
    closed: Numbers
    networks: Numbers
    standing: NDArray[np.float32]
    postcodes: NDArray[np.bytes_]
    addresses: Ragged

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The position of each code."""
        return {code: place for place, code in enumerate(self.codes)}

    @cached_property
    def by_postcode(self) -> Numbers:
        """All positions, in the order of their postcodes."""
        return np.argsort(self.postcodes, kind="stable").astype(np.int32)

    def at_postcode(self, postcode: str) -> list[int]:
        """Who is at a full postcode, written with a space."""
        typed = np.bytes_(postcode.encode())
        start = np.searchsorted(self._ordered, typed, "left")
        return sorted(self.by_postcode[start : np.searchsorted(self._ordered, typed, "right")].tolist())

    def at_outward(self, outward: str) -> list[int]:
        """Who is in the area of the first half of a postcode."""
        start, end = np.searchsorted(self._ordered, [f"{outward} ".encode(), f"{outward}!".encode()])
        return sorted(self.by_postcode[start:end].tolist())

    @cached_property
    def _ordered(self) -> NDArray[np.bytes_]:
        return self.postcodes[self.by_postcode]


@dataclass(frozen=True)
class Words:
    """The words of names and places, each known by its position.

    Args:
        texts: the words in their normal form; two words of a name that stand together are also one, run together.
        weights: how much each tells: rare 1, frequent little, initials next to nothing.
        in_names: for each the names that have it.
        in_addresses: for each the owners at whose address it stands.
        in_towns: for each the owners in whose town or village it stands.
    """

    texts: Sequence[str]
    weights: NDArray[np.float32]
    in_names: Ragged
    in_addresses: Ragged
    in_towns: Ragged

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The position of each word."""
        return {word: place for place, word in enumerate(self.texts)}


@dataclass(frozen=True)
class Names:
    """All names, each known by its position.

    Args:
        owners: whose each is.
        cores: for each the positions of its distinctive words.
        fulls: for each the positions of all words that people say.
        main: whether each is a name in the reports.
        weights: of the distinctive words of each together.
    """

    owners: Numbers
    cores: Ragged
    fulls: Ragged
    main: NDArray[np.bool_]
    weights: NDArray[np.float32]


@dataclass
class Index:
    """Answers what finding asks of a directory.

    Args:
        owners: practices and networks.
        words: of names and places.
        names: of the owners.
        slips: words by what is typed instead of them.
        phrases: how names look in a sentence.
        written: names as they are written.
    """

    owners: Owners
    words: Words
    names: Names
    slips: Slips
    phrases: Phrases
    written: Written

    def place_of(self, word: str) -> int:
        """The position of a word; -1 for one that is in no name and no address."""
        return self.words.positions.get(word, -1)

    def weight(self, word: str) -> float:
        """How much a word tells."""
        place = self.words.positions.get(word)
        return 1.0 if place is None or not self._counts[place] else float(self.words.weights[place])

    def in_names(self, word: str) -> bool:
        """Whether a word is in a name."""
        place = self.words.positions.get(word)
        return place is not None and self._counts[place] > 0

    def is_name_word(self, word: str) -> bool:
        """Whether a word stands in a name as it is, not as two that were run together."""
        return self.in_names(word) and any(
            word in self.name(name).core for name in self.named(word)[:20].tolist()
        )

    def in_towns(self, word: str) -> bool:
        """Whether a word is in the name of a town or village."""
        place = self.words.positions.get(word)
        return place is not None and self._towns[place] > 0

    def knows(self, word: str) -> bool:
        """Whether a word is in a name or a town, or is an everyday one."""
        return self.in_names(word) or self.in_towns(word) or is_common(word)

    def is_area(self, outward: str) -> bool:
        """Whether this is the first half of a postcode in the directory."""
        return bool(self.owners.at_outward(outward))

    def near(self, word: str) -> dict[str, float]:
        """The words of names and towns a slip away; two slips for a long word that is nothing itself."""
        found = self.slips.near(word)
        if found or self.in_names(word) or is_common(word):
            return found
        return self.slips.two_away(word)

    def named(self, word: str) -> Numbers:
        """The names that have a word."""
        return self.words.in_names[self.words.positions[word]]

    def at_address(self, word: str) -> set[int]:
        """The owners at whose address a word stands."""
        place = self.words.positions.get(word)
        return set() if place is None else set(self.words.in_addresses[place].tolist())

    def is_at_address(self, word: str) -> bool:
        """Whether a word stands in any address."""
        place = self.place_of(word)
        return place >= 0 and len(self.words.in_addresses[place]) > 0

    def in_town(self, word: str) -> set[int]:
        """The owners in whose town a word stands."""
        place = self.words.positions.get(word)
        return set() if place is None else set(self.words.in_towns[place].tolist())

    @cached_property
    def address(self) -> Callable[[int], frozenset[str]]:
        """The words of an owner's address, by the owner's position."""
        return lru_cache(maxsize=REMEMBERED)(self._read_address)

    @cached_property
    def name(self) -> Callable[[int], Name]:
        """One name, with its words, by its position."""
        return lru_cache(maxsize=REMEMBERED)(self._read_name)

    def _read_address(self, owner: int) -> frozenset[str]:
        texts = self.words.texts
        return frozenset(texts[word] for word in self.owners.addresses[owner].tolist())

    def _read_name(self, position: int) -> Name:
        texts, names = self.words.texts, self.names
        return Name(
            int(names.owners[position]),
            tuple(texts[word] for word in names.cores[position].tolist()),
            tuple(texts[word] for word in names.fulls[position].tolist()),
            bool(names.main[position]),
            float(names.weights[position]),
        )

    @cached_property
    def nameless(self) -> Mapping[tuple[str, ...], frozenset[int]]:
        """For each kind of place the owners that have no other name: "The Surgery"."""
        found: dict[tuple[str, ...], set[int]] = {}
        for position in np.flatnonzero(self.names.cores.lengths() == 0).tolist():
            name = self.name(position)
            found.setdefault(name.full, set()).add(name.owner)
        return {kind: frozenset(owners) for kind, owners in found.items()}

    @cached_property
    def _counts(self) -> list[int]:
        return self.words.in_names.lengths().tolist()

    @cached_property
    def _towns(self) -> list[int]:
        return self.words.in_towns.lengths().tolist()

    def to_bytes(self) -> bytes:
        """The index as it is stored beside the directory that it belongs to."""
        owners, words, names = self.owners, self.words, self.names
        stored = io.BytesIO()
        np.savez(
            stored,
            format=np.int32(FORMAT),
            codes=_packed(owners.codes),
            is_network=owners.is_network,
            closed=owners.closed,
            networks=owners.networks,
            standing=owners.standing,
            postcodes=owners.postcodes,
            texts=_packed(words.texts),
            word_weights=words.weights,
            name_owners=names.owners,
            main=names.main,
            name_weights=names.weights,
            forms=self.slips.forms,
            form_words=self.slips.owners,
            phrases=self.phrases.sums,
            phrase_kinds=self.phrases.kinds,
            written=_packed(self.written.slips.words),
            written_forms=self.written.slips.forms,
            form_texts=self.written.slips.owners,
            **_ragged("written_owners", self.written.owners),
            **_ragged("addresses", owners.addresses),
            **_ragged("in_names", words.in_names),
            **_ragged("in_addresses", words.in_addresses),
            **_ragged("in_towns", words.in_towns),
            **_ragged("cores", names.cores),
            **_ragged("fulls", names.fulls),
        )
        return stored.getvalue()

    @classmethod
    def from_bytes(cls, stored: bytes) -> "Index":
        """An index as `to_bytes` gave it.

        Raises:
            StaleIndexError: it is of another format, or damaged.
        """
        try:
            with np.load(io.BytesIO(stored), allow_pickle=False) as arrays:
                if int(arrays["format"]) != FORMAT:
                    raise StaleIndexError("made by another version")
                return cls._of(arrays)
        except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
            raise StaleIndexError(str(error)) from error

    @classmethod
    def _of(cls, arrays: Mapping[str, NDArray]) -> "Index":
        def lists(name: str) -> Ragged:
            return Ragged(arrays[f"{name}_ends"], arrays[f"{name}_values"])

        texts = _unpacked(arrays["texts"])
        return cls(
            Owners(
                _unpacked(arrays["codes"]),
                arrays["is_network"],
                arrays["closed"],
                arrays["networks"],
                arrays["standing"],
                arrays["postcodes"],
                lists("addresses"),
            ),
            Words(texts, arrays["word_weights"], lists("in_names"), lists("in_addresses"), lists("in_towns")),
            Names(
                arrays["name_owners"], lists("cores"), lists("fulls"), arrays["main"], arrays["name_weights"]
            ),
            Slips(texts, arrays["forms"], arrays["form_words"]),
            Phrases(arrays["phrases"], arrays["phrase_kinds"]),
            Written(
                Slips(_unpacked(arrays["written"]), arrays["written_forms"], arrays["form_texts"]),
                lists("written_owners"),
            ),
        )


def _packed(texts: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(texts).encode(), np.uint8)


def _unpacked(packed: NDArray[np.uint8]) -> list[str]:
    return packed.tobytes().decode().split("\n") if len(packed) else []


def _ragged(name: str, lists: Ragged) -> dict[str, Numbers]:
    return {f"{name}_ends": lists.ends, f"{name}_values": lists.values}
