"""Answers change while the assistant runs."""

import logging

import pytest

from bot.answers.library import Library
from bot.errors import ContentError
from tests.answers.conftest import MENU, WHAT, Folder

FILE = "answers/about-pcns/what-is-a-pcn.yml"


def library(folder: Folder) -> Library:
    return Library(folder.path, look_every=0)


def answer(library: Library) -> str:
    return library.book.answer("what-is-a-pcn").answer


def test_a_changed_answer_is_there_for_the_next_message(folder: Folder) -> None:
    kept = library(folder)
    assert answer(kept).startswith("A PCN is a group")
    folder.change(FILE, "  A PCN is a group of GP surgeries.\n\n", "  A PCN is new.\n\n")
    assert answer(kept).startswith("A PCN is new.")


def test_a_new_file_and_a_changed_menu_are_there_too(folder: Folder) -> None:
    kept = library(folder)
    folder.write("answers/about-pcns/pcn-size.yml", WHAT.replace("topic: what-is-a-pcn", "topic: pcn-size"))
    folder.write("menu.yml", MENU.replace("Tell me more", "More"))
    assert "pcn-size" in kept.book.answers
    assert kept.menu.buttons["more"] == "More"


def test_a_removed_override_is_gone(folder: Folder) -> None:
    kept = library(folder)
    (folder.path / "networks/bytes/answers/what-is-a-pcn.yml").unlink()
    assert kept.book.answer("what-is-a-pcn", network="U63844").answer.startswith("A PCN is a group")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (FILE, "answer: a: b\n"),
        (FILE, ""),
        (FILE, WHAT.replace("follow_ups: [clinical-pharmacist]", "follow_ups: [no-such-topic]")),
        ("menu.yml", "first_screen: []\n"),
        ("menu.yml", MENU.replace("topics: [what-is-a-pcn]", "topics: [no-such-topic]")),
    ],
)
def test_a_broken_file_keeps_what_was_read_before(
    folder: Folder, caplog: pytest.LogCaptureFixture, name: str, text: str
) -> None:
    kept = library(folder)
    folder.write(name, text)
    with caplog.at_level(logging.ERROR):
        assert answer(kept).startswith("A PCN is a group")
        assert kept.menu.buttons["more"] == "Tell me more"
    assert f"data/{name}:" in caplog.text


def test_a_file_taken_away_keeps_what_was_read_before(folder: Folder) -> None:
    kept = library(folder)
    (folder.path / "menu.yml").unlink()
    (folder.path / FILE).unlink()
    assert answer(kept).startswith("A PCN is a group")
    assert kept.menu.buttons["more"] == "Tell me more"


def test_a_broken_file_is_logged_once_and_used_when_mended(
    folder: Folder, caplog: pytest.LogCaptureFixture
) -> None:
    kept = library(folder)
    folder.write(FILE, "")
    with caplog.at_level(logging.ERROR):
        answer(kept)
        answer(kept)
    assert len(caplog.records) == 1
    folder.write(FILE, WHAT.replace("  A PCN is a group of GP surgeries.\n\n", "  A PCN is mended.\n\n"))
    assert answer(kept).startswith("A PCN is mended.")


def test_the_disk_is_not_looked_at_for_every_message(folder: Folder) -> None:
    kept = Library(folder.path, look_every=3600)
    folder.write(FILE, WHAT.replace("  A PCN is a group of GP surgeries.\n\n", "  New.\n\n"))
    assert answer(kept).startswith("A PCN is a group")


def test_an_assistant_does_not_start_on_broken_files(folder: Folder) -> None:
    folder.write(FILE, "")
    with pytest.raises(ContentError):
        library(folder)
    folder.write(FILE, WHAT.replace("follow_ups: [clinical-pharmacist]", "follow_ups: [no-such-topic]"))
    with pytest.raises(ContentError, match="no-such-topic"):
        library(folder)


def test_an_assistant_does_not_start_without_a_menu(folder: Folder) -> None:
    (folder.path / "menu.yml").unlink()
    with pytest.raises(ContentError, match=r"data/menu\.yml:1: The file is missing"):
        library(folder)
