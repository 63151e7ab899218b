"""Finds the questions in a message: usually one, sometimes two, sometimes one inside a long story."""

import re
from dataclasses import dataclass

import numpy as np

from bot.understanding.reading import SHORT_MESSAGE, Reading
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
OURS = 0.1
"""A clause as likely as this to be about our topics can be a question: the rest of its message speaks for it."""
LISTED = 0.8
"""In a short message, a clause as likely as this asks for itself: "blood results and opening times". Not after a
question in words, where it only goes on with it: "do they do bandages and injections?"
"""


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
        sure: how likely a clause's topic must be.
        ignore: intents that do not make a question of their own (hello, thanks, not understood).
    """
    tops = evidence.clauses.argmax(axis=1)
    certain = (evidence.clauses.max(axis=1) >= sure) & (evidence.clauses_ours >= OURS)
    short = len(reading.whole.split()) <= SHORT_MESSAGE
    clear = evidence.clauses.max(axis=1) >= LISTED
    found: dict[int, int] = {}
    asked_before = False
    for i, text in enumerate(reading.clauses):
        asks = is_asking(text) and (clear[i] or len(text.split()) > 3 or text.endswith("?"))
        listed = short and clear[i] and not asked_before
        if certain[i] and evidence.intents[tops[i]] not in ignore and (asks or listed):
            found.setdefault(int(tops[i]), i)
        asked_before |= asks
    if len(found) == 1:
        _add_what_is_told(found, reading, evidence, ignore)
    if len(found) < 2:
        return [Question(0, reading.spans[-1][1], evidence.whole, evidence.ours)]
    order = sorted(found.values())
    begins = [0] + [reading.spans[i][0] for i in order[1:]]
    ends = begins[1:] + [reading.spans[-1][1]]
    return [
        Question(start, end, evidence.clauses[i], max(float(evidence.clauses_ours[i]), evidence.ours))
        for i, start, end in zip(order, begins, ends)
    ]


def _add_what_is_told(
    found: dict[int, int], reading: Reading, evidence: Evidence, ignore: frozenset[str]
) -> None:
    """ "My referral is lost and I want to complain": the first half asks nothing in words, and is a question as well.

    Only within one sentence, and only where it could not be clearer: stories are told in sentences of their own.
    """
    asking = next(iter(found.values()))
    told = asking - 1
    if told < 0 or reading.clauses[told].endswith((".", "!", "?")):
        return
    best = int(evidence.clauses[told].argmax())
    clear = evidence.clauses[told][best] >= 0.98 and evidence.clauses_ours[told] >= 0.9
    if clear and evidence.intents[best] not in ignore | {"medical-advice"}:
        found.setdefault(best, told)
