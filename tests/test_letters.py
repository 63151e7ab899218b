"""bot.letters: the groups are those of scikit-learn's analysers, and their numbers are the same everywhere."""

import subprocess
import sys
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.letters import letter_groups, number_of, word_groups

TEXTS = st.one_of(st.text(max_size=60), st.lists(st.text("abcé' 9", max_size=8), max_size=8).map(" ".join))


@given(TEXTS, st.integers(1, 4))
def test_words_are_cut_as_scikit_learn_cuts_them(text: str, longest: int) -> None:
    theirs = TfidfVectorizer(ngram_range=(1, longest), lowercase=False).build_analyzer()
    assert Counter(word_groups(text, longest, fewest_letters=2)) == Counter(theirs(text))


@given(TEXTS, st.integers(1, 3), st.integers(3, 5))
def test_letters_are_cut_as_scikit_learn_cuts_them(text: str, shortest: int, longest: int) -> None:
    theirs = TfidfVectorizer(analyzer="char_wb", ngram_range=(shortest, longest), lowercase=False)
    assert Counter(letter_groups(text, shortest, longest)) == Counter(theirs.build_analyzer()(text))


@pytest.mark.parametrize("group", ["", "appointment", " gp ", "ö"])
def test_a_group_has_the_same_number_in_another_process(group: str) -> None:
    asked = f"from bot.letters import number_of; print(number_of({group!r}))"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert int(said) == number_of(group) < 2**64
