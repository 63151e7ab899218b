"""The sentence encoder: MiniLM-L6-v2 tuned on our examples (int8, ONNX). The safety check and understanding share it.

How the weights came about, and how to make them again: training/README.md.
"""

import os
import secrets
import threading
from collections import OrderedDict
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

ENCODER = Path(__file__).parent / "understanding" / "encoder"
WIDTH = 384
LAYERS = ("layer3", "layer5", "loudest")
LONGEST = 96
FEW, MANY = 4, 32
"""Texts at a time, for a message and for training: what many take in memory at once is not given back."""
THREADS = min(2, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
"""One message takes two cores two thirds of the time that it takes one."""
REMEMBERED = 256


class Encoder:
    """Texts to vectors. The last texts are remembered: what the safety check has read, understanding need not read again.
    Only keyed hashes of them are remembered, never the words: the safety check sees what is masked for all others.

    Args:
        folder: with model.onnx and tokenizer.json.
        at_a_time: so many texts at most are read together.
    """

    def __init__(self, folder: Path, at_a_time: int = FEW) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = THREADS
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = True
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, ["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(LONGEST)
        self._at_a_time = at_a_time
        self._lock = threading.Lock()
        self._key = secrets.token_bytes(16)
        self._remembered: OrderedDict[bytes, np.ndarray] = OrderedDict()

    def encode(self, texts: list[str]) -> np.ndarray:
        """Vectors of shape [texts, 384], float32, each of length 1."""
        return np.ascontiguousarray(self.in_depth(texts)[:, -WIDTH:])

    def in_depth(self, texts: list[str]) -> np.ndarray:
        """Vectors of shape [texts, 1536]: the means of what the third and the fifth layer say, the most that any word says in the
        fifth, and the vector of `encode`."""
        keys = {text: blake2b(text.encode(), digest_size=16, key=self._key).digest() for text in texts}
        with self._lock:
            vectors = {key: self._remembered[key] for key in keys.values() if key in self._remembered}
        new = [text for text, key in keys.items() if key not in vectors]
        vectors |= zip((keys[text] for text in new), self._run(new))
        with self._lock:
            for text in texts[:REMEMBERED]:
                self._remembered[keys[text]] = vectors[keys[text]]
                self._remembered.move_to_end(keys[text])
            while len(self._remembered) > REMEMBERED:
                self._remembered.popitem(last=False)
        empty = np.zeros((0, (len(LAYERS) + 1) * WIDTH), dtype=np.float32)
        return np.stack([vectors[keys[text]] for text in texts]) if texts else empty

    def _run(self, texts: list[str]) -> np.ndarray:
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        vectors = np.zeros((len(texts), (len(LAYERS) + 1) * WIDTH), dtype=np.float32)
        for start in range(0, len(order), self._at_a_time):
            batch = order[start : start + self._at_a_time]
            inputs = self._inputs([texts[index] for index in batch])
            vectors[batch] = np.hstack(self._session.run([*LAYERS, "embedding"], inputs))
        return vectors

    def _inputs(self, texts: list[str]) -> dict[str, np.ndarray]:
        """What the model reads: numbers of word pieces, 0 (which is "[PAD]") behind a text that is shorter than another."""
        numbers = [self._tokenizer.encode(text).ids for text in texts]  # encode_batch would wake its threads
        ids = np.zeros((len(texts), max(map(len, numbers))), dtype=np.int64)
        for row, known in zip(ids, numbers):
            row[: len(known)] = known
        return {"input_ids": ids, "attention_mask": (ids != 0).astype(np.int64)}


@lru_cache(maxsize=2)
def encoder(at_a_time: int = FEW) -> Encoder:
    """The encoder of this process."""
    return Encoder(ENCODER, at_a_time)
