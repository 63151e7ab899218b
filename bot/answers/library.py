"""Library: the answers as they stand now on disk; a change in a file is there for the next message."""

import logging
import time
from pathlib import Path

from bot.answers.book import AnswerBook, staff_files
from bot.answers.menu import Menu
from bot.answers.rules.names import references
from bot.errors import ContentError

logger = logging.getLogger(__name__)


class Library:
    """Keeps answers, profiles and menu in memory and reads them again when a file changed.

    A file that staff broke does not take the assistant down: what was read before stays in use, and the log
    says which file, which line, and what to do.

    Args:
        data: the folder of staff files.
        look_every: seconds between two looks at the disk.

    Raises:
        ContentError: the files cannot be used, and there are none from before.
    """

    def __init__(self, data: Path, look_every: float = 2.0) -> None:
        self._data = data
        self._look_every = look_every
        self._state = self._stamp()
        self._looked = time.monotonic()
        self._book, self._menu = self._read()

    @property
    def book(self) -> AnswerBook:
        """The answers and profiles."""
        self._read_again_if_changed()
        return self._book

    @property
    def menu(self) -> Menu:
        """The first screen, the groups, the buttons' words."""
        self._read_again_if_changed()
        return self._menu

    def _read(self) -> tuple[AnswerBook, Menu]:
        book, menu = AnswerBook.load(self._data), Menu.load(self._data)
        if problems := references(book, menu, self._data):
            raise ContentError(problems)
        return book, menu

    def _stamp(self) -> list[tuple[str, int, int]]:
        paths = [*staff_files(self._data), self._data / "menu.yml"]
        stats = [(path, path.stat()) for path in paths if path.exists()]
        return [(str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats]

    def _read_again_if_changed(self) -> None:
        now = time.monotonic()
        if now - self._looked < self._look_every:
            return
        self._looked = now
        try:
            state = self._stamp()
            if state == self._state:
                return
            self._state = state
            self._book, self._menu = self._read()
            logger.info("The answers were read again after a change.")
        except (ContentError, OSError) as error:
            logger.error("The changed answers are not in use:\n%s", error)
