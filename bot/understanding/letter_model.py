"""LetterModel: what the words and letter groups of a text say about its topic."""

import warnings
from functools import partial
from typing import Any

import numpy as np

from bot.letters import letter_numbers, word_numbers

NUMBERS = (partial(word_numbers, fewest_letters=2), letter_numbers)
"""What a text is cut into: words and groups of letters, as numbers."""
LEAST_OFTEN, MOST_GROUPS = 2, (None, 60_000)
"""A group counts that occurs in so many examples at least; and of each kind so many, the most frequent."""
ROUNDS = 3
"""Through all examples. Twice as many take three seconds more, and understand no message of dev.yml and short.yml better."""


class LetterModel:
    """Words and letter groups, weighted by rarity, to a score for each intent.

    Kept without the words themselves: 75,000 of them in a Python dictionary take 10 MB, their hashes 0.6 MB. The weights are
    whole numbers of 16 bits: half as large as floating point numbers of 32, and turned into those quicker than ones of 16.

    Args:
        keys: a hash of each word and letter group, in rising order.
        rarity: how telling each is, in the same order (inverse document frequency).
        weights: what each says about each intent, from -32767 to 32767, shape [keys, intents].
        unit: what 1 of them stands for.
        bias: of each intent.
    """

    def __init__(
        self, keys: np.ndarray, rarity: np.ndarray, weights: np.ndarray, unit: np.ndarray, bias: np.ndarray
    ) -> None:
        self.keys = keys
        self.rarity = rarity
        self.weights = weights
        self.unit = unit
        self.bias = bias

    @classmethod
    def train(cls, texts: list[str], labels: np.ndarray) -> "LetterModel":
        """Finds the vocabulary, then fits the weights.

        One fit at a time in a process: liblinear has one row of random numbers, from which two would take turns, and no two
        trainings would be the same.
        """
        import scipy.sparse
        from sklearn.feature_extraction.text import TfidfTransformer
        from sklearn.svm import LinearSVC

        keys, rarities, features = [], [], []
        for kind, most in enumerate(MOST_GROUPS):
            known, counts = _counted(kind, texts, most)
            rarity = TfidfTransformer(sublinear_tf=True)
            features.append(rarity.fit_transform(counts))
            keys.append(known)
            rarities.append(rarity.idf_.astype(np.float32))
        machine = LinearSVC(C=0.5, tol=0.1, max_iter=ROUNDS, random_state=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # not converged to the last digit
            machine.fit(scipy.sparse.hstack(features).tocsr(), labels)
        weights = machine.coef_.T
        unit = np.float32(np.abs(weights).max() / np.iinfo(np.int16).max)
        order = np.concatenate(keys).argsort()
        whole = np.round(weights[order] / unit).astype(np.int16)
        bias = machine.intercept_.astype(np.float32)
        return cls(np.concatenate(keys)[order], np.concatenate(rarities)[order], whole, unit, bias)

    def scores(self, text: str) -> np.ndarray:
        """A score for each intent; above 0 speaks for it."""
        total = self.bias.copy()
        for kind, numbers in enumerate(NUMBERS):
            keys, times = np.unique(feature_keys(kind, numbers(text)), return_counts=True)
            rows = self.keys.searchsorted(keys)
            rows[rows == len(self.keys)] = 0
            known = self.keys[rows] == keys
            if known.any():
                rows = rows[known]
                values = (1 + np.log(times[known]).astype(np.float32)) * self.rarity[rows]
                values *= self.unit / np.linalg.norm(values)
                total += values @ self.weights[rows].astype(np.float32)
        return total


def feature_keys(kind: int, numbers: np.ndarray) -> np.ndarray:
    """Words and letter groups do not share keys."""
    return numbers ^ np.uint64(kind)


def _counted(kind: int, texts: list[str], most: int | None) -> tuple[np.ndarray, Any]:
    """The keys of the words or letter groups that count, in rising order, and how often each stands in each text.

    Args:
        kind: 0 for words, 1 for letter groups.
        texts: in normal form.
        most: so many at most, the most frequent.
    """
    import scipy.sparse

    found = [np.unique(feature_keys(kind, NUMBERS[kind](text)), return_counts=True) for text in texts]
    times = np.concatenate([times for _, times in found]).astype(np.float32)
    keys, columns, often = np.unique(
        np.concatenate([keys for keys, _ in found]), return_inverse=True, return_counts=True
    )
    ends = np.cumsum([0, *(len(keys) for keys, _ in found)])
    counts = scipy.sparse.csr_matrix((times, columns, ends), shape=(len(texts), len(keys)))
    kept = np.flatnonzero(often >= LEAST_OFTEN)
    if most and len(kept) > most:
        frequent = np.bincount(columns, weights=times)[kept]
        kept = np.sort(kept[np.argsort(-frequent, kind="stable")[:most]])
    return keys[kept], counts[:, kept]
