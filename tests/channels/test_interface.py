"""The words around the answers: every language is whole, and staff are told what is wrong with a file of theirs."""

import os
import re
import shutil
from functools import partial
from pathlib import Path

import pytest

from bot.channels.web.interface import CHAT, PAGE, Interface
from bot.channels.web.script import FOLDER
from bot.errors import ContentError
from bot.live import Live

REAL = Path(__file__).parents[2] / "data"
LANGUAGES = Interface.load(REAL).languages


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with the interface in it."""
    shutil.copytree(REAL / "interface", tmp_path / "interface")
    return tmp_path


def change(data: Path, file: str, old: str, new: str) -> None:
    """Replaces words in a file."""
    path = data / "interface" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def wrong(data: Path) -> str:
    """What staff are told."""
    with pytest.raises(ContentError) as error:
        Interface.load(data)
    return str(error.value)


def test_english_comes_first_and_the_languages_most_spoken_in_england_follow() -> None:
    """Census 2021: the ten main languages after English and Welsh."""
    assert next(iter(LANGUAGES)) == "en"
    assert set(LANGUAGES) == {"en", "pl", "ro", "pa", "ur", "pt", "es", "ar", "bn", "gu", "it"}
    assert {code for code, each in LANGUAGES.items() if each.direction == "rtl"} == {"ur", "ar"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_what_to_do_in_an_emergency(code: str) -> None:
    assert re.search(r"\b999\b.*\b111\b", LANGUAGES[code].texts["emergency"])


@pytest.mark.parametrize("name", CHAT + PAGE)
def test_english_is_written_as_the_nhs_writes(name: str) -> None:
    """Sentences of up to 20 words, no "should", no negative contractions (NHS digital service manual)."""
    text = LANGUAGES["en"].texts[name]
    assert all(len(sentence.split()) <= 20 for sentence in re.split(r"(?<=[.?!:]) ", text))
    assert not re.search(r"\bshould\b|n't\b|\bpractices?\b", text)


def test_every_text_is_shown_somewhere() -> None:
    """By the widget, the page, or the script that carries the English words."""
    places = [*FOLDER.glob("*.js"), *FOLDER.parent.glob("*.html"), *FOLDER.parent.glob("*.py")]
    written = "\n".join(path.read_text(encoding="utf-8") for path in places if path.name != "interface.py")
    unused = [name for name in CHAT + PAGE if not re.search(rf"\b{name}\b", written)]
    assert unused == []


def test_the_widget_names_no_text_that_is_not_there() -> None:
    script = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.js"))
    assert set(re.findall(r"(?:#texts|texts|ENGLISH)\.([a-z_]+)", script)) - set(CHAT + PAGE) == set()
    assert not set(re.findall(r"[^#]texts\.([a-z_]+)", script)) - set(CHAT)


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("en.yml", "  send: Send\n", "", "texts.send: this text is missing"),
        ("pl.yml", '  send: "Wyślij"\n', '  send: ""\n', "texts.send: this text is missing"),
        ("pl.yml", "  send:", "  sned:", "texts.sned: there is no text of this name"),
        ("pl.yml", "{number}", "{nummer}", "Use {number}"),
        ("pl.yml", "numer 999", "numer 112", "does not say to call 999"),
        ("ar.yml", "direction: rtl", "direction: left", "direction"),
        ("ar.yml", "language: ar", "language: Arabic", "language"),
    ],
)
def test_a_mistake_is_named_with_its_file_and_line(
    data: Path, file: str, old: str, new: str, said: str
) -> None:
    change(data, file, old, new)
    told = wrong(data)
    assert said in told and re.search(rf"data/interface/{file}:\d+: ", told)


def test_without_english_there_is_no_interface(data: Path) -> None:
    (data / "interface" / "en.yml").unlink()
    assert "data/interface/en.yml" in wrong(data)


def test_a_language_that_nobody_has_read_is_named_as_a_warning(data: Path) -> None:
    change(data, "pl.yml", 'checked_by: ""', "checked_by: Anna")
    problems = Interface.load(data).problems
    assert all(problem.warning for problem in problems)
    assert {problem.file.stem for problem in problems} == set(LANGUAGES) - {"en", "pl"}


def test_changed_words_are_in_use_at_once_and_broken_ones_never(data: Path) -> None:
    load, files = partial(Interface.load, data), lambda: data.glob("interface/*.yml")
    live = Live("words", load, files, look_every=0)
    change(data, "en.yml", "send: Send", "send: Go")
    os.utime(data / "interface" / "en.yml", (1, 1))
    assert live.now().english["send"] == "Go"
    change(data, "en.yml", "send: Go", "sned: Go")
    os.utime(data / "interface" / "en.yml", (2, 2))
    assert live.now().english["send"] == "Go"


def test_an_unknown_language_is_english() -> None:
    interface = Interface.load(REAL)
    assert interface.language("tlh").name == interface.language(None).name == "English"
