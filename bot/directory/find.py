"""The directory: practices and networks by code, and what a patient's words mean."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from bot.directory.choose import SHOWN, Candidate, choose
from bot.directory.index import Index, build_index
from bot.directory.mentions import Mention, Mentions
from bot.directory.ods import read_reports
from bot.directory.people import Reports
from bot.directory.places import at_place
from bot.directory.practice import Found, Match, Network, Practice, Status
from bot.directory.query import Query, guesses, read_query
from bot.directory.score import fits

LONGEST = 2000
STRONG = 0.8
OWN = 0.25
LONG_CLOSED = 0.12
FIRST_NETWORKS = date(2019, 7, 1)


@dataclass
class Directory:
    """The practices and networks of one edition of the reports.

    Args:
        reports: what they say.
    """

    reports: Reports

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
        query = read_query(text[:LONGEST], self._is_code, self._outwards.keys(), self._index)
        if query.codes:
            ranked = [Candidate(code, 1.0) for code in dict.fromkeys(query.codes)]
        else:
            ranked = self._ranked(query, (network or "").strip().upper())
        return self._found(text, *choose(ranked))

    def mentions(self, text: str) -> list[Mention]:
        """Where a text names a practice, network or town, or holds a postcode or ODS code, in order."""
        return self._mentions.of(text)

    @cached_property
    def _index(self) -> Index:
        return build_index(self.practices, self.networks)

    @cached_property
    def _mentions(self) -> Mentions:
        return Mentions.of_directory(self.practices, self.networks)

    @cached_property
    def _outwards(self) -> dict[str, set[str]]:
        return _grouped((practice.postcode.partition(" ")[0], practice.code) for practice in self.practices)

    @cached_property
    def _postcodes(self) -> dict[str, set[str]]:
        return _grouped((practice.postcode, practice.code) for practice in self.practices)

    def _is_code(self, code: str) -> bool:
        return code in self.reports.practices or code in self.reports.networks

    def _ranked(self, query: Query, network: str) -> list[Candidate]:
        """All candidates, best first."""
        by_name = self._named(query)
        where = self._at_postcode(query)
        plain = by_name and by_name[0].whole and by_name[0].score > STRONG and not by_name[0].doubt
        if not where:
            by_name += at_place(query, self._index, towns=not plain)
        if where:
            by_name = _narrowed(by_name, where, content=bool(query.content))
        best: dict[str, Candidate] = {}
        for candidate in by_name:
            own = bool(network) and network in {candidate.code, self._network_of(candidate.code)}
            score = candidate.score - self._long_gone(candidate.code) + (OWN if own else 0.0)
            weighed = replace(
                candidate, score=score, own=own, network=candidate.code in self.reports.networks
            )
            if candidate.code not in best or weighed.score > best[candidate.code].score:
                best[candidate.code] = weighed
        return self._without_predecessors(sorted(best.values(), key=lambda found: (-found.score, found.code)))

    def _named(self, query: Query) -> list[Candidate]:
        """Candidates by name; slips in everyday words are looked for only when nothing fits as it stands."""
        found = fits(query, self._index, guesses(query, self._index, everything=False))
        if not any(fit.clean for fit in found[:5]):
            found = fits(query, self._index, guesses(query, self._index, everything=True))
        return [
            Candidate(fit.name.code, fit.score, fit.whole, fit.distinct, fit.doubt, fit.begins)
            for fit in found
        ]

    def _at_postcode(self, query: Query) -> list[Candidate]:
        for postcode in query.postcodes:
            if codes := self._postcodes.get(postcode):
                return [Candidate(code, 1.0) for code in sorted(codes)]
        return [
            Candidate(code, 0.75, doubt=bool(query.postcodes))
            for outward in query.outwards
            for code in sorted(self._outwards[outward])
        ]

    def _network_of(self, code: str) -> str | None:
        practice = self.reports.practices.get(code)
        return practice.last_network if practice else None

    def _long_gone(self, code: str) -> float:
        """What a practice that closed before there were networks loses against an open one of its name."""
        practice = self.reports.practices.get(code)
        return LONG_CLOSED if practice and practice.closed and practice.closed < FIRST_NETWORKS else 0.0

    def _without_predecessors(self, ranked: list[Candidate]) -> list[Candidate]:
        """Closed practices left out where the open one at their postcode is a candidate as good."""
        open_at = {}
        for candidate in ranked:
            practice = self.reports.practices.get(candidate.code)
            if practice and practice.closed is None:
                open_at.setdefault(practice.postcode, candidate.score)
        return [
            candidate
            for candidate in ranked
            if (practice := self.reports.practices.get(candidate.code)) is None
            or practice.closed is None
            or open_at.get(practice.postcode, -1.0) < candidate.score - 0.02
        ]

    def _found(self, text: str, status: Status, chosen: list[Candidate]) -> Found:
        practices = [
            Match(self.reports.practices[found.code], round(min(found.score, 1.0), 3))
            for found in chosen
            if found.code in self.reports.practices
        ]
        networks = [
            self.reports.networks[found.code] for found in chosen if found.code in self.reports.networks
        ]
        if status is Status.FOUND and practices:
            status = _status(practices[0].practice)
        return Found(text, status, tuple(practices[:SHOWN]), tuple(networks[:SHOWN]))


def _status(practice: Practice) -> Status:
    if practice.closed or (practice.network is None and practice.left_network):
        return Status.CLOSED
    return Status.FOUND if practice.network else Status.NOT_IN_A_PCN


def _narrowed(by_name: list[Candidate], where: list[Candidate], *, content: bool) -> list[Candidate]:
    """Those named that are at the postcode; without a name, all that are there."""
    there = {candidate.code for candidate in where}
    both = [replace(found, score=found.score + 0.3, doubt=False) for found in by_name if found.code in there]
    if both:
        return both
    if content and by_name and by_name[0].score >= STRONG:
        return [replace(found, doubt=True) for found in by_name]
    return where


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        if key:
            groups[key].add(value)
    return dict(groups)
