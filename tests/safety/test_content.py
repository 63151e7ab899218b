"""What patients read when it matters: staff's files and the fixed replies hold what the hazard log counts on."""

import pytest

from bot.channels.web.markup import blocks
from bot.resources import Resources, resources
from bot.safety.replies import NAMES

TEXTED_OR_PRESSED = {"tel:18000"}
"""Relay UK is for who cannot hear or speak: it has no button of its own beside 999."""


@pytest.fixture(scope="module")
def ours() -> Resources:
    return resources()


@pytest.mark.parametrize(
    ("topic", "situation"),
    [
        ("not-understood", ""),
        ("not-understood", "again"),
        ("not-understood", "too_long"),
        ("not-understood", "failed"),
        ("medical-advice", ""),
    ],
)
def test_what_does_not_help_names_999(ours: Resources, topic: str, situation: str) -> None:
    answer = ours.library.book.answers[topic]
    assert "999" in (answer.situations[situation] if situation else answer.answer)


def test_the_page_says_what_it_is_before_anything_is_typed(ours: Resources) -> None:
    page = ours.interface.english
    assert "999" in page["emergency"]
    assert "automated" in page["intro"]
    assert "medical advice" in page["no_advice"] and "names" in page["no_advice"]


def test_it_says_that_it_is_no_person_and_how_to_reach_one(ours: Resources) -> None:
    answers = ours.library.book.answers
    assert "automated assistant" in answers["are-you-human"].answer
    assert "{practice_phone}" in answers["speak-to-a-person"].answer


def test_the_emergency_reply_says_that_it_cannot_send_help(ours: Resources) -> None:
    assert "automated" in ours.safety.replies["emergency"].text
    assert "cannot send help" in ours.safety.replies["emergency"].text


def test_the_safeguarding_reply_tells_how_to_leave(ours: Resources) -> None:
    text = ours.safety.replies["safeguarding"].text
    assert "safe to close this page" in text and "leave quickly" in text
    assert text.index("999") < text.index("safe to close this page") < text.index("- ")


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_reply_dials(ours: Resources, name: str) -> None:
    """Tapped in the text, and as a link below it."""
    reply = ours.safety.replies[name]
    spans = [span for block in blocks(reply.text) for line in block.lines for span in line]
    tapped = {span.href for span in spans if span.href}
    assert "tel:999" in tapped
    assert tapped - TEXTED_OR_PRESSED <= {link["url"] for link in reply.links}
    assert {link["url"] for link in reply.links if link["url"].startswith("tel:")} <= tapped
