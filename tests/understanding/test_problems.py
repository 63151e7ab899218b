"""Which professional a patient's words lead to."""

from datetime import date

import pytest

from bot.answers.answer import Answer
from bot.answers.book import AnswerBook
from bot.resources import resources
from bot.understanding.problems import role_for


def role(topic: str, helps_with: list[str]) -> Answer:
    day = date(2026, 11, 1)
    written = {
        "question": "What do they do?",
        "source": "the test",
        "owner": "the test",
        "group": "who-you-might-see",
    }
    return Answer(topic=topic, helps_with=helps_with, checked=day, review_by=day, **written)


PHYSIO, PHARMACIST, PODIATRIST = "first-contact-physiotherapist", "clinical-pharmacist", "podiatrist"
BOOK = AnswerBook(
    {
        PHYSIO: role(PHYSIO, ["back pain", "neck pain", "sore knee"]),
        PHARMACIST: role(PHARMACIST, ["side effects", "tablets", "asthma review"]),
        PODIATRIST: role(PODIATRIST, ["ingrown toenail", "foot pain"]),
        "what-is-a-pcn": role("what-is-a-pcn", []),
    }
)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("who should i see about back pain", PHYSIO),
        ("BACK PAIN", PHYSIO),
        ("who helps with side effects of my tablets", PHARMACIST),
        ("ingrown toe nail", PODIATRIST),
        ("foot pain", PODIATRIST),
    ],
)
def test_the_professional_whose_page_names_the_problem(text: str, topic: str) -> None:
    assert role_for(text, BOOK) == (topic, True)


@pytest.mark.parametrize(
    "text", ["who should i see", "which doctor is best for me", "who is right for my problem", ""]
)
def test_no_problem_named(text: str) -> None:
    assert role_for(text, BOOK) == (None, False)


@pytest.mark.parametrize("text", ["who do i see about purple spots", "someone for hiccups"])
def test_a_problem_that_no_page_names(text: str) -> None:
    assert role_for(text, BOOK) == (None, True)


def test_without_roles_nobody_is_named() -> None:
    assert role_for("back pain", AnswerBook()) == (None, True)


def test_every_problem_that_staff_wrote_leads_to_its_professional() -> None:
    book = resources().library.book
    wrong = {
        phrase: (answer.topic, found)
        for answer in book.answers.values()
        for phrase in answer.helps_with
        if (found := role_for(f"who do i see about {phrase}", book)[0]) != answer.topic
    }
    assert not wrong
