"""Reads BANKING77 and CLINC150 in the form in which their makers publish them. Neither is kept here.

BANKING77: https://github.com/PolyAI-LDN/task-specific-datasets (banking_data/train.csv, test.csv; CC BY 4.0).
CLINC150: https://github.com/clinc/oos-eval (data/data_full.json; CC BY 3.0).
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.errors import BenchmarkError
from benchmarks.sample import choose

OUTSIDE = "oos"


@dataclass(frozen=True)
class DataSet:
    """A data set.

    Args:
        name: as the table shows it.
        train: examples by intent.
        outside_train: examples of what belongs to no intent.
        test: texts with their intent.
        outside_test: texts that belong to no intent.
    """

    name: str
    train: dict[str, list[str]]
    outside_train: list[str]
    test: list[tuple[str, str]]
    outside_test: list[str]


def banking77(folder: Path, per_intent: int) -> DataSet:
    """BANKING77, cut to so many examples an intent; the whole test set.

    Args:
        folder: with train.csv and test.csv (text,category).
        per_intent: how many examples.

    Raises:
        BenchmarkError: a file is missing or is not such a file.
    """
    train = choose(_by_intent(_csv(folder / "train.csv")), per_intent)
    return DataSet(f"BANKING77, {per_intent} examples an intent", train, [], _csv(folder / "test.csv"), [])


def clinc150(path: Path) -> DataSet:
    """CLINC150 with its out-of-scope messages; its validation set is left out.

    Args:
        path: of data_full.json.

    Raises:
        BenchmarkError: the file is missing or is not that file.
    """
    try:
        parts = json.loads(path.read_text(encoding="utf-8"))
        rows = {name: [(text, intent) for text, intent in parts[name]] for name in ("train", "test")}
        outside = {name: [text for text, _ in parts[name]] for name in ("oos_train", "oos_test")}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BenchmarkError(f"{path} is not CLINC150's data_full.json: {error!r}") from error
    train = _by_intent(rows["train"])
    return DataSet("CLINC150, all examples", train, outside["oos_train"], rows["test"], outside["oos_test"])


def _csv(path: Path) -> list[tuple[str, str]]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return [(row["text"], row["category"]) for row in csv.DictReader(file)]
    except (OSError, KeyError) as error:
        raise BenchmarkError(f"{path} is not a file with the columns text,category: {error!r}") from error


def _by_intent(rows: list[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for text, intent in rows:
        found.setdefault(intent, []).append(text)
    return {intent: list(dict.fromkeys(lines)) for intent, lines in found.items()}
