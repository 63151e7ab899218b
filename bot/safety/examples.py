"""SafetyExamples: training messages for the classifier that stands beside the rules (data/safety/examples.yml)."""

from pathlib import Path

from pydantic import Field

from bot.answers.answer import Strict
from bot.answers.files import StaffFile
from bot.errors import ContentError
from bot.safety.check import Outcome


class SafetyExamples(Strict):
    """Messages by outcome, questions for medical advice, and ordinary messages with alarming words.

    Those in `alarming_but_ordinary` stand by the topic that answers them, which learns from them too.
    """

    emergency: list[str]
    mental_health_crisis: list[str] = Field(alias="mental-health-crisis")
    safeguarding: list[str]
    medical_advice: list[str] = Field(alias="medical-advice")
    ordinary: list[str]
    alarming_but_ordinary: dict[str, list[str]] = Field(alias="alarming-but-ordinary")

    @classmethod
    def load(cls, path: Path) -> "SafetyExamples":
        """Reads the file.

        Raises:
            ContentError: where it is missing or wrong.
        """
        file = StaffFile(path, Path("data/safety") / path.name)
        examples = file.as_model(cls)
        if examples is None:
            raise ContentError(file.problems)
        return examples

    @property
    def outcomes(self) -> dict[str, list[str]]:
        """The messages of each outcome, by the outcome's name."""
        return {
            Outcome.EMERGENCY.value: self.emergency,
            Outcome.CRISIS.value: self.mental_health_crisis,
            Outcome.SAFEGUARDING.value: self.safeguarding,
        }
