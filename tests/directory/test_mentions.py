"""Where a sentence names practices, networks, towns, postcodes and codes."""

import pytest

from bot.directory.find import Directory


def named(directory: Directory, text: str) -> list[tuple[str, str]]:
    """The stretches that were found, with their kind."""
    return [(text[span.start : span.end], span.kind) for span in directory.mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what is the number of Park Lane Surgery", [("Park Lane Surgery", "practice")]),
        ("I'm at park lane, can I see a physio", [("park lane", "practice")]),
        ("thornaby & barwick medical group please", [("thornaby & barwick medical group", "practice")]),
        ("who runs Trentside?", [("Trentside", "practice")]),
        ("what does BYTES PCN do", [("BYTES PCN", "network")]),
        ("which practices are in Synergy Health", [("Synergy Health", "network")]),
        ("my surgery in Uxbridge", [("Uxbridge", "town")]),
        (
            "stockton-on-tees or stockton on tees",
            [("stockton-on-tees", "town"), ("stockton on tees", "town")],
        ),
        ("I live at TS15 9DD", [("TS15 9DD", "postcode")]),
        ("pcn for E86009", [("E86009", "code")]),
        ("what is a PCN?", []),
        ("can the surgery or the health centre help", []),
        ("is the park open b4 five", []),
    ],
)
def test_names_are_marked_in_a_sentence(
    embedded: Directory, text: str, expected: list[tuple[str, str]]
) -> None:
    assert named(embedded, text) == expected


def test_curly_apostrophes_and_missing_ones_are_marked(national: Directory) -> None:
    for text in ("St John’s Medical Centre", "st johns medical centre", "St. John's Medical Centre"):
        assert named(national, f"I go to {text} now") == [(text, "practice")]


def test_ordinary_questions_hold_no_name(national: Directory) -> None:
    for text in ("What is a primary care network and who leads it?", "Can I see a nurse at the weekend?"):
        assert named(national, text) == []


@pytest.mark.parametrize("typed", ["yarm medical practise", "Yarm medcal practice", "yarm medical practicce"])
def test_a_kind_of_surgery_may_be_misspelt(embedded: Directory, typed: str) -> None:
    assert named(embedded, f"am i stil registered at {typed}") == [(typed, "practice")]


@pytest.mark.parametrize(
    "text", ["which practices are in a network", "is the surgeon in", "my wealth and health"]
)
def test_words_like_a_kind_of_surgery_name_none(embedded: Directory, text: str) -> None:
    assert named(embedded, text) == []
