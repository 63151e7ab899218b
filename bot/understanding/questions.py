"""Finds the questions in a message: usually one, sometimes two, sometimes one inside a long story."""

import re
from dataclasses import dataclass

import numpy as np

from bot.understanding.reading import Reading
from bot.understanding.topics import Evidence

_OPENING = (
    r"how|what|what's|whats|when|when's|where|where's|which|who|who's|whom|why|whose|is|are|am|was|do|does|did|can|could|may|will|"
    r"would|shall|should|has|have|tell|explain|let|to know|need|want"
)
_ASKING = re.compile(
    rf"^(?:and |so |but |also |then |please |ok |if so |(?:in )?that case |by |to |in |from |for )*(?:{_OPENING})\b|"
    rf"\b(?:so|then|but|if so) (?:{_OPENING})\b|"
    rf"[,:] (?:{_OPENING})\b|\b(?:wondering|wonder|know|ask|asking|advise|confirm|enquire|explain|tell me|find out) (?:if|whether|about|{_OPENING})\b|"
    r"\b(?:i|we|she|he|they|mum|dad|wife|husband|lass|lad|nan|son|daughter)(?: also|'d| would| just| really|'ll)* "
    r"(?:need|needs|want|wants|wanna|like to|wish|desire|must|have to|has to|got to|would like|like|prefer)\b|"
    r"^(?:to know|how|need|to ask)\b|^(?:book|cancel|change|order|get|see|register|find|make|speak|complain|check|join|reorder|move|request|have)\b|"
    r"^(?:\S+ ){3,}\S+\?$|"
    r"\b(?:how|what|where|who|when|why|which) (?:do|does|did|is|are|can|will|would)\b|\b(?:can i|can you|do i|is there|are there)\b"
)
KEYWORDS = 4
"""A message whose clauses all have at most so many words is a list of keywords: each asks for itself."""


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
        sure: how likely a clause's topic must be, and that it is about any of ours.
        ignore: intents that do not make a question of their own (hello, thanks, not understood).
    """
    tops = evidence.clauses.argmax(axis=1)
    certain = (evidence.clauses.max(axis=1) >= sure) & (evidence.clauses_ours >= sure)
    keywords = all(len(text.split()) <= KEYWORDS for text in reading.clauses)
    found: dict[int, int] = {}
    for i, text in enumerate(reading.clauses):
        if certain[i] and evidence.intents[tops[i]] not in ignore and (keywords or is_asking(text)):
            found.setdefault(int(tops[i]), i)
    if len(found) == 1:
        _add_what_is_told(found, reading, evidence)
    if len(found) < 2:
        return [Question(0, reading.spans[-1][1], evidence.whole, evidence.ours)]
    order = sorted(found.values())
    begins = [0] + [reading.spans[i][0] for i in order[1:]]
    ends = begins[1:] + [reading.spans[-1][1]]
    return [
        Question(start, end, evidence.clauses[i], float(evidence.clauses_ours[i]))
        for i, start, end in zip(order, begins, ends)
    ]


def _add_what_is_told(found: dict[int, int], reading: Reading, evidence: Evidence) -> None:
    """ "My referral is lost and I want to complain": the first half asks nothing in words, and is a question as well.

    Only within one sentence, and only where it could not be clearer: stories are told in sentences of their own.
    """
    asking = next(iter(found.values()))
    told = asking - 1
    if told < 0 or reading.clauses[told].endswith((".", "!", "?")):
        return
    best = int(evidence.clauses[told].argmax())
    clear = evidence.clauses[told][best] >= 0.98 and evidence.clauses_ours[told] >= 0.9
    if clear and evidence.intents[best] != "medical-advice":
        found.setdefault(best, told)
