"""SentenceEncoder: one vector a sentence, from MiniLM-L6-v2 tuned on our examples (int8, ONNX).

How the weights came about, and how to make them again: training/README.md.
"""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from tokenizers import Tokenizer

from bot.understanding.reading import READ, Reading, read

VECTORS = "vectors"
"""The message property that holds vectors by text."""

ENCODER = Path(__file__).parent / "encoder"
LONGEST = 96
BATCH = 64


class Encoder:
    """Texts to unit vectors.

    Args:
        folder: with model.onnx and tokenizer.json.
        threads: of the processor. One is fastest for one message; training uses two.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, ["CPUExecutionProvider"])
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._tokenizer.enable_padding()

    def encode(self, texts: list[str]) -> np.ndarray:
        """Vectors of shape [texts, 384], float32, each of length 1."""
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors = np.zeros((len(texts), 384), dtype=np.float32)
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            encoded = self._tokenizer.encode_batch([texts[index] for index in batch])
            inputs = {
                "input_ids": np.array([e.ids for e in encoded], dtype=np.int64),
                "attention_mask": np.array([e.attention_mask for e in encoded], dtype=np.int64),
            }
            vectors[batch] = self._session.run(["embedding"], inputs)[0]
        return vectors


@lru_cache(maxsize=2)
def encoder(threads: int = 1) -> Encoder:
    """The encoder of this process."""
    return Encoder(ENCODER, threads)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoder(GraphComponent):
    """Rasa's featurizer: vectors for a message, its sentences and its clauses, each distinct text once."""

    @classmethod
    def create(
        cls, config: dict[str, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext
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
        wholes = [read(message.get(TEXT)).whole for message in examples]
        for message, whole, vector in zip(examples, wholes, encoder(threads=2).encode(wholes)):
            message.set(VECTORS, {whole: vector})
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the vectors of each message."""
        for message in messages:
            reading: Reading = message.get(READ)
            message.set(VECTORS, dict(zip(reading.texts, encoder().encode(reading.texts))))
        return messages
