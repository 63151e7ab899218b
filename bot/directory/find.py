"""The directory: practices and networks by code, and what a patient's words mean."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.directory.finding.build import build_index
from bot.directory.finding.choose import SHOWN, Candidate, choose
from bot.directory.finding.index import Index
from bot.directory.finding.kinds import WHOLE
from bot.directory.finding.mentions import Mention, mentions
from bot.directory.finding.places import in_towns
from bot.directory.finding.query import read_query
from bot.directory.finding.ranking import Finder
from bot.directory.finding.words import UNSAID, split
from bot.directory.practice import Found, Match, Network, Practice, Status
from bot.directory.reports.ods import read_reports
from bot.directory.reports.people import Reports

LONGEST = 2000


@dataclass(eq=False)
class Directory:
    """The practices and networks of one edition of the reports.

    Args:
        reports: what they say.
        stored_index: the index that was stored with them; without one it is made on first use.
    """

    reports: Reports
    stored_index: Index | None = None
    _last_mentions: tuple[tuple[int, int], list[Mention]] | None = field(default=None, init=False, repr=False)

    @classmethod
    def load(cls, folder: Path) -> "Directory":
        """The directory in a folder of the three reports.

        Raises:
            DirectoryError: a report is missing or damaged.
        """
        return cls(read_reports(folder))

    @property
    def date(self) -> str:
        """The month of the data ("January 2023")."""
        return self.reports.date

    @cached_property
    def practices(self) -> tuple[Practice, ...]:
        """All practices, closed ones too."""
        return tuple(self.reports.practices.values())

    @cached_property
    def networks(self) -> tuple[Network, ...]:
        """All networks."""
        return tuple(self.reports.networks.values())

    def practice(self, code: str) -> Practice | None:
        """The practice with this ODS code."""
        return self.reports.practices.get(code.strip().upper())

    def network(self, code: str) -> Network | None:
        """The network with this ODS code."""
        return self.reports.networks.get(code.strip().upper())

    def find(self, text: str, network: str | None = None) -> Found:
        """What a text names: a practice, a network, several that it could be, or nothing.

        Args:
            text: what the patient typed, a name or a sentence with one in it.
            network: the network whose page the patient is on; its practices come first.
        """
        status, chosen = self._finder.find(text[:LONGEST], (network or "").strip().upper())
        return self._found(text, status, chosen)

    def at(self, place: str) -> Found:
        """The practices in a town, village or suburb, whatever practices are called."""
        query = read_query(place[:LONGEST], self.index)
        there = in_towns(query.words, self.index)
        return self._found(place, *choose(there))

    def shares_its_name(self, practice: Practice) -> bool:
        """Whether another practice, open or in a network until it closed, is called the same."""
        return self._bearers[practice.name] > 1

    def part(self, practices: Iterable[str], networks: Iterable[str]) -> "Directory":
        """The directory of some practices and networks, the networks' members too: which of these is meant?

        Args:
            practices: ODS codes; what the directory does not have is left out.
            networks: the same.
        """
        kept = {code: network for code in networks if (network := self.network(code))}
        members = [code for network in kept.values() for code in network.practices]
        there = {code: practice for code in (*practices, *members) if (practice := self.practice(code))}
        return Directory(Reports(self.date, there, kept))

    def mentions(self, text: str) -> list[Mention]:
        """Where a text names a practice, network or town, or holds a postcode or ODS code, in order.

        A message is read twice, to mask it and to understand it; the last places are remembered, the words are not.
        """
        key, last = (hash(text), len(text)), self._last_mentions
        if last is None or last[0] != key:
            last = self._last_mentions = key, mentions(text, self.index.phrases, self.index.is_area)
        return list(last[1])

    @cached_property
    def index(self) -> Index:
        """What finding asks."""
        return self.stored_index or build_index(self.practices, self.networks)

    @cached_property
    def _bearers(self) -> Counter[str]:
        return Counter(each.name for each in self.practices if not each.closed or each.last_network)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self.index)

    def _found(self, text: str, status: Status, chosen: list[Candidate]) -> Found:
        if status is Status.AMBIGUOUS and (one := self._to_the_letter(text, chosen)):
            status, chosen = Status.FOUND, [one]
        practices = [
            Match(practice, round(min(found.score, 1.0), 3))
            for found in chosen
            if (practice := self.reports.practices.get(found.code))
        ]
        networks = [network for found in chosen if (network := self.reports.networks.get(found.code))]
        if status is Status.FOUND and practices:
            status = _status(practices[0].practice)
        return Found(text, status, tuple(practices[:SHOWN]), tuple(networks[:SHOWN]))

    def _to_the_letter(self, text: str, chosen: list[Candidate]) -> Candidate | None:
        """The only one that is written as it was typed: "Eden Surgery", and not The Eden Surgeries."""
        if any(found.exact != WHOLE or found.own or found.doubt or found.slip for found in chosen):
            return None
        typed = f" {_letters(text)} "
        named = [
            found
            for found in chosen
            if any(f" {_letters(name)} " in typed for name in self._names(found.code))
        ]
        return named[0] if len(named) == 1 else None

    def _names(self, code: str) -> tuple[str, ...]:
        practice = self.reports.practices.get(code)
        return (practice.name, *practice.other_names) if practice else (self.reports.networks[code].name,)


def _letters(text: str) -> str:
    return " ".join(word for word in split(text) if word not in UNSAID)


def _status(practice: Practice) -> Status:
    if practice.closed or (practice.network is None and practice.left_network):
        return Status.CLOSED
    return Status.FOUND if practice.network else Status.NOT_IN_A_PCN
