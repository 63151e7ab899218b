"""The check in front of every message: does it speak of an emergency, a crisis, or somebody being harmed?

Two sources are joined. What a rule notices alarms, unless the classifier, which has read many ordinary messages with the same
words, is nearly sure that nothing in the message speaks of danger. What no rule foresaw, the classifier may still notice, in
the whole message or in one of its parts.
"""

from pathlib import Path
from typing import NamedTuple

import numpy as np

from bot.safety import foreign
from bot.safety.classifier import CLASSES, FILE, SafetyClassifier
from bot.safety.parts import parts, run_on, sentences
from bot.safety.patterns import Places, Span
from bot.safety.replies import SafetyReplies
from bot.safety.rules import Outcome, RedFlag, Rules, load_rules

__all__ = ["Finding", "Outcome", "SafetyCheck"]

LONGEST_TEXT = 20_000
LONGEST_WEIGHED = 6_000
"""Characters. Longer texts, which no channel accepts as messages, are read by the rules only: the check has a time limit."""
WHOLE = 0.17
"""How likely danger has to be over the whole message for an alarm."""
PART, BESIDE_PART = 0.95, 0.2
"""How likely it has to be over a part of it, and beside that at least over the whole: "I'm not suicidal" is a part of much.
Where it is less over the whole, and no rule noticed anything, the parts are not weighed."""
RULE_WHOLE, RULE_PART, RULE_RUN_ON = 0.065, (0.95, 0.01), 0.99
"""How likely it has to be where a rule noticed something: the whole message, or a part and beside it the whole, or what may be
a sentence of its own in a message without commas."""
VERY_FEW_WORDS, FEW_WORDS, CALM_SENTENCE, CALM_WHOLE = 4, 7, 0.01, 0.005
"""In a sentence of very few words there is nothing beside what the rule noticed: it alarms. In one of few words it alarms
unless danger is as unlikely as this, in the sentence and over the whole message. All bars were chosen on
data/safety/open-set/tuning.yml, with the false alarms on tests/understanding/dev.yml (docs/developers/safety.md)."""
GRAVER = 0.8
"""How likely an emergency has to be for the classifier to put it above a crisis or harm that a rule noticed."""
EMERGENCY_FIRST, CRISIS_FIRST = (0.03, 0.05), 1.3
"""How likely an emergency has to be beside a crisis, and beside harm, to be put above them, in doubt the graver reply, which has
words for a crisis but none for harm; and a crisis to be put above harm, which many who are harmed tell of in words of despair."""
ADVICE, ADVICE_PART, BESIDE_ADVICE = 0.25, 0.97, 0.02
"""How likely a question for medical advice has to be: over the whole message, or over a part of it and beside it over the
whole. What speaks of symptoms cannot call off an emergency that a rule noticed: "newborn is a bit blue, is that normal"."""
EMERGENCY, CRISIS, HARM = (
    CLASSES.index(outcome.value) for outcome in (Outcome.EMERGENCY, Outcome.CRISIS, Outcome.SAFEGUARDING)
)
ADVICE_CLASS = CLASSES.index("medical-advice")
ALARMS = {CLASSES.index(outcome.value): outcome for outcome in Outcome if outcome.value in CLASSES}


class Finding(NamedTuple):
    """What a message speaks of and which red flag says so; never the patient's words."""

    outcome: Outcome
    red_flag: str
    in_english: bool = True


