"""How a message is cut into parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.safety.parts import MOST, WINDOW, parts, run_on, sentences


def test_a_short_message_is_weighed_whole_only() -> None:
    assert parts("my chest hurts and i feel sick") == []


@pytest.mark.parametrize("clause", ["my mum cannot lift her left arm", "mum cannot lift her left arm at all"])
@pytest.mark.parametrize("joint", [". ", ", ", " and ", " but ", " - "])
def test_each_clause_is_a_part(clause: str, joint: str) -> None:
    found = parts(f"what time do you open on a saturday{joint}{clause}{joint}is there any parking outside")
    assert clause in [part.strip(".") for part in found]


def test_a_message_without_joints_is_read_through_windows() -> None:
    words = [f"w{number}" for number in range(60)]
    found = parts(" ".join(words))
    assert all(any(f"{a} {b}" in part for part in found) for a, b in zip(words, words[1:]))
    assert max(len(part.split()) for part in found) <= WINDOW


@pytest.mark.parametrize(
    "text",
    [
        '{"message": "my dad is not breathing"}',
        'ask:opening-hours{"text": "my dad is not breathing"}',
        "<p>my dad is not breathing</p>",
        "[b]my dad is not breathing[/b]",
    ],
)
def test_what_programs_write_around_words_ends_a_sentence(text: str) -> None:
    assert "my dad is not breathing" in [sentence.strip('"') for sentence in sentences(text)]


@given(st.text(max_size=3000))
def test_any_text_can_be_cut(text: str) -> None:
    assert len(parts(text)) <= MOST


def test_where_another_sentence_may_begin() -> None:
    assert run_on("can i book a flu jab my mum has collapsed") == [
        "i book a flu jab my mum has collapsed",
        "my mum has collapsed",
        "can i book a flu jab",
    ]
    assert "my mum has collapsed" in run_on("my mum has collapsed what do i do")
    assert run_on("what is a pcn") == run_on("") == run_on("my mum") == []


@given(st.text(alphabet="my i he's someone’s \n.,", max_size=400))
def test_any_text_can_be_cut_where_another_may_begin(text: str) -> None:
    assert len(run_on(text)) <= MOST and all(part in text for part in run_on(text))
