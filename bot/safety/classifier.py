"""The second source of evidence: a classifier over the sentence encoder, for what no rule foresaw.

Two models that err differently are added up: small networks of one hidden layer on the encoder's vectors (which know that
"numb" and "gone dead" are near), and a linear one on words and letter groups (which does not mind a slip of the
keyboard). Both come from one file, data/safety/classifier.npz, which `pcnbot train` makes from data/safety/examples.
"""

from pathlib import Path
from zipfile import BadZipFile

import numpy as np
import scipy.sparse

from bot.encoder import encoder
from bot.errors import ContentError, Problem
from bot.letters import letter_numbers, word_numbers
from bot.understanding.normal_form import normal_form

CLASSES = ("ordinary", "medical-advice", "emergency", "mental-health-crisis", "safeguarding")
FILE = "classifier.npz"
LETTERS = 1.5
"""The weight of letters beside meaning, chosen on messages that were left out of training (docs/developers/safety.md)."""
_HASHES = 2**16


class SafetyClassifier:
    """How likely a text is of each class.

    Args:
        hidden: weights [networks, 1536, units] of the encoder's vectors.
        hidden_bias: of shape [networks, units].
        meaning: weights [networks, units, classes] of the hidden units.
        meaning_bias: of shape [networks, classes].
        letters: weights [2 * 65536, classes] of words and letter groups.
        letters_bias: one number a class.
        made_from: fingerprint of what it learned from.
    """

    def __init__(
        self,
        hidden: np.ndarray,
        hidden_bias: np.ndarray,
        meaning: np.ndarray,
        meaning_bias: np.ndarray,
        letters: np.ndarray,
        letters_bias: np.ndarray,
        made_from: str,
    ) -> None:
        self._hidden, self._hidden_bias = hidden.astype(np.float32), hidden_bias[:, None]
        self._meaning, self._meaning_bias = meaning, meaning_bias[:, None]
        self._letters, self._letters_bias = letters.astype(np.float32), letters_bias
        self.made_from = made_from

    @classmethod
    def load(cls, path: Path) -> "SafetyClassifier":
        """Reads the file.

        Raises:
            ContentError: it is missing or is not such a file.
        """
        try:
            with np.load(path, allow_pickle=False) as held:
                return cls(
                    held["hidden"],
                    held["hidden_bias"],
                    held["meaning"],
                    held["meaning_bias"],
                    held["letters"],
                    held["letters_bias"],
                    str(held["made_from"]),
                )
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
            what = f"The safety classifier cannot be read: {type(error).__name__}."
            remedy = "Put the file back, or make it again: pcnbot train."
            raise ContentError([Problem(path, 1, what, remedy)]) from None

    def save(self, path: Path) -> None:
        """Writes the file."""
        np.savez_compressed(
            path,
            hidden=self._hidden.astype(np.float16),
            hidden_bias=self._hidden_bias[:, 0],
            meaning=self._meaning,
            meaning_bias=self._meaning_bias[:, 0],
            letters=self._letters.astype(np.float16),
            letters_bias=self._letters_bias,
            made_from=self.made_from,
        )

    def likelihoods(self, texts: list[str]) -> np.ndarray:
        """Shape [texts, classes], each row adding up to 1.

        Args:
            texts: as typed.
        """
        plain = [normal_form(text.encode("utf-8", "replace").decode("utf-8")) for text in texts]
        units = np.maximum(encoder().in_depth(plain) @ self._hidden + self._hidden_bias, 0)
        networks = units @ self._meaning + self._meaning_bias
        networks -= networks.max(axis=2, keepdims=True)
        networks -= np.log(np.exp(networks).sum(axis=2, keepdims=True))
        letters = np.stack([values @ self._letters[columns] for columns, values in map(_hashed, plain)])
        letters += self._letters_bias
        scores = networks.mean(axis=0) + LETTERS * letters
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)


def letter_features(plain: list[str]) -> scipy.sparse.csr_matrix:
    """Words, pairs and triples of words, and letter groups of texts in normal form, hashed; each text of length 1."""
    columns, values = zip(*map(_hashed, plain))
    ends = np.cumsum([0, *map(len, columns)])
    shape = (len(plain), 2 * _HASHES)
    return scipy.sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=shape)


def _hashed(plain: str) -> tuple[np.ndarray, np.ndarray]:
    """The columns of a text's words and letter groups, and how much each weighs."""
    hashes = np.uint64(_HASHES)
    numbers = np.concatenate([word_numbers(plain) % hashes, letter_numbers(plain) % hashes + hashes])
    columns, times = np.unique(numbers.astype(np.int32), return_counts=True)
    weights = (1 + np.log(times)).astype(np.float32)
    return columns, weights / max(float(np.linalg.norm(weights)), 1.0)
