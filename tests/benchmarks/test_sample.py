"""The sample: chosen without looking, and put in the place of all examples."""

import shutil
from pathlib import Path

import pytest

from benchmarks.sample import choose, examples_by_intent, put
from bot.safety.examples import SafetyExamples

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def examples() -> dict[str, list[str]]:
    return examples_by_intent(DATA)


def test_every_intent_of_training_has_examples(examples: dict[str, list[str]]) -> None:
    assert {"faq/what-is-a-pcn", "greet", "affirm", "emergency", "not-understood"} <= set(examples)
    assert all(examples.values())


def test_so_many_of_each_and_the_same_every_time(examples: dict[str, list[str]]) -> None:
    chosen = choose(examples, 3)
    assert {len(lines) for lines in chosen.values()} == {3}
    assert chosen == choose({intent: lines[::-1] for intent, lines in examples.items()}, 3)


def test_another_example_leaves_the_choice_of_others_as_it_was() -> None:
    before = choose({"a": ["one", "two", "three", "four"]}, 3)["a"]
    after = choose({"a": ["one", "two", "three", "four", "five"]}, 3)["a"]
    assert len(set(before) & set(after)) >= 2


def test_a_cut_copy_of_the_data_holds_exactly_the_sample(
    examples: dict[str, list[str]], tmp_path: Path
) -> None:
    chosen = choose(examples, 2)
    shutil.copytree(DATA, tmp_path / "data")
    put(chosen, tmp_path / "data")
    assert examples_by_intent(tmp_path / "data") == chosen
    assert SafetyExamples.load(tmp_path / "data" / "safety" / "examples").alarming_but_ordinary == {}
