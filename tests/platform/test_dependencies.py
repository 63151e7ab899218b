"""Rasa on newer dependencies than it asks for: what it does with each of them still works.

pyproject.toml restates Rasa's own list of dependencies with some bounds raised. Each of those has a check here, and
`test_every_raised_bound_has_a_check` finds the ones that have none.
"""

import importlib
import pkgutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema, SchemaNode
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RESTATED = {meta["name"]: meta for meta in PROJECT["tool"]["uv"]["dependency-metadata"]}
NEWEST_THAT_RASA_KNOWS = {
    "python_version": "3.10",
    "python_full_version": "3.10.13",
    "sys_platform": "linux",
    "platform_machine": "x86_64",
    "platform_python_implementation": "CPython",
    "extra": "spacy",
}
WITHOUT_TENSORFLOW = {"tensorflow", "tensorflow-hub", "tensorflow-text", "tensorflow-io-gcs-filesystem"}
CHECKED: set[str] = set()


def exercises(package: str) -> Callable[[Callable], Callable]:
    """Notes which package a test is for."""

    def note(test: Callable) -> Callable:
        CHECKED.add(package)
        return test

    return note


def own_bounds(name: str) -> dict[str, SpecifierSet]:
    """What a package asks for by itself, on the newest Python that it knows."""
    found: dict[str, SpecifierSet] = {}
    for requirement in map(Requirement, requires(name) or []):
        if requirement.marker is None or requirement.marker.evaluate(NEWEST_THAT_RASA_KNOWS):
            found[canonicalize_name(requirement.name)] = (
                found.get(canonicalize_name(requirement.name), SpecifierSet()) & requirement.specifier
            )
    return found


def our_bounds(name: str) -> dict[str, SpecifierSet]:
    """What pyproject.toml says that it asks for."""
    return {
        canonicalize_name(each.name): each.specifier
        for each in map(Requirement, RESTATED[name]["requires-dist"])
    }


def changed(name: str) -> set[str]:
    own, ours = own_bounds(name), our_bounds(name)
    return {
        package for package in own.keys() | ours.keys() if own.get(package) != ours.get(package)
    } - WITHOUT_TENSORFLOW


@pytest.fixture
def storage(tmp_path: Path) -> LocalModelStorage:
    return LocalModelStorage(tmp_path)


@pytest.fixture
def context() -> ExecutionContext:
    return ExecutionContext(GraphSchema({}), "the test")


@pytest.fixture
def data() -> TrainingData:
    """Two intents, tokenized."""
    from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer

    messages = [Message.build(f"{text} {n}", text) for text in ("book", "cancel") for n in range(6)]
    tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    return tokenizer.process_training_data(TrainingData(messages))


# The list


def test_every_raised_bound_has_a_check() -> None:
    assert changed("rasa") | changed("rasa-sdk") | {"dask", "python"} == CHECKED


def test_what_is_not_raised_is_as_rasa_has_it() -> None:
    """A dependency that Rasa gets in a new version, or that we forgot, is noticed."""
    assert own_bounds("rasa").keys() - WITHOUT_TENSORFLOW == our_bounds("rasa").keys() - WITHOUT_TENSORFLOW
    assert own_bounds("rasa-sdk") == our_bounds("rasa-sdk")


def test_the_versions_are_those_that_the_list_is_of() -> None:
    """Another version of Rasa has another list."""
    from importlib.metadata import version

    assert {name: meta["version"] for name, meta in RESTATED.items()} == {
        name: version(name) for name in RESTATED
    }


# Each of them


@exercises("scikit-learn")
def test_rasa_measures_with_scikit_learn(data: TrainingData) -> None:
    """What `rasa test` and cross-validation compute."""
    from rasa.model_testing import get_evaluation_metrics
    from rasa.nlu.test import generate_folds

    report, precision, _, accuracy = get_evaluation_metrics(
        ["a", "a", "b"], ["a", "b", "b"], output_dict=True
    )
    assert report["a"]["recall"] == 0.5
    assert (round(precision, 3), round(accuracy, 3)) == (0.833, 0.667)
    assert [len(test.intent_examples) for _, test in generate_folds(3, data)] == [4, 4, 4]


