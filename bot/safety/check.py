"""The check in front of every message: does it speak of an emergency, a crisis, or somebody being harmed?"""

from pathlib import Path
from typing import NamedTuple

from bot.safety.patterns import Places, Span
from bot.safety.replies import SafetyReplies
from bot.safety.rules import Outcome, RedFlag, Rules, load_rules

__all__ = ["Finding", "Outcome", "SafetyCheck"]

LONGEST_TEXT = 20_000


class Finding(NamedTuple):
    """What a message speaks of and which red flag says so; never the patient's words."""

    outcome: Outcome
    red_flag: str


class SafetyCheck:
    """Compares messages with the rules of `data/safety`.

    Args:
        rules: compiled rules.
        replies: the fixed replies.
    """

    def __init__(self, rules: Rules, replies: SafetyReplies) -> None:
        self.replies = replies
        self._rules = rules
        self._by_anchor = _anchored(rules)

    @classmethod
    def load(cls, folder: Path) -> "SafetyCheck":
        """Reads a folder of staff files.

        Raises:
            ContentError: a file is wrong, or the replies' wording is not the wording that was approved.
        """
        return cls(load_rules(folder), SafetyReplies.load(folder / "replies.yml"))

    def check(self, text: str) -> Outcome | None:
        """What a message speaks of; None for an ordinary one."""
        finding = self.finding(text)
        return finding.outcome if finding else None

    def finding(self, text: str) -> Finding | None:
        """The gravest red flag in a message, for reports."""
        words = self._rules.spelling.read(text[:LONGEST_TEXT])
        places = self._rules.index.places(words)
        flags = self._candidates(places)
        if not flags:
            return None
        around = self._rules.ordinary.find(places)
        for number in sorted(flags):
            flag = self._rules.flags[number]

            def counts(span: Span, flag: RedFlag = flag) -> bool:
                return self._rules.ordinary.counts(span, places, around, flag.past_counts, flag.over_counts)

            if any(places.find(flag.patterns[each], counts) for each in flags[number]):
                return Finding(flag.outcome, flag.id)
        return None

    def _candidates(self, places: Places) -> dict[int, list[int]]:
        """The flags, with their patterns, of which every word stands somewhere in the message."""
        present = places.at.keys()
        found: dict[int, list[int]] = {}
        for words in present:
            for flag, pattern, needed in self._by_anchor.get(words, ()):
                if needed <= present:
                    found.setdefault(flag, []).append(pattern)
        return found


Anchored = dict[frozenset[str], list[tuple[int, int, frozenset[frozenset[str]]]]]


def _anchored(rules: Rules) -> Anchored:
    """The patterns by their most telling step, the one with the fewest words, in the order of precedence."""
    by_anchor: Anchored = {}
    rules.flags.sort(key=lambda flag: list(Outcome).index(flag.outcome))
    for number, flag in enumerate(rules.flags):
        for place, pattern in enumerate(flag.patterns):
            needed = frozenset(step.words for chain in pattern.chains for step in chain)
            by_anchor.setdefault(min(needed, key=len), []).append((number, place, needed))
    return by_anchor
