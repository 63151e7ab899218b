"""The schema of topics, overrides and profiles."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from bot.answers.answer import Answer, Override
from bot.answers.profile import PracticeProfile, Profile

KEPT = {"source": "a page", "owner": "staff", "checked": "2026-11-21", "review_by": "2027-11-21"}


def answer(**more: Any) -> Answer:
    return Answer.parse_obj(
        {"topic": "home-visit", "question": "Q?", "group": "using-services", **KEPT, **more}
    )


def test_examples_without_groups_belong_to_the_topics_own_intent() -> None:
    assert answer(patients_ask=["a", "b"]).intents() == {"faq/home-visit": ["a", "b"]}
    assert answer(kind="action", patients_ask=["a"]).intents() == {"home-visit": ["a"]}


def test_each_named_group_of_examples_is_an_intent() -> None:
    assert answer(kind="chat", patients_ask={"affirm": ["yes"], "deny": ["no"]}).intents() == {
        "affirm": ["yes"],
        "deny": ["no"],
    }


def test_a_topic_without_examples_has_no_intent() -> None:
    assert answer().intents() == {}


@pytest.mark.parametrize("topic", ["Home-Visit", "home_visit", "-home", "home-", "home visit", ""])
def test_a_topic_is_small_letters_and_hyphens(topic: str) -> None:
    with pytest.raises(ValidationError):
        answer(topic=topic)


@pytest.mark.parametrize("missing", ["source", "owner", "checked", "review_by", "question"])
def test_a_topic_says_who_answers_for_it(missing: str) -> None:
    fields = {"topic": "a-b", "question": "Q?", "group": "g", **KEPT}
    del fields[missing]
    with pytest.raises(ValidationError):
        Answer.parse_obj(fields)


def test_a_misspelt_field_is_refused() -> None:
    with pytest.raises(ValidationError, match="folow_ups"):
        answer(folow_ups=["x"])


def test_an_answer_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        answer().topic = "other"  # type: ignore[misc]


@pytest.mark.parametrize("code", ["U12949", "C84010", "Y02345"])
def test_an_override_is_for_a_network_or_a_practice(code: str) -> None:
    assert Override.parse_obj({"for": code, "topic": "home-visit", **KEPT}).for_code == code


@pytest.mark.parametrize("code", ["", "12949", "u12949", "U1294", "C840100", "Synergy"])
def test_an_override_for_no_code_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        Override.parse_obj({"for": code, "topic": "home-visit", **KEPT})


def test_an_override_replaces_what_it_has_and_keeps_the_rest() -> None:
    general = answer(answer="general", more="more", situations={"ask": "a", "found": "f"})
    own = {"for": "U12949", "topic": "home-visit", "more": "own", "situations": {"ask": "own"}, **KEPT}
    applied = Override.parse_obj(own).applied_to(general)
    assert (applied.answer, applied.more) == ("general", "own")
    assert applied.situations == {"ask": "own", "found": "f"}


def test_the_date_shown_is_that_of_the_answer_read() -> None:
    general = answer(answer="general", checked="2026-01-01")
    own = {"for": "U12949", "topic": "home-visit", **KEPT}
    assert Override.parse_obj({**own, "answer": "own"}).applied_to(general).checked == date(2026, 11, 21)
    assert Override.parse_obj({**own, "more": "own"}).applied_to(general).checked == date(2026, 1, 1)


def test_a_profile_finds_its_practices() -> None:
    profile = Profile.parse_obj({"network": "U12949", "name": "S", "practices": [{"code": "C84010"}], **KEPT})
    assert profile.practice("C84010") == PracticeProfile(code="C84010")
    assert profile.practice("C84613") is None


def test_a_profile_has_only_links_that_answers_use() -> None:
    with pytest.raises(ValidationError, match="unknown link shop; known: appointments"):
        PracticeProfile.parse_obj({"code": "C84010", "links": {"shop": "https://x"}})
    with pytest.raises(ValidationError, match="unknown link shop"):
        Profile.parse_obj({"network": "U12949", "name": "S", "links": {"shop": "https://x"}, **KEPT})
