"""Interface: the words around the answers, in each language that the chat offers (data/interface)."""

import logging
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from bot.answers.answer import PLACEHOLDER, Strict
from bot.answers.files import StaffFile
from bot.errors import ContentError, Problem

logger = logging.getLogger(__name__)

FOLDER = "interface"
ORIGINAL = "en"
PAGE = (
    "title",
    "launcher",
    "scan",
    "ask_more",
    "no_such_page",
    "no_such_page_next",
    "links",
    "checked",
    "accessibility",
)
"""Texts that stand only beside English words, so they are needed in English alone."""
CHAT = (
    *("name", "you", "intro", "no_advice", "emergency", "close", "options", "conversation"),
    *("label", "hint", "send", "suggestions", "next", "choices_follow", "new_tab", "writing", "slow"),
    *("empty", "too_long", "left", "offline", "unreachable", "not_opened", "refused", "try_now"),
    *("contact", "contact_anybody", "start_again", "started_again", "copy", "copied", "not_copied"),
    *("print", "download", "helpful", "helpful_yes", "helpful_no", "thanks", "leave", "leave_hint"),
    *("language", "answers_in_english", "interpreter"),
)
"""Texts of the chat, needed in every language."""


class Language(Strict):
    """One file of data/interface.

    Args:
        language: its tag (BCP 47), such as pl or en-GB, for the page's `lang`.
        name: as its speakers write it.
        direction: how it is written, left to right or right to left.
        checked_by: who read it as a speaker of the language; "" as long as nobody has.
        texts: the words.
    """

    language: str = Field(regex=r"^[a-z]{2}(-[A-Z]{2})?$")
    name: str = Field(min_length=1)
    direction: Literal["ltr", "rtl"]
    checked_by: str = ""
    texts: dict[str, str]


@dataclass(frozen=True)
class Interface:
    """The languages by the name of their file, English first.

    Args:
        languages: every language that the chat offers.
        problems: what a person may want to look at: languages that no speaker has read.
    """

    languages: dict[str, Language]
    problems: tuple[Problem, ...] = ()

    @property
    def english(self) -> dict[str, str]:
        """The texts of the original."""
        return self.languages[ORIGINAL].texts

    def language(self, code: object) -> Language:
        """A language by the name of its file; English for anything else."""
        return self.languages.get(str(code), self.languages[ORIGINAL])

    def offered(self) -> list[dict[str, str]]:
        """What a list of languages to choose from needs, English first."""
        return [
            {"code": code, "name": each.name, "language": each.language, "direction": each.direction}
            for code, each in self.languages.items()
        ]

    @classmethod
    def load(cls, data: Path) -> "Interface":
        """Reads the files.

        Args:
            data: the folder of staff files.

        Raises:
            ContentError: a file is missing or wrong, or a translation's words in curly brackets differ.
        """
        paths = sorted((data / FOLDER).glob("*.yml"), key=lambda path: (path.stem != ORIGINAL, path.stem))
        if not paths or paths[0].stem != ORIGINAL:
            paths.insert(0, data / FOLDER / f"{ORIGINAL}.yml")
        files = {path.stem: StaffFile(path, Path("data") / FOLDER / path.name) for path in paths}
        read = {code: file.as_model(Language) for code, file in files.items()}
        languages = {code: language for code, language in read.items() if language}
        original = languages.get(ORIGINAL)
        for code, language in languages.items():
            _complete(files[code], language, CHAT + PAGE if code == ORIGINAL else CHAT)
            _fillable(files[code], language, original or language)
            _read_by_somebody(files[code], language)
        problems = [problem for file in files.values() for problem in file.problems]
        if errors := [problem for problem in problems if not problem.warning]:
            raise ContentError(errors)
        return cls(languages, tuple(problems))


def _complete(file: StaffFile, language: Language, names: tuple[str, ...]) -> None:
    """Notes texts that are missing or empty, that nothing shows, and an emergency line without the number."""
    for name in names:
        if not language.texts.get(name, "").strip():
            file.problem(file.line("texts", name), f"texts.{name}: this text is missing.", "Write it.")
    for name in sorted(set(language.texts) - set(names)):
        what = f"texts.{name}: there is no text of this name."
        file.problem(file.line("texts", name), what, f"Compare with data/{FOLDER}/{ORIGINAL}.yml.")
    if not re.search(r"\b999\b", language.texts.get("emergency", "999")):
        what = "texts.emergency: this does not say to call 999."
        file.problem(
            file.line("texts", "emergency"), what, "Begin with what to do in an emergency: call 999."
        )


def _fillable(file: StaffFile, language: Language, original: Language) -> None:
    """Notes texts whose words in curly brackets are not those of the English text."""
    for name, text in language.texts.items():
        wanted = set(re.findall(PLACEHOLDER, original.texts.get(name, "")))
        if set(re.findall(PLACEHOLDER, text)) != wanted:
            shown = " and ".join(f"{{{each}}}" for each in sorted(wanted)) or "no curly brackets"
            what = f"texts.{name}: the words in curly brackets are not those of the English text."
            file.problem(file.line("texts", name), what, f"Use {shown}.")


def _read_by_somebody(file: StaffFile, language: Language) -> None:
    """Notes a translation that no speaker of the language has read."""
    if not language.checked_by:
        what = f"checked_by: nobody who speaks this language ({language.name}) has read it."
        remedy = "Ask a speaker to read the file, and write here who it was."
        file.problem(file.line("checked_by"), what, remedy, warning=True)


class LiveInterface:
    """Keeps the interface in memory and reads it again when a file changed, as the library does with answers.

    Args:
        data: the folder of staff files.

    Raises:
        ContentError: the files cannot be used, and there is nothing from before.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._state = self._stamp()
        self._interface = Interface.load(data)

    def now(self) -> Interface:
        """The interface as it stands on disk; as it last was right where somebody broke it."""
        if (state := self._stamp()) != self._state:
            self._state = state
            try:
                self._interface = Interface.load(self._data)
            except (ContentError, OSError) as error:
                logger.error("The changed interface is not in use:\n%s", error)
        return self._interface

    def _stamp(self) -> list[tuple[str, int]]:
        return sorted((path.name, path.stat().st_mtime_ns) for path in (self._data / FOLDER).glob("*.yml"))
