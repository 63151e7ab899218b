"""The stock project and what its answers mean."""

from pathlib import Path

import pytest
import yaml

from benchmarks.errors import BenchmarkError
from benchmarks.stock import project
from benchmarks.stock.subject import heard
from benchmarks.stock.trained import Trained

CONFIG = {
    "assistant_id": "placeholder_default",
    "pipeline": [{"name": "DIETClassifier", "epochs": 100}, {"name": "FallbackClassifier", "threshold": 0.3}],
    "policies": [{"name": "TEDPolicy", "epochs": 100}],
}
SAMPLE = {"faq/what-is-a-pcn": ["what is a [pcn]", "pcn?"], "greet": ["hi\nthere"]}
TEXTS = {"faq/what-is-a-pcn": "A network.", "greet": "Hello."}
TOPICS = {"what-is-a-pcn": "what-is-a-pcn", "affirm": "yes-no", "not-understood": "not-understood"}


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    path = tmp_path / "environment" / project.DEFAULT.replace("*", ".10")
    path.parent.mkdir(parents=True)
    path.write_text(yaml.safe_dump(CONFIG), encoding="utf-8")
    return tmp_path / "environment"


def read(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_an_intent_a_rule_and_a_response_for_each_topic(environment: Path, tmp_path: Path) -> None:
    root = tmp_path / "stock"
    project.write(root, SAMPLE, TEXTS, environment, None)
    assert read(root / "data" / "nlu.yml")["nlu"] == [
        {"intent": "what-is-a-pcn", "examples": "- what is a (pcn)\n- pcn?\n"},
        {"intent": "greet", "examples": "- hi there\n"},
    ]
    rules = read(root / "data" / "rules.yml")["rules"]
    assert {"rule": "greet", "steps": [{"intent": "greet"}, {"action": "utter_greet"}]} in rules
    assert rules[-1]["rule"] == "nlu_fallback"
    domain = read(root / "domain.yml")
    assert domain["intents"] == ["what-is-a-pcn", "greet"]
    assert domain["responses"]["utter_what-is-a-pcn"] == [{"text": "A network."}]


def test_the_configuration_is_rasas_own(environment: Path, tmp_path: Path) -> None:
    project.write(tmp_path / "stock", SAMPLE, TEXTS, environment, None)
    assert read(tmp_path / "stock" / "config.yml") == {**CONFIG, "assistant_id": "stock"}


def test_a_trial_trains_for_fewer_epochs(environment: Path, tmp_path: Path) -> None:
    project.write(tmp_path / "stock", SAMPLE, TEXTS, environment, 2)
    config = read(tmp_path / "stock" / "config.yml")
    assert [part.get("epochs") for part in (*config["pipeline"], *config["policies"])] == [2, None, 2]


def test_stories_only_of_intents_that_are_there(environment: Path, tmp_path: Path) -> None:
    project.write(tmp_path / "stock", SAMPLE, TEXTS, environment, None)
    stories = read(tmp_path / "stock" / "data" / "stories.yml")["stories"]
    assert [step["intent"] for step in stories[0]["steps"] if "intent" in step] == ["greet", "what-is-a-pcn"]


def test_an_environment_without_rasa_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match="holds no Rasa"):
        project.write(tmp_path / "stock", SAMPLE, TEXTS, tmp_path / "empty", None)


def test_an_intent_is_its_topic_and_the_ranking_is_what_it_would_offer() -> None:
    ranking = [{"name": name} for name in ("affirm", "nlu_fallback", "not-understood", "what-is-a-pcn")]
    found = heard(TOPICS, {"intent": {"name": "affirm"}, "intent_ranking": ranking})
    assert found.topics == ("yes-no",)
    assert found.offered == ("yes-no", "what-is-a-pcn")


@pytest.mark.parametrize("intent", ["nlu_fallback", "not-understood"])
def test_fallback_is_no_answer(intent: str) -> None:
    assert heard(TOPICS, {"intent": {"name": intent}, "intent_ranking": []}).topics == ()


def test_a_model_is_reused_only_for_the_very_same_training_files(environment: Path, tmp_path: Path) -> None:
    first, second, other = (tmp_path / name for name in ("first", "second", "other"))
    project.write(first, SAMPLE, TEXTS, environment, None)
    project.write(second, SAMPLE, {**TEXTS, "greet": "Good morning."}, environment, None)
    project.write(other, {**SAMPLE, "greet": ["hello"]}, TEXTS, environment, None)
    (first / "models").mkdir()
    (first / "models" / "model.tar.gz").write_text("model")
    kept = Trained(tmp_path / "kept")
    assert kept.reused(second) is None
    kept.keep(first, {"training_s": 600.0})
    assert kept.reused(second) == {"training_s": 600.0}
    assert (second / "models" / "model.tar.gz").read_text() == "model"
    assert kept.reused(other) is None
