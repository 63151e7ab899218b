"""Misspelt words become the words of the examples that are meant, and all others stay."""

import pytest

from bot.resources import resources
from bot.understanding.normal_form import normal_form
from bot.understanding.reading import read
from bot.understanding.spelling import Spelling, is_english

WORDS = {
    "prescription": 50,
    "surgery": 200,
    "dietitian": 30,
    "nurse": 90,
    "have": 90,
    "station": 2,
    "pcn": 99,
}
EXAMPLES = [word for word, times in WORDS.items() for _ in range(times)] + ["surgrey"] * 9 + ["programme"] * 9


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(EXAMPLES)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("perscription", "prescription"),
        ("prescripshun", "prescription"),
        ("surgrey", "surgery"),
        ("sergery", "surgery"),
        ("dietishan", "dietitian"),
        ("nusre", "nurse"),
        ("haveto", "have to"),
        ("isit", "is it"),
        ("my perscription, from the surgrey?", "my prescription, from the surgery?"),
    ],
)
def test_what_is_meant(spelling: Spelling, typed: str, meant: str) -> None:
    assert spelling.corrected(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "purse",  # English, though a letter off "nurse"
        "stations",
        "pcn",
        "programme",  # British English, which the dictionary lacks, and no other word is far more frequent
        "nrs",  # too short
        "zyx9q",
        "https://example.org/surgrey2",
        "",
        "ñurse",
    ],
)
def test_what_stays(spelling: Spelling, typed: str) -> None:
    assert spelling.corrected(typed) == typed


def test_what_patients_type_is_not_remembered(spelling: Spelling) -> None:
    spelling.corrected("my name is kowalczyk and i want my perscription")
    kept = {word for held in vars(spelling).values() for word in held}
    assert "surgery" in kept
    assert not {"kowalczyk", "perscription"} & kept


def test_what_is_english() -> None:
    assert is_english("purse") and is_english("podiatrist")
    assert not is_english("surgrey") and not is_english("")


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("repete prescripshun", "repeat prescription"),
        ("wot is a nurseing asosiate", "what is a nursing associate"),
        ("oppening houres", "opening hours"),
        ("i no longer want to see a dietishan at yarm medical practice", "dietitian at the surgery"),
    ],
)
def test_messages_are_read_as_they_are_meant(typed: str, understood: str) -> None:
    assert understood in read(typed).whole


def test_examples_in_right_spelling_stay_as_they_are() -> None:
    """What staff write with care is not rewritten: the titles of the topics."""
    for answer in resources().library.book.answers.values():
        if answer.is_offered:
            written = normal_form(answer.question)
            assert resources().spelling.corrected(written) == written
