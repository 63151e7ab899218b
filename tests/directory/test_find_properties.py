"""What holds for every text."""

import string

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.directory.find import Directory
from bot.directory.practice import Status
from tests.directory.conftest import EMBEDDED

EMBEDDED_DIRECTORY = Directory.load(EMBEDDED)
NAMES = sorted(practice.name for practice in EMBEDDED_DIRECTORY.practices)
CALM = settings(max_examples=150, deadline=None)


@CALM
@given(st.text(max_size=200))
@example("İ ß ﬁ A81027" * 20)
@example("(" * 500)
def test_no_text_raises_an_error(text: str) -> None:
    found = EMBEDDED_DIRECTORY.find(text)
    assert len(found.practices) <= 5
    assert len(found.networks) <= 5
    EMBEDDED_DIRECTORY.mentions(text)


@CALM
@given(st.lists(st.text(alphabet="bcdfghjkqvwxz", min_size=5, max_size=9), min_size=1, max_size=6))
def test_random_words_are_never_found(words: list[str]) -> None:
    assert EMBEDDED_DIRECTORY.find(" ".join(words)).status in {Status.NOT_FOUND, Status.AMBIGUOUS}


@CALM
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False), st.sampled_from(string.punctuation))
def test_case_punctuation_and_order_do_not_matter(name: str, chance: object, mark: str) -> None:
    words = name.split()
    shuffled = list(words)
    chance.shuffle(shuffled)
    code = EMBEDDED_DIRECTORY.find(name).practices[0].practice.code
    for text in (
        name.upper(),
        name.lower(),
        f"{name}{mark if mark not in '&+/' else '!'}",
        " ".join(shuffled),
    ):
        found = EMBEDDED_DIRECTORY.find(text)
        assert found.practices[0].practice.code == code
        assert found.status is not Status.NOT_FOUND


@CALM
@given(st.sampled_from(NAMES), st.text(max_size=20))
def test_a_mention_is_a_stretch_of_the_text(name: str, before: str) -> None:
    text = f"{before} {name}"
    spans = EMBEDDED_DIRECTORY.mentions(text)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in zip(spans, spans[1:], strict=False))
