"""`pcnbot check`: each rule finds what it is for, on the right line, and says what to do."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.answers.book import AnswerBook
from bot.answers.check import check
from bot.answers.files import StaffFile
from bot.answers.situations import SITUATIONS
from bot.errors import Problem
from tests.answers.broken import ERRORS, FIRST, PARAMEDIC, PCN, URL, YES_NO, Broken
from tests.answers.conftest import Folder
from tests.answers.doubtful import WARNINGS

TODAY = date(2026, 11, 21)


def found(folder: Folder, broken: Broken) -> list[Problem]:
    folder.change(broken.file, broken.old, broken.new)
    return [
        problem
        for problem in check(folder.path, TODAY)
        if broken.what in problem.what and broken.remedy in problem.remedy
    ]


def test_nothing_is_wrong_with_the_sound_folder(folder: Folder) -> None:
    assert check(folder.path, TODAY) == []


@pytest.mark.parametrize("broken", ERRORS.values(), ids=ERRORS)
def test_an_error_names_file_line_and_remedy(folder: Folder, broken: Broken) -> None:
    problems = found(folder, broken)
    assert len(problems) == 1
    assert not problems[0].warning
    if broken.at:
        assert problems[0].file == Path("data") / broken.file
        assert problems[0].line == folder.line(broken.file, broken.at)


@pytest.mark.parametrize("broken", WARNINGS.values(), ids=WARNINGS)
def test_a_warning_names_file_line_and_remedy(folder: Folder, broken: Broken) -> None:
    problems = found(folder, broken)
    assert len(problems) == 1
    assert problems[0].warning
    assert problems[0].file == Path("data") / broken.file
    assert problems[0].line == folder.line(broken.file, broken.at)


def whats(folder: Folder) -> str:
    return "\n".join(problem.what for problem in check(folder.path, TODAY))


def test_a_sentence_may_have_20_words_and_a_placeholder_is_one(folder: Folder) -> None:
    folder.change(PCN, FIRST, f"One.\n\n  Ask{' very' * 18} {{surgery}}.\n\n")
    assert "sentence" not in whats(folder)
    folder.change(PCN, "Ask very", "Ask very very")
    assert 'answer: a sentence of 21 words, "Ask very very very very ..."' in whats(folder)


def test_bullets_are_sentences_of_their_own(folder: Folder) -> None:
    bullets = "".join(f"  - one, two, three, four {number}\n" for number in range(6))
    folder.change(PCN, FIRST, f"They are:\n{bullets}\n")
    assert whats(folder) == ""


def test_one_emoji_is_not_another(folder: Folder) -> None:
    folder.change(YES_NO, "    - 👎\n", "    - 👎\n    - 🙏\n")
    assert whats(folder) == ""
    folder.change(YES_NO, "    - 🙏\n", "    - 👍\n")
    assert '"👍" is already in' in whats(folder)


def test_a_group_cannot_take_the_name_of_another_topic(folder: Folder) -> None:
    lines = "".join(f"    - other words {number}\n" for number in range(10))
    folder.change(YES_NO, "  deny:\n", f"  faq/paramedic:\n{lines}  deny:\n")
    assert "patients_ask: yes-no already has a group or name `faq/paramedic`" in whats(folder)


@pytest.mark.parametrize(
    "words", ["the practice manager", "a practice nurse", "general practice", "{practice}"]
)
def test_practice_is_right_in_some_words(folder: Folder, words: str) -> None:
    folder.change(PCN, FIRST, f"One.\n\n  Ask {words}.\n\n")
    assert whats(folder) == ""


@pytest.mark.parametrize(
    "url", ["http://a.uk", "tel:111", "mailto:a@b.uk", '"{practice_website}"', '"{link_contact}/x"']
)
def test_links_that_can_be_opened(folder: Folder, url: str) -> None:
    folder.change(PCN, URL, f"url: {url}")
    assert whats(folder) == ""


@pytest.mark.parametrize(
    "name",
    [
        "answers/what-is-a-pcn.yml",
        "answers/chat/greet.yaml",
        "answers/chat/more/greet.yml",
        "networks/network.yml",
        "networks/bytes/what-is-a-pcn.yml",
    ],
)
def test_a_file_in_the_wrong_place_is_an_error(folder: Folder, name: str) -> None:
    folder.write(name, "topic: greet\n")
    problems = check(folder.path, TODAY)
    assert [(str(problem.file), problem.warning) for problem in problems] == [(f"data/{name}", False)]
    assert "answers/<group>/<topic>.yml" in problems[0].remedy


def test_notes_for_staff_and_hidden_files_are_left_alone(folder: Folder) -> None:
    folder.write("answers/README.md", "How to write")
    folder.write("networks/bytes/.DS_Store", "")
    assert check(folder.path, TODAY) == []


@pytest.mark.parametrize("name", ["menu.yml", "catalogue.yml", "style.yml", "safety/replies.yml"])
def test_a_missing_file_is_an_error(folder: Folder, name: str) -> None:
    (folder.path / name).unlink()
    assert [(str(problem.file), problem.warning) for problem in check(folder.path, TODAY)] == [
        (f"data/{name}", False)
    ]


def test_a_damaged_directory_is_an_error(folder: Folder) -> None:
    (folder.path / "directory" / "epraccur.csv").write_text("no report")
    problems = check(folder.path, TODAY)
    assert [str(problem.file) for problem in problems] == ["data/directory"]
    assert "pcnbot directory" in problems[0].remedy


def test_everything_is_collected_errors_first(folder: Folder) -> None:
    folder.change(PCN, "[clinical-pharmacist]", "[zzz]")
    folder.change(PCN, FIRST, "One.\n\n  You should ask.\n\n")
    folder.change(PARAMEDIC, "owner: PCN manager\n", "")
    folder.write("menu.yml", "")
    problems = check(folder.path, TODAY)
    assert {str(problem.file) for problem in problems if not problem.warning} == {
        f"data/{PCN}",
        f"data/{PARAMEDIC}",
        "data/menu.yml",
    }
    assert [problem.warning for problem in problems] == sorted(problem.warning for problem in problems)


def test_a_broken_file_does_not_hide_what_is_wrong_with_others(folder: Folder) -> None:
    folder.write(PARAMEDIC, "a: b: c")
    folder.change(PCN, "[clinical-pharmacist]", "[paramedic]")
    assert "there is no topic paramedic" in whats(folder)
    assert "The topic paramedic has no file that can be read" in whats(folder)


def test_every_situation_that_the_code_calls_is_required() -> None:
    root = Path(__file__).parents[2]
    code = "".join(path.read_text() for name in ("actions", "bot") for path in (root / name).rglob("*.py"))
    called = set(re.findall(r"utter_([a-z-]+)/([a-z_]+)\"", code)) | set(
        re.findall(r"\"(not-understood)/([a-z_]+)\"", code)
    )
    assert called
    assert {
        (topic, name) for topic, name in called if topic != "faq" and name not in SITUATIONS.get(topic, ())
    } == set()


@pytest.mark.content
def test_the_projects_own_content_has_no_errors(real: Path) -> None:
    errors = [str(problem) for problem in check(real) if not problem.warning]
    assert errors == []


@pytest.mark.content
def test_the_catalogue_holds_every_topic_and_nothing_else(real: Path) -> None:
    files = {f"{path.parent.name}/{path.stem}" for path in (real / "answers").glob("*/*.yml")}
    content = StaffFile(real / "catalogue.yml", Path("data/catalogue.yml")).content
    assert files == {
        f"{group}/{topic}" for group, topics in content.items() if group != "safety" for topic in topics
    }


@pytest.mark.content
def test_the_projects_networks_show_their_own_words(real: Path) -> None:
    book = AnswerBook.load(real)
    assert "{network_practices}" in book.answer("what-is-a-pcn", network="U63844").answer
    assert "elsewhere" not in book.answer("phoenix-fellow", network="U12949").answer
    for profile in book.profiles.values():
        assert not profile.local_pcns.endswith(".")
