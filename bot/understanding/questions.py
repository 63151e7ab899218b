"""Finds the questions in a message: usually one, sometimes two, sometimes one inside a long story."""

import math
import re
from dataclasses import dataclass

import numpy as np

from bot.understanding.reading import Reading
from bot.understanding.topics import Evidence

_OPENING = (
    r"how|what|what's|whats|when|when's|where|where's|which|who|who's|whom|why|whose|is|are|am|was|do|does|did|can|could|may|will|"
    r"would|shall|should|has|have|tell|explain|let|to know|need|want|whether"
)
_ASKING = re.compile(
    rf"^(?:and |so |but |also |then |please |ok |if so |(?:in )?that case |by |to |in |from |for )*(?:{_OPENING})\b|"
    rf"\b(?:so|then|but|if so) (?:{_OPENING})\b|"
    rf"[,:] (?:{_OPENING})\b|\b(?:wondering|wonder|know|ask|asking|advise|confirm|enquire|explain|inform me|let me know|tell me|find out) (?:if|whether|about|{_OPENING})\b|"
    r"\b(?:i|we|she|he|they|mum|dad|wife|husband|lass|lad|nan|son|daughter)(?: also|'d| would| just| really|'ll)* "
    r"(?:need|needs|want|wants|wanna|like to|wish|desire|must|have to|has to|got to|would like|like|prefer)\b|"
    r"^(?:to know|how|need|to ask)\b|^(?:book|cancel|change|order|get|see|register|find|make|speak|complain|check|join|reorder|move|request|have)\b|"
    r"^(?:\S+ ){3,}\S+\?$|\bplease\b|\b(?:wants?|needs?) (?:\w+ )?(?:\w+ )?\w+ing\b|"
    r"\b(?:how|what|where|who|when|why|which) (?:do|does|did|is|are|can|will|would)\b|\b(?:can i|can you|do i|is there|are there)\b"
)
_DECLINING = re.compile(r"\b(?:don'?t|do not|not|didn'?t) (?:want|need|like)\b")
WEIGHTS = {
    "clause": 0.64,
    "whole": 1.12,
    "best_of_whole": -0.23,
    "asks": 1.35,
    "ends_with_question_mark": -0.93,
    "asked_before": 0.46,
    "added": 0.54,
    "others": 2.03,
    "clauses": -1.54,
    "declines": -0.22,
    "advice": -1.64,
    "bias": 1.95,
}
"""How much each sign speaks for a clause being a question of its own; learnt by training/weigh_questions.py."""
SAY_OF_THE_WHOLE = 0.3
"""How much the whole message says about what each of its clauses means."""
OURS = 0.1
"""A clause less likely than this to be about any of our topics asks nothing of us."""
LEAST = 0.25
"""A clause whose likeliest topic is less likely than this asks nothing that could be answered."""


@dataclass(frozen=True)
class Question:
    """One question of a message.

    Args:
        start: where it begins in the message as typed.
        end: where it ends.
        likelihoods: of each intent.
        ours: how likely it is about any of our topics.
    """

    start: int
    end: int
    likelihoods: np.ndarray
    ours: float


def is_asking(text: str) -> bool:
    """Whether a clause (in normal form) asks for something, rather than telling a story or going on with another."""
    return bool(_ASKING.search(text))


def questions(reading: Reading, evidence: Evidence, sure: float, ignore: frozenset[str]) -> list[Question]:
    """The questions of a message, in order; one that covers all of it unless two clauses surely ask different things.

    Args:
        reading: the message.
        evidence: what its clauses say about topics.
        sure: how likely a clause must be a question of its own.
        ignore: intents that do not make a question of their own (hello, thanks, not understood).
    """
    likely = in_context(evidence)
    found: dict[int, tuple[float, int]] = {}
    for i, signs in enumerate(signs_of_questions(reading, evidence, ignore)):
        topic = int(likely[i].argmax())
        if evidence.intents[topic] in ignore or likely[i][topic] < LEAST or evidence.clauses_ours[i] < OURS:
            continue
        weight = sum(WEIGHTS[name] * value for name, value in signs.items()) + WEIGHTS["bias"]
        chance = 1 / (1 + math.exp(-weight))
        if chance >= sure:
            found[topic] = max(found.get(topic, (0.0, 0)), (chance, i))
    if len(found) < 2:
        return [Question(0, reading.spans[-1][1], evidence.whole, evidence.ours)]
    order = sorted(i for _, i in found.values())
    begins = [0] + [reading.spans[i][0] for i in order[1:]]
    ends = begins[1:] + [reading.spans[-1][1]]
    return [
        Question(start, end, likely[i], max(float(evidence.clauses_ours[i]), evidence.ours))
        for i, start, end in zip(order, begins, ends)
    ]


def signs_of_questions(
    reading: Reading, evidence: Evidence, ignore: frozenset[str]
) -> list[dict[str, float]]:
    """What speaks for and against each clause of a message being a question of its own, by the names of `WEIGHTS`."""
    likely = in_context(evidence)
    tops = [int(row.argmax()) for row in likely]
    asks = [is_asking(text) for text in reading.clauses]
    found = []
    for i, (text, top) in enumerate(zip(reading.clauses, tops)):
        others = (
            float(likely[j].max() * evidence.clauses_ours[j])
            for j in range(len(tops))
            if tops[j] != top and evidence.intents[tops[j]] not in ignore
        )
        found.append(
            {
                "clause": _log_odds(likely[i][top]),
                "whole": _log_odds(evidence.whole[top]),
                "best_of_whole": float(evidence.whole.argmax() == top),
                "asks": float(asks[i]),
                "ends_with_question_mark": float(text.endswith("?")),
                "asked_before": float(any(asks[:i])),
                "added": float(reading.added[i]),
                "others": max(others, default=0.0),
                "clauses": math.log(len(tops)),
                "declines": float(bool(_DECLINING.search(text))),
                "advice": float(evidence.intents[top] == "medical-advice"),
            }
        )
    return found


def in_context(evidence: Evidence) -> np.ndarray:
    """The clauses' likelihoods, shape [clauses, intents], each moved a little towards what the whole message is about."""
    moved = evidence.clauses * np.maximum(evidence.whole, 1e-4) ** SAY_OF_THE_WHOLE
    return moved / moved.sum(axis=1, keepdims=True)


def _log_odds(likelihood: float) -> float:
    bounded = min(max(float(likelihood), 0.01), 0.99)
    return math.log(bounded / (1 - bounded))