@exercises("scikit-learn")
def test_rasas_own_classifier_trains_and_is_kept(
    data: TrainingData, storage: LocalModelStorage, context: ExecutionContext
) -> None:
    """`config.yml` can name Rasa's featurizers and scikit-learn classifiers instead of ours."""
    from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
    from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer

    made = storage, Resource("words"), context
    featurizer = CountVectorsFeaturizer.create(CountVectorsFeaturizer.get_default_config(), *made)
    featurizer.train(data)
    featurizer.process_training_data(data)
    config = LogisticRegressionClassifier.get_default_config()
    LogisticRegressionClassifier.create(config, storage, Resource("topics"), context).train(data)
    loaded = LogisticRegressionClassifier.load(config, storage, Resource("topics"), context)
    (message,) = loaded.process([data.intent_examples[-1]])
    assert message.get("intent")["name"] == "cancel"


@exercises("matplotlib")
def test_rasa_draws_its_reports_with_matplotlib(tmp_path: Path) -> None:
    from rasa.utils import plotting

    plotting.plot_confusion_matrix(
        np.array([[3, 1], [0, 4]]), ["a", "b"], output_file=str(tmp_path / "matrix.png")
    )
    plotting.plot_paired_histogram(
        [[0.9, 0.8, 0.7], [0.4]], "Confidence", output_file=str(tmp_path / "histogram.png")
    )
    assert all(
        (tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in ("matrix.png", "histogram.png")
    )


@exercises("pydantic")
def test_spacy_checks_the_settings_of_a_pipe_with_pydantic() -> None:
    """pydantic is Rasa's only through spaCy; it is spaCy that must get on with it, and so must our own settings."""
    import spacy
    from confection import ConfigValidationError

    from bot.settings import Settings

    with pytest.raises(ConfigValidationError):
        spacy.blank("en").add_pipe("sentencizer", config={"punct_chars": 1})
    assert Settings(port=8080).port == 8080


@exercises("packaging")
def test_rasa_compares_versions_of_training_data_with_packaging() -> None:
    """It tells a version that it cannot read from one that is too new; 22 no longer knows the difference."""
    from rasa.shared.utils.validation import validate_training_data_format_version

    assert validate_training_data_format_version({"version": "3.1"}, "data.yml")
    with pytest.warns(UserWarning, match="greater format version|higher format version|Rasa Open Source"):
        assert not validate_training_data_format_version({"version": "9.9"}, "data.yml")
    with pytest.warns(UserWarning):
        assert validate_training_data_format_version({"version": "the newest"}, "data.yml")


@exercises("regex")
def test_rasas_tokenizer_splits_with_regex() -> None:
    from rasa.nlu.tokenizers.whitespace_tokenizer import WhitespaceTokenizer

    tokenizer = WhitespaceTokenizer(WhitespaceTokenizer.get_default_config())
    tokens = tokenizer.tokenize(Message({TEXT: "it's 10:30, isn't it? 👍 (Dr. O'Neill)"}), TEXT)
    assert [token.text for token in tokens] == ["it", "s", "10:30", "isn", "t", "it", "Dr", "O", "Neill"]


@exercises("sentry-sdk")
def test_rasa_sets_up_error_reports_with_sentry_and_ends_in_peace() -> None:
    """It does so in every command unless telemetry is off; with its own bound that ends in a traceback on 3.12."""
    program = (
        "import sentry_sdk; from sentry_sdk.integrations.atexit import AtexitIntegration;"
        "from sentry_sdk.integrations.dedupe import DedupeIntegration;"
        "sentry_sdk.init('', integrations=[DedupeIntegration(), AtexitIntegration(lambda _, __: None)])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0 and not done.stderr


@exercises("attrs")
def test_what_stands_on_attrs_for_rasa() -> None:
    """JSON schemas of actions (jsonschema) and calls to other services (aiohttp) are classes made by attrs."""
    import aiohttp
    import attr
    import jsonschema
    from rasa.core.actions.action import RemoteAction

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"events": "none"}, RemoteAction.action_response_format_spec())
    assert attr.asdict(aiohttp.ClientTimeout(total=3))["total"] == 3


@exercises("numpy")
def test_rasa_adds_up_dense_features_with_numpy() -> None:
    from rasa.shared.utils.io import deep_container_fingerprint

    first, second = (
        Features(np.full((1, 2), n), FEATURE_TYPE_SENTENCE, TEXT, "the test") for n in (1.0, 2.0)
    )
    first.combine_with_features(second)
    assert first.features.tolist() == [[1.0, 1.0, 2.0, 2.0]]
    assert deep_container_fingerprint({"a": first}) != deep_container_fingerprint({"a": second})


