"""The small pattern language of `data/safety/red-flags.yml`. The file's head explains it to staff."""

from bisect import bisect_right as bisect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from bot.safety.words import SENTENCE, Words

GAPS = {"..": 2, "...": 5}
NEARBY, ANYWHERE = 12, 10_000
SENTENCE_COSTS = 3
LONGEST_REACH = 14

Span = tuple[int, int]
Counts = Callable[[Span], bool]


@dataclass(frozen=True)
class Step:
    """One word of a pattern: any of these words, at most so many other words after the step before."""

    words: frozenset[str]
    gap: int


@dataclass(frozen=True)
class Pattern:
    """One line of the rules: chains of words that stand near one another, in any order.

    Args:
        chains: each a row of steps.
        reach: how many words may lie between two chains.
        source: the line as staff wrote it.
        alone: it counts only where the message says nothing else.
    """

    chains: tuple[tuple[Step, ...], ...]
    reach: int
    source: str
    alone: bool = False


def compile_pattern(source: str, groups: dict[str, list[str]]) -> list[Pattern]:
    """The patterns that one line stands for; several where a choice has more than one word.

    Raises:
        ValueError: the line names a group that is not there, or is empty.
    """
    reach = ANYWHERE if "&&" in source else NEARBY
    alone = source.startswith("= ")
    chains = [_chains(part, groups) for part in source.removeprefix("= ").replace("&&", "&").split("&")]
    return [Pattern(tuple(choice), reach, source, alone) for choice in product(*chains)]


def _chains(part: str, groups: dict[str, list[str]]) -> list[tuple[Step, ...]]:
    steps: list[list[tuple[Step, ...]]] = []
    gap = 0
    for piece in part.split():
        if piece in GAPS:
            gap = GAPS[piece]
            continue
        steps.append(_choices(piece, gap, groups))
        gap = 0
    if not steps:
        raise ValueError("a part of the line is empty")
    return [tuple(step for choice in row for step in choice) for row in product(*steps)]


def _choices(piece: str, gap: int, groups: dict[str, list[str]]) -> list[tuple[Step, ...]]:
    single: set[str] = set()
    several: list[tuple[Step, ...]] = []
    for choice in _expand(piece, groups):
        words = choice.split()
        if len(words) == 1:
            single.add(words[0])
        else:
            several.append(tuple(Step(frozenset({w}), 0 if i else gap) for i, w in enumerate(words)))
    return ([(Step(frozenset(single), gap),)] if single else []) + several


def _expand(piece: str, groups: dict[str, list[str]]) -> Iterator[str]:
    for choice in piece.split("/"):
        if choice.startswith("<") and choice.endswith(">"):
            if choice[1:-1] not in groups:
                raise ValueError(f"there is no list of words named {choice}")
            for member in groups[choice[1:-1]]:
                yield from _expand(member, groups) if member.startswith("<") else [member]
        elif choice:
            yield choice


class Places:
    """Where the words of the rules stand in one message."""

    def __init__(self, words: Words, fillers: frozenset[str], at: dict[frozenset[str], list[int]]) -> None:
        self.words = words
        self.at = at
        self._before = [0]
        self.sentence = [0]
        for word, pause in zip(words.words, words.pauses, strict=True):
            new_sentence = pause == SENTENCE and len(self._before) > 1
            self.sentence.append(self.sentence[-1] + new_sentence)
            self._before.append(self._before[-1] + (word not in fillers))
        del self.sentence[0]

    def between(self, first: int, second: int) -> int:
        """How many words that carry meaning lie between two places; the end of a sentence counts as some."""
        sentences = self.sentence[second] - self.sentence[first]
        return self._before[second] - self._before[first + 1] + SENTENCE_COSTS * sentences

    def spans(self, chain: tuple[Step, ...]) -> list[Span]:
        """Every place where a chain stands: the first and last word of each."""
        found = [(place, place) for place in self.at.get(chain[0].words, [])]
        for step in chain[1:]:
            places = self.at.get(step.words, [])
            reached = {
                place: start
                for start, end in found
                for place in places[bisect(places, end) : bisect(places, end + LONGEST_REACH)]
                if self.between(end, place) <= step.gap
            }
            found = [(start, place) for place, start in reached.items()]
            if not found:
                break
        return found

    def find(self, pattern: Pattern, counts: Counts) -> list[Span] | None:
        """The pattern's places, one for each chain; None where it does not stand in the message."""
        chains = []
        if pattern.alone and self._before[-1] > len(pattern.chains[0]):
            return None
        for chain in pattern.chains:
            spans = [span for span in self.spans(chain) if counts(span)]
            if not spans:
                return None
            chains.append(spans)
        for first in chains[0]:
            others = [
                next((s for s in spans if self._near(first, s, pattern.reach)), None) for spans in chains[1:]
            ]
            if all(others):
                return [first, *(span for span in others if span)]
        return None

    def _near(self, one: Span, other: Span, reach: int) -> bool:
        if one[1] < other[0]:
            return self.between(one[1], other[0]) <= reach
        if other[1] < one[0]:
            return self.between(other[1], one[0]) <= reach
        return one != other


class Index:
    """Finds at once which words of all patterns stand in a message.

    Args:
        patterns: every pattern of the rules.
        fillers: words that carry no meaning between two others.
    """

    def __init__(self, patterns: list[Pattern], fillers: frozenset[str]) -> None:
        self.fillers = fillers
        self._steps: dict[str, list[frozenset[str]]] = {}
        self._starts: dict[str, list[tuple[str, frozenset[str]]]] = {}
        for words in {step.words for p in patterns for chain in p.chains for step in chain}:
            for word in words:
                if word.endswith("*"):
                    self._starts.setdefault(word[0], []).append((word[:-1], words))
                else:
                    self._steps.setdefault(word, []).append(words)
        self._steps_of = lru_cache(maxsize=20_000)(self._look_up)

    @property
    def known(self) -> frozenset[str]:
        """Every word of the rules, without those that are only beginnings."""
        return frozenset(self._steps) | self.fillers

    def places(self, words: Words) -> Places:
        """Where the rules' words stand in a message."""
        at: dict[frozenset[str], list[int]] = {}
        for place, word in enumerate(words.words):
            for step in self._steps_of(word):
                if not (places := at.setdefault(step, [])) or places[-1] != place:
                    places.append(place)
        return Places(words, self.fillers, at)

    def _look_up(self, word: str) -> tuple[frozenset[str], ...]:
        starts = self._starts.get(word[0], ())
        return (*self._steps.get(word, ()), *(step for start, step in starts if word.startswith(start)))
