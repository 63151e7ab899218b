"""TopicClassifier, really trained on a few topics, kept by Rasa's storage and loaded again."""

import random
from pathlib import Path

import numpy as np
import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.encoder import encoder
from bot.letters import numbers_of
from bot.understanding.encoder import VECTORS, SentenceEncoder
from bot.understanding.letter_model import LetterModel, feature_keys
from bot.understanding.reading import READ, read
from bot.understanding.topics import (
    EVIDENCE,
    NOT_UNDERSTOOD,
    TAUGHT,
    Evidence,
    TaughtWordings,
    TopicClassifier,
    likelihoods,
)

EXAMPLES = {
    "faq/cancel-appointment": [
        "cancel my appointment",
        "i need to cancel my appointment on friday",
        "i cant make my appointment",
        "how do i change my appointment",
        "can i move my appointment to another day",
        "please cancel the appointment for my son",
    ],
    "faq/repeat-prescription": [
        "how do i order my repeat prescription",
        "i have run out of tablets",
        "order more medicine",
        "need my repeat prescription",
        "where do i get my inhaler",
        "can i order tablets online",
    ],
    "faq/what-is-a-pcn": [
        "what is a pcn",
        "what does pcn mean",
        "what is a primary care network",
        "explain primary care network",
        "pcn meaning",
        "what do you mean by network",
    ],
    "practice-contact": [
        "what is the number of my surgery",
        "surgery phone number",
        "address of the surgery",
        "how do i ring the surgery",
        "telephone number please",
        "where is the surgery",
    ],
    "greet": ["hello", "hi", "good morning", "hello there", "hi there", "good afternoon"],
    NOT_UNDERSTOOD: [
        "what is the weather tomorrow",
        "when is the next bus",
        "tell me a joke",
        "who won the football",
        "my parcel is late",
        "how do i renew my passport",
    ],
}
TOPICS = [intent for intent in EXAMPLES if intent != NOT_UNDERSTOOD]
UNSEEN = {
    "i would like to cancel the appointment for tomorrow": "faq/cancel-appointment",
    "my tablets are nearly gone": "faq/repeat-prescription",
    "what on earth is a primary care network": "faq/what-is-a-pcn",
    "phone number for the doctors": "practice-contact",
    "hello good morning": "greet",
}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[TopicClassifier, TopicClassifier]:
    """The classifier as it was trained, and as it was loaded from what Rasa kept of it."""
    folder = tmp_path_factory.mktemp("model")
    storage, resource = LocalModelStorage(folder), Resource("topics")
    context = ExecutionContext(GraphSchema({}), "the test")
    data = TrainingData([Message.build(text, intent) for intent, texts in EXAMPLES.items() for text in texts])
    config = TopicClassifier.get_default_config()
    trained = TopicClassifier.create(config, storage, resource, context)
    assert trained.train(SentenceEncoder().process_training_data(data)) == resource
    return trained, TopicClassifier.load(config, storage, resource, context)


@pytest.fixture(scope="module")
def classifier(kept: tuple[TopicClassifier, TopicClassifier]) -> TopicClassifier:
    return kept[1]


def weigh(classifier: TopicClassifier, text: str) -> Evidence:
    reading = read(text)
    return classifier.weigh(reading, dict(zip(reading.texts, encoder().encode(reading.texts), strict=True)))


def likeliest(classifier: TopicClassifier, text: str) -> str:
    evidence = weigh(classifier, text)
    return evidence.intents[int(evidence.whole.argmax())]


# Keeping


@pytest.mark.parametrize(
    "text", [*UNSEEN, "when is the next train", "cancel my appointment and order tablets"]
)
def test_a_loaded_model_says_what_the_trained_one_said(
    kept: tuple[TopicClassifier, TopicClassifier], text: str
) -> None:
    trained, loaded = (weigh(each, text) for each in kept)
    assert trained.intents == loaded.intents
    assert trained.whole == pytest.approx(loaded.whole, abs=0.01)
    assert trained.clauses == pytest.approx(loaded.clauses, abs=0.01)
    assert trained.ours == pytest.approx(loaded.ours, abs=0.01)


def test_nothing_is_kept_that_could_run(
    tmp_path: Path, kept: tuple[TopicClassifier, TopicClassifier]
) -> None:
    """Arrays and JSON only: a model file cannot bring code with it."""
    with kept[0]._storage.read_from(Resource("topics")) as folder:
        assert sorted(file.name for file in folder.iterdir()) == ["intents.json", "topics.npz"]
        assert np.load(folder / "topics.npz", allow_pickle=False)


# Likelihoods


@pytest.mark.parametrize(("text", "intent"), UNSEEN.items())
def test_an_unseen_wording_is_understood(classifier: TopicClassifier, text: str, intent: str) -> None:
    assert likeliest(classifier, text) == intent


def test_every_example_is_understood(classifier: TopicClassifier) -> None:
    assert all(likeliest(classifier, text) == intent for intent in TOPICS for text in EXAMPLES[intent])


def test_off_topic_is_no_topic(classifier: TopicClassifier) -> None:
    """Messages on other subjects are learnt from, but are nothing that could be answered."""
    assert weigh(classifier, "hello").intents == sorted(TOPICS)


def test_what_is_off_topic_is_less_likely_ours(classifier: TopicClassifier) -> None:
    ours = [weigh(classifier, text).ours for text in UNSEEN]
    others = [
        weigh(classifier, text).ours for text in ("who won the football last night", "is the next bus late")
    ]
    assert min(ours) > max(others)


