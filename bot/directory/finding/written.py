"""Names as they are written, each as one text: a slip may be in any word of it, "centre" and "the" included."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.directory.finding.keyboard import is_other_beginning, is_slip
from bot.directory.finding.ragged import Ragged
from bot.directory.finding.slips import Slips
from bot.directory.finding.words import distinctive, normal, split
from bot.directory.vocabulary import vocabulary

SHORTEST = 6
"""Letters of the shortest name that is known by its letters alone."""
SHORTEST_SAID = 8
"""The same inside a sentence."""
MOST_WORDS = 12
"""More words are no name."""
SHORT_WORD = 5
"""In a shorter word only what is surely a slip of the keyboard counts: any other letter makes another word."""


@dataclass(frozen=True)
class Slipped:
    """A name that may be meant by what was typed with a slip.

    Args:
        owner: whose name it is, as a position in `Owners`.
        word: the word with the slip, as typed.
    """

    owner: int
    word: str


@dataclass(frozen=True)
class Written:
    """All names in the reports that tell something, with and without "the" before them.

    Args:
        slips: the texts, by what is typed instead of them.
        owners: for each text whose name it is.
    """

    slips: Slips
    owners: Ragged

    @classmethod
    def of(cls, names: Iterable[tuple[int, str]]) -> "Written":
        """The index of names.

        Args:
            names: each with the position of its owner.
        """
        owners: dict[str, dict[int, None]] = defaultdict(dict)
        for owner, name in names:
            words = split(name)
            if distinctive(normal(name)):
                for text in dict.fromkeys([" ".join(words), " ".join(words[words[0] == "the" :])]):
                    if len(text) >= SHORTEST:
                        owners[text][owner] = None
        return cls(Slips.of(list(owners), most=1), Ragged.of(list(owners.values())))

    def near(self, text: str) -> list[Slipped]:
        """Whose name is one slip away from a text, or from what a sentence says but for the words around a name.

        Args:
            text: as typed.
        """
        words = split(text)
        if len(words) <= MOST_WORDS and (found := self._one_away(" ".join(words))):
            return found
        tried = (self._one_away(span, surely=True) for span in _spans(words))
        return next(filter(None, tried), [])

    def _one_away(self, text: str, *, surely: bool = False) -> list[Slipped]:
        found = []
        for place in self.slips.one_away(text):
            name = self.slips.words[place]
            typed, meant = _differing(text, name)
            if is_slip(text, name) or not (
                surely or len(meant) < SHORT_WORD or is_other_beginning(typed, meant)
            ):
                found += [Slipped(owner, typed) for owner in self.owners[place].tolist()]
        return found


def _spans(words: list[str]) -> list[str]:
    """What can be a name in a sentence: all words but those around names, and some of these, longest first."""
    vocab = vocabulary()
    around = vocab.frame | vocab.cues | vocab.filler | vocab.polite
    telling = [place for place, word in enumerate(words) if word not in around]
    if not telling:
        return []
    first, last = telling[0], telling[-1] + 1
    starts = range(max(0, last - MOST_WORDS), min(first, len(words) - 1) + 1)
    spans = [
        words[start:end]
        for start in starts
        if not start or words[start - 1] not in vocab.name_words
        for end in range(last, min(len(words), start + MOST_WORDS) + 1)
        if end - start < len(words) and (end == len(words) or words[end] not in vocab.name_words)
    ]
    texts = (" ".join(span) for span in sorted(spans, key=len, reverse=True))
    return [text for text in texts if len(text) >= SHORTEST_SAID]


def _differing(typed: str, meant: str) -> tuple[str, str]:
    """The word of each text in which they differ."""
    at = next(
        (at for at, (one, other) in enumerate(zip(typed, meant)) if one != other), min(len(typed), len(meant))
    )
    start = typed.rfind(" ", 0, at) + 1
    return typed[start:].partition(" ")[0], meant[start:].partition(" ")[0]
