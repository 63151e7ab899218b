"""bot.letters: the groups are those of scikit-learn's analysers, and their numbers are the same everywhere."""

import json
import subprocess
import sys
from collections import Counter
from string import ascii_lowercase as LETTERS

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.letters import letter_numbers, numbers_of, word_numbers

TEXTS = st.one_of(st.text(max_size=60), st.lists(st.text("abcé' 9", max_size=8), max_size=8).map(" ".join))


@given(TEXTS, st.integers(1, 4), st.integers(1, 3))
def test_words_are_cut_as_scikit_learn_cuts_them(text: str, longest: int, fewest: int) -> None:
    a_word = rf"\b\w{{{fewest},}}\b"
    theirs = TfidfVectorizer(ngram_range=(1, longest), token_pattern=a_word, lowercase=False)
    groups = theirs.build_analyzer()(text)
    assert Counter(word_numbers(text, longest, fewest).tolist()) == Counter(numbers_of(groups).tolist())


@given(TEXTS, st.integers(1, 3), st.integers(3, 5))
def test_letters_are_cut_as_scikit_learn_cuts_them(text: str, shortest: int, longest: int) -> None:
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(shortest, longest), lowercase=False)
    groups = theirs.build_analyzer()(text)
    assert Counter(letter_numbers(text, shortest, longest).tolist()) == Counter(numbers_of(groups).tolist())


@given(st.lists(st.text(max_size=12), unique=True, max_size=40))
def test_other_groups_have_other_numbers(groups: list[str]) -> None:
    assert len(set(numbers_of(groups).tolist())) == len(groups)


def test_the_numbers_are_spread_evenly() -> None:
    """Also over the few lowest bits, by which they are put into columns."""
    columns = numbers_of([f"{first}{second}" for first in LETTERS for second in LETTERS]) % np.uint64(16)
    assert max(Counter(columns.tolist()).values()) < 2 * len(LETTERS) ** 2 / 16


GROUPS = ["", "appointment", " gp ", "ö", "😀"]


def test_a_group_has_the_same_number_in_another_process() -> None:
    asked = f"from bot.letters import numbers_of; print(numbers_of({GROUPS!r}).tolist())"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert json.loads(said) == numbers_of(GROUPS).tolist()