class SafetyCheck:
    """Compares messages with the rules of `data/safety`, and asks the classifier.

    Args:
        rules: compiled rules.
        replies: the fixed replies.
        classifier: for what no rule foresaw.
        foreign_text: tells messages that are not in English.
    """

    def __init__(
        self,
        rules: Rules,
        replies: SafetyReplies,
        classifier: SafetyClassifier,
        foreign_text: foreign.ForeignText,
    ) -> None:
        self.replies = replies
        self._rules = rules
        self._by_anchor = _anchored(rules)
        self._classifier = classifier
        self._foreign = foreign_text
        self._last_weighed: dict[str, tuple[tuple[int, int], np.ndarray]] = {}

    @classmethod
    def load(cls, folder: Path) -> "SafetyCheck":
        """Reads a folder of staff files.

        Raises:
            ContentError: a file is wrong, or the replies' wording is not the wording that was approved.
        """
        return cls(
            load_rules(folder),
            SafetyReplies.load(folder / "replies.yml"),
            SafetyClassifier.load(folder / FILE),
            foreign.ForeignText.load(folder / foreign.FILE),
        )

    def check(self, text: str) -> Outcome | None:
        """What a message speaks of; None for an ordinary one."""
        finding = self.finding(text)
        return finding.outcome if finding else None

    def finding(self, text: str) -> Finding | None:
        """The gravest red flag in a message, for reports; "classifier" where no rule named one."""
        by_rule = self.by_rules(text)
        if not by_rule and self._foreign.is_foreign(text[:LONGEST_TEXT]):
            return Finding(Outcome.OTHER_LANGUAGE, "other-language")
        if len(text) > LONGEST_WEIGHED:
            return by_rule
        likely = self._whole(text)
        if by_rule or _danger(likely)[0] >= BESIDE_PART:
            likely = self._whole_and_parts(text)
        danger = _danger(likely)
        whole, part = danger[0], danger[1:].max(initial=0.0)
        is_likely = whole >= RULE_WHOLE or (part >= RULE_PART[0] and whole >= RULE_PART[1])
        symptoms = by_rule and by_rule.outcome is Outcome.EMERGENCY and likely[0, ADVICE_CLASS] >= ADVICE
        if by_rule and by_rule.in_english and not (is_likely or symptoms or self._runs_on(text)):
            by_rule = self._in_few_words(text, whole)
        heard = _heard(likely, danger)
        says_nothing_else = len(text.split()) <= FEW_WORDS
        if by_rule and (by_rule.outcome is Outcome.EMERGENCY or says_nothing_else or not heard):
            graver = likely[:, EMERGENCY].max() >= GRAVER and by_rule.outcome is not Outcome.EMERGENCY
            return Finding(Outcome.EMERGENCY, "classifier") if graver else by_rule
        return Finding(heard, "classifier") if heard else None

    def asks_for_advice(self, text: str) -> bool:
        """Whether a message without an alarm asks for medical advice, alone or beside something else."""
        if len(text) > LONGEST_WEIGHED:
            return False
        whole = self._whole(text)[0, ADVICE_CLASS]
        if not BESIDE_ADVICE <= whole < ADVICE:
            return bool(whole >= ADVICE)
        return bool(self._whole_and_parts(text)[1:, ADVICE_CLASS].max(initial=0.0) >= ADVICE_PART)

    def by_rules(self, text: str) -> Finding | None:
        """The gravest red flag that a rule names; None where there are no alarming words, or something ordinary explains them."""
        words = self._rules.spelling.read(text[:LONGEST_TEXT])
        places = self._rules.index.places(words)
        flags = self._candidates(places)
        around = self._rules.ordinary.find(places) if flags else None
        for number in sorted(flags):
            flag = self._rules.flags[number]

            def counts(span: Span, flag: RedFlag = flag) -> bool:
                return self._rules.ordinary.counts(span, places, around, flag.past_counts, flag.over_counts)

            if any(places.find(flag.patterns[each], counts) for each in flags[number]):
                return Finding(flag.outcome, flag.id, flag.in_english)
        return None

    def _whole(self, text: str) -> np.ndarray:
        """How likely each class is of the whole message: shape [1, classes]."""
        return self._weighed("whole", text, [text])

    def _whole_and_parts(self, text: str) -> np.ndarray:
        """The same of the whole message, then of its parts: shape [1 + parts, classes]."""
        cut = parts(text)
        return np.vstack([self._whole(text), self._weighed("parts", text, cut)]) if cut else self._whole(text)

    def _in_few_words(self, text: str, whole: float) -> Finding | None:
        """What a rule notices in a sentence of few words, where danger is not quite unlikely."""
        short = [sentence for sentence in sentences(text) if len(sentence.split()) <= FEW_WORDS]
        noticed = [(sentence, found) for sentence in short if (found := self.by_rules(sentence))]
        if not noticed:
            return None
        danger = _danger(self._classifier.likelihoods([sentence for sentence, _ in noticed]))
        for (sentence, found), likely in zip(noticed, danger):
            if len(sentence.split()) <= VERY_FEW_WORDS or likely >= CALM_SENTENCE or whole >= CALM_WHOLE:
                return found
        return None

    def _runs_on(self, text: str) -> bool:
        """Whether danger is likely in what may be a sentence of its own, of which a rule noticed something."""
        noticed = [part for part in run_on(text) if self.by_rules(part)]
        return bool(noticed and _danger(self._classifier.likelihoods(noticed)).max() >= RULE_RUN_ON)

    def _weighed(self, what: str, text: str, texts: list[str]) -> np.ndarray:
        """A message is weighed twice, for alarms and for advice; the last weights are remembered, the words are not."""
        key, last = (hash(text), len(text)), self._last_weighed.get(what)
        if last is None or last[0] != key:
            last = self._last_weighed[what] = key, self._classifier.likelihoods(texts)
        return last[1]

    def _candidates(self, places: Places) -> dict[int, list[int]]:
        """The flags, with their patterns, of which every word stands somewhere in the message."""
        present = places.at.keys()
        found: dict[int, list[int]] = {}
        for words in present:
            for flag, pattern, needed in self._by_anchor.get(words, ()):
                if needed <= present:
                    found.setdefault(flag, []).append(pattern)
        return found


def _danger(likely: np.ndarray) -> np.ndarray:
    """How likely each text speaks of any danger."""
    return likely[:, list(ALARMS)].sum(axis=1)


def _heard(likely: np.ndarray, danger: np.ndarray) -> Outcome | None:
    """What the classifier alone hears: an emergency in any part, else what the whole and its gravest part speak of most.

    Args:
        likely: of the whole message, then of its parts: shape [1 + parts, classes].
        danger: the same added up over all dangers.
    """
    bar = PART if danger[0] >= BESIDE_PART else np.inf
    alarming = likely[danger >= [WHOLE, *[bar] * (len(danger) - 1)]]
    if not len(alarming):
        return None
    if (alarming[:, EMERGENCY] >= (EMERGENCY_FIRST * alarming[:, [CRISIS, HARM]]).max(axis=1)).any():
        return Outcome.EMERGENCY
    most = likely[0] + likely[danger.argmax()]
    return Outcome.CRISIS if most[CRISIS] >= CRISIS_FIRST * most[HARM] else Outcome.SAFEGUARDING


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
