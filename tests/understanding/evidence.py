"""Evidence written by hand: what a classifier might have said about a message."""

import numpy as np

from bot.understanding.reading import Reading
from bot.understanding.topics import Evidence

INTENTS = [
    "faq/book-appointment",
    "faq/cancel-appointment",
    "faq/repeat-prescription",
    "faq/what-is-a-pcn",
    "faq/who-leads-a-pcn",
    "which-pcn-is-my-practice-in",
    "practice-contact",
    "who-is-right-for",
    "greet",
    "thanks",
    "affirm",
    "emergency",
    "mental-health-crisis",
    "safeguarding",
]

Likely = dict[str, float]


def evidence(
    reading: Reading,
    whole: Likely,
    ours: float = 1.0,
    clauses: list[Likely] | None = None,
    clauses_ours: list[float] | None = None,
) -> Evidence:
    """Evidence about a message; its clauses say what the whole says unless told otherwise."""
    each = clauses if clauses is not None else [whole] * len(reading.clauses)
    assert len(each) == len(reading.clauses), reading.clauses
    return Evidence(
        INTENTS,
        _row(whole),
        np.array([_row(likely) for likely in each]),
        ours,
        np.array(clauses_ours or [ours] * len(each)),
    )


def _row(likely: Likely) -> np.ndarray:
    """The likelihood of each intent: what is named, and the rest shared among the others."""
    rest = (1 - sum(likely.values())) / (len(INTENTS) - len(likely))
    return np.array([likely.get(intent, rest) for intent in INTENTS])
