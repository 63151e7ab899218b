"""The directory in use, as it stands now: an import or a rollback is there for the messages after it."""

import logging
import threading
import time
from pathlib import Path

from bot.directory.editions.archive import Edition, Editions
from bot.directory.editions.keeping import directory_of
from bot.directory.find import Directory
from bot.errors import DirectoryError

logger = logging.getLogger(__name__)


class CurrentDirectory:
    """Keeps the directory in memory and reads it again, beside the messages, when another edition is in use.

    What cannot be read is not used: what was read before stays in use, and the log says why.

    Args:
        embedded: the folder of the reports that come with the program, in use while nothing is imported.
        editions: what was imported.
        look_every: seconds between two looks at the disk.

    Raises:
        DirectoryError: the reports that come with the program cannot be read.
    """

    def __init__(self, embedded: Path, editions: Editions, look_every: float = 2.0) -> None:
        self._embedded, self._editions, self._look_every = embedded, editions, look_every
        self._looked = time.monotonic()
        self._state = self._stamp()
        self._reading: threading.Thread | None = None
        self._edition, self._directory = self._first()

    @property
    def directory(self) -> Directory:
        """The practices and networks."""
        self._look()
        return self._directory

    @property
    def edition(self) -> Edition | None:
        """The import that they are from; None for the reports that come with the program."""
        return self._edition

    def _first(self) -> tuple[Edition | None, Directory]:
        try:
            return self._read()
        except DirectoryError as error:
            logger.error(
                "The imported directory is not in use, but the one that comes with the program:\n%s", error
            )
            return None, Directory.load(self._embedded)

    def _read(self) -> tuple[Edition | None, Directory]:
        edition = self._editions.in_use()
        if edition is None:
            return None, Directory.load(self._embedded)
        return edition, directory_of(self._editions, edition)

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            stat = self._editions.file.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino

    def _look(self) -> None:
        now = time.monotonic()
        if now - self._looked < self._look_every or (self._reading and self._reading.is_alive()):
            return
        self._looked = now
        state = self._stamp()
        if state != self._state:
            self._state = state
            self._reading = threading.Thread(target=self._read_again, name="directory", daemon=True)
            self._reading.start()

    def _read_again(self) -> None:
        try:
            in_use = self._editions.in_use()
            if in_use == self._edition:
                return
            edition, directory = self._read()
            directory.find("")
            directory.mentions("")
            self._edition, self._directory = edition, directory
            logger.info(
                "The directory was read again: %s, %d practices.", directory.date, len(directory.practices)
            )
        except DirectoryError as error:
            logger.error("The changed directory is not in use:\n%s", error)
