"""SentenceEncoder: one vector a sentence, from the encoder of bot/encoder.py; and the vectors of our examples."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import ENCODER, MANY, Encoder, encoder
from bot.understanding.reading import READ, Reading, plain

VECTORS = "vectors"
"""The message property that holds vectors by text."""

KNOWN = ENCODER / "known-vectors.npz"


class KnownVectors:
    """The vectors of the examples in data/, made together with the weights, so that training need not make them again.

    Kept as whole numbers from -127 to 127 ; a text is found by a hash of it. What is not
    known (a new example) is encoded.

    Args:
        file: written by `write`; where it is missing, nothing is known.
    """

    def __init__(self, file: Path) -> None:
        self._at: dict[int, int] = {}
        self._numbers = np.zeros((0, 384), dtype=np.int8)
        if file.exists():
            arrays = np.load(file, allow_pickle=False)
            self._at = {int(key): i for i, key in enumerate(arrays["keys"])}
            self._numbers = arrays["numbers"]

    @staticmethod
    def write(file: Path, texts: list[str], vectors: np.ndarray) -> None:
        """Keeps the vectors of these texts."""
        numbers = np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)
        np.savez_compressed(
            file, keys=np.array([_key(text) for text in texts], dtype=np.uint64), numbers=numbers
        )

    def encode(self, texts: list[str], encoder: Encoder) -> np.ndarray:
        """The vectors of texts: known, or made now."""
        vectors = np.zeros((len(texts), 384), dtype=np.float32)
        rows = np.array([self._at.get(_key(text), -1) for text in texts])
        known = rows >= 0
        numbers = self._numbers[rows[known]].astype(np.float32)
        vectors[known] = numbers / np.linalg.norm(numbers, axis=1, keepdims=True)
        new = [text for text, is_known in zip(texts, known) if not is_known]
        if new:
            vectors[~known] = encoder.encode(new)
        return vectors


def _key(text: str) -> int:
    return int.from_bytes(sha256(text.encode()).digest()[:8], "big")


class Vectors(Mapping[str, np.ndarray]):
    """Vectors by text. Rasa asks everything in a message for a fingerprint: the texts are enough for that."""

    def __init__(self, vectors: Iterable[tuple[str, np.ndarray]]) -> None:
        self._vectors = dict(vectors)

    def __getitem__(self, text: str) -> np.ndarray:
        return self._vectors[text]

    def __iter__(self) -> Iterator[str]:
        return iter(self._vectors)

    def __len__(self) -> int:
        return len(self._vectors)

    def fingerprint(self) -> str:
        """Rasa's interface for things with a fingerprint of their own."""
        return sha256("\0".join(self).encode()).hexdigest()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Rasa's featurizer: vectors for a message, its sentences and its clauses, each distinct text once."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SentenceEncoder":
        """Made by Rasa."""
        return cls()

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str | None:
        """Other weights mean another training: Rasa's cache does not look at files by itself."""
        return sha256((ENCODER / "model.onnx").read_bytes()).hexdigest()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Adds the vector of each example."""
        examples = [m for m in training_data.training_examples if m.get(TEXT)]
        wholes = [plain(message.get(TEXT)) for message in examples]
        for message, whole, vector in zip(
            examples, wholes, KnownVectors(KNOWN).encode(wholes, encoder(MANY))
        ):
            message.set(VECTORS, Vectors([(whole, vector)]))
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the vectors of each message."""
        for message in messages:
            reading: Reading = message.get(READ)
            message.set(VECTORS, Vectors(zip(reading.texts, encoder().encode(reading.texts))))
        return messages
