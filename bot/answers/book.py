"""AnswerBook: all answers and profiles under data/, and the answer for a patient's practice and network."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from bot.answers.answer import Answer, Override
from bot.answers.files import StaffFile
from bot.answers.profile import Profile
from bot.errors import ContentError, Problem


@dataclass
class AnswerBook:
    """Everything staff wrote.

    Args:
        answers: by topic.
        profiles: by network code.
        overrides: by (code of a network or practice, topic).
        files: the file of each answer, override and profile, for messages about them.
        problems: what could not be read.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    overrides: dict[tuple[str, str], Override] = field(default_factory=dict)
    files: dict[object, StaffFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def read(cls, data: Path) -> "AnswerBook":
        """Reads every file, keeping what is right and noting what is wrong."""
        book = cls()
        for path in staff_files(data):
            file = StaffFile(path, path.relative_to(data.parent))
            book._add(file, data)
            book.problems.extend(file.problems)
        return book

    @classmethod
    def load(cls, data: Path) -> "AnswerBook":
        """Reads every file.

        Raises:
            ContentError: with every problem, where any file is wrong.
        """
        book = cls.read(data)
        if book.problems:
            raise ContentError(book.problems)
        return book

    def _add(self, file: StaffFile, data: Path) -> None:
        place = file.path.relative_to(data).parts
        if place[0] == "answers":
            if answer := file.as_model(Answer, group=place[1]):
                self._put(self.answers, answer.topic, answer, file)
        elif place[-1] == "network.yml":
            if profile := file.as_model(Profile):
                self._put(self.profiles, profile.network, profile, file)
        elif override := file.as_model(Override):
            self._put(self.overrides, (override.for_code, override.topic), override, file)

    def _put(self, where: dict, key: object, value: object, file: StaffFile) -> None:
        if key in where:
            other = self.files[key].shown_as
            name = key if isinstance(key, str) else " ".join(key)  # type: ignore[arg-type]
            file.problem(1, f"{name} is in two files; the other is {other}.", "Keep one of them.")
        where[key] = value
        self.files[key] = file

    def answer(self, topic: str, practice: str | None = None, network: str | None = None) -> Answer:
        """The answer to a topic for this practice and network (ODS codes).

        The practice's own wording goes before the network's, and that before the general one.

        Raises:
            KeyError: there is no such topic.
        """
        answer = self.answers[topic]
        for code in (network, practice):
            if code and (override := self.overrides.get((code, topic))):
                answer = override.applied_to(answer)
        return answer

    @cached_property
    def topic_of_intent(self) -> dict[str, str]:
        """The topic that each Rasa intent belongs to."""
        return {intent: answer.topic for answer in self.answers.values() for intent in answer.intents()}

    def group(self, name: str) -> list[Answer]:
        """The answers of one group, in the order of their files."""
        return [answer for answer in self.answers.values() if answer.group == name]


def staff_files(data: Path) -> list[Path]:
    """Every file that staff edit, in a fixed order."""
    patterns = ("answers/*/*.yml", "networks/*/network.yml", "networks/*/answers/*.yml")
    return [path for pattern in patterns for path in sorted(data.glob(pattern))]
