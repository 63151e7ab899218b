"""Normalisation: what patients type, as the rules see it."""

import pytest

from bot.safety.words import COMMA, SENTENCE, Spelling, normalise

SPELLING = Spelling(
    known=frozenset({"breathe", "chest", "bleeding", "cant", "suicide"}),
    near=frozenset({"breathe", "bleeding"}),
    means={"cannot": ("cant",), "heartattack": ("heart", "attack")},
    real=frozenset({"breeding"}),
    joined={("can", "not"): "cant"},
)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Can't BREATHE", ["cant", "breathe"]),
        ("can’t breathe", ["cant", "breathe"]),
        ("cannot breathe", ["cant", "breathe"]),
        ("can not breathe", ["cant", "breathe"]),
        ("breatheeee", ["breathe"]),
        ("bleedding", ["bleeding"]),
        ("bleding", ["bleeding"]),
        ("breeding", ["breeding"]),
        ("heartattack", ["heart", "attack"]),
        ("s u i c i d e", ["suicide"]),
        ("su1c1de", ["suicide"]),
        ("38.5 and 999", ["38.5", "and", "999"]),
        ("শ্বাস নিতে", ["শ্বাস", "নিতে"]),
    ],
)
def test_words_are_read_as_meant(typed: str, read: list[str]) -> None:
    assert [word.replace("\u200c", "") for word in SPELLING.read(typed).words] == read


def test_pauses_are_kept() -> None:
    assert SPELLING.read("one, two. three four").pauses == [SENTENCE, COMMA, SENTENCE, 0]


def test_accents_and_kinds_of_letters_do_not_matter() -> None:
    assert normalise("Oddychać ŁÓDŹ") == "oddychac lodz"
    assert normalise("أموت") == normalise("اموت")
