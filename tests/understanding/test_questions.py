"""How many questions a message has, and where each begins; what clauses say about topics is written by hand."""

import pytest

from bot.understanding.questions import Question, is_asking, questions
from bot.understanding.reading import Reading, read
from tests.understanding.evidence import INTENTS, Likely, evidence

SURE = 0.5
IGNORE = frozenset({"greet", "thanks", "affirm"})
BOOK, CANCEL, TABLETS, PCN, LEADS = (
    f"faq/{topic}"
    for topic in (
        "book-appointment",
        "cancel-appointment",
        "repeat-prescription",
        "what-is-a-pcn",
        "who-leads-a-pcn",
    )
)


def asked(
    message: str, whole: Likely, clauses: list[Likely], clauses_ours: list[float] | None = None
) -> tuple[Reading, list[Question]]:
    reading = read(message)
    return reading, questions(reading, evidence(reading, whole, 1.0, clauses, clauses_ours), SURE, IGNORE)


def intents(found: list[Question]) -> list[str]:
    return [INTENTS[int(question.likelihoods.argmax())] for question in found]


def test_one_clause_is_one_question() -> None:
    _, found = asked("what is a pcn", {PCN: 0.9}, [{PCN: 0.9}])
    assert intents(found) == [PCN] and (found[0].start, found[0].end) == (0, 13)


def test_two_clauses_that_ask_different_things_are_two_questions_in_order() -> None:
    message = "What is a PCN? And how do I cancel my appointment?"
    _, found = asked(message, {PCN: 0.6}, [{PCN: 0.9}, {CANCEL: 0.9}])
    assert intents(found) == [PCN, CANCEL]
    assert [message[each.start : each.end].strip() for each in found] == [
        "What is a PCN?",
        "And how do I cancel my appointment?",
    ]


def test_the_same_thing_asked_twice_is_one_question() -> None:
    _, found = asked("what is a pcn and what does pcn mean", {PCN: 0.9}, [{PCN: 0.9}, {PCN: 0.9}])
    assert intents(found) == [PCN] and len(found) == 1


@pytest.mark.parametrize("likely", [{CANCEL: 0.3}, {"greet": 0.95}, {"thanks": 0.95}])
def test_a_clause_that_is_unsure_or_only_polite_is_no_question(likely: Likely) -> None:
    _, found = asked("what is a pcn and how are you", {PCN: 0.9}, [{PCN: 0.9}, likely])
    assert len(found) == 1


def test_a_clause_about_something_else_is_no_question() -> None:
    _, found = asked(
        "what is a pcn and what is the weather", {PCN: 0.9}, [{PCN: 0.9}, {BOOK: 0.9}], [1.0, 0.05]
    )
    assert len(found) == 1


def test_a_story_around_a_question_is_no_second_question() -> None:
    message = "My husband had an appointment on Monday and it was lovely. How do I order his tablets?"
    _, found = asked(message, {TABLETS: 0.9}, [{CANCEL: 0.6}, {CANCEL: 0.6}, {TABLETS: 0.9}])
    assert intents(found) == [TABLETS] and len(found) == 1


def test_what_the_whole_says_counts_though_its_clause_only_tells() -> None:
    _, found = asked("my referral is lost and i want to complain", {BOOK: 0.7}, [{BOOK: 0.97}, {CANCEL: 0.9}])
    assert intents(found) == [BOOK, CANCEL]


def test_keywords_each_ask_for_themselves() -> None:
    _, found = asked("sick note; repeat tablets", {BOOK: 0.6}, [{BOOK: 0.9}, {TABLETS: 0.9}])
    assert intents(found) == [BOOK, TABLETS]


def test_questions_cover_all_of_the_message() -> None:
    """What is between two questions belongs to the one before it, so that no word gets lost."""
    message = "Hello there. What is a PCN? I was told to ask. And who runs it?"
    reading, found = asked(message, {PCN: 0.6}, [{"greet": 0.9}, {PCN: 0.9}, {PCN: 0.2}, {LEADS: 0.9}])
    assert found[0].start == 0 and found[-1].end == reading.spans[-1][1]
    assert found[0].end == found[1].start


@pytest.mark.parametrize(
    "text",
    ["how do i book", "and where are you", "can i see a nurse", "i want to complain", "mum needs a visit", "i was wondering if you do blood tests", "cancel my appointment", "tell me about pcns"],
)  # fmt: skip
def test_asking(text: str) -> None:
    assert is_asking(text)


@pytest.mark.parametrize(
    "text",
    [
        "my husband was in hospital last week",
        "the nurse was lovely",
        "it has been three weeks",
        "on the letter",
    ],
)
def test_telling(text: str) -> None:
    assert not is_asking(text)
