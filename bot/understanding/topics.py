"""TopicClassifier: how likely each topic is, from the meaning of a text and from its letters.

Two linear models that err differently are added up: logistic regression on the sentence vectors (which knows that
"chemist" and "pharmacist" are near), and a support vector machine on words and letter groups (which is sure of exact
words and does not mind a slip of the keyboard). Both train in seconds. A softmax over the sum gives likelihoods.
"""

import json
import math
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits

from bot.letters import numbers_of
from bot.safety.rules import Outcome
from bot.understanding.encoder import VECTORS
from bot.understanding.letter_model import LetterModel
from bot.understanding.reading import READ, Reading

EVIDENCE = "evidence"
"""The message property that holds the `Evidence`."""

NOT_UNDERSTOOD = "not-understood"
NOT_OURS = frozenset({NOT_UNDERSTOOD, *Outcome})
TAUGHT = 0.9
"""How likely a topic at least is for a message that is, word for word, one of its examples."""
CLEAR_ALONE = ((4, 0.95), (8, 0.7), (1000, 0.5))
"""A clause of up to so many words is understood without what came before it where it is as likely as this."""


@dataclass(frozen=True)
class Evidence:
    """What a message says about topics.

    Args:
        intents: the intents (`faq/<topic>` for stored answers), in the order of the columns below.
        whole: the likelihood of each for the whole message, given that it is about one of them.
        clauses: the same for each clause, a row a clause.
        ours: how likely the message is about any of them at all, 0 to 1.
        clauses_ours: the same for each clause.
    """

    intents: list[str]
    whole: np.ndarray
    clauses: np.ndarray
    ours: float
    clauses_ours: np.ndarray

    def sure_of(self, topic: int) -> "Evidence":
        """The same where it is known what the message is: its topic is as likely as `TAUGHT` says, at least.

        Args:
            topic: the column of its intent.
        """
        return Evidence(
            self.intents,
            _raised(self.whole[None], topic)[0],
            _raised(self.clauses, topic),
            max(self.ours, TAUGHT),
            np.maximum(self.clauses_ours, TAUGHT),
        )


