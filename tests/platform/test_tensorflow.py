"""There is no TensorFlow, nothing of ours needs it, and nothing reports to Rasa's makers."""

import inspect
import os
import subprocess
import sys
from importlib.metadata import distributions, version
from pathlib import Path

import pytest
from rasa.engine.graph import SchemaNode
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.model import get_latest_model

ROOT = Path(__file__).parents[2]
OURS = {
    "bot.understanding.reading.PatientReader",
    "bot.understanding.encoder.SentenceEncoder",
    "bot.understanding.topics.TopicClassifier",
    "bot.understanding.decision.Decision",
}
PLAIN = {
    "rasa.core.policies.memoization.MemoizationPolicy",
    "rasa.core.policies.rule_policy.RulePolicy",
    "rasa.nlu.classifiers.regex_message_handler.RegexMessageHandler",
    "rasa.graph_components.converters.nlu_message_converter.NLUMessageConverter",
    "rasa.graph_components.providers.domain_for_core_training_provider.DomainForCoreTrainingProvider",
    "rasa.graph_components.providers.domain_provider.DomainProvider",
    "rasa.graph_components.providers.nlu_training_data_provider.NLUTrainingDataProvider",
    "rasa.graph_components.providers.rule_only_provider.RuleOnlyDataProvider",
    "rasa.graph_components.providers.story_graph_provider.StoryGraphProvider",
    "rasa.graph_components.providers.training_tracker_provider.TrainingTrackerProvider",
    "rasa.graph_components.validators.default_recipe_validator.DefaultV1RecipeValidator",
    "rasa.graph_components.validators.finetuning_validator.FinetuningValidator",
    "rasa.graph_components.providers.forms_provider.FormsProvider",
    "rasa.graph_components.providers.responses_provider.ResponsesProvider",
    "rasa.core.policies.ensemble.DefaultPolicyPredictionEnsemble",
    "rasa.graph_components.adders.nlu_prediction_to_history_adder.NLUPredictionToHistoryAdder",
}
"""Parts of Rasa that compute nothing with TensorFlow."""


def test_the_tensorflow_that_is_installed_is_ours() -> None:
    assert version("tensorflow") == "2.12.0+inert"
    names = {distribution.metadata["Name"].lower() for distribution in distributions()}
    assert {name for name in names if name.startswith(("tensorflow", "tf-", "keras", "tensorboard"))} == {
        "tensorflow"
    }


@pytest.mark.parametrize("package", ["tensorflow", "keras", "tensorflow_text", "tensorflow_hub"])
def test_the_stub_answers(package: str) -> None:
    module = __import__(package)
    assert Path(module.__file__).read_text().startswith('"""Inert stand-in')


def nodes_of_the_model() -> list[SchemaNode]:
    model = get_latest_model(str(ROOT / "models"))
    assert model, "There is no trained model: run `make setup`."
    metadata = LocalModelStorage.metadata_from_archive(model)
    return [*metadata.train_schema.nodes.values(), *metadata.predict_schema.nodes.values()]


@pytest.mark.slow
def test_the_trained_model_is_made_of_these_parts_and_no_others() -> None:
    """A part that was added by somebody who changed config.yml belongs in one of the lists, once it is known what it needs."""
    used = {f"{node.uses.__module__}.{node.uses.__name__}" for node in nodes_of_the_model()}
    assert used - PLAIN == OURS


@pytest.mark.slow
def test_no_part_of_the_trained_model_is_written_with_tensorflow() -> None:
    classes = {
        parent
        for node in nodes_of_the_model()
        for parent in node.uses.__mro__
        if parent.__module__ not in ("builtins", "abc", "typing")
    }
    modules = {sys.modules[each.__module__] for each in classes}
    assert not [module.__name__ for module in modules if "import tensorflow" in inspect.getsource(module)]


@pytest.mark.parametrize(
    "code", ["from bot import rasa_mends; rasa_mends.apply()", "from bot.cli import quiet; quiet()"]
)
def test_nothing_is_reported_to_rasas_makers(code: str, tmp_path: Path) -> None:
    """Even where somebody's own settings of Rasa allow it."""
    home = {key: value for key, value in os.environ.items() if key != "RASA_TELEMETRY_ENABLED"} | {
        "HOME": str(tmp_path)
    }
    (tmp_path / ".config" / "rasa").mkdir(parents=True)
    (tmp_path / ".config" / "rasa" / "global.yml").write_text(
        "metrics: {enabled: true, rasa_user_id: abc, date: 2026-01-01}\n"
    )
    ask = f"{code}\nimport rasa.telemetry\nprint(rasa.telemetry.is_telemetry_enabled())"
    asked = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ask],
        env=home,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert asked.stdout.strip() == "False"
