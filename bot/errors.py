"""What can go wrong, and for whom the message is.

PcnBotError
├── SettingsError     operators: an environment variable is wrong
├── ContentError      staff: a file under data/ is wrong; holds every problem with file, line and remedy
├── ModelError        operators: there is no usable trained model
├── DirectoryError    operators: an NHS report is refused, or the directory cannot be read
└── EvidenceError     clinical safety officers: a control of the hazard log has no test that passes
"""

from dataclasses import dataclass
from pathlib import Path


class PcnBotError(Exception):
    """Anything that the person at the keyboard can put right; shown without a stack trace."""


class SettingsError(PcnBotError):
    """An environment variable is wrong."""


class ModelError(PcnBotError):
    """There is no usable trained model."""


class DirectoryError(PcnBotError):
    """An NHS report is refused, or the directory cannot be read; the one in use stays as it was."""


class EvidenceError(PcnBotError):
    """A control of the hazard log has no test that passes."""


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a staff file: where, what, and what to do."""

    file: Path
    line: int
    what: str
    remedy: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}\n    {self.remedy}"


class ContentError(PcnBotError):
    """Staff files under data/ have problems."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
