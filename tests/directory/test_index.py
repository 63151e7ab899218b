"""The index: stored and read back it finds the same, and one of another version is refused."""

import numpy as np
import pytest

from bot.directory.find import Directory
from bot.directory.finding.build import build_index
from bot.directory.finding.index import Index, StaleIndexError
from bot.directory.finding.keyboard import is_slip
from bot.directory.finding.phrases import Phrases
from bot.directory.finding.ragged import Ragged
from bot.directory.finding.ranking import Finder
from bot.directory.finding.slips import Slips
from bot.directory.finding.written import Written

QUERIES = ("yarm", "park lane surgery stillington", "ts15 9dd", "TS21", "synergy", "eaglescliff", "U63844")
WORDS = ["yarm", "thornaby", "eaglescliffe", "park", "12345", "at"]


@pytest.fixture(scope="module")
def slips() -> Slips:
    """A few words."""
    return Slips.of(WORDS, [True] * len(WORDS))


def test_a_stored_index_finds_the_same(directory: Directory) -> None:
    stored = Index.from_bytes(directory.index.to_bytes())
    for text in QUERIES:
        assert Finder(stored).find(text, "") == Finder(directory.index).find(text, "")
    sentence = "is park lane surgery in BYTES PCN, near Yarm?"
    assert stored.phrases.within(sentence.split()) == directory.index.phrases.within(sentence.split())


def test_the_same_directory_gives_the_same_bytes(embedded: Directory) -> None:
    again = build_index(embedded.practices, embedded.networks)
    assert again.to_bytes() == build_index(embedded.practices, embedded.networks).to_bytes()


@pytest.mark.parametrize(
    "damage", [lambda b: b"", lambda b: b[: len(b) // 2], lambda b: b"PK" + b[40:], lambda b: b"x" * 99]
)
def test_a_damaged_index_is_refused(embedded: Directory, damage) -> None:
    with pytest.raises(StaleIndexError):
        Index.from_bytes(damage(embedded.index.to_bytes()))


def test_an_index_of_another_format_is_refused(embedded: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    stored = embedded.index.to_bytes()
    monkeypatch.setattr("bot.directory.finding.index.FORMAT", -1)
    with pytest.raises(StaleIndexError):
        Index.from_bytes(stored)


def test_an_empty_directory_finds_nothing() -> None:
    finder = Finder(Index.from_bytes(build_index([], []).to_bytes()))
    for text in QUERIES:
        assert finder.find(text, "")[1] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("yam", {"yarm"}),
        ("yaarm", {"yarm"}),
        ("yram", {"yarm"}),
        ("tarm", {"yarm"}),
        ("parks", {"park"}),
        ("thornby", {"thornaby"}),
        ("xyzzy", set()),
        ("12346", set()),
        ("ta", set()),
    ],
)
def test_one_slip_is_seen_through(slips: Slips, typed: str, meant: set[str]) -> None:
    assert set(slips.near(typed)) == meant


def test_two_slips_are_seen_through_in_long_words_only(slips: Slips) -> None:
    assert set(slips.two_away("eagelsclife")) == {"eaglescliffe"}
    assert slips.two_away("prak") == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bay view sugery", [0]),
        ("bat view surgery", [0]),
        ("ba yview surgery", [0]),
        ("the bay view surgeyr", [0]),
        ("is bay ciew surgery in a network please", [0]),
        ("cay view surgery", []),  # c is not beside b, and "cay" is as good a word
        ("hill bay vew surgery", []),  # another name may go on before it
        ("bay view surgery", []),  # no slip
        ("te surgery", []),  # tells nothing
        ("", []),
        ("b", []),
        ("am i in " * 200, []),
    ],
)
def test_a_slip_in_any_word_of_a_name_is_seen_through(typed: str, meant: list[int]) -> None:
    written = Written.of([(0, "The Bay View Surgery"), (1, "The Surgery"), (2, "Meltham Road Surgery")])
    assert [slipped.owner for slipped in written.near(typed)] == meant


def test_a_slip_says_in_which_word_it_is() -> None:
    written = Written.of([(2, "Meltham Road Surgery")])
    assert [slipped.word for slipped in written.near("eltham road surgery")] == ["eltham"]


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("yrm", "yarm", True),
        ("yaarm", "yarm", True),
        ("yatrm", "yarm", True),
        ("yaqrm", "yarm", True),
        ("tarm", "yarm", True),
        ("yram", "yarm", True),
        ("yerm", "yarm", True),
        ("yar m", "yarm", True),
        ("langmere", "tangmere", False),
        ("yzarm", "yarm", True),
        ("yalrm", "yarm", False),
        ("yarmk", "yarm", True),
        ("yarmq", "yarm", False),
    ],
)
def test_a_finger_slips_to_a_key_beside(typed: str, meant: str, slip: bool) -> None:
    assert is_slip(typed, meant) is slip


def test_a_list_of_lists_is_kept() -> None:
    lists = [[1, 2], [], [3]]
    kept = Ragged.of(lists)
    assert [kept[place].tolist() for place in range(len(kept))] == lists
    assert kept.lengths().tolist() == [2, 0, 1]
    assert Ragged.of([]).lengths().tolist() == []


def test_phrases_are_found_whole_and_once() -> None:
    phrases = Phrases.of({"practice": [("park", "lane")], "town": [("park", "lane"), ("yarm",)]})
    found = phrases.within(["in", "park", "lane", "yarm"])
    assert [tuple(phrase) for phrase in found] == [(1, 3, "town"), (3, 4, "town")]
    assert Phrases(np.zeros(0, np.uint64), np.zeros(0, np.uint8)).within(["park"]) == []
