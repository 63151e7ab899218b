"""Which professional's page names a problem, in the patient's words (`helps_with` in data/answers/who-you-might-see)."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from bot.answers.book import AnswerBook
from bot.understanding.normal_form import normal_form

_ASKING = re.compile(
    r"\b(?:who|which|what|is there|anyone|someone|person|professional|member|staff|see|help|helps|deal|deals|about|"
    r"with|for|the|a|an|i|do|does|can|my|me|should|would|best|right|best person|go|to|speak|talk|and|or|of|in|at|surgery|gp|"
    r"you|your|is|are|it|problem|problems|please|sort|out|need|want|have|got|if|one|kind|type|doctor|nurse|appointment)\b"
)


def role_for(text: str, book: AnswerBook) -> tuple[str | None, bool]:
    """The topic of the professional who usually helps with what the text names.

    Args:
        text: as the patient typed it.
        book: whose `helps_with` phrases are searched.

    Returns:
        The topic or None, and whether the text names any problem at all.
    """
    said = normal_form(text)
    scored = [
        (
            fuzz.token_set_ratio(phrase, said) * (len(phrase) ** 0.25)
            if fuzz.partial_ratio(phrase, said) >= 88
            else 0,
            topic,
        )
        for phrase, topic in _phrases(
            tuple((a.topic, tuple(a.helps_with)) for a in book.answers.values() if a.helps_with)
        )
    ]
    best, topic = max(scored, default=(0.0, ""))
    rest = _ASKING.sub(" ", said)
    return (topic or None) if best else None, bool(re.search(r"[a-z]{4,}", rest))


@lru_cache(maxsize=4)
def _phrases(roles: tuple[tuple[str, tuple[str, ...]], ...]) -> list[tuple[str, str]]:
    return [(normal_form(phrase), topic) for topic, phrases in roles for phrase in phrases]
