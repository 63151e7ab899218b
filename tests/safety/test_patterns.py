"""The small pattern language of red-flags.yml."""

import pytest

from bot.safety.patterns import Index, compile_pattern
from bot.safety.words import Words

GROUPS = {
    "filler": ["my", "is"],
    "hurts": ["hurts", "pain"],
    "cant": ["cant", "unable to"],
    "all": ["<hurts>", "sore"],
}


def matches(pattern: str, text: str) -> bool:
    """Whether a line stands in a text of plain words; a stop is a sentence's end."""
    words = Words([], [])
    pause = 2
    for word in text.replace(".", " . ").split():
        if word == ".":
            pause = 2
            continue
        words.words.append(word)
        words.pauses.append(pause)
        pause = 0
    patterns = compile_pattern(pattern, GROUPS)
    places = Index(patterns, frozenset(GROUPS["filler"])).places(words)
    return any(places.find(each, lambda span: True) for each in patterns)


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("chest hurts", "my chest hurts", True),
        ("chest hurts", "chest my is hurts", True),
        ("chest hurts", "hurts chest", False),
        ("chest hurts", "chest cold hurts", False),
        ("chest .. hurts", "chest one two hurts", True),
        ("chest .. hurts", "chest one two three hurts", False),
        ("chest ... hurts", "chest one two three four five hurts", True),
        ("pale & sweaty", "sweaty and also pale", True),
        ("pale & sweaty", "pale", False),
        ("pale && sweaty", "pale " + "x " * 50 + "sweaty", True),
        ("pale & sweaty", "pale " + "x " * 50 + "sweaty", False),
        ("chest <hurts>", "chest pain", True),
        ("chest <all>", "chest sore", True),
        ("<cant> walk", "unable to walk", True),
        ("breath*", "breathing", True),
        ("= on bridge", "on bridge", True),
        ("= on bridge", "on bridge street", False),
        ("chest .. hurts", "chest. hurts", False),
        ("chest ... hurts", "chest. hurts", True),
    ],
)
def test_a_line_matches_as_the_files_head_says(pattern: str, text: str, expected: bool) -> None:
    assert matches(pattern, text) is expected


@pytest.mark.parametrize("pattern", ["<nonsuch>", "", "chest & "])
def test_a_line_that_cannot_be_read_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="list of words|empty"):
        compile_pattern(pattern, GROUPS)
