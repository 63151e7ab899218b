"""AnswersImporter: gives Rasa the staff's files as training data, without a generated copy of anything."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.answers.book import AnswerBook
from bot.answers.files import Loader
from bot.safety.check import Outcome
from bot.safety.examples import SafetyExamples
from bot.safety.replies import SafetyReplies
from bot.settings import settings
from bot.understanding.topics import NOT_UNDERSTOOD


class AnswersImporter(TrainingDataImporter):
    """Examples and responses of data/answers and data/safety."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: Any = None,
        **kwargs: Any,
    ) -> None:
        self._data: Path = settings().data
        self._book = AnswerBook.load(self._data)

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """One message an example, with its intent (`faq/<topic>` for stored answers)."""
        return TrainingData([Message.build(text, intent) for text, intent in self.examples()])

    def examples(self) -> Iterator[tuple[str, str]]:
        """Every example with its intent."""
        intent_of: dict[str, str] = {}
        for answer in self._book.answers.values():
            for intent, examples in answer.intents().items():
                intent_of.setdefault(answer.topic, intent)
                yield from ((example, intent) for example in examples)
        safety = SafetyExamples.load(self._data / "safety" / "examples.yml")
        for outcome, examples in safety.outcomes.items():
            yield from ((example, outcome) for example in examples)
        for topic, examples in safety.alarming_but_ordinary.items():
            yield from ((example, intent_of[topic]) for example in examples)
        for path in sorted((self._data / "language").glob("off-topic*.yml")):
            kinds = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
            yield from ((example, NOT_UNDERSTOOD) for examples in kinds.values() for example in examples)

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
        return Domain.from_dict(
            {"intents": [{name: {"use_entities": []}} for name in sorted(intents)], "responses": responses}
        )

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """None here: data/dialogue has them."""
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        """None here: tests/conversations has them."""
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """None here: config.yml has it."""
        return {}

    def get_config_file_for_auto_config(self) -> str | None:
        """None: nothing writes into config.yml."""
        return None
