"""Yes and no to "Do you mean one of these?". Which words are that vague depends on the training, so one is looked for."""

from collections.abc import Callable

import pytest

from tests.serving import Patient
from tests.wording import Wording

pytestmark = pytest.mark.slow

VAGUE = (
    "do they talk to each other",
    "how do i get one",
    "can they see it",
    "who looks after us",
    "are they together",
    "is he a doctor",
    "will they ring me",
    "age",
    "who decides",
)
ASKED = "not-understood/did_you_mean"


@pytest.fixture
def asked(somebody: Callable[..., Patient], wording: Wording) -> tuple[Patient, list[dict[str, str]]]:
    """A patient who was just asked what is meant, and the choices."""
    for words in VAGUE:
        patient = somebody()
        (reply, *_) = patient.send(text=words)
        if ASKED in wording.sources_of(reply):
            return patient, reply["choices"]
    pytest.fail(f"None of {VAGUE} was asked back.")


def test_the_choices_are_topics(asked: tuple[Patient, list[dict[str, str]]]) -> None:
    assert 1 <= len(asked[1]) <= 5
    assert all(choice["id"].startswith("ask:") for choice in asked[1])


def test_yes_goes_on_with_what_was_offered(
    asked: tuple[Patient, list[dict[str, str]]], wording: Wording
) -> None:
    patient, choices = asked
    (reply,) = patient.send(text="yes")
    offered = {choice["id"].removeprefix("ask:") for choice in choices}
    assert reply["topic"] in offered if len(choices) == 1 else reply["choices"] == choices


def test_no_offers_other_help(asked: tuple[Patient, list[dict[str, str]]], wording: Wording) -> None:
    (reply,) = asked[0].send(text="no")
    assert "yes-no/no" in wording.sources_of(reply)


def test_a_tap_is_answered(asked: tuple[Patient, list[dict[str, str]]]) -> None:
    patient, choices = asked
    assert patient.send(choice=choices[0]["id"])[0]["topic"] == choices[0]["id"].removeprefix("ask:")
