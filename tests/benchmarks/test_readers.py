"""The readers of published data sets, on tiny files in the same form."""

import json
from pathlib import Path

import pytest

from benchmarks.errors import BenchmarkError
from benchmarks.public.evaluate import count
from benchmarks.public.readers import DataSet, banking77, clinc150

TRAIN = 'text,category\n"Where is my card, please?",card_arrival\n"It said ""no""",declined\nno card yet,card_arrival\n'
TEST = "text,category\nstill no card,card_arrival\n"
CLINC = {
    "train": [["move money", "transfer"], ["send cash", "transfer"], ["whats my balance", "balance"]],
    "val": [["not used", "balance"]],
    "test": [["wire it", "transfer"]],
    "oos_train": [["who won", "oos"]],
    "oos_val": [["not used either", "oos"]],
    "oos_test": [["sing to me", "oos"], ["is it late", "oos"]],
}


@pytest.fixture
def banking(tmp_path: Path) -> Path:
    (tmp_path / "train.csv").write_text(TRAIN, encoding="utf-8")
    (tmp_path / "test.csv").write_text(TEST, encoding="utf-8")
    return tmp_path


def test_banking77_is_read_by_category(banking: Path) -> None:
    found = banking77(banking, 10)
    assert set(found.train["card_arrival"]) == {"Where is my card, please?", "no card yet"}
    assert found.train["declined"] == ['It said "no"']
    assert found.test == [("still no card", "card_arrival")]
    assert found.outside_test == []


def test_banking77_is_cut_to_so_many_examples_of_each_intent(banking: Path) -> None:
    assert {intent: len(lines) for intent, lines in banking77(banking, 1).train.items()} == {
        "card_arrival": 1,
        "declined": 1,
    }


def test_a_file_without_the_columns_is_named(banking: Path) -> None:
    (banking / "train.csv").write_text("question,label\na,b\n", encoding="utf-8")
    with pytest.raises(BenchmarkError, match=r"train\.csv is not a file with the columns text,category"):
        banking77(banking, 10)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError, match=r"train\.csv"):
        banking77(tmp_path, 10)


def test_clinc150_keeps_what_is_out_of_scope_apart(tmp_path: Path) -> None:
    path = tmp_path / "data_full.json"
    path.write_text(json.dumps(CLINC), encoding="utf-8")
    found = clinc150(path)
    assert found.train == {"transfer": ["move money", "send cash"], "balance": ["whats my balance"]}
    assert found.outside_train == ["who won"]
    assert found.test == [("wire it", "transfer")]
    assert found.outside_test == ["sing to me", "is it late"]


@pytest.mark.parametrize("content", ["[]", "{}", "no json", '{"train": 3}'])
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "data_full.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BenchmarkError, match="is not CLINC150's"):
        clinc150(path)


def test_counts_what_is_likeliest_what_is_decided_and_what_is_rejected() -> None:
    data_set = DataSet("tiny", {"a": ["1"], "b": ["2"]}, ["3"], [("x", "a"), ("y", "b")], ["z", "w"])
    parsed = [("a", "a"), ("b", "not-understood"), ("a", "not-understood"), ("b", "b")]
    numbers = count(data_set, [{"likeliest": likeliest, "decided": decided} for likeliest, decided in parsed])
    assert numbers == {
        "intents": 2,
        "examples": 3,
        "tested": 2,
        "likeliest_right": 1.0,
        "answered_right": 0.5,
        "outside_tested": 2,
        "outside_rejected": 0.5,
    }
