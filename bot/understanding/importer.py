"""AnswersImporter: gives Rasa the staff's files as training data, without a generated copy of anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.common import cached_method

from bot import rasa_mends
from bot.answers.book import AnswerBook
from bot.answers.files import Loader
from bot.safety.check import Outcome
from bot.safety.examples import SafetyExamples
from bot.safety.replies import SafetyReplies
from bot.settings import settings
from bot.understanding.topics import NOT_UNDERSTOOD

KNOWN_TO_RASA = 10
"""The safety check answers emergencies, crises and harm before Rasa sees them, and learns from all examples itself. So many
of each let Rasa's own tools know the intents."""


class AnswersImporter(RasaFileImporter):
    """Rasa's own files (domain.yml, data/dialogue), with the examples and responses of the staff's files added."""

    def __init__(
        self, config_file: str | None = None, domain_path: str | None = None, training_data_paths: Any = None
    ) -> None:
        rasa_mends.apply_to_training()  # `rasa train` makes this before it would report anything
        super().__init__(config_file, domain_path, training_data_paths)
        self._data: Path = settings().data
        self._book = AnswerBook.load(self._data)

    @cached_method  # Rasa asks twice
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """One message an example, with its intent (`faq/<topic>` for stored answers)."""
        ours = TrainingData(
            [Message.build(text, intent) for text, intent in examples(self._data, self._book)]
        )
        return ours.merge(super().get_nlu_data(language)) if self._nlu_files else ours

    def get_domain(self) -> Domain:
        """The intents, and a response for each stored answer."""
        answers = self._book.answers.values()
        intents = {intent.partition("/")[0] for answer in answers for intent in answer.intents()}
        responses = {
            f"utter_faq/{answer.topic}" if answer.kind == "faq" else f"utter_{answer.topic}": [
                {"text": answer.answer}
            ]
            for answer in answers
            if answer.answer
        }
        replies = SafetyReplies.load(self._data / "safety" / "replies.yml")
        responses |= {
            f"utter_{outcome.value}": [{"text": replies[outcome.value].text}] for outcome in Outcome
        }
        ours = {
            "intents": [{name: {"use_entities": []}} for name in sorted(intents)],
            "responses": responses,
        }
        return super().get_domain().merge(Domain.from_dict(ours))


def examples(data: Path, book: AnswerBook) -> Iterator[tuple[str, str]]:
    """Every example under a data folder with its intent.

    Args:
        data: the folder of staff files.
        book: its answers.
    """
    intent_of: dict[str, str] = {}
    for answer in book.answers.values():
        intents = answer.intents()
        intent_of[answer.topic] = next(iter(intents))
        for intent, lines in intents.items():
            yield from ((line, intent) for line in lines)
        if len(intents) == 1 and answer.question.endswith(
            "?"
        ):  # what stands on its button may be typed as well
            yield answer.question, intent_of[answer.topic]
    safety = SafetyExamples.load(data / "safety" / "examples")
    for outcome, lines in safety.outcomes.items():
        yield from ((line, outcome) for line in lines[:KNOWN_TO_RASA])
    for topic, lines in safety.alarming_but_ordinary.items():
        yield from ((line, intent_of[topic]) for line in lines)
    for path in sorted((data / "language").glob("off-topic*.yml")):
        kinds = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
        yield from ((line, NOT_UNDERSTOOD) for lines in kinds.values() for line in lines)
