"""What Rasa's parts and our actions share in one process: answers, directory, safety, masking. Made once, on first use."""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from bot.answers.library import Library
from bot.directory.find import Directory
from bot.privacy.mask import Masking
from bot.safety.check import SafetyCheck
from bot.safety.guard import Guard
from bot.settings import settings


@dataclass
class Resources:
    """The content under one data folder.

    Args:
        data: the folder of staff files.
    """

    data: Path

    @cached_property
    def library(self) -> Library:
        """Answers, profiles and menu."""
        return Library(self.data)

    @cached_property
    def directory(self) -> Directory:
        """Practices and networks."""
        return Directory.load(self.data / "directory")

    @cached_property
    def safety(self) -> SafetyCheck:
        """The check in front of everything."""
        return SafetyCheck.load(self.data / "safety")

    @cached_property
    def guard(self) -> Guard:
        """That check with its time limit and its alarm."""
        return Guard(lambda: self.safety)

    @cached_property
    def masking(self) -> Masking:
        """What takes personal details out of messages."""
        return Masking(self.data, self.directory)


@lru_cache(maxsize=1)
def resources() -> Resources:
    """The resources of this process, for the data folder of its settings."""
    return Resources(settings().data)
