"""What Rasa's parts and our actions share in one process: answers, directory, safety, masking. Made once, on first use."""

from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from pathlib import Path

from bot.answers.library import Library
from bot.channels.web.interface import Interface
from bot.channels.web.theme import Theme
from bot.directory.current import CurrentDirectory
from bot.directory.editions.archive import Editions
from bot.directory.find import Directory
from bot.live import Live
from bot.privacy.mask import Masking
from bot.safety.check import SafetyCheck
from bot.safety.guard import Guard
from bot.settings import settings
from bot.understanding.spelling import Spelling


@dataclass
class Resources:
    """The content under one data folder.

    Args:
        data: the folder of staff files.
        editions: the SQLite file of imported directories.
    """

    data: Path
    editions: Path

    @cached_property
    def library(self) -> Library:
        """Answers, profiles and menu."""
        return Library(self.data)

    @cached_property
    def spelling(self) -> Spelling:
        """What corrects patients' words towards those of the examples."""
        answers = self.library.book.answers.values()
        return Spelling(
            line.lower() for answer in answers for lines in answer.intents().values() for line in lines
        )

    @property
    def directory(self) -> Directory:
        """Practices and networks: of the newest import, else those that come with the program."""
        return self._directory.directory

    @cached_property
    def _directory(self) -> CurrentDirectory:
        return CurrentDirectory(self.data / "directory", Editions(self.editions))

    @cached_property
    def _interface(self) -> Live[Interface]:
        load = partial(Interface.load, self.data)
        return Live("words of the chat", load, lambda: self.data.glob("interface/*.yml"))

    @cached_property
    def _theme(self) -> Live[Theme]:
        return Live("looks", partial(Theme.load, self.data), lambda: [self.data / "theme.yml"])

    @property
    def interface(self) -> Interface:
        """The words around the answers, in every language, as they stand on disk now."""
        return self._interface.now()

    @property
    def theme(self) -> Theme:
        """How the chat looks, as it stands on disk now."""
        return self._theme.now()

    @cached_property
    def safety(self) -> SafetyCheck:
        """The check in front of everything."""
        return SafetyCheck.load(self.data / "safety")

    @cached_property
    def guard(self) -> Guard:
        """That check with its time limit and its alarm."""
        return Guard(lambda: self.safety)

    @property
    def masking(self) -> Masking:
        """What takes personal details out of messages, beside the names of the directory as it stands now."""
        return _masking(self.data, self.directory)


@lru_cache(maxsize=1)
def _masking(data: Path, directory: Directory) -> Masking:
    return Masking(data, directory)


@lru_cache(maxsize=1)
def resources() -> Resources:
    """The resources of this process, for the data folder of its settings."""
    return Resources(settings().data, settings().editions)