@exercises("scipy")
def test_rasa_adds_up_sparse_features_with_scipy() -> None:
    import scipy.sparse

    first, second = (
        Features(scipy.sparse.csr_matrix([row]), FEATURE_TYPE_SENTENCE, TEXT, "the test")
        for row in ([0, 1], [2, 0])
    )
    first.combine_with_features(second)
    assert first.is_sparse() and first.features.toarray().tolist() == [[0, 1, 2, 0]]


@exercises("scipy")
def test_rasa_turns_states_of_a_conversation_into_features() -> None:
    """What policies learn from."""
    from rasa.core.featurizers.single_state_featurizer import SingleStateFeaturizer
    from rasa.shared.core.domain import Domain

    featurizer = SingleStateFeaturizer()
    featurizer.prepare_for_training(Domain.from_dict({"intents": ["greet"], "actions": ["action_hello"]}))
    state = {"user": {"intent": "greet"}, "prev_action": {"action_name": "action_listen"}}
    assert set(featurizer.encode_state(state, None)) == {"intent", "action_name"}


@exercises("spacy")
def test_rasas_own_spacy_parts_work(
    tmp_path: Path, context: ExecutionContext, storage: LocalModelStorage
) -> None:
    """`config.yml` can name them, with any spaCy pipeline."""
    import spacy
    from rasa.nlu.constants import TOKENS_NAMES
    from rasa.nlu.tokenizers.spacy_tokenizer import SpacyTokenizer
    from rasa.nlu.utils.spacy_utils import SpacyNLP

    english = spacy.blank("en")
    english.vocab.set_vector("hello", np.ones(4, dtype=np.float32))
    english.to_disk(tmp_path / "english")
    config = {**SpacyNLP.get_default_config(), "model": str(tmp_path / "english")}
    reader = SpacyNLP.create(config, storage, Resource("spacy"), context)
    messages = reader.process([Message({TEXT: "hello, it's me"})], reader.provide())
    (message,) = SpacyTokenizer(SpacyTokenizer.get_default_config()).process(messages)
    assert [token.text for token in message.get(TOKENS_NAMES[TEXT])] == ["hello", ",", "it", "'s", "me"]


class One(GraphComponent):
    """A node that knows a number."""

    @classmethod
    def create(cls, *_: Any, **__: Any) -> "One":
        return cls()

    def number(self) -> int:
        return 1


class Sum(One):
    """A node that adds to another's number."""

    def add(self, other: int, more: int) -> int:
        return other + more


@exercises("dask")
def test_dask_runs_rasas_graph_in_order(storage: LocalModelStorage, context: ExecutionContext) -> None:
    from rasa.engine.runner.dask import DaskGraphRunner

    one = SchemaNode(needs={}, uses=One, fn="number", constructor_name="create", config={})
    total = SchemaNode({"other": "one", "more": "given"}, Sum, "create", "add", {}, is_target=True)
    runner = DaskGraphRunner.create(GraphSchema({"one": one, "total": total}), storage, context)
    assert runner.run(inputs={"given": 41}) == {"total": 42}


@exercises("python")
def test_this_python_is_one_of_those_that_are_promised() -> None:
    running = ".".join(map(str, sys.version_info[:3]))
    assert running in SpecifierSet(PROJECT["project"]["requires-python"])
    assert all(running in SpecifierSet(meta["requires-python"]) for meta in RESTATED.values())


def modules_of(package: str) -> Iterator[str]:
    found = importlib.import_module(package)
    yield from (module.name for module in pkgutil.walk_packages(found.__path__, f"{package}."))


@exercises("python")
@pytest.mark.slow
@pytest.mark.parametrize("package", ["rasa", "rasa_sdk"])
def test_every_module_of_rasa_can_be_imported(package: str) -> None:
    """On a Python newer than Rasa's own metadata admits, and without TensorFlow."""
    not_installed = {"rasa.nlu.utils.hugging_face.registry"}  # asks for `transformers`, an extra of Rasa's
    for module in set(modules_of(package)) - not_installed:
        if not module.endswith("__main__"):
            importlib.import_module(module)
