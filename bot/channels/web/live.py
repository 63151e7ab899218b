"""Live: content that is read again when staff change its files, and stays as it was when they break one."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Generic, TypeVar

from bot.errors import ContentError

logger = logging.getLogger(__name__)
Content = TypeVar("Content")


class Live(Generic[Content]):
    """Keeps content in memory, as it last was right.

    Args:
        data: the folder of staff files.
        load: reads the content from that folder.
        files: which files it is read from, as a pattern below the folder.

    Raises:
        ContentError: the files cannot be used, and there is nothing from before.
    """

    def __init__(self, data: Path, load: Callable[[Path], Content], files: str) -> None:
        self._data = data
        self._load = load
        self._files = files
        self._state = self._stamp()
        self._content = load(data)

    def now(self) -> Content:
        """The content as it stands on disk, or as it last was right."""
        if (state := self._stamp()) != self._state:
            self._state = state
            try:
                self._content = self._load(self._data)
            except (ContentError, OSError) as error:
                logger.error("The changed %s is not in use:\n%s", self._files, error)
        return self._content

    def _stamp(self) -> list[tuple[str, int]]:
        return sorted((path.name, path.stat().st_mtime_ns) for path in self._data.glob(self._files))
