"""What came in, made readable."""

from typing import Any

import pytest

from bot.incoming import Unreadable, readable

LIMIT = 500


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  what is\t a   pcn ", "what is a pcn"),
        (" what is\r\n\n  a pcn \n", "what is\na pcn"),
        ("he\u200bllo", "hello"),
        ("\u202ehello\u202c", "hello"),
        ("he\x00llo\x07", "hello"),
        ("ｗｈａｔ", "what"),
        ("café", "café"),
        ("مرحبا", "مرحبا"),
        ("?", "?"),
    ],
)
def test_what_is_invisible_is_left_out(text: str, words: str) -> None:
    assert readable(text, LIMIT) == words


@pytest.mark.parametrize(
    "text", ["/restart", " /restart", "//restart", "／restart", "\u200b/restart", "/ /restart"]
)
def test_nothing_that_rasa_would_obey_is_left(text: str) -> None:
    assert readable(text, LIMIT) == "restart"


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u200d", "/", "///", None, 1, ["hello"], {"a": 1}])
def test_nothing_is_empty(text: Any) -> None:
    assert readable(text, LIMIT) == Unreadable("empty")


def test_the_limit_is_in_characters() -> None:
    assert readable("é" * LIMIT, LIMIT) == "é" * LIMIT
    assert readable("é" * (LIMIT + 1), LIMIT) == Unreadable("too_long")


def test_compatibility_forms_cannot_grow_past_the_limit() -> None:
    """One character of these becomes eighteen."""
    made = readable("ﷺ" * LIMIT, LIMIT)
    assert isinstance(made, Unreadable) or len(made) <= LIMIT


@pytest.mark.parametrize("text", [".,.,", "---", "(:"])
def test_signs_alone_are_no_words(text: str) -> None:
    assert readable(text, LIMIT) == Unreadable("not_readable")


def test_a_thumb_is_a_message() -> None:
    """Staff gave it as an example of thanks."""
    assert readable("👍", LIMIT) == "👍"
