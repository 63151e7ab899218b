"""How many messages are understood."""

from collections.abc import Iterable

from benchmarks.material import OffTopic, TwoQuestions, Unseen
from benchmarks.subject import Heard


def first_answer(rows: Iterable[tuple[Unseen, Heard]]) -> float:
    """The share of messages whose first answer is an accepted topic."""
    return share(bool(heard.topics) and heard.topics[0] in row.topics for row, heard in rows)


def likeliest(rows: Iterable[tuple[Unseen, Heard]]) -> float:
    """The share whose likeliest topic, answered or not, is an accepted one."""
    return share(bool(row.topics & set((*heard.topics, *heard.offered)[:1])) for row, heard in rows)


def answered_or_offered(rows: Iterable[tuple[Unseen, Heard]]) -> float:
    """The share whose first answer is an accepted topic or, where no answer was given, with one among the choices."""
    return share(
        heard.topics[0] in row.topics if heard.topics else bool(row.topics & set(heard.offered))
        for row, heard in rows
    )


def wrongly_answered(rows: Iterable[tuple[OffTopic, Heard]]) -> float:
    """The share of off-topic messages that were answered as if understood."""
    return share(bool(heard.topics) for _, heard in rows)


def both_answered(rows: Iterable[tuple[TwoQuestions, Heard]]) -> float:
    """The share of two-question messages of which both questions were answered."""
    return share(all(wanted & set(heard.topics) for wanted in row.questions) for row, heard in rows)


def share(truths: Iterable[bool]) -> float:
    """The share of what is true, rounded to a tenth of a percent."""
    values = list(truths)
    return round(sum(values) / max(1, len(values)), 3)
