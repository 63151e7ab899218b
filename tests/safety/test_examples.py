"""The examples of the safety check, as they are read."""

import shutil
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.safety.examples import SafetyExamples


@pytest.fixture
def folder(data: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(data / "examples", tmp_path / "examples"))


def test_a_file_that_has_changed_is_read_again(folder: Path) -> None:
    before = SafetyExamples.load(folder)
    assert SafetyExamples.load(folder) is before
    path = folder / "emergency.yml"
    path.write_text(
        path.read_text(encoding="utf-8") + "new-group:\n- the ceiling came down on him\n", encoding="utf-8"
    )
    assert SafetyExamples.load(folder).outcomes["emergency"][-1] == "the ceiling came down on him"


def test_a_file_that_is_gone_is_missed_though_it_was_read_before(folder: Path) -> None:
    SafetyExamples.load(folder)
    (folder / "everyday.yml").unlink()
    with pytest.raises(ContentError, match="missing"):
        SafetyExamples.load(folder)


def test_everyday_messages_are_ordinary_ones(folder: Path) -> None:
    assert "phone's on 2 percent be quick" in SafetyExamples.load(folder).ordinary
