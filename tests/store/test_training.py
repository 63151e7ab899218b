"""When the model must be trained again: when what it is made of changed, and only then."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import Settings, settings
from bot.training import MADE_FROM, everything_read, fingerprint, is_as_it_was, is_trained, note_in_order

ROOT = Path(__file__).parents[2]
ANSWER = "data/answers/about-pcns/what-is-a-pcn.yml"


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """A copy of all content."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    for name in ("config.yml", "domain.yml"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setenv("PCNBOT_ROOT", str(tmp_path))
    settings.cache_clear()
    yield settings()
    settings.cache_clear()


def change(where: Settings, file: str, old: str, new: str) -> None:
    path = where.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_nothing_changed(where: Settings) -> None:
    assert fingerprint(where) == fingerprint(where)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ANSWER, "patients_ask:\n", "patients_ask:\n  - quincunxial\n"),
        ("data/safety/examples/alarming-but-ordinary.yml", "\n- ", "\n- quincunxial\n- "),
        ("data/language/normal-forms.yml", "  u: you\n", "  u: your\n"),
        ("data/language/off-topic.yml", "  - ", "  - quincunxial\n  - "),
        ("data/dialogue/rules.yml", "utter_goodbye", "utter_thanks"),
        ("config.yml", "max_history: 5", "max_history: 4"),
        ("domain.yml", "session_expiration_time: 60", "session_expiration_time: 30"),
    ],
)
def test_what_the_model_is_made_of_changed(where: Settings, file: str, old: str, new: str) -> None:
    before = fingerprint(where)
    change(where, file, old, new)
    assert fingerprint(where) != before


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ANSWER, "group of GP surgeries", "group of general practices"),
        ("data/menu.yml", "Show me all topics", "Show me everything"),
        ("data/networks/bytes/network.yml", "BYTES", "BYTES of Stockton"),
        ("data/safety/replies.yml", "999", "999 "),
    ],
)
def test_only_words_that_are_said_changed(where: Settings, file: str, old: str, new: str) -> None:
    before = fingerprint(where)
    change(where, file, old, new)
    assert fingerprint(where) == before


def test_another_folder_is_asked_about_itself(
    where: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Not about the folder of this process's own settings."""
    before = fingerprint(where)
    other = tmp_path_factory.mktemp("other")
    shutil.copytree(where.root, other, dirs_exist_ok=True)
    elsewhere = Settings(root=other)
    change(elsewhere, ANSWER, "patients_ask:\n", "patients_ask:\n  - quincunxial\n")
    assert fingerprint(where) == before
    assert fingerprint(elsewhere) != before


def test_it_is_trained_when_the_model_is_there_and_fits(where: Settings) -> None:
    assert not is_trained(where)
    where.models.mkdir()
    (where.models / "a-model.tar.gz").touch()
    (where.models / MADE_FROM).write_text(
        json.dumps({"model": "a-model.tar.gz", "fingerprint": fingerprint(where)})
    )
    assert is_trained(where)


@pytest.mark.parametrize("lacks", ["the model", "the right fingerprint"])
def test_it_is_not_trained_otherwise(where: Settings, lacks: str) -> None:
    where.models.mkdir()
    if lacks != "the model":
        (where.models / "a-model.tar.gz").touch()
    made_from = "another" if lacks == "the right fingerprint" else fingerprint(where)
    (where.models / MADE_FROM).write_text(json.dumps({"model": "a-model.tar.gz", "fingerprint": made_from}))
    assert not is_trained(where)


@pytest.fixture
def found_in_order(where: Settings) -> Settings:
    """Everything was read, and a model was made from it."""
    where.models.mkdir()
    (where.models / "a-model.tar.gz").touch()
    (where.models / MADE_FROM).write_text(json.dumps({"model": "a-model.tar.gz", "fingerprint": ""}))
    assert not is_as_it_was(where)
    note_in_order(where, everything_read(where))
    assert is_as_it_was(where)
    return where


@pytest.mark.parametrize(
    "changed",
    [
        ANSWER,
        "data/safety/replies.yml",
        "data/directory/epcn.csv",
        "data/safety/classifier.npz",
        "config.yml",
    ],
)
def test_whatever_changes_is_read_again(found_in_order: Settings, changed: str) -> None:
    """Also what the model is not made of: a fixed reply that nobody approved has to be found."""
    file = found_in_order.root / changed
    file.write_bytes(file.read_bytes() + b"\n")
    assert not is_as_it_was(found_in_order)


def test_a_new_file_a_missing_file_and_another_directory_are_noticed(found_in_order: Settings) -> None:
    new = found_in_order.data / "answers" / "new.yml"
    new.touch()
    assert not is_as_it_was(found_in_order)
    new.unlink()
    assert is_as_it_was(found_in_order)
    found_in_order.editions.parent.mkdir()
    found_in_order.editions.write_bytes(b"imported")
    assert not is_as_it_was(found_in_order)
    found_in_order.editions.unlink()
    (found_in_order.models / "a-model.tar.gz").unlink()
    assert not is_as_it_was(found_in_order)