class TaughtWordings:
    """The examples themselves: who types one gets its topic, whatever similar examples of other topics say.

    Kept as numbers, as letter groups are. Examples of two topics at once say nothing.

    Args:
        keys: the number of each example's text in normal form, in rising order.
        labels: the column of its intent, in the same order.
    """

    def __init__(self, keys: np.ndarray, labels: np.ndarray) -> None:
        self.keys = keys
        self.labels = labels

    @classmethod
    def learn(cls, texts: list[str], labels: np.ndarray) -> "TaughtWordings":
        """Keeps every text that belongs to one intent alone."""
        intents: dict[str, set[int]] = {}
        for text, label in zip(texts, labels):
            intents.setdefault(text, set()).add(int(label))
        alone = {text: labels.pop() for text, labels in intents.items() if len(labels) == 1}
        keys = numbers_of(list(alone))
        order = keys.argsort()
        return cls(keys[order], np.array(list(alone.values()), dtype=np.int16)[order])

    def intent_of(self, text: str) -> int | None:
        """The column of the intent that a text is an example of; None if it is none."""
        key = numbers_of([text])[0]
        at = int(self.keys.searchsorted(key))
        return int(self.labels[at]) if at < len(self.keys) and self.keys[at] == key else None


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent):
    """Rasa's classifier. It only weighs; `Decision` decides."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Chosen on tests/understanding: dev.yml, short.yml, off-topic-dev.yml, even lines of off-topic.yml (docs/developers/understanding.md).

        strictness: C of the logistic regression.
        letters: the weight of letters beside meaning.
        sharpness: of the softmax; makes likelihoods as often right as they say.
        sentences: the share of the best sentence beside the whole message.
        ours: weights of the margin over off-topic and of the logarithm of the number of words, and the bias, for
            `Evidence.ours`.
        """
        return {
            "strictness": 30.0,
            "letters": 5.0,
            "sharpness": 0.5,
            "sentences": 0.3,
            "ours": [1.26, 0.86, -5.5],
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "TopicClassifier":
        """Made by Rasa for training."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> "TopicClassifier":
        """Made by Rasa from a trained model."""
        threadpool_limits(1)  # a message is too small a task to share out: threads only wait for each other
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            arrays = np.load(folder / "topics.npz", allow_pickle=False)
            classifier.intents = json.loads((folder / "intents.json").read_text(encoding="utf-8"))
        classifier.meaning = arrays["meaning"], arrays["meaning_bias"]
        classifier.letters = LetterModel(
            *(arrays[f"letters_{name}"] for name in ("keys", "rarity", "weights", "unit", "bias"))
        )
        classifier.taught = TaughtWordings(arrays["taught_keys"], arrays["taught"])
        return classifier

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self.intents: list[str] = []
        self.meaning: tuple[np.ndarray, np.ndarray] = (np.zeros((384, 0)), np.zeros(0))
        self.letters: LetterModel | None = None
        self.taught: TaughtWordings | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the examples' texts and vectors, and keeps the result as arrays and JSON."""
        import sklearn.feature_extraction.text  # noqa: F401 - before the threads: two that import it at once find half of it
        import sklearn.linear_model  # noqa: F401

        examples = [message for message in training_data.intent_examples if message.get(VECTORS)]
        texts, vectors = zip(*(next(iter(message.get(VECTORS).items())) for message in examples))
        intents = [message.get(INTENT_RESPONSE_KEY) or message.get(INTENT) for message in examples]
        self.intents = sorted(set(intents))
        labels = np.array([self.intents.index(intent) for intent in intents])
        with ThreadPoolExecutor() as side_by_side:
            letters = side_by_side.submit(LetterModel.train, list(texts), labels)
            self.meaning = _learn_meaning(np.stack(vectors), labels, self._config["strictness"])
            self.letters = letters.result()
        self.taught = TaughtWordings.learn(list(texts), labels)
        self._persist()
        return self._resource

    def _persist(self) -> None:
        assert self.letters is not None and self.taught is not None
        with self._storage.write_to(self._resource) as folder:
            np.savez(
                folder / "topics.npz",
                meaning=self.meaning[0],
                meaning_bias=self.meaning[1],
                letters_keys=self.letters.keys,
                letters_rarity=self.letters.rarity,
                letters_weights=self.letters.weights,
                letters_unit=self.letters.unit,
                letters_bias=self.letters.bias,
                taught_keys=self.taught.keys,
                taught=self.taught.labels,
            )
            (folder / "intents.json").write_text(json.dumps(self.intents), encoding="utf-8")

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the evidence to each message, and the ranking that Rasa's tests and tools read."""
        for message in messages:
            message.set(EVIDENCE, self.weigh(message.get(READ), message.get(VECTORS)))
        return messages

    def weigh(self, reading: Reading, vectors: Mapping[str, np.ndarray]) -> Evidence:
        """The evidence in a message.

        Args:
            reading: its texts.
            vectors: the vector of each text.
        """
        texts = list(vectors)
        at = {text: i for i, text in enumerate(texts)}
        matrix = np.stack([vectors[text] for text in texts])
        scores = self.scores(texts, matrix)
        ours = self._ours(scores, reading.whole)
        likely = likelihoods(scores[:, self._topics])
        clauses = [
            at[alone] if _stands_alone(alone, likely[at[alone]]) else at[context]
            for alone, context in zip(reading.clauses, reading.contexts)
        ]
        parts = [at[reading.whole], *(at[text] for text in reading.sentences)]
        whole = scores[parts[0]]
        if len(parts) > 2:
            share = self._config["sentences"]
            whole = (1 - share) * whole + share * scores[parts[1:]].max(axis=0)
        together = self._ours(whole[None], reading.whole)
        evidence = Evidence(
            [self.intents[i] for i in self._topics],
            likelihoods(whole[self._topics]),
            likely[clauses],
            float(together[0]),
            ours[clauses],
        )
        assert self.taught is not None
        taught = self.taught.intent_of(reading.whole)
        return evidence if taught not in self._topics else evidence.sure_of(self._topics.index(taught))

    @cached_property
    def _topics(self) -> list[int]:
        """The columns of what we can answer: neither off-topic messages nor what the safety check in front answers."""
        return [i for i, intent in enumerate(self.intents) if intent not in NOT_OURS]

    def _ours(self, scores: np.ndarray, whole: str) -> np.ndarray:
        """How likely each text is about any of our topics; few people write much about what is not."""
        off = self.intents.index(NOT_UNDERSTOOD)
        margin = scores[:, self._topics].max(axis=1) - scores[:, off]
        words = math.log(1 + len(whole.split()))
        by_margin, by_words, bias = self._config["ours"]
        total = by_margin * margin + by_words * words + bias
        return 1 / (1 + np.exp(-total))

    def scores(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        """Scores of shape [texts, intents]: the higher, the likelier."""
        assert self.letters is not None
        meaning = vectors @ self.meaning[0] + self.meaning[1]
        meaning -= np.log(np.exp(meaning).sum(axis=1, keepdims=True))
        letters = np.stack([self.letters.scores(text) for text in texts])
        return self._config["sharpness"] * (meaning + self._config["letters"] * letters)


def _learn_meaning(
    vectors: np.ndarray, labels: np.ndarray, strictness: float
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias of a logistic regression."""
    from sklearn.linear_model import LogisticRegression

    regression = LogisticRegression(C=strictness, max_iter=80, tol=1e-3, random_state=0).fit(vectors, labels)
    return regression.coef_.T.astype(np.float32), regression.intercept_.astype(np.float32)


def _stands_alone(clause: str, likely: np.ndarray) -> bool:
    words = len(clause.split())
    return likely.max() >= next(bar for longest, bar in CLEAR_ALONE if words <= longest)


def _raised(likely: np.ndarray, topic: int) -> np.ndarray:
    """Rows of likelihoods with one of them at `TAUGHT` at least, the others smaller by as much."""
    rest = np.minimum(1.0, (1 - TAUGHT) / np.maximum(1 - likely[:, topic], 1e-6))
    raised = likely * rest[:, None]
    raised[:, topic] = 1 - (raised.sum(axis=1) - raised[:, topic])
    return raised


def likelihoods(scores: np.ndarray) -> np.ndarray:
    """Softmax over the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
