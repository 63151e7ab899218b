"""What a query says beyond a name: the practice's place, chatter, or a sign that something else is meant."""

from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import OSA

from bot.directory.finding.alignment import Alignment
from bot.directory.finding.index import Index, Name
from bot.directory.finding.places import PlacesSaid
from bot.directory.finding.query import Query
from bot.directory.finding.words import UNSAID, is_common
from bot.directory.vocabulary import vocabulary

CHATTER = 0.02
UNKNOWN = 0.05
UNKNOWN_BESIDE = 0.6
OTHER_NAME = 0.6
OTHER_INITIALS = 0.1
GOES_ON = 0.4
INITIALS = 4
"""Letters of two words, added up, that are as likely two initials as one of them with a slip."""
FEW = 4
"""Words left in a query that says little more than a name."""
SMALL = ("the", "and", "for")


@dataclass(frozen=True)
class Leftover:
    """A word of the query that is no part of the name.

    Args:
        against: how much it weighs against the name.
        doubt: it speaks of something else.
        here: how much it tells, where it says the practice's own place.
        own: it belongs to what is meant: its place, or a slip in its name.
    """

    against: float
    doubt: bool = False
    here: float = 0.0
    own: bool = False


@dataclass(frozen=True)
class Leftovers:
    """Weighs what is left of one query beside any name.

    Args:
        query: what was typed.
        index: of the directory.
    """

    query: Query
    index: Index

    def here(self, name: Name) -> set[int]:
        """The places of the words that say where the practice of a name is."""
        return self._places.at(self.index.address(name.owner))

    def says_more(self, way: Alignment, here: set[int]) -> bool:
        """Whether the query says something else than a name and where it is, but for what stands around names."""
        filler = vocabulary().filler
        return any(
            self.query.words[place] not in filler for place in self._rest if place not in way.places | here
        )

    def beside(self, name: Name, way: Alignment, here: set[int]) -> list[Leftover]:
        """What the query says beyond a name.

        Args:
            name: the name.
            way: what of the query says it.
            here: the places of the words that say where its practice is.
        """
        unsaid = [word for place, word in enumerate(name.core) if place not in way.core]
        slips = (
            {*unsaid, *name.full, "pcn"}
            if self.index.owners.is_network[name.owner]
            else {*unsaid, *name.full}
        )
        other_number = any(word.isdigit() for word in unsaid)
        return [
            self._leftover(
                place,
                way,
                slips,
                is_here=place in here,
                is_more=bool(unsaid) or self._is_alone(place, here),
                other_number=other_number,
            )
            for place in self._rest
            if place not in way.places
        ]

    @cached_property
    def _rest(self) -> tuple[int, ...]:
        query, frame = self.query, vocabulary().frame
        return tuple(
            place for place, word in enumerate(query.words) if word not in frame and word not in query.kinds
        )

    @cached_property
    def _places(self) -> PlacesSaid:
        return PlacesSaid.of(self.query, self.index)

    @cached_property
    def _far(self) -> dict[int, Leftover]:
        """What each word is worth where it stands apart from the name."""
        return {place: self._apart(self.query.words[place]) for place in self._rest}

    def _leftover(
        self, place: int, way: Alignment, slips: set[str], *, is_here: bool, is_more: bool, other_number: bool
    ) -> Leftover:
        word, (start, end) = self.query.words[place], way.span
        near = start - 2 <= place < end + 2
        if near and self._is_slip(word, slips):
            return Leftover(CHATTER, own=True)
        if near and len(word) == len(SMALL[0]) and any(OSA.distance(word, small) == 1 for small in SMALL):
            return Leftover(CHATTER)
        goes_on = self._goes_on(way, place)
        names_it = place == self._before(start) and is_more and is_common(word)
        if is_here and not goes_on and not names_it:
            tells = near or not is_common(word)
            return Leftover(0.0, here=self.index.weight(word) if tells else 0.0, own=tells)
        if place in self._places.led_to or way.start < place < way.end or (other_number and word.isdigit()):
            return Leftover(OTHER_NAME, doubt=True)
        after = place == end and place not in self.query.breaks
        if after and place in self._run(start, end):
            return Leftover(OTHER_NAME, doubt=True)
        if not after and place != self._before(start):
            if place in self._run(start, end) and (place > end or not is_common(word)):
                return Leftover(OTHER_NAME, doubt=True)
            return self._far[place]
        if len(word) < 3 and word.isalpha() and word not in vocabulary().filler:
            return Leftover(OTHER_INITIALS, doubt=True)
        if is_common(word):
            return self._everyday(place, start, end, goes_on=goes_on)
        if self.index.in_names(word) or self.index.in_towns(word):
            return Leftover(OTHER_NAME * self.index.weight(word), doubt=True)
        if after and not goes_on and self.query.words[end - 1] in self.query.kinds and len(self._rest) > FEW:
            return Leftover(UNKNOWN)
        return Leftover(UNKNOWN_BESIDE, doubt=True)

    def _everyday(self, place: int, start: int, end: int, *, goes_on: bool) -> Leftover:
        """An everyday word beside a name: "High Haiders Practice" is not The Haider Practice."""
        word = self.query.words[place]
        weight = self.index.weight(word)
        is_name = word in vocabulary().name_words
        if goes_on or (place == self._before(start) and (is_name or self._is_part_of_names(place))):
            return Leftover(max(weight, GOES_ON), doubt=True)
        if not (is_name and place == end):
            return Leftover(CHATTER)
        closed = end in self.query.breaks or self.query.words[end - 1] in self.query.kinds
        is_town = self.index.in_towns(word) and not word.isdigit()
        return Leftover(weight * (0.5 if closed else 1), doubt=not closed or is_town)

    def _is_alone(self, place: int, here: set[int]) -> bool:
        """Whether a word of which names are made stands in the address, but was said without the rest of its place."""
        return self.query.words[place] in vocabulary().name_words and here.isdisjoint({place - 1, place + 1})

    def _is_part_of_names(self, place: int) -> bool:
        """Whether an everyday word is one of which names are made; one of chatter only where it begins what is said."""
        word, vocab = self.query.words[place], vocabulary()
        if word in vocab.frame | vocab.cues | vocab.polite or not self.index.in_names(word):
            return word.isdigit()
        return word not in vocab.filler or not place or place in self.query.breaks

    def _run(self, start: int, end: int) -> range:
        """The places of the words around a name with which it would be a longer name: "Merepark Fort Maher Surgery"."""
        words, breaks, ordinary = self.query.words, self.query.breaks, self.query.is_ordinary
        first, last = start, end
        while first and first not in breaks and not ordinary[first - 1]:
            first -= 1
        while last < len(words) and last not in breaks and not ordinary[last]:
            last += 1
        goes_on = last < len(words) and last not in breaks and words[last] in self.query.kinds - UNSAID
        return range(first, last if goes_on else end)

    def _apart(self, word: str) -> Leftover:
        if is_common(word):
            return Leftover(CHATTER)
        if self.index.in_names(word) or self.index.in_towns(word):
            return Leftover(OTHER_NAME * self.index.weight(word), doubt=self.index.in_towns(word))
        return Leftover(UNKNOWN)

    def _is_slip(self, word: str, slips: set[str]) -> bool:
        """Whether a word is a slip away from one that belongs to the name: "carw" for Care."""
        if len(word) > 2 and (self.index.in_names(word) or self.index.in_towns(word)):
            return False
        parts = (part for part in slips if len(word) + len(part) > INITIALS)
        if any(OSA.distance(word, part, score_cutoff=1) == 1 for part in parts):
            return True
        return any(
            sorted(word) == sorted(small) or (len(word) > 3 and OSA.distance(word, small) <= 1)
            for small in SMALL
        )

    def _before(self, start: int) -> int:
        """The place of the word before a name, "the" passed over; -1 where there is none, or a comma."""
        place = start - 1
        while place >= 0 and self.query.words[place] == "the" and place + 1 not in self.query.breaks:
            place -= 1
        return -1 if place + 1 in self.query.breaks else place

    def _goes_on(self, way: Alignment, place: int) -> bool:
        """Whether a word goes on with a name, making it another: "Wilmslow Rod Surgery", "Yarm Road"."""
        words = self.query.words
        if place != way.end or place in self.query.breaks:
            return False
        kind_next = place + 1 < len(words) and words[place + 1] in self.query.kinds - UNSAID
        roads = vocabulary().roads
        return kind_next or (words[place] in roads and roads.isdisjoint(words[place + 1 : place + 2]))
