"""How often the national directory understands rightly, and that it is hardly ever sure and wrong."""

import random
from collections.abc import Callable

import pytest

from bot.directory.find import Directory
from bot.directory.practice import Practice
from tests.directory.queries import Truth, in_sentence, shortened, slip, tally, with_town

COUNT = 250
Make = Callable[[Practice, random.Random], str]


@pytest.fixture(scope="module")
def truth(national: Directory) -> Truth:
    """What the names themselves tell."""
    return Truth(national)


def ask(national: Directory, truth: Truth, rule: str, make: Make) -> tuple[float, float, float]:
    """Shares of right, asked back and wrong, for practices that a rule of the truth allows."""
    chance = random.Random(20230131)
    allowed = [practice for practice in truth.open if practice.network and getattr(truth, rule)(practice)]
    asked = [(make(practice, chance), practice.code) for practice in chance.sample(allowed, COUNT)]
    return tally(national.find, asked)[:3]


@pytest.mark.parametrize(
    ("rule", "make", "right", "right_or_asked"),
    [
        ("has_own_name", lambda practice, _: practice.name, 0.96, 0.99),
        ("has_own_core", lambda practice, _: shortened(practice), 0.85, 0.99),
        ("has_own_name", lambda practice, _: practice.code, 1, 1),
        ("has_own_postcode", lambda practice, _: practice.postcode, 1, 1),
        ("has_own_name", lambda practice, chance: slip(practice.name.lower(), chance), 0.93, 0.97),
        ("has_own_name", in_sentence, 0.95, 0.98),
        ("has_own_place", with_town, 0.97, 0.99),
    ],
    ids=["exact", "shortened", "code", "postcode", "slip", "sentence", "town"],
)
def test_most_are_taken_rightly_and_next_to_none_wrongly(
    national: Directory, truth: Truth, rule: str, make: Make, right: float, right_or_asked: float
) -> None:
    taken, asked, wrong = ask(national, truth, rule, make)
    assert taken >= right
    assert taken + asked >= right_or_asked
    assert wrong <= 0.004


def test_a_name_that_several_have_is_never_taken(national: Directory, truth: Truth) -> None:
    shared = [p for p in truth.open if p.network and not truth.has_own_name(p)]
    chance = random.Random(1)
    right, _, wrong = tally(national.find, [(p.name, p.code) for p in chance.sample(shared, COUNT)])[:3]
    assert right + wrong <= 0.01
