"""Whether words of a sentence are meant as a name, or merely happen to be in one.

"I live near the park" names no Park Surgery. The more ordinary the words, the more must speak for a name:
nothing else in the text, "surgery" or the like beside them, the whole name said.
"""

from dataclasses import dataclass
from functools import cached_property

from bot.directory.finding.alignment import Alignment
from bot.directory.finding.index import Index, Name
from bot.directory.finding.kinds import has_same_kind, is_literal, says_network
from bot.directory.finding.places import LEADS
from bot.directory.finding.query import Query
from bot.directory.finding.slips import SHORTEST
from bot.directory.finding.words import UNSAID, is_common
from bot.directory.vocabulary import vocabulary

STRONG_KINDS = frozenset({"surgery", "practice", "medical", "centre", "clinic", "partner"})
PLACED = (("in",), ("near",), ("on",), ("by",))
EXACT = 0.9
"""From this likeness on a word counts as said as it is."""
NEAR = 0.75
"""Below this likeness a word had two slips."""
TELLING = 0.3
"""The evidence that telling words need at least."""


def is_meant(query: Query, index: Index, name: Name, way: Alignment, here: set[int]) -> bool:
    """Whether the words can be meant as this name at all.

    Args:
        query: what was typed.
        index: of the directory.
        name: the name.
        way: what of the query says it.
        here: the places of the words that say where its practice is.
    """
    said = _Said(query, index, name, way, here)
    ordinary = all(query.is_ordinary[place] for place in way.places)
    if name.main and len(name.full) > (2 if ordinary else 1) and is_literal(query, name, way):
        return True
    if len(way.places) == 1 and len(query.words[way.start]) < SHORTEST and not said.same_kind:
        return False
    if not (name.main or said.bare or (said.whole and said.kind)):
        return False
    if ordinary:
        is_number = said.alone and said.whole and way.least == 1 and len(query.words[way.start]) >= SHORTEST
        return is_number or said.bare and said.same_kind and said.whole
    if all(is_common(query.words[place]) for place in way.places):
        return _is_everyday_meant(said)
    if way.evidence <= TELLING:
        return False
    if len(way.places) == 1:
        return _is_one_word_meant(said)
    return said.bare or (
        said.near and (said.exact > 0 or said.kind) and (said.whole or said.kind or said.exact > 1)
    )


def _is_everyday_meant(said: "_Said") -> bool:
    """For names of which only everyday words were said ("Park Lane", "The Village Surgery")."""
    if len(said.way.places) == 1:
        if said.way.least < EXACT:
            return said.bare and said.same_kind and said.whole
        return said.alone or (said.whole and said.same_kind) or (said.bare and said.cued)
    if said.way.least < EXACT and not said.exact:
        return said.bare and said.kind
    return said.bare or (said.near and (said.kind or (said.whole and (said.cued or said.is_set_apart))))


def _is_one_word_meant(said: "_Said") -> bool:
    """For one telling word, perhaps with a slip."""
    if said.way.least < NEAR:
        return said.whole and said.kind
    if said.way.least < EXACT:
        return said.whole and (said.bare or said.kind)
    return said.bare or said.kind or (said.whole and (said.cued or said.after_chatter or not said.in_town))


@dataclass(frozen=True)
class _Said:
    """What speaks for a name, each looked at only when it is asked for."""

    query: Query
    index: Index
    name: Name
    way: Alignment
    here: set[int]

    @cached_property
    def bare(self) -> bool:
        """The query says little else."""
        return all(self._is_inside(place) or place in self.here for place in self.query.telling)

    @cached_property
    def alone(self) -> bool:
        """The query says nothing else but "surgery" and the like."""
        allowed = vocabulary().polite | self.query.kinds - UNSAID | {"the", "at"}
        return all(
            place in self.way.places or word in allowed or place in self.here
            for place, word in enumerate(self.query.words)
        )

    @cached_property
    def kind(self) -> bool:
        """Whether "surgery" or the like stands beside it."""
        beside = {self.query.words[place] for place in range(*self.way.span) if place not in self.way.places}
        return not STRONG_KINDS.isdisjoint(beside) or self.network or (self.same_kind and len(beside) > 1)

    @cached_property
    def same_kind(self) -> bool:
        """Whether just the generic words of the name stand beside it."""
        return self.network or has_same_kind(self.query, self.name, self.way)

    @cached_property
    def network(self) -> bool:
        """Whether it is a network, and "PCN" was said."""
        return bool(self.index.owners.is_network[self.name.owner]) and says_network(self.query, self.way)

    @property
    def whole(self) -> bool:
        """Whether all of its distinctive words were said."""
        return len(self.way.core) == len(self.name.core)

    @property
    def near(self) -> bool:
        """Whether they stand together."""
        return self.way.end - self.way.start <= len(self.way.places) + 1

    @property
    def exact(self) -> int:
        """How many of them were said as they are."""
        return len({guess.start for guess in self.way.core.values() if guess.likeness >= EXACT})

    @property
    def in_town(self) -> bool:
        """Whether the one word is also that of a town."""
        return self.index.in_towns(self.query.words[self.way.start])

    @property
    def cued(self) -> bool:
        """Whether the word before it leads to a name, or commas set it apart, and nobody lives there."""
        if self._is_home:
            return False
        start, end = self.way.span
        words, breaks = self.query.words, self.query.breaks
        if start and words[start - 1] in vocabulary().cues:
            return True
        apart = (start in breaks or (not start and end < len(words))) and words[end - 1] not in UNSAID
        return apart and (end in breaks or end == len(words))

    @property
    def is_set_apart(self) -> bool:
        """Whether it was said as it is, and nothing before it makes it where somebody lives or goes."""
        start, words = self.way.span[0], self.query.words
        return self.way.least == 1 and not self._is_home and words[start - 1 : start] not in PLACED

    @property
    def after_chatter(self) -> bool:
        """Whether a word stands before it that stands around names, and does not lead to a place."""
        start, words = self.way.span[0], self.query.words
        return start > 0 and words[start - 1] in vocabulary().filler - LEADS and not self._is_home

    @property
    def _is_home(self) -> bool:
        """Whether it is where somebody lives."""
        start, words = self.way.span[0], self.query.words
        return not vocabulary().living.isdisjoint(words[max(start - 2, 0) : start])

    def _is_inside(self, place: int) -> bool:
        return self.way.span[0] <= place < self.way.span[1]
