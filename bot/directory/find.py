"""The directory: practices and networks by code, and what a patient's words mean."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from bot.directory.build import build_index
from bot.directory.choose import SHOWN, Candidate, choose
from bot.directory.index import NO_DAY, Index
from bot.directory.kinds import ROUGHLY, WHOLE
from bot.directory.leftovers import Leftovers
from bot.directory.mentions import Mention, mentions
from bot.directory.ods import read_reports
from bot.directory.people import Reports
from bot.directory.places import at_place, in_towns
from bot.directory.practice import Found, Match, Network, Practice, Status
from bot.directory.query import SHORT, Query, guesses, read_query
from bot.directory.score import Fit, fits
from bot.directory.words import UNSAID, split

LONGEST = 2000
STRONG = 0.8
PLAIN = 1.1
"""The score of a whole name with its own "surgery" or the like."""
OWN = 0.25
SAME = 0.02
"""What two scores may differ by and still be as good."""


@dataclass(eq=False)
class Directory:
    """The practices and networks of one edition of the reports.

    Args:
        reports: what they say.
        stored_index: the index that was stored with them; without one it is made on first use.
    """

    reports: Reports
    stored_index: Index | None = None

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

    def mentions(self, text: str) -> list[Mention]:
        """Where a text names a practice, network or town, or holds a postcode or ODS code, in order."""
        return mentions(text, self.index.phrases, self.index.is_area)

    @cached_property
    def index(self) -> Index:
        """What finding asks."""
        return self.stored_index or build_index(self.practices, self.networks)

    @cached_property
    def _bearers(self) -> Counter[str]:
        return Counter(each.name for each in self.practices if not each.closed or each.last_network)

    @cached_property
    def _finder(self) -> "Finder":
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


@dataclass(frozen=True)
class Finder:
    """Finds codes by a patient's words, in an index alone.

    Args:
        index: of a directory.
    """

    index: Index

    def find(self, text: str, network: str) -> tuple[Status, list[Candidate]]:
        """Whether one, several or none is meant, and which, best first.

        Args:
            text: what the patient typed.
            network: the code of the network whose page the patient is on, or "".
        """
        query = read_query(text, self.index)
        if query.codes:
            return choose([Candidate(code, 1.0) for code in dict.fromkeys(query.codes)])
        return choose(self._ranked(query, network))

    def _ranked(self, query: Query, network: str) -> list[Candidate]:
        """All candidates, best first."""
        by_name = self._named(query)
        where = self._at_postcode(query)
        plain = by_name and by_name[0].whole and by_name[0].score > STRONG and not by_name[0].doubt
        if not where:
            by_name += at_place(query, self.index, towns=not plain)
        if where:
            by_name = _narrowed(by_name, where, content=bool(query.content))
        best: dict[str, Candidate] = {}
        for candidate in by_name:
            weighed = self._weighed(candidate, network)
            if candidate.code not in best or weighed.score > best[candidate.code].score:
                best[candidate.code] = weighed
        ranked = sorted(best.values(), key=lambda found: (-found.score, found.code))
        return self._without_own_networks(self._without_predecessors(ranked))

    def _weighed(self, candidate: Candidate, network: str) -> Candidate:
        """A candidate with what speaks for it before anything is said: its standing, and the page."""
        owners = self.index.owners
        place = owners.positions[candidate.code]
        its_network = int(owners.networks[place])
        own = bool(network) and network in {
            candidate.code,
            owners.codes[its_network] if its_network >= 0 else None,
        }
        score = candidate.score + float(owners.standing[place]) + (OWN if own else 0.0)
        closed = bool(owners.closed[place] != NO_DAY)
        return replace(
            candidate, score=score, own=own, network=bool(owners.is_network[place]), closed=closed
        )

    def _named(self, query: Query) -> list[Candidate]:
        """Candidates by name; slips in everyday words are looked for only when nothing fits as it stands."""
        index, leftovers = self.index, Leftovers(query, self.index)
        found = fits(query, index, guesses(query, index, everything=False), leftovers)
        if not any(_is_plain(fit, query) for fit in found[:5] if not fit.doubt):
            found = fits(query, index, guesses(query, index, everything=True), leftovers)
        codes = self.index.owners.codes
        return [
            Candidate(
                codes[fit.name.owner],
                fit.score,
                whole=fit.whole,
                distinct=fit.distinct,
                doubt=fit.doubt,
                main=fit.name.main,
                exact=fit.exact,
                left=fit.left,
                slip=fit.slip,
                said=len(fit.places),
            )
            for fit in found
        ]

    def _at_postcode(self, query: Query) -> list[Candidate]:
        owners = self.index.owners
        for postcode in query.postcodes:
            if there := owners.at_postcode(postcode):
                return [Candidate(owners.codes[owner], 1.0) for owner in there]
        return [
            Candidate(owners.codes[owner], 0.75, doubt=bool(query.postcodes))
            for outward in query.outwards
            for owner in owners.at_outward(outward)
        ]

    def _without_own_networks(self, ranked: list[Candidate]) -> list[Candidate]:
        """A network left out where its name is that of a practice in it, which answers for both."""
        owners = self.index.owners
        best = next(
            (found for found in ranked if not found.network and found.whole and not found.doubt), None
        )
        if best is None or best.score < ranked[0].score - SAME:
            return ranked
        its_network = int(owners.networks[owners.positions[best.code]])
        return [found for found in ranked if owners.positions[found.code] != its_network]

    def _without_predecessors(self, ranked: list[Candidate]) -> list[Candidate]:
        """Closed practices left out where the open one at their postcode is a candidate as good."""
        owners = self.index.owners
        open_at: dict[bytes, float] = {}
        placed = [(candidate, owners.positions[candidate.code]) for candidate in ranked]
        for candidate, place in placed:
            if owners.closed[place] == NO_DAY and not owners.is_network[place]:
                open_at.setdefault(bytes(owners.postcodes[place]), candidate.score)
        return [
            candidate
            for candidate, place in placed
            if owners.closed[place] == NO_DAY
            or open_at.get(bytes(owners.postcodes[place]), -1.0) < candidate.score - SAME
        ]


def _letters(text: str) -> str:
    return " ".join(word for word in split(text) if word not in UNSAID)


def _status(practice: Practice) -> Status:
    if practice.closed or (practice.network is None and practice.left_network):
        return Status.CLOSED
    return Status.FOUND if practice.network else Status.NOT_IN_A_PCN


def _is_plain(fit: Fit, query: Query) -> bool:
    """Whether a name was said without a slip, and nothing beside it that may be a slip in another."""
    if fit.exact < ROUGHLY and not fit.slip:
        return not fit.left or len(query.words) > SHORT
    return fit.clean or fit.score > PLAIN


def _narrowed(by_name: list[Candidate], where: list[Candidate], *, content: bool) -> list[Candidate]:
    """Those named that are at the postcode; without a name, all that are there."""
    there = {candidate.code for candidate in where}
    both = [replace(found, score=found.score + 0.3, doubt=False) for found in by_name if found.code in there]
    if both:
        return both
    if content and by_name and by_name[0].score >= STRONG:
        return [replace(found, doubt=True) for found in by_name]
    return where
