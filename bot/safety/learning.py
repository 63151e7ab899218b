"""Makes the safety classifier from the examples that staff wrote. Part of `pcnbot train`."""

import hashlib
import random
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from bot.encoder import ENCODER, MANY, encoder
from bot.safety.classifier import CLASSES, FILE, LETTERS, SafetyClassifier, letter_features
from bot.safety.examples import SafetyExamples
from bot.understanding.normal_form import normal_form

JOINED = 8000
"""So many messages of two wordings are learned from too: an alarm beside an ordinary question, and two ordinary ones."""
BETWEEN = (". ", ", ", " and ", " also ", " ")
NETWORKS, UNITS, ROUNDS = 4, 96, 16
"""So many small networks, which differ by their beginnings only: together they err less than one."""
STRICTNESS, LETTER_STRICTNESS = 1.0, 4.0
SETTINGS = (CLASSES, LETTERS, JOINED, BETWEEN, NETWORKS, UNITS, ROUNDS, STRICTNESS, LETTER_STRICTNESS)
ADVICE = "medical-advice"


def fingerprint(data: Path) -> str:
    """A hash of what decides whether the classifier is made anew: the safety examples, the encoder, and the settings of learning.

    What patients ordinarily ask is not part of it: a new wording of an ordinary question leaves the safety check as it was.

    Args:
        data: the folder of staff files.
    """
    digest = hashlib.sha256(repr(SETTINGS).encode())
    code = Path(__file__).parents[1] / "letters.py"
    for file in (*sorted((data / "safety" / "examples").glob("*.yml")), ENCODER / "model.onnx", code):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_learned(data: Path) -> bool:
    """Whether the classifier's file was made from what is there now."""
    path = data / "safety" / FILE
    return path.exists() and SafetyClassifier.load(path).made_from == fingerprint(data)


def learn(data: Path) -> SafetyClassifier:
    """Makes the classifier and writes its file.

    Args:
        data: the folder of staff files.

    Raises:
        ContentError: an example file is missing or wrong.
    """
    rows = list(dict.fromkeys(wordings(data)))
    rows += list(joined(rows))
    classifier = _learn([text for text, _ in rows], [name for _, name in rows], fingerprint(data))
    classifier.save(data / "safety" / FILE)
    return classifier


def wordings(data: Path) -> Iterator[tuple[str, str]]:
    """Every wording to learn from, with its class."""
    import yaml

    from bot.answers.book import AnswerBook
    from bot.answers.files import Loader

    safety = SafetyExamples.load(data / "safety" / "examples")
    for outcome, lines in safety.outcomes.items():
        yield from ((line, outcome) for line in lines)
    book = AnswerBook.load(data)
    advice = [line for lines in book.answers[ADVICE].intents().values() for line in lines]
    alarming = safety.alarming_but_ordinary
    yield from ((line, ADVICE) for line in [*safety.medical_advice, *advice, *alarming.get(ADVICE, [])])
    yield from ((line, "ordinary") for line in safety.ordinary)
    yield from ((line, "ordinary") for topic, lines in alarming.items() if topic != ADVICE for line in lines)
    common = [
        line
        for topic, answer in sorted(book.answers.items())
        if topic != ADVICE
        for lines in answer.intents().values()
        for line in lines
    ]
    for path in sorted((data / "language").glob("off-topic*.yml")):
        kinds = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
        common += [line for lines in kinds.values() for line in lines]
    yield from ((line, "ordinary") for line in common)


def joined(rows: list[tuple[str, str]], seed: int = 0) -> Iterator[tuple[str, str]]:
    """Messages of two wordings, as patients write them; the graver of the two is what they speak of.

    Args:
        rows: wordings with their class.
        seed: the same seed, the same messages.
    """
    chance = random.Random(seed)
    ordinary = [text for text, name in rows if name == "ordinary"]
    alarming = [row for row in rows if row[1] not in ("ordinary", ADVICE)]
    for number in range(2 * JOINED):
        text, name = chance.choice(alarming) if number % 2 else (chance.choice(ordinary), "ordinary")
        pair = [text, chance.choice(ordinary)]
        chance.shuffle(pair)
        yield chance.choice(BETWEEN).join(pair), name


def _learn(texts: list[str], names: list[str], made_from: str) -> SafetyClassifier:
    from sklearn.svm import LinearSVC

    plain = [normal_form(text) for text in texts]
    classes = np.array([CLASSES.index(name) for name in names])
    vectors = encoder(MANY).in_depth(plain)
    centre, spread = vectors.mean(axis=0), vectors.std(axis=0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # not converged to the last digit
        networks = _networks((vectors - centre) / spread, classes)
        machine = LinearSVC(C=LETTER_STRICTNESS, max_iter=40, random_state=0)
        machine.fit(letter_features(plain), classes)
    hidden = np.stack([network.coefs_[0] / spread[:, None] for network in networks])
    hidden_bias = np.stack([network.intercepts_[0] for network in networks]) - centre @ hidden
    return SafetyClassifier(
        hidden.astype(np.float32),
        hidden_bias.astype(np.float32),
        np.stack([network.coefs_[1] for network in networks]).astype(np.float32),
        np.stack([network.intercepts_[1] for network in networks]).astype(np.float32),
        machine.coef_.T.astype(np.float32),
        machine.intercept_.astype(np.float32),
        made_from,
    )


def _networks(vectors: np.ndarray, classes: np.ndarray) -> list[Any]:
    """Networks that differ by their beginnings, two at a time, each on one core."""
    import sklearn.neural_network  # noqa: F401 - before the threads: two that import it at once find half of it

    with threadpool_limits(1), ThreadPoolExecutor(2) as side_by_side:
        return list(side_by_side.map(partial(_network, vectors, classes), range(NETWORKS)))


def _network(vectors: np.ndarray, classes: np.ndarray, seed: int) -> Any:
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier(
        (UNITS,),
        alpha=STRICTNESS,
        batch_size=256,
        learning_rate_init=5e-4,
        max_iter=ROUNDS,
        random_state=seed,
    )
    return network.fit(vectors, classes)
