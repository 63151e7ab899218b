"""The safety classifier: its file is there, made from what is there now, and refused where it is broken."""

from pathlib import Path

import numpy as np
import pytest

from bot.errors import ContentError
from bot.safety.classifier import CLASSES, SafetyClassifier
from bot.safety.learning import fingerprint, is_learned, joined

DATA = Path(__file__).parents[2] / "data"


def test_the_shipped_file_was_made_from_the_examples_that_are_there() -> None:
    assert is_learned(DATA), "run `pcnbot train` and commit data/safety/classifier.npz"


def test_likelihoods_add_up_to_one() -> None:
    likely = SafetyClassifier.load(DATA / "safety" / "classifier.npz").likelihoods(
        ["my chest hurts", "", "🚑"]
    )
    assert likely.shape == (3, len(CLASSES))
    assert np.allclose(likely.sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04"])
def test_a_broken_file_is_refused_with_a_remedy(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "classifier.npz"
    path.write_bytes(content)
    with pytest.raises(ContentError) as caught:
        SafetyClassifier.load(path)
    assert "pcnbot train" in caught.value.problems[0].remedy


def test_a_changed_example_asks_for_learning_again(tmp_path: Path) -> None:
    folder = tmp_path / "safety" / "examples"
    folder.mkdir(parents=True)
    (folder / "emergency.yml").write_text("various: []")
    assert fingerprint(tmp_path) != fingerprint(DATA)
    assert not is_learned(tmp_path)


def test_joined_messages_keep_the_graver_class_and_are_always_the_same() -> None:
    rows = [
        ("my chest hurts", "emergency"),
        ("when are you open", "ordinary"),
        ("is 5mg a lot", "medical-advice"),
    ]
    pairs = list(joined(rows))
    assert pairs == list(joined(rows))
    assert all(("chest" in text) == (name == "emergency") for text, name in pairs)
