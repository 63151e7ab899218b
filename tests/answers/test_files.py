"""Reading staff's files: what is wrong, on which line, and what to do."""

from pathlib import Path

import pytest

from bot.answers.answer import Answer
from bot.answers.files import StaffFile
from bot.errors import Problem

SOUND = """topic: home-visit
question: Can someone visit me?
answer: |
  A home visit is for people who are too ill to travel.

  Call {surgery}.
patients_ask:
  - yes
  - 111
  - no
links:
  - text: NHS 111
    url: https://111.nhs.uk
source: a page
owner: staff
checked: 2026-11-21
review_by: 2027-11-21
"""


def staff_file(folder: Path, text: str | bytes) -> StaffFile:
    path = folder / "home-visit.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return StaffFile(path, Path("data/answers/using-services/home-visit.yml"))


def problem(folder: Path, text: str | bytes) -> Problem:
    file = staff_file(folder, text)
    assert file.as_model(Answer, group="using-services") is None
    assert len(file.problems) == 1
    return file.problems[0]


def test_a_sound_file_becomes_an_answer(tmp_path: Path) -> None:
    file = staff_file(tmp_path, SOUND)
    answer = file.as_model(Answer, group="using-services")
    assert answer is not None
    assert answer.topic == "home-visit"
    assert file.problems == []


def test_yes_no_and_numbers_stay_the_words_that_were_typed(tmp_path: Path) -> None:
    answer = staff_file(tmp_path, SOUND).as_model(Answer, group="using-services")
    assert answer is not None
    assert answer.patients_ask == {"": ["yes", "111", "no"]}


def test_the_line_of_each_part_is_known(tmp_path: Path) -> None:
    file = staff_file(tmp_path, SOUND)
    assert file.line("question") == 2
    assert file.line("patients_ask", 1) == 9
    assert file.line("links", 0, "url") == 13
    assert file.line("links", 7) == 11
    assert file.line("no-such-field") == 1


def test_the_line_of_words_inside_a_text_is_known(tmp_path: Path) -> None:
    file = staff_file(tmp_path, SOUND)
    assert file.line_in_text("Call", "answer") == 6
    assert file.line_in_text("not there", "answer") == 3
    assert file.line_in_text("someone", "question") == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "what", "remedy"),
    [
        ("owner: staff", "owner: staff\nowner: me", 16, "`owner` stands here twice", "Keep one of the two"),
        ("question: Can", "question: Well: can", 2, "not valid YAML", "double quotes when it has a colon"),
        ("  A home", "\tA home", 4, "not valid YAML", "Replace the tab"),
        ("  - yes", "  - {surgery} yes", 8, "not valid YAML", 'double quotes: "{practice} website"'),
        ("  - yes", "  - {surgery}", 8, "patients_ask.0: this is not plain text", "double quotes"),
        ("  - yes", "  - hours: when", 8, "patients_ask.0: this is not plain text", "double quotes"),
        ("source: a page", "? [source]\n: a page", 14, "a field's name is not plain text", "double quotes"),
        ("owner: staff\n", "", 1, "owner: this field is missing", "Add this field"),
        ("owner: staff", "owner:", 15, "owner: this field is empty", "Write it"),
        (
            "owner: staff",
            "owner: staff\nfolow_ups: [x-y]",
            16,
            "folow_ups: there is no such field",
            "follow_ups",
        ),
        ("checked: 2026-11-21", "checked: 21 November", 16, "checked: this is not a date", "2026-11-21"),
        ("topic: home-visit", "topic: Home visit", 1, "topic: this is not written as it must be", "hyphens"),
        ("owner: staff", "owner: staff\nkind: chatter", 16, "kind: unexpected value", "README"),
        ("    url: https://111.nhs.uk\n", "", 12, "links.0.url: this field is missing", "Add this field"),
        (
            "links:\n",
            "follow_ups: when-closed\nlinks:\n",
            11,
            "follow_ups: this is not a list",
            "one item a line",
        ),
    ],
)
def test_what_is_wrong_has_its_line_and_a_remedy(
    tmp_path: Path, old: str, new: str, line: int, what: str, remedy: str
) -> None:
    assert old in SOUND
    found = problem(tmp_path, SOUND.replace(old, new, 1))
    assert (found.line, found.file.name) == (line, "home-visit.yml")
    assert what in found.what
    assert remedy in found.remedy


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    found = problem(tmp_path, SOUND.replace("too ill", "très ill").encode("latin-1"))
    assert "UTF-8" in found.what
    assert found.remedy == "Save it again as UTF-8."


def test_a_byte_order_mark_from_windows_does_no_harm(tmp_path: Path) -> None:
    assert staff_file(tmp_path, b"\xef\xbb\xbf" + SOUND.encode()).content["topic"] == "home-visit"


def test_line_ends_from_windows_do_no_harm(tmp_path: Path) -> None:
    file = staff_file(tmp_path, SOUND.replace("\n", "\r\n"))
    assert file.content["topic"] == "home-visit"
    assert file.line("owner") == 15


def test_a_control_character_says_so(tmp_path: Path) -> None:
    assert (
        "characters that cannot be read" in problem(tmp_path, SOUND.replace("too ill", "too\x07ill")).remedy
    )


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "- a\n- list\n", "just words"])
def test_a_file_that_holds_no_fields_says_so(tmp_path: Path, text: str) -> None:
    found = problem(tmp_path, text)
    assert found.what == "The file is empty or not a list of fields."
    assert "README" in found.remedy


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    file = StaffFile(tmp_path / "menu.yml", Path("data/menu.yml"))
    assert [found.what for found in file.problems] == ["The file is missing."]


def test_every_problem_is_collected_not_the_first_alone(tmp_path: Path) -> None:
    file = staff_file(tmp_path, SOUND.replace("owner: staff\n", "").replace("source: a page\n", ""))
    file.as_model(Answer, group="using-services")
    assert len(file.problems) == 2


def test_yaml_cannot_run_anything(tmp_path: Path) -> None:
    text = SOUND.replace("owner: staff", "owner: !!python/object/apply:os.getcwd []")
    file = staff_file(tmp_path, text)
    assert file.content["owner"] == []
