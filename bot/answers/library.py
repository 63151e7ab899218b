"""Library: the answers as they stand now on disk; a change in a file is there for the next message."""

from pathlib import Path

from bot.answers.book import AnswerBook, staff_files
from bot.answers.menu import Menu
from bot.answers.rules.names import references
from bot.errors import ContentError
from bot.live import Live


class Library:
    """Answers, profiles and menu, kept in memory and read again when a file changed.

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
        self._live = Live("answers", self._read, self._files, look_every)

    @property
    def book(self) -> AnswerBook:
        """The answers and profiles."""
        return self._live.now()[0]

    @property
    def menu(self) -> Menu:
        """The first screen, the groups, the buttons' words."""
        return self._live.now()[1]

    def _read(self) -> tuple[AnswerBook, Menu]:
        book, menu = AnswerBook.load(self._data), Menu.load(self._data)
        if problems := references(book, menu, self._data):
            raise ContentError(problems)
        return book, menu

    def _files(self) -> list[Path]:
        return [*staff_files(self._data), self._data / "menu.yml"]
