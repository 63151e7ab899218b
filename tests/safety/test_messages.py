"""How many of the messages written to measure it the check gets right. The floors are what it reached when written."""

from collections import Counter
from pathlib import Path

import pytest
import yaml

from bot.safety.check import SafetyCheck

MESSAGES = yaml.safe_load((Path(__file__).parent / "messages.yml").read_text(encoding="utf-8"))
EXAMPLES = Path(__file__).parents[2] / "data" / "safety" / "examples.yml"
FIRST_ROUND = [message for message in MESSAGES if message.get("round", 1) == 1]


def rates(safety: SafetyCheck, tune: bool) -> dict[str, float]:
    """For each outcome, the part of its messages that alarm; for none, the part that does not."""
    right, of = Counter[str](), Counter[str]()
    for message in FIRST_ROUND:
        if message["tune"] is tune:
            alarms = safety.check(message["text"]) is not None
            of[message["outcome"]] += 1
            right[message["outcome"]] += alarms is (message["outcome"] != "none")
    return {outcome: right[outcome] / of[outcome] for outcome in of}


@pytest.mark.parametrize("tune", [True, False])
def test_alarms_and_silence_stay_above_their_floors(safety: SafetyCheck, tune: bool) -> None:
    assert all(rate >= 0.95 for rate in rates(safety, tune).values())


def test_the_messages_are_enough_and_of_every_kind() -> None:
    outcomes = Counter(message["outcome"] for message in MESSAGES)
    assert sum(outcomes.values()) >= 300
    assert outcomes["none"] >= 100
    assert set(outcomes) == {"emergency", "mental-health-crisis", "safeguarding", "none"}


def test_no_message_is_among_the_training_examples() -> None:
    examples = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    ordinary = examples.pop("alarming-but-ordinary")
    trained = {line.lower() for lines in [*examples.values(), *ordinary.values()] for line in lines}
    assert not [message["text"] for message in MESSAGES if message["text"].lower() in trained]


def test_the_training_examples_agree_with_the_rules(safety: SafetyCheck) -> None:
    examples = yaml.safe_load(EXAMPLES.read_text(encoding="utf-8"))
    ordinary = [line for lines in examples.pop("alarming-but-ordinary").values() for line in lines]
    assert len(ordinary) >= 300
    assert not [line for line in ordinary if safety.check(line)]
    for outcome, lines in examples.items():
        assert len(lines) >= 250, outcome
        assert sum(safety.check(line) is not None for line in lines) >= 0.97 * len(lines), outcome
