"""Decision: answer, ask back, or say that it is not known. The classifier's evidence is written by hand."""

from typing import Any

import numpy as np
import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActiveLoop, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.choices import parse_choice
from bot.resources import resources
from bot.understanding.decision import OFFERED, Decision
from bot.understanding.reading import READ, read
from bot.understanding.topics import EVIDENCE, Evidence
from tests.understanding.evidence import Likely, evidence

CONFIG = {
    **Decision.get_default_config(),
    "answer": 0.3,
    "ours": 0.5,
    "offer": 0.2,
    "clause": 0.5,
    "form": 0.7,
    "form_asking": 0.35,
    "form_with_name": 0.95,
}
"""Ours, so that choosing other values changes no test."""

CANCEL, TABLETS, PCN = "faq/cancel-appointment", "faq/repeat-prescription", "faq/what-is-a-pcn"
LOOK_UP = "which-pcn-is-my-practice-in"


def conversation(*events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("the test", list(events), Domain.empty().slots)


NEW = conversation()
FORM_OPEN = conversation(UserUttered("which pcn am i in", {"name": LOOK_UP}), ActiveLoop("practice_form"))


def decide(
    text: str,
    whole: Likely,
    ours: float = 1.0,
    tracker: DialogueStateTracker | None = NEW,
    clauses: list[Likely] | None = None,
    config: dict[str, float] | None = None,
) -> list[dict[str, Any]]:
    """What is decided on a message, as Rasa's parse data."""
    reading = read(text)
    decision = Decision({**CONFIG, **(config or {})})
    return decision.decide(text, reading, evidence(reading, whole, ours, clauses), tracker)


def only(decided: list[dict[str, Any]]) -> dict[str, Any]:
    (parsed,) = decided
    return parsed


def intent(parsed: dict[str, Any]) -> str:
    """The intent, `faq/<topic>` for stored answers."""
    chosen = parsed.get("response_selector", {}).get("faq", {}).get("response", {})
    return chosen.get("intent_response_key") or parsed["intent"]["name"]


# Answering


def test_a_likely_topic_is_answered() -> None:
    parsed = only(decide("what is a pcn", {PCN: 0.9}))
    assert parsed["intent"]["name"] == "faq" and intent(parsed) == PCN
    assert parsed["intent"]["confidence"] == pytest.approx(0.9)


def test_the_name_of_a_stored_answer_is_that_of_its_response() -> None:
    chosen = only(decide("what is a pcn", {PCN: 0.9}))["response_selector"]["faq"]["response"]
    assert chosen["utter_action"] == "utter_faq/what-is-a-pcn"


def test_doubt_whether_it_is_ours_makes_less_confident() -> None:
    assert only(decide("what is a pcn", {PCN: 0.9}, ours=0.6))["intent"]["confidence"] == pytest.approx(0.54)


def test_the_next_likely_topics_are_offered_without_the_one_answered() -> None:
    parsed = only(decide("what is a pcn", {PCN: 0.6, TABLETS: 0.2, CANCEL: 0.1}))
    assert parsed["offered"][:2] == ["repeat-prescription", "cancel-appointment"]
    assert parsed["alternatives"][0]["confidence"] >= parsed["alternatives"][-1]["confidence"]
    assert len(parsed["offered"]) <= OFFERED


def test_greetings_are_never_offered() -> None:
    parsed = only(decide("what is a pcn", {PCN: 0.5, "greet": 0.2, "thanks": 0.15, "affirm": 0.1}))
    assert not {"greet", "thanks", "yes-no"} & set(parsed["offered"])


def test_what_the_assistant_can_be_asked_about_itself_is_offered() -> None:
    reading = read("i want hear voice of somebody")
    intents, likely = ["start-again", "speak-to-a-person", "are-you-human"], np.array([0.4, 0.35, 0.25])
    weighed = Evidence(intents, likely, likely[None], 0.2, np.array([0.2]))
    (parsed,) = Decision(CONFIG).decide(reading.whole, reading, weighed, NEW)
    assert intent(parsed) == "not-understood"
    assert parsed["offered"] == ["speak-to-a-person", "are-you-human"]


def test_safety_topics_are_never_offered() -> None:
    """An emergency is noticed or it is not; nobody is asked whether they have one."""
    parsed = only(decide("what is a pcn", {PCN: 0.5, "emergency": 0.2, "safeguarding": 0.2}))
    assert not {"emergency", "mental-health-crisis", "safeguarding"} & set(parsed["offered"])


@pytest.mark.parametrize(
    "topic", [answer.topic for answer in resources().library.book.answers.values() if answer.kind == "safety"]
)
def test_advice_that_is_refused_is_never_offered(topic: str) -> None:
    """Whatever is offered is a button, and a button is answered."""
    reading = read("the thing from before")
    only_these = Evidence(
        ["faq/what-is-a-pcn", topic], np.array([0.1, 0.9]), np.array([[0.1, 0.9]]), 0.3, np.array([0.3])
    )
    (parsed,) = Decision(CONFIG).decide("the thing from before", reading, only_these, NEW)
    assert intent(parsed) == "not-understood"
    assert all(parse_choice(f"ask:{offered}", resources()) for offered in parsed["offered"])


# Not answering


def test_an_unlikely_topic_is_not_answered_but_offered() -> None:
    """ "Did you mean": close enough to ours to ask."""
    parsed = only(decide("the thing from before", {PCN: 0.15, TABLETS: 0.12}))
    assert intent(parsed) == "not-understood" and parsed["close"]
    assert parsed["offered"][:2] == ["what-is-a-pcn", "repeat-prescription"]


def test_what_may_be_ours_is_asked_about() -> None:
    parsed = only(decide("the thing from before", {PCN: 0.9}, ours=0.3))
    assert intent(parsed) == "not-understood" and parsed["close"]


def test_what_is_not_ours_is_not_answered_however_near_a_topic_it_is() -> None:
    parsed = only(decide("is the swimming pool open", {PCN: 0.99}, ours=0.05))
    assert intent(parsed) == "not-understood" and not parsed["close"]


@pytest.mark.parametrize(("setting", "value"), [("answer", 0.95), ("ours", 0.9)])
def test_an_operator_can_ask_for_more_certainty(setting: str, value: float) -> None:
    assert intent(only(decide("what is a pcn", {PCN: 0.9}, ours=0.8))) == PCN
    assert (
        intent(only(decide("what is a pcn", {PCN: 0.9}, ours=0.8, config={setting: value})))
        == "not-understood"
    )


# Several questions


def test_two_questions_are_decided_one_by_one_with_their_own_words() -> None:
    first, second = decide(
        "What is a PCN? And how do I order tablets?", {PCN: 0.6}, clauses=[{PCN: 0.9}, {TABLETS: 0.9}]
    )
    assert (intent(first), intent(second)) == (PCN, TABLETS)
    assert (first["text"], second["text"]) == ("What is a PCN?", "And how do I order tablets?")


# Names


@pytest.mark.parametrize(
    "text", ["Yarm Medical Practice", "what about Yarm?", "and TS15 9DD", "no, Yarm", "it's Yarm"]
)
def test_a_name_alone_is_information(text: str) -> None:
    parsed = only(decide(text, {LOOK_UP: 0.5}))
    assert intent(parsed) == "inform"
    assert [entity["entity"] for entity in parsed["entities"]] == ["named"]


def test_a_question_with_a_name_in_it_is_a_question() -> None:
    assert (
        intent(
            only(decide("what is the telephone number of Yarm Medical Practice", {"practice-contact": 0.9}))
        )
        == "practice-contact"
    )


def test_a_misspelt_name_alone_is_information() -> None:
    assert intent(only(decide("yarm medicl practice", {PCN: 0.1}, ours=0.1))) == "inform"
    assert intent(only(decide("the weather tomorow", {PCN: 0.1}, ours=0.1))) == "not-understood"


# While the form asks for a name


@pytest.mark.parametrize(
    "text", ["Yarm Medical Practice", "the one on the high street", "dr smith's", "i think it is in Yarm"]
)
def test_words_that_ask_nothing_are_the_answer_to_the_form(text: str) -> None:
    assert intent(only(decide(text, {PCN: 0.3}, tracker=FORM_OPEN))) == "inform"


def test_a_question_in_the_middle_of_a_look_up_is_a_question() -> None:
    assert intent(only(decide("how do I cancel my appointment", {CANCEL: 0.95}, tracker=FORM_OPEN))) == CANCEL


def test_who_plainly_asks_something_else_is_heard() -> None:
    text = "how do I register my newborn"
    assert intent(only(decide(text, {CANCEL: 0.5}, tracker=FORM_OPEN))) == CANCEL
    assert intent(only(decide("my newborn", {CANCEL: 0.5}, tracker=FORM_OPEN))) == "inform"


def test_it_must_be_surer_where_a_name_stands_in_it() -> None:
    text = "how do I cancel my appointment in Yarm"
    assert intent(only(decide(text, {CANCEL: 0.8}, tracker=FORM_OPEN))) == "inform"
    assert intent(only(decide(text, {CANCEL: 0.97}, tracker=FORM_OPEN))) == CANCEL


def test_another_look_up_is_not_taken_for_a_name() -> None:
    text = "what is the telephone number of Yarm Medical Practice"
    assert intent(only(decide(text, {"practice-contact": 0.9}, tracker=FORM_OPEN))) == "practice-contact"


def test_without_the_form_the_same_words_are_not_a_name() -> None:
    assert intent(only(decide("the one on the high street", {PCN: 0.1}, ours=0.3))) == "not-understood"


def test_outside_of_a_conversation_it_decides_too() -> None:
    assert intent(only(decide("what is a pcn", {PCN: 0.9}, tracker=None))) == PCN


# After "what kind of problem is it?"


def asked_for_the_problem() -> DialogueStateTracker:
    question = BotUttered("What is it about?", metadata={"topic": "who-is-right-for", "situation": "ask"})
    return conversation(UserUttered("who should i see", {"name": "who-is-right-for"}), question)


def test_a_problem_is_the_answer_to_what_is_it_about() -> None:
    parsed = only(decide("my knee", {PCN: 0.2}, ours=0.1, tracker=asked_for_the_problem()))
    assert intent(parsed) == "who-is-right-for"


def test_the_same_word_at_another_time_is_not() -> None:
    assert intent(only(decide("my knee", {PCN: 0.2}, ours=0.1))) == "not-understood"


# Medical advice


def test_a_question_for_medical_advice_is_declined_though_another_topic_seems_likelier() -> None:
    assert (
        intent(only(decide("how many paracetamol can i take in a day", {TABLETS: 0.9}))) == "medical-advice"
    )


def test_it_is_declined_before_an_ordinary_question_is_answered() -> None:
    text = "How do I cancel my appointment? And which dose of ibuprofen is too much?"
    decided = decide(text, {CANCEL: 0.9}, clauses=[{CANCEL: 0.9}, {"medical-advice": 0.9}])
    assert intent(decided[0]) == "medical-advice"


# In Rasa's pipeline


def processed(text: str, whole: Likely, clauses: list[Likely] | None = None) -> Message:
    reading = read(text)
    message = Message({TEXT: text, READ: reading, EVIDENCE: evidence(reading, whole, clauses=clauses)})
    (message,) = Decision(CONFIG).process([message], NEW)
    return message


def test_rasa_gets_the_intent_and_the_ranking() -> None:
    out = processed("what is a pcn", {PCN: 0.9}).as_dict(only_output_properties=True)
    assert out["intent"]["name"] == "faq"
    assert out["intent_ranking"][0]["name"] == PCN
    assert "questions" not in out


def test_rasa_gets_the_first_question_and_a_list_of_all() -> None:
    message = processed(
        "What is a PCN? And how do I order tablets?", {PCN: 0.6}, [{PCN: 0.9}, {TABLETS: 0.9}]
    )
    assert message.get(TEXT) == "What is a PCN? And how do I order tablets?"
    assert [intent(question) for question in message.get("questions")] == [PCN, TABLETS]
