"""AnswersImporter: what staff wrote, as Rasa's training data."""

from collections import Counter
from pathlib import Path

import pytest
import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.importers.importer import TrainingDataImporter

from bot.answers.book import AnswerBook
from bot.understanding import importer as importer_module
from bot.understanding.importer import AnswersImporter
from bot.understanding.topics import NOT_UNDERSTOOD

ROOT = Path(__file__).parents[2]
CATALOGUE = yaml.safe_load((ROOT / "data" / "catalogue.yml").read_text(encoding="utf-8"))
SAFETY = CATALOGUE["safety"]
TOPICS = [topic for group, topics in CATALOGUE.items() if group != "safety" for topic in topics]


@pytest.fixture(scope="module")
def importer() -> AnswersImporter:
    return AnswersImporter(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data" / "dialogue")]
    )


@pytest.fixture(scope="module")
def examples() -> list[tuple[str, str]]:
    return list(importer_module.examples(ROOT / "data", AnswerBook.load(ROOT / "data")))


@pytest.fixture(scope="module")
def domain(importer: AnswersImporter) -> Domain:
    return importer.get_domain()


@pytest.fixture(scope="module")
def book() -> AnswerBook:
    return AnswerBook.load(ROOT / "data")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_examples_for_each_of_its_intents(
    topic: str, examples: list[tuple[str, str]], book: AnswerBook
) -> None:
    given = Counter(intent for _, intent in examples)
    assert book.answers[topic].intents()
    assert all(given[intent] > 0 for intent in book.answers[topic].intents())


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_something_to_say(topic: str, domain: Domain, book: AnswerBook) -> None:
    """A response of its own; what an action puts together has its situations."""
    answer = book.answers[topic]
    name = f"utter_faq/{topic}" if answer.kind == "faq" else f"utter_{topic}"
    assert name in domain.responses or (answer.kind == "action" and answer.situations)


@pytest.mark.parametrize("outcome", SAFETY)
def test_every_safety_outcome_has_examples_and_its_fixed_reply(
    outcome: str, domain: Domain, examples: list[tuple[str, str]]
) -> None:
    assert outcome in {intent for _, intent in examples}
    assert "999" in domain.responses[f"utter_{outcome}"][0]["text"]


def test_what_only_sounds_alarming_is_an_example_of_its_topic(
    examples: list[tuple[str, str]], book: AnswerBook
) -> None:
    file = ROOT / "data" / "safety" / "examples" / "alarming-but-ordinary.yml"
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    given = set(examples)
    for topic, texts in written.items():
        own = set(book.answers[topic].intents())
        assert all(any((text, intent) in given for intent in own) for text in texts), topic
        assert not own & set(SAFETY)


@pytest.mark.parametrize(
    "file", sorted((ROOT / "data" / "language").glob("off-topic*.yml")), ids=lambda file: file.name
)
def test_what_is_off_topic_is_learnt_as_not_understood(file: Path, examples: list[tuple[str, str]]) -> None:
    texts = [text for texts in yaml.safe_load(file.read_text(encoding="utf-8")).values() for text in texts]
    assert texts
    assert {(text, NOT_UNDERSTOOD) for text in texts} <= set(examples)


def test_no_example_has_two_meanings(examples: list[tuple[str, str]]) -> None:
    """The same words, wherever they stand, mean one thing."""
    meanings: dict[str, set[str]] = {}
    for text, intent in examples:
        meanings.setdefault(text.casefold().strip(), set()).add(intent)
    assert not {text: intents for text, intents in meanings.items() if len(intents) > 1}


def test_nothing_trains_on_what_measures(examples: list[tuple[str, str]]) -> None:
    """The message sets under tests/ stay unseen."""
    known = {" ".join(text.casefold().split()) for text, _ in examples}
    sets = (ROOT / "tests" / "understanding").glob("*.yml")
    unseen = [item["text"] for file in sets for item in yaml.safe_load(file.read_text(encoding="utf-8"))]
    assert len(unseen) > 400
    leaked = [text for text in unseen if " ".join(text.casefold().split()) in known and len(text.split()) > 3]
    assert not leaked


def test_rasa_gets_stored_answers_as_one_retrieval_intent(importer: AnswersImporter) -> None:
    data = importer.get_nlu_data()
    assert "faq" in data.retrieval_intents
    assert "faq/what-is-a-pcn" in data.number_of_examples_per_response


def test_rasa_really_uses_it() -> None:
    """Rasa only warns about an importer that it cannot find, and goes on without it."""
    found = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [str(ROOT / "data" / "dialogue")]
    )
    domain = found.get_domain()
    assert "utter_faq/what-is-a-pcn" in domain.responses
    assert "practice_form" in domain.form_names


def test_every_rule_speaks_of_intents_and_actions_that_exist() -> None:
    domain = TrainingDataImporter.load_from_config(
        str(ROOT / "config.yml"), str(ROOT / "domain.yml")
    ).get_domain()
    rules = [
        rule
        for file in (ROOT / "data" / "dialogue").glob("*.yml")
        for section in ("rules", "stories")
        for rule in yaml.safe_load(file.read_text(encoding="utf-8")).get(section, [])
    ]
    steps = [step for rule in rules for step in rule["steps"]]
    assert {step["intent"] for step in steps if "intent" in step} <= set(domain.intents)
    assert {step["action"] for step in steps if "action" in step} <= {*domain.action_names_or_texts}
