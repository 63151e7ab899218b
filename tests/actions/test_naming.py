"""What a message names, alone and after something was offered or answered."""

from pathlib import Path

import pytest

from actions.naming import Candidates, asked_network, corrected, narrowed, numbered
from bot.directory.find import Directory
from bot.directory.reports.people import people
from tests.directory.familiar import familiar_records

ROOT = Path(__file__).parents[2]
PARK_LANES = Candidates("park lane", ("A81066", "C81040", "E82090", "N81085", "W95044"))
SYNERGIES = Candidates("synergy", (), ("U12949", "U51930"))


@pytest.fixture(scope="module")
def directory() -> Directory:
    """The three networks that come with the program, with what many names and stories are like."""
    return Directory(people(familiar_records()))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("derby", "C81040"),
        ("Derby please", "C81040"),
        ("the one in Macclesfield", "N81085"),
        ("the Derby one", "C81040"),
        ("EN10 7NQ", "E82090"),
        ("stillington", "A81066"),
        ("broxborne", "E82090"),
    ],
)
def test_a_place_leaves_one_of_several_surgeries(directory: Directory, text: str, code: str) -> None:
    assert narrowed(text, PARK_LANES, directory).codes == (code,)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the one in nottingham", "U12949"),
        ("uxbridge", "U51930"),
        ("west oak", "U12949"),
        ("NG4 2FN", "U12949"),
    ],
)
def test_a_place_or_surgery_leaves_one_of_several_networks(
    directory: Directory, text: str, code: str
) -> None:
    assert narrowed(text, SYNERGIES, directory).codes == (code,)


@pytest.mark.parametrize("text", ["i do not know", "yes", "leeds", ""])
def test_what_tells_nothing_means_none_of_them(directory: Directory, text: str) -> None:
    """That one is on offer does not make it the one in Leeds."""
    assert narrowed(text, PARK_LANES, directory).codes == ()


def test_the_name_that_all_have_means_them_all(directory: Directory) -> None:
    assert narrowed("park lane surgery", PARK_LANES, directory) == PARK_LANES


@pytest.mark.parametrize(
    ("text", "code"),
    [("the second one", "C81040"), ("2", "C81040"), ("last", "W95044"), ("the 9th", None), ("i was second in the queue", None)],
)  # fmt: skip
def test_one_is_chosen_by_its_number(text: str, code: str | None) -> None:
    assert numbered(text, PARK_LANES) == code


@pytest.mark.parametrize("text", ["no, the one in Macclesfield", "sorry the Macclesfield one please", "not that one, the one near macclesfield"])  # fmt: skip
def test_a_correction_by_place_keeps_the_name(directory: Directory, text: str) -> None:
    found = corrected(text, directory.practice("C81040"), directory)
    assert found and [match.practice.code for match in found.practices] == ["N81085"]


def test_a_correction_to_where_no_such_name_is_finds_what_is_there(directory: Directory) -> None:
    found = corrected("no, the one in Yarm", directory.practice("C84696"), directory)
    assert found and [match.practice.code for match in found.practices] == ["A81027"]


@pytest.mark.parametrize(
    "text",
    [
        "yarm medical practice",
        "the second one",
        "the other one",
        "my mum is at the surgery by the park, the letter says something about a network but not which one, which is it",
        "",
    ],
)
def test_what_corrects_nothing_is_left_alone(directory: Directory, text: str) -> None:
    assert corrected(text, directory.practice("C81040"), directory) is None


@pytest.mark.parametrize(
    ("text", "practice", "networks"),
    [
        ("is west oak surgery in your network", "west oak surgery", ["U12949"]),
        ("Does West Oak belong to your PCN?", "West Oak", ["U12949"]),
        ("is park lane in derby part of BYTES PCN", "park lane in derby", ["U63844"]),
        ("is jubilee park in synergy?", "jubilee park", ["U12949", "U51930"]),
    ],
)
def test_whether_a_surgery_is_in_a_network(
    directory: Directory, text: str, practice: str, networks: list[str]
) -> None:
    asked = asked_network(text, "U12949", directory)
    assert asked and asked[0].strip() == practice
    assert sorted(asked[1]) == networks


@pytest.mark.parametrize(
    "text", ["which network is west oak in", "is the surgery in yarm", "is west oak in the same network as yarm", "west oak surgery"]
)  # fmt: skip
def test_other_questions_ask_no_yes_or_no(directory: Directory, text: str) -> None:
    assert asked_network(text, "U12949", directory) is None


def test_your_network_is_none_where_none_is_known(directory: Directory) -> None:
    assert asked_network("is west oak surgery in your network", None, directory) is None
