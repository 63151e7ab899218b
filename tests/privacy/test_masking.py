"""Masking: what identifies somebody goes, everything else stays. Measured on messages.yml, and on all messages of ours."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.masking import PARTS, messages, report
from bot.privacy.mask import Masking
from bot.privacy.personal import Kind
from bot.resources import resources

ROOT = Path(__file__).parents[2]
FLOORS = {"tuned": (0.99, 0.99), "first-held-out": (0.98, 0.99), "held-out": (0.96, 0.97)}
"""Recall and precision that each part of the messages must reach; what was measured is in docs/operators/privacy.md."""
OURS = ("data/answers", "data/language", "tests/understanding", "tests/safety")


@pytest.fixture(scope="module")
def masking() -> Masking:
    return resources().masking


@pytest.mark.parametrize("part", PARTS)
def test_details_are_found_and_little_else_is(masking: Masking, part: str) -> None:
    total = report(masking.details, messages(part)).total
    recall, precision = FLOORS[part]
    assert total.recall >= recall
    assert total.precision >= precision


def test_there_are_messages_enough_and_half_of_them_hold_nothing() -> None:
    marked = [message for part in PARTS for message in messages(part)]
    assert len(marked) >= 300
    assert sum(not message.details for message in marked) >= 150
    assert {kind for message in marked for *_, kind in message.details} == {kind.value for kind in Kind}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("my name is John Smith, what is a PCN?", "my name is [name], what is a PCN?"),
        ("my postcode is TS15 9DD", "my postcode is TS15"),
        ("nhs 943 476 5919 dob 1/2/1950", "nhs [NHS number] dob [date of birth]"),
        ("I live at 14 Acacia Avenue, Yarm", "I live at [address], Yarm"),
        ("ring 07911 123456 or email joan@example.com", "ring [phone number] or email [email address]"),
        ("card 4111 1111 1111 1111", "card [card number]"),
        ("Thanks\nJoan Bell", "Thanks\n[name]"),
    ],
)
def test_a_mask_stands_in_the_place_of_a_detail(masking: Masking, typed: str, kept: str) -> None:
    assert masking.mask(typed).text == kept


def test_the_look_up_gets_the_postcode_that_the_text_has_not(masking: Masking) -> None:
    masked = masking.mask("is it ts159dd or TS17  0AB")
    assert masked.text == "is it TS15 or TS17"
    assert masked.postcodes == {"TS15": "TS15 9DD", "TS17": "TS17 0AB"}


def test_a_surgerys_own_number_and_street_are_nobodys(masking: Masking) -> None:
    """Patients ask whether they are right."""
    for practice in resources().directory.practices:
        text = f"is {practice.telephone} the number of {practice.name} at {', '.join(practice.address)}"
        assert not {Kind.PHONE, Kind.NAME, Kind.ADDRESS} & masking.mask(text).kinds, text


def test_names_of_surgeries_stay(masking: Masking) -> None:
    for practice in resources().directory.practices:
        for said in ("I'm at {}", "my surgery is {}", "this is {}", "is it {}", "practice name: {}", "{}"):
            assert Kind.NAME not in masking.mask(said.format(practice.name)).kinds, said.format(practice.name)


def words(value: Any) -> Iterator[str]:
    """Every text in a staff file."""
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        yield from words(each)
    if isinstance(value, str):
        yield value


def test_of_all_messages_of_ours_next_to_none_is_masked_for_nothing(masking: Masking) -> None:
    """One in four of some 40,000 messages, of which a few give a name or a postcode."""
    texts = sorted(
        {
            text
            for folder in OURS
            for path in (ROOT / folder).rglob("*.yml")
            for text in words(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader))
        }
    )[::4]
    masked = [text for text in texts if masking.details(text)]
    assert len(texts) > 5_000
    assert len(masked) < 0.005 * len(texts), masked


@given(st.text(max_size=400))
def test_any_text_is_masked_without_failing(text: str) -> None:
    masked = resources().masking.mask(text)
    assert masked.text == text or masked.kinds


@given(st.text(alphabet="0123456789 +-./()oO", max_size=120))
def test_digits_in_any_order_are_masked_without_failing(text: str) -> None:
    resources().masking.mask(text)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.POSTCODE])
def test_every_kind_has_words_that_patients_can_read(kind: Kind) -> None:
    written = yaml.safe_load((ROOT / "data/privacy/masks.yml").read_text(encoding="utf-8"))
    assert re.fullmatch(r"\[[A-Za-z ]+\]", written[kind.value]["mask"])
    assert written[kind.value]["many"]


def test_a_mask_is_not_masked_again(masking: Masking) -> None:
    """A conversation's words can come back, as when the page sends them again."""
    masked = masking.mask("my name is John Smith, dob 1/2/1950, I live at 14 Acacia Avenue").text
    assert masking.mask(masked).text == masked
