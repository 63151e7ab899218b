"""Live: content that is read again when staff change its files, and stays as it was when they break one."""

import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Generic, TypeVar

from bot.errors import ContentError

logger = logging.getLogger(__name__)
Content = TypeVar("Content")


class Live(Generic[Content]):
    """Keeps content in memory, as it last was right.

    Args:
        name: what it is, in the plural, for the log.
        load: reads the content.
        files: the files that it is read from, those that are missing left out or not.
        look_every: seconds between two looks at the disk.

    Raises:
        ContentError: the files cannot be used, and there is nothing from before.
    """

    def __init__(
        self,
        name: str,
        load: Callable[[], Content],
        files: Callable[[], Iterable[Path]],
        look_every: float = 2.0,
    ) -> None:
        self._name, self._load, self._files, self._look_every = name, load, files, look_every
        self._state = self._stamp()
        self._looked = time.monotonic()
        self._content = load()

    def now(self) -> Content:
        """The content as it stands on disk, or as it last was right."""
        now = time.monotonic()
        if now - self._looked >= self._look_every:
            self._looked = now
            self._look()
        return self._content

    def _look(self) -> None:
        try:
            state = self._stamp()
            if state == self._state:
                return
            self._state = state
            self._content = self._load()
            logger.info("The %s were read again after a change.", self._name)
        except (ContentError, OSError) as error:
            logger.error("The changed %s are not in use:\n%s", self._name, error)

    def _stamp(self) -> list[tuple[str, int, int]]:
        stats = [(path, path.stat()) for path in self._files() if path.exists()]
        return sorted((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in stats)
