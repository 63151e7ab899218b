"""Filling in the words in curly brackets."""

import pytest

from bot.answers.template import fill, names_in

KNOWN = {
    "surgery": "your GP surgery",
    "practice": "Yarm",
    "practice_phone": "01642 745 800",
    "practices": ["A", "B"],
}


def test_names_are_found() -> None:
    assert names_in("Call {practice} on {practice_phone}, or {practice}.") == {"practice", "practice_phone"}


def test_words_are_filled_in() -> None:
    assert fill("Call {practice} on {practice_phone}.", KNOWN) == "Call Yarm on 01642 745 800."


@pytest.mark.parametrize("unknown", [{}, {"network": ""}, {"network": []}])
def test_a_paragraph_that_names_something_unknown_is_left_out(unknown: dict) -> None:
    text = "First.\n\n{network} is near.\n\nLast."
    assert fill(text, {**KNOWN, **unknown}) == "First.\n\nLast."


def test_nothing_is_left_where_everything_is_unknown() -> None:
    assert fill("{network}.\n\n{icb}.", KNOWN) == ""


def test_a_bullet_that_names_something_unknown_is_left_out() -> None:
    assert fill("Contact:\n- {practice_phone}\n- {practice_website}", KNOWN) == "Contact:\n- 01642 745 800"


def test_a_list_of_which_nothing_is_left_takes_its_lead_in_along() -> None:
    assert fill("One.\n\nContact:\n- {practice_website}", KNOWN) == "One."


def test_a_list_value_becomes_a_bullet_an_item() -> None:
    assert fill("The surgeries are:\n{practices}", KNOWN) == "The surgeries are:\n- A\n- B"
    assert fill("The surgeries are:\n- {practices}", KNOWN) == "The surgeries are:\n- A\n- B"


@pytest.mark.parametrize("value", [{}, {"roles": []}])
def test_an_unknown_list_takes_its_lead_in_along(value: dict) -> None:
    assert fill("One.\n\nThe roles are:\n{roles}", {**KNOWN, **value}) == "One."


def test_a_list_value_inside_a_sentence_stands_with_commas() -> None:
    assert fill("They are {practices}.", KNOWN) == "They are A, B."


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{surgery} can help.", "Your GP surgery can help."),
        ("Do not wait. {surgery} can help.", "Do not wait. Your GP surgery can help."),
        ("Ask {surgery}.", "Ask your GP surgery."),
        ("You can ask:\n- {surgery}\n- a pharmacist", "You can ask:\n- your GP surgery\n- a pharmacist"),
        ("Go to the desk of\n{surgery} and ask.", "Go to the desk of\nyour GP surgery and ask."),
        ("Do not wait.\n{surgery} can help.", "Do not wait.\nYour GP surgery can help."),
    ],
)
def test_a_word_gets_a_capital_where_a_sentence_begins(text: str, filled: str) -> None:
    assert fill(text, KNOWN) == filled


def test_values_are_not_filled_in_again() -> None:
    assert fill("{practice}", {"practice": "{surgery}", "surgery": "x"}) == "{surgery}"


def test_empty_text_stays_empty() -> None:
    assert fill("", KNOWN) == fill("\n\n", KNOWN) == ""
