"""SafetyExamples: training messages for the classifier that stands beside the rules (data/safety/examples)."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from bot.answers.answer import Strict
from bot.answers.files import StaffFile
from bot.errors import ContentError
from bot.safety.rules import Outcome

OUTCOMES = (Outcome.EMERGENCY.value, Outcome.CRISIS.value, Outcome.SAFEGUARDING.value)
ADVICE, ORDINARY, BY_TOPIC, EVERYDAY = "medical-advice", "ordinary", "alarming-but-ordinary", "everyday"
FILES = (*OUTCOMES, ADVICE, ORDINARY, BY_TOPIC, EVERYDAY)


class _Groups(Strict):
    """Messages by what they are about."""

    __root__: dict[str, list[str]] = Field(...)


@dataclass(frozen=True)
class SafetyExamples:
    """Messages by outcome, questions for medical advice, and ordinary messages, many of them with alarming words.

    Args:
        outcomes: the messages of each outcome, by the outcome's name.
        medical_advice: questions about symptoms, treatment, doses, results.
        ordinary: messages to a surgery that speak of none of these, and everyday ones that are not for a surgery at all.
        alarming_but_ordinary: more of them by the topic that answers them, which learns from them too.
    """

    outcomes: dict[str, list[str]]
    medical_advice: list[str]
    ordinary: list[str]
    alarming_but_ordinary: dict[str, list[str]]

    @classmethod
    def load(cls, folder: Path) -> "SafetyExamples":
        """Reads the folder, one file an outcome. A training asks three times; only what has changed is read again.

        Raises:
            ContentError: where a file is missing or wrong.
        """
        stamps = ((folder / f"{name}.yml").stat() for name in FILES if (folder / f"{name}.yml").exists())
        return _read(folder, tuple((stamp.st_mtime_ns, stamp.st_size) for stamp in stamps))


@lru_cache(maxsize=1)
def _read(folder: Path, stamps: tuple[tuple[int, int], ...]) -> SafetyExamples:
    files = [StaffFile(folder / f"{name}.yml", Path(f"data/safety/examples/{name}.yml")) for name in FILES]
    read = [file.as_model(_Groups) for file in files]
    if problems := [problem for file in files for problem in file.problems]:
        raise ContentError(problems)
    groups = {name: model.__root__ for name, model in zip(FILES, read) if model}
    flat = {name: [line for lines in groups[name].values() for line in lines] for name in FILES}
    outcomes = {name: flat[name] for name in OUTCOMES}
    return SafetyExamples(outcomes, flat[ADVICE], flat[ORDINARY] + flat[EVERYDAY], groups[BY_TOPIC])
