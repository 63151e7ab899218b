"""SentenceEncoder: one vector a text, whatever the company it is encoded in."""

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import FEW, MANY, Encoder, encoder
from bot.understanding.encoder import VECTORS, SentenceEncoder, Vectors
from bot.understanding.reading import READ, read

TEXTS = [
    "what is a pcn",
    "how do i book an appointment with the nurse at the other surgery please",
    "help",
    "my mum is housebound and she needs somebody to come and change the dressing on her leg",
]
SAME = 0.97
"""Eight-bit weights round differently in other company; two texts of one meaning are further apart than that."""


@pytest.fixture(scope="module")
def known() -> Encoder:
    return encoder()


def cosine(first: np.ndarray, second: np.ndarray) -> float:
    return float(first @ second)


def test_each_vector_has_length_one(known: Encoder) -> None:
    vectors = known.encode(TEXTS)
    assert vectors.shape == (4, 384) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(4), abs=1e-3)


def test_the_order_of_texts_is_kept(known: Encoder) -> None:
    forward, backward = known.encode(TEXTS), known.encode(TEXTS[::-1])
    assert np.allclose(forward, backward[::-1], atol=1e-5)


def test_a_text_is_the_same_alone_and_among_others(known: Encoder) -> None:
    together = known.encode(TEXTS)
    assert all(
        cosine(known.encode([text])[0], vector) > SAME for text, vector in zip(TEXTS, together, strict=True)
    )


def test_more_texts_than_fit_a_batch(known: Encoder) -> None:
    many = [f"question number {n}" for n in range(FEW + 3)]
    vectors = known.encode(many)
    assert cosine(vectors[FEW], known.encode([many[FEW]])[0]) > SAME


def test_a_long_text_is_cut_not_refused(known: Encoder) -> None:
    assert np.linalg.norm(known.encode(["my foot hurts when I walk " * 100])[0]) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("text", ["", " ", "👍", "\x00", "مرحبا", "a" * 5000])
def test_any_text_has_a_vector(known: Encoder, text: str) -> None:
    assert np.isfinite(known.encode([text])).all()


def test_no_texts_have_no_vectors(known: Encoder) -> None:
    assert known.encode([]).shape == (0, 384)


def test_meaning_brings_texts_together(known: Encoder) -> None:
    cancel, same, other = known.encode(
        ["cancel my appointment", "i can't make it on tuesday", "who runs the network"]
    )
    assert cosine(cancel, same) > cosine(cancel, other)


def test_training_encodes_as_the_service_does() -> None:
    assert all((encoder(MANY).encode(TEXTS) * encoder(FEW).encode(TEXTS)).sum(axis=1) > SAME)


# In Rasa's pipeline


def test_a_message_gets_a_vector_for_each_of_its_texts() -> None:
    reading = read("What is a PCN? And who runs it?")
    (message,) = SentenceEncoder().process([Message({TEXT: "-", READ: reading})])
    assert list(message.get(VECTORS)) == reading.texts


def test_an_example_gets_the_vector_of_its_normal_form() -> None:
    data = TrainingData(
        [Message.build("wots a PCN pls", "faq/what-is-a-pcn"), Message.build("hiya", "greet")]
    )
    SentenceEncoder().process_training_data(data)
    assert [list(example.get(VECTORS)) for example in data.training_examples] == [
        ["what is a pcn please"],
        [read("hiya").whole],
    ]


def test_other_texts_are_another_fingerprint() -> None:
    nothing = np.zeros(384)
    assert Vectors([("a", nothing)]).fingerprint() == Vectors([("a", nothing)]).fingerprint()
    assert (
        len(
            {
                Vectors([(text, nothing) for text in texts]).fingerprint()
                for texts in (["a"], ["b"], ["a", "b"], ["ab"])
            }
        )
        == 4
    )


def test_rasas_cache_is_told_about_the_weights() -> None:
    assert SentenceEncoder.fingerprint_addon({})
