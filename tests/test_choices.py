"""Buttons mean what we say they mean, and nothing else does."""

import pytest

from bot.choices import parse_choice
from bot.resources import Resources, resources


@pytest.fixture(scope="module")
def ours() -> Resources:
    return resources()


def test_a_topic_is_asked_for_certain(ours: Resources) -> None:
    meant = parse_choice("ask:what-is-a-pcn", ours)
    assert meant and meant["intent"] == {"name": "faq", "confidence": 1.0}
    assert meant["response_selector"]["faq"]["response"]["intent_response_key"] == "faq/what-is-a-pcn"
    assert meant["text"] == "What is a primary care network (PCN)?"


def test_a_look_up_is_asked_by_its_intent(ours: Resources) -> None:
    meant = parse_choice("ask:practice-contact", ours)
    assert meant and meant["intent"]["name"] == "practice-contact" and "response_selector" not in meant


@pytest.mark.parametrize(
    ("choice", "entity", "code"),
    [("practice:A81027", "practice_code", "A81027"), ("network:U63844", "network_code", "U63844")],
)
def test_a_place_is_its_code(ours: Resources, choice: str, entity: str, code: str) -> None:
    meant = parse_choice(choice, ours)
    assert meant and [(each["entity"], each["value"]) for each in meant["entities"]] == [(entity, code)]


@pytest.mark.parametrize(
    "choice",
    [
        *[f"ask:{topic}" for topic in ("emergency", "mental-health-crisis", "safeguarding", "nothing")],
        "ask",
        "",
        ":",
        "practice:",
        "practice:A81027 x",
        "network:A81027",
        "menu:",
        "say:",
        "say:affirm",
        "ASK:what-is-a-pcn",
        "/restart",
        "what is a pcn",
    ],
)
def test_nothing_else_is_a_button(ours: Resources, choice: str) -> None:
    assert parse_choice(choice, ours) is None


def test_every_button_that_content_can_show_is_known(ours: Resources) -> None:
    book, menu = ours.library.book, ours.library.menu
    shown = [f"ask:{topic}" for answer in book.answers.values() for topic in answer.follow_ups]
    shown += [f"ask:{topic}" for shelf in menu.first_screen for topic in shelf.topics]
    shown += [f"menu:{group}" for group in menu.groups] + ["say:more", "say:start-again", "say:menu"]
    assert not [choice for choice in shown if parse_choice(choice, ours) is None]