@pytest.mark.parametrize(
    "text", ["hello", "What is a PCN? And how do I ring the surgery?", "xyzzy", "?", "a " * 250]
)
def test_the_shape_of_evidence(classifier: TopicClassifier, text: str) -> None:
    """A likelihood for each topic, that add up to one, for the message and for each clause of it."""
    evidence, clauses = weigh(classifier, text), len(read(text).clauses)
    assert evidence.whole.shape == (len(TOPICS),) and evidence.whole.sum() == pytest.approx(1, abs=1e-3)
    assert evidence.clauses.shape == (clauses, len(TOPICS))
    assert evidence.clauses.sum(axis=1) == pytest.approx(np.ones(clauses), abs=1e-3)
    assert 0 <= evidence.ours <= 1
    assert (
        evidence.clauses_ours.shape == (clauses,)
        and ((evidence.clauses_ours >= 0) & (evidence.clauses_ours <= 1)).all()
    )


def test_each_clause_is_weighed_for_itself(classifier: TopicClassifier) -> None:
    evidence = weigh(classifier, "What is a PCN? And how do I order my tablets?")
    assert [evidence.intents[i] for i in evidence.clauses.argmax(axis=1)] == [
        "faq/what-is-a-pcn",
        "faq/repeat-prescription",
    ]


def test_rasa_gets_the_evidence_with_the_message(classifier: TopicClassifier) -> None:
    reading = read("hello")
    (message,) = SentenceEncoder().process([Message({"text": "hello", READ: reading})])
    (message,) = classifier.process([message])
    assert message.get(VECTORS) and isinstance(message.get(EVIDENCE), Evidence)


def test_likelihoods_of_huge_scores_are_finite() -> None:
    assert likelihoods(np.array([[1e4, 0.0], [-1e4, -1e4]])).tolist() == [[1.0, 0.0], [0.5, 0.5]]


# What was taught word for word


def test_an_example_is_sure_of_its_topic_whatever_is_near(
    kept: tuple[TopicClassifier, TopicClassifier],
) -> None:
    for classifier in kept:
        for intent in TOPICS:
            for text in EXAMPLES[intent]:
                evidence = weigh(classifier, f"{text.upper()} ")
                assert evidence.whole[evidence.intents.index(intent)] >= TAUGHT - 1e-6
                assert evidence.whole.sum() == pytest.approx(1, abs=1e-3)
                assert evidence.ours >= TAUGHT


def test_an_example_of_two_topics_says_nothing() -> None:
    taught = TaughtWordings.learn(["hello", "open", "hello", "open", "bye"], np.array([0, 1, 0, 2, 2]))
    assert [taught.intent_of(text) for text in ("hello", "open", "bye", "", "hello you")] == [
        *(0, None, 2, None, None)
    ]


# Letters


@pytest.fixture(scope="module")
def letters() -> LetterModel:
    texts = [text for intent in TOPICS for text in EXAMPLES[intent]]
    return LetterModel.train(
        texts, np.array([TOPICS.index(intent) for intent in TOPICS for _ in EXAMPLES[intent]])
    )


def test_two_trainings_are_the_same() -> None:
    """Enough examples for anything that is left to chance to show."""
    chance = random.Random(0)
    words = ["".join(chance.choices("aeiourstlnm", k=5)) for _ in range(300)]
    texts = [" ".join(chance.choices(words, k=9)) for _ in range(3000)]
    labels = np.array([chance.randrange(12) for _ in texts])
    one, other = (LetterModel.train(texts, labels) for _ in range(2))
    assert np.array_equal(one.weights, other.weights) and np.array_equal(one.bias, other.bias)


@pytest.mark.parametrize(
    ("slip", "intent"),
    [
        ("canccel my apointmnet", "faq/cancel-appointment"),
        ("cnacel my appointemnt", "faq/cancel-appointment"),
        ("repaet perscription", "faq/repeat-prescription"),
        ("primry caer netwrok", "faq/what-is-a-pcn"),
        ("sugrery phnoe numbr", "practice-contact"),
        ("helllo", "greet"),
    ],
)
def test_letters_alone_see_through_a_slip_of_the_keyboard(
    letters: LetterModel, slip: str, intent: str
) -> None:
    assert TOPICS[int(letters.scores(slip).argmax())] == intent


@pytest.mark.parametrize("text", ["", "???", "ξένος", "zzzz"])
def test_unknown_letters_speak_for_nothing(letters: LetterModel, text: str) -> None:
    assert letters.scores(text) == pytest.approx(letters.bias, abs=0.2)


def test_the_letter_model_is_what_scikit_learn_computes(letters: LetterModel) -> None:
    """Scores are computed by hand, for speed; they are those of the vectorisers and the machine that were trained."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = {"ngram_range": (1, 3), "min_df": 2, "sublinear_tf": True}
    letter_groups = {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2, "sublinear_tf": True}

    texts = [text for intent in TOPICS for text in EXAMPLES[intent]]
    asked = "can you cancel the appointment at the surgery"
    features = {}
    for kind, options in enumerate((words, letter_groups)):
        vectoriser = TfidfVectorizer(**options).fit(texts)
        (values,) = vectoriser.transform([asked]).toarray()
        keys = feature_keys(kind, numbers_of(list(vectoriser.get_feature_names_out())))
        features |= dict(zip(keys.tolist(), values))
    in_order = np.array([features[int(key)] for key in letters.keys])
    assert letters.scores(asked) == pytest.approx(
        in_order @ letters.weights * letters.unit + letters.bias, abs=1e-3
    )
