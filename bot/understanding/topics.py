"""TopicClassifier: how likely each topic is, from the meaning of a text and from its letters.

Two linear models that err differently are added up: logistic regression on the sentence vectors (which knows that
"chemist" and "pharmacist" are near), and a support vector machine on words and letter groups (which is sure of exact
words and does not mind a slip of the keyboard). Both train in seconds. A softmax over the sum gives likelihoods.
"""

import json
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.understanding.encoder import VECTORS
from bot.understanding.reading import READ, Reading

EVIDENCE = "evidence"
"""The message property that holds the `Evidence`."""

WORDS = {"ngram_range": (1, 3), "min_df": 2, "sublinear_tf": True}
CLEAR_ALONE = 0.9
"""A clause as likely as this is understood without the one before it."""
LETTERS = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "sublinear_tf": True, "max_features": 60_000}


@dataclass(frozen=True)
class Evidence:
    """What a message says about topics.

    Args:
        intents: the intents (`faq/<topic>` for stored answers), in the order of the columns below.
        whole: the likelihood of each for the whole message.
        clauses: the same for each clause, a row a clause.
        likeness: the cosine of the message, or its best sentence, to the nearest known example (-1 to 1).
        clause_likeness: the same for each clause.
    """

    intents: list[str]
    whole: np.ndarray
    clauses: np.ndarray
    likeness: float
    clause_likeness: np.ndarray


class LetterModel:
    """Words and letter groups, weighted by rarity, to a score for each intent."""

    def __init__(self, parts: list[dict[str, Any]], weights: np.ndarray, bias: np.ndarray) -> None:
        self.parts = parts
        self.weights = weights
        self.bias = bias
        self._analysers = [_analyser(options) for options in (WORDS, LETTERS)]

    @classmethod
    def train(cls, texts: list[str], labels: np.ndarray) -> "LetterModel":
        """Fits the vocabulary and the weights."""
        import scipy.sparse

        vectorisers = [TfidfVectorizer(**options).fit(texts) for options in (WORDS, LETTERS)]
        features = scipy.sparse.hstack([vectoriser.transform(texts) for vectoriser in vectorisers]).tocsr()
        machine = LinearSVC(C=0.5, tol=1e-3, random_state=0).fit(features, labels)
        parts = [
            {"vocabulary": {word: int(i) for word, i in v.vocabulary_.items()}, "rarity": v.idf_.tolist()} for v in vectorisers
        ]
        return cls(parts, machine.coef_.T.astype(np.float32), machine.intercept_.astype(np.float32))

    def scores(self, text: str) -> np.ndarray:
        """A score for each intent; above 0 speaks for it."""
        total, offset = self.bias.copy(), 0
        for part, analyse in zip(self.parts, self._analysers):
            counts = Counter(i for word in analyse(text) if (i := part["vocabulary"].get(word)) is not None)
            if counts:
                rows = np.fromiter(counts, dtype=np.int64)
                values = np.array([(1 + math.log(n)) * part["rarity"][i] for i, n in counts.items()], dtype=np.float32)
                total += (values / np.linalg.norm(values)) @ self.weights[rows + offset]
            offset += len(part["rarity"])
        return total


def _analyser(options: dict[str, Any]) -> Callable[[str], list[str]]:
    return TfidfVectorizer(**options).build_analyzer()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TopicClassifier(GraphComponent):
    """Rasa's classifier. It only weighs; `Decision` decides."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`letters` and `sharpness` are chosen on tests/understanding/dev.yml (docs/developers/understanding.md)."""
        return {"strictness": 30.0, "letters": 3.0, "sharpness": 1.0, "sentences": 0.5}

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
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
        classifier = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            arrays = np.load(folder / "topics.npz", allow_pickle=False)
            words = json.loads((folder / "topics.json").read_text(encoding="utf-8"))
        classifier.intents = words["intents"]
        classifier.meaning = arrays["meaning"], arrays["meaning_bias"]
        classifier.examples = arrays["examples"].astype(np.float32)
        classifier.letters = LetterModel(words["letters"], arrays["letters"].astype(np.float32), arrays["letters_bias"])
        return classifier

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = model_storage
        self._resource = resource
        self.intents: list[str] = []
        self.meaning: tuple[np.ndarray, np.ndarray] = (np.zeros((384, 0)), np.zeros(0))
        self.examples: np.ndarray = np.zeros((0, 384), dtype=np.float32)
        self.letters: LetterModel | None = None

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from the examples' texts and vectors, and keeps the result as arrays and JSON."""
        examples = [message for message in training_data.intent_examples if message.get(VECTORS)]
        texts, vectors = zip(*(next(iter(message.get(VECTORS).items())) for message in examples))
        intents = [message.get(INTENT_RESPONSE_KEY) or message.get(INTENT) for message in examples]
        self.intents = sorted(set(intents))
        labels = np.array([self.intents.index(intent) for intent in intents])
        self.examples = np.stack(vectors)
        regression = LogisticRegression(C=self._config["strictness"], max_iter=80, tol=1e-3, random_state=0)
        regression.fit(self.examples, labels)
        self.meaning = regression.coef_.T.astype(np.float32), regression.intercept_.astype(np.float32)
        self.letters = LetterModel.train(list(texts), labels)
        self._persist()
        return self._resource

    def _persist(self) -> None:
        assert self.letters is not None
        with self._storage.write_to(self._resource) as folder:
            np.savez_compressed(
                folder / "topics.npz",
                meaning=self.meaning[0],
                meaning_bias=self.meaning[1],
                examples=self.examples.astype(np.float16),
                letters=self.letters.weights.astype(np.float16),
                letters_bias=self.letters.bias,
            )
            words = {"intents": self.intents, "letters": self.letters.parts}
            (folder / "topics.json").write_text(json.dumps(words), encoding="utf-8")

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the evidence to each message, and the ranking that Rasa's tests and tools read."""
        for message in messages:
            message.set(EVIDENCE, self.weigh(message.get(READ), message.get(VECTORS)))
        return messages

    def weigh(self, reading: Reading, vectors: dict[str, np.ndarray]) -> Evidence:
        """The evidence in a message.

        Args:
            reading: its texts.
            vectors: the vector of each text.
        """
        texts = list(vectors)
        known = {text: i for i, text in enumerate(texts)}
        matrix = np.stack([vectors[text] for text in texts])
        scores = self.scores(texts, matrix)
        likeness = (matrix @ self.examples.T).max(axis=1)
        whole = scores[known[reading.whole]]
        sentences = [known[text] for text in reading.sentences]
        if len(sentences) > 1:
            share = self._config["sentences"]
            whole = (1 - share) * whole + share * scores[sentences].max(axis=0)
        likely = likelihoods(scores)
        clauses = [
            known[alone] if likely[known[alone]].max() >= CLEAR_ALONE else known[context]
            for alone, context in zip(reading.clauses, reading.contexts)
        ]
        nearest = float(likeness[[known[reading.whole], *sentences]].max())
        return Evidence(self.intents, likelihoods(whole), likely[clauses], nearest, likeness[clauses])

    def scores(self, texts: list[str], vectors: np.ndarray) -> np.ndarray:
        """Scores of shape [texts, intents]: the higher, the likelier."""
        assert self.letters is not None
        meaning = vectors @ self.meaning[0] + self.meaning[1]
        meaning -= np.log(np.exp(meaning).sum(axis=1, keepdims=True))
        letters = np.stack([self.letters.scores(text) for text in texts])
        return self._config["sharpness"] * (meaning + self._config["letters"] * letters)


def likelihoods(scores: np.ndarray) -> np.ndarray:
    """Softmax over the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


