"""The word lists beside this module: abbreviations, capitals, generic words, counties, common words."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Vocabulary:
    """What is known of words; lower case unless said otherwise.

    Args:
        abbreviations: what the reports' abbreviations stand for, upper case.
        capitals: words that stay in capitals, upper case.
        words: short words that are no initials, upper case.
        small: words that stay lower case inside a name.
        generic: words that many practices have, such as "surgery".
        network_words: words saying that a network is meant.
        practice_words: words saying that a practice is meant.
        filler: words around a name in a sentence.
        frame: those of them that leave no doubt that the rest is a name.
        cues: words that lead to a name.
        living: words that say that a place is where somebody lives.
        polite: what can stand with a name and says nothing.
        name_words: everyday words that are parts of many names.
        roads: words that end the name of a street.
        counties: what may stand below the town in an address.
        streets: words that end the name of a street or a building.
        common: the most common words of English, first names among them.
    """

    abbreviations: dict[str, str]
    capitals: frozenset[str]
    words: frozenset[str]
    small: frozenset[str]
    generic: frozenset[str]
    network_words: frozenset[str]
    practice_words: frozenset[str]
    filler: frozenset[str]
    frame: frozenset[str]
    cues: frozenset[str]
    living: frozenset[str]
    polite: frozenset[str]
    name_words: frozenset[str]
    roads: frozenset[str]
    counties: frozenset[str]
    streets: frozenset[str]
    common: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


@lru_cache(maxsize=1)
def vocabulary() -> Vocabulary:
    """The lists, read on first use."""
    with (HERE / "vocabulary.yml").open(encoding="utf-8") as file:
        lists = yaml.load(file, Loader=yaml.BaseLoader)
    common = (HERE / "common-words.txt").read_text(encoding="utf-8").splitlines()
    return Vocabulary(
        abbreviations=lists["abbreviations"],
        counties=frozenset(" ".join(county.split()) for county in lists["counties"].split(";")),
        common=frozenset(word for line in common if not line.startswith("#") for word in line.split()),
        **{
            key: _words(lists[key])
            for key in (
                "capitals",
                "words",
                "small",
                "generic",
                "network_words",
                "practice_words",
                "filler",
                "frame",
                "streets",
                "cues",
                "living",
                "polite",
                "roads",
                "name_words",
            )
        },
    )
