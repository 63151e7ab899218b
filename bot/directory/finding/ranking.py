"""All practices and networks that a query can mean, best first, and which of them is meant."""

from dataclasses import dataclass, replace

from bot.directory.finding.choose import Candidate, choose
from bot.directory.finding.index import NO_DAY, Index
from bot.directory.finding.kinds import ROUGHLY
from bot.directory.finding.leftovers import Leftovers
from bot.directory.finding.places import at_place
from bot.directory.finding.query import SHORT, Query, guesses, read_query
from bot.directory.finding.score import Fit, fits
from bot.directory.practice import Status
from bot.directory.vocabulary import vocabulary

STRONG = 0.8
PLAIN = 1.1
"""The score of a whole name with its own "surgery" or the like."""
OWN = 0.25
SAME = 0.02
"""What two scores may differ by and still be as good."""


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
        status, chosen = choose(self._ranked(query, network))
        if query.postcodes or (
            chosen and chosen[0].exact < ROUGHLY and not (chosen[0].slip or chosen[0].doubt)
        ):
            return status, chosen
        return self._with_a_slip(text, network, status, chosen)

    def _with_a_slip(
        self, text: str, network: str, status: Status, chosen: list[Candidate]
    ) -> tuple[Status, list[Candidate]]:
        """The one whose name is a slip away as it is written; asked about where others may be meant as well."""
        near = self.index.written.near(text)
        if not near:
            return status, chosen
        owners = dict.fromkeys(self.index.owners.codes[slipped.owner] for slipped in near)
        best = _likeliest([self._weighed(Candidate(code, 1.0, slip=True), network) for code in owners])
        codes = {candidate.code for candidate in best}
        named = any(self._is_of_another_name(slipped.word) for slipped in near)
        if status is Status.FOUND and chosen[0].code in codes:
            return status, chosen
        if len(best) == 1 and not named and status is not Status.FOUND:
            return Status.FOUND, best
        return Status.AMBIGUOUS, best + [other for other in chosen if other.code not in codes]

    def _is_of_another_name(self, word: str) -> bool:
        """Whether what may be a slip is as likely a word of another name: "Eltham Road" is not Meltham Road."""
        is_known = self.index.in_towns(word) or self.index.is_name_word(word)
        return (len(word) >= SHORT and is_known) or word in vocabulary().name_words | vocabulary().roads

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
        return replace(candidate, score=score, own=own, network=bool(owners.is_network[place]), closed=closed)

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


def _likeliest(candidates: list[Candidate]) -> list[Candidate]:
    """Those of the page before others, open ones before closed ones, practices before networks."""
    for preferred in (
        lambda each: each.own,
        lambda each: not each.closed,
        lambda each: not each.network,
    ):
        candidates = list(filter(preferred, candidates)) or candidates
    return candidates


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
    is_full = where[0].score == 1
    if content and any(
        found.distinct or (found.exact < ROUGHLY and not is_full)
        for found in by_name[:1]
        if found.score >= STRONG
    ):
        return [replace(found, doubt=True) for found in by_name]
    return where
