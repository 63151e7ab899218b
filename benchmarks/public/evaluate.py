"""Trains our pipeline on a data set in a root of its own and counts what it gets right."""

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks import nlu, ours
from benchmarks.accuracy import share
from benchmarks.commands import timed
from benchmarks.public.readers import DataSet
from benchmarks.sample import choose, examples_by_intent

NOT_UNDERSTOOD = "not-understood"
FEW = 10
CODE = Path(__file__).resolve().parents[2]


def evaluate(data_set: DataSet, root: Path, folder: Path, log: Path) -> dict[str, Any]:
    """The numbers for one data set.

    Args:
        data_set: what to learn and to be asked.
        root: of the project: its config.yml, and data/ for names and normal forms.
        folder: the temporary root, which must not exist.
        log: gets what training prints.
    """
    ours.copy(root, folder, None)
    _only_these_examples(data_set, folder)
    variables = {"PCNBOT_ROOT": str(folder), "RASA_TELEMETRY_ENABLED": "false", "PYTHONPATH": str(CODE)}
    rasa = (
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "rasa",
        "train",
        "nlu",
        "--nlu",
        "nlu.yml",
        "--out",
        "models",
    )
    took = timed(rasa, folder, variables, log)
    texts = [*(text for text, _ in data_set.test), *data_set.outside_test]
    (folder / "texts.json").write_text(json.dumps(texts), encoding="utf-8")
    timed((sys.executable, "-W", "ignore", "-m", "benchmarks.public.parse"), folder, variables, log)
    parsed = json.loads((folder / "parsed.json").read_text(encoding="utf-8"))
    return {"name": data_set.name, "training_s": round(took.seconds, 1), **count(data_set, parsed)}


def count(data_set: DataSet, parsed: list[dict[str, str]]) -> dict[str, Any]:
    """What the parsed texts come to.

    Args:
        data_set: whose test texts were parsed, those of no intent last.
        parsed: of each its "likeliest" intent and the "decided" one.
    """
    known, outside = parsed[: len(data_set.test)], parsed[len(data_set.test) :]
    intents = [intent for _, intent in data_set.test]
    numbers = {
        "intents": len(data_set.train),
        "examples": sum(map(len, data_set.train.values())) + len(data_set.outside_train),
        "tested": len(known),
        "likeliest_right": share(
            each["likeliest"] == intent for each, intent in zip(known, intents, strict=True)
        ),
        "answered_right": share(
            each["decided"] == intent for each, intent in zip(known, intents, strict=True)
        ),
    }
    if outside:
        numbers["outside_tested"] = len(outside)
        numbers["outside_rejected"] = share(each["decided"] == NOT_UNDERSTOOD for each in outside)
    return numbers


def _only_these_examples(data_set: DataSet, folder: Path) -> None:
    outside = data_set.outside_train or _few_of_ours(folder / "data")
    nlu.write({**data_set.train, NOT_UNDERSTOOD: outside}, folder / "nlu.yml")
    path = folder / "config.yml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config["importers"] = [{"name": "RasaFileImporter"}]
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")


def _few_of_ours(data: Path) -> list[str]:
    """The classifier needs some examples of what it does not know; where a data set has none, a few of ours."""
    ours_outside = {NOT_UNDERSTOOD: examples_by_intent(data)[NOT_UNDERSTOOD]}
    return choose(ours_outside, FEW)[NOT_UNDERSTOOD]
