"""What holds for every text."""

import string

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from benchmarks.directory.material import material
from benchmarks.directory.truth import Truth
from bot.directory.find import Directory
from bot.directory.finding.words import generic, mended, normal
from bot.directory.practice import Status
from bot.directory.vocabulary import vocabulary
from tests.directory.conftest import EMBEDDED, national_or_made_up

EMBEDDED_DIRECTORY = Directory.load(EMBEDDED)
NAMES = sorted(practice.name for practice in EMBEDDED_DIRECTORY.practices)
ENGLAND = national_or_made_up()
TRUTH = Truth(ENGLAND.practices, ENGLAND.networks)
AROUND = vocabulary().filler | vocabulary().cues | vocabulary().polite | generic()
WORDS = sorted(
    word
    for word in {word for name in TRUTH.cores for word in name}
    if len(word) > 3 and word.isalpha() and word not in AROUND and normal(word) == [*mended(word)] == [word]
)
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


@settings(max_examples=250, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3, unique=True),
    st.sampled_from(material()["kinds"]),
    st.sampled_from(["{}", "which pcn is {} in", "I go to {}", "{} please"]),
)
@example(["peters", "tollesbury"], "Medical Practice", "yes, {}")
@example(["merepark", "fort", "maher"], "Medical Centre", "{}")
@example(["loxford", "road"], "Medical Centre", "{}")
def test_words_of_several_names_together_are_no_name(words: list[str], kind: str, sentence: str) -> None:
    """However well each word is known: nobody has a name with all of them, so none is taken."""
    assume(not TRUTH.is_part_of_a_name(words) and not TRUTH.is_name_and_place(words))
    assume(not _is_nearly_a_name(words))
    text = sentence.format(f"{' '.join(words).title()} {kind}")
    assert ENGLAND.find(text).status in {Status.AMBIGUOUS, Status.NOT_FOUND}


def _is_nearly_a_name(words: list[str]) -> bool:
    """Whether one slip, or a space, would make the words a name."""
    together = "".join(words)
    return any(OSA.distance(together, "".join(name), score_cutoff=1) <= 1 for name in TRUTH.cores)
