"""How often all of England is understood rightly, and that it is hardly ever sure and wrong.

The queries are those of `python -m benchmarks.directory`, fewer of each kind. Without the national reports a
directory of their size is made from the embedded one.
"""

import pytest

from benchmarks.directory.accuracy import Tally, tally
from benchmarks.directory.queries import Queries
from benchmarks.directory.truth import Truth
from bot.directory.find import Directory
from tests.directory.conftest import national_or_made_up

COUNT = 400
SEED = 20230131
AT_LEAST = {
    "exact name": 0.995,
    "shortened": 0.995,
    "another kind of place said": 0.97,
    "abbreviated": 0.99,
    "words in another order": 0.97,
    "spaces left out or added": 0.97,
    "one slip": 0.98,
    "in a sentence": 0.97,
    "in a sentence, shortened": 0.95,
    "in a sentence, one slip": 0.94,
    "code": 0.995,
    "postcode": 0.995,
    "postcode in a sentence": 0.995,
    "name and town or street": 0.97,
    "shortened, and town or street": 0.96,
    "name and postcode": 0.995,
    "shared name alone": 0.99,
    "shared name in a sentence": 0.97,
    "shared name and town or street": 0.97,
    "shared name and town in a sentence": 0.97,
    "shared name and postcode": 0.98,
    "closed or left its network": 0.95,
    "in no network": 0.95,
    "in Wales": 0.95,
    "network": 0.99,
    "network without PCN": 0.97,
    "network, one slip": 0.95,
    "network in a sentence": 0.97,
    "its own, on a network's page": 0.995,
    "its own, shared name, on a network's page": 0.99,
    "another's, on a network's page": 0.97,
}
"""The aims of the project where it has set one."""


@pytest.fixture(scope="module")
def england() -> Directory:
    """All of England, or as much made up."""
    return national_or_made_up()


@pytest.fixture(scope="module")
def counts(england: Directory) -> dict[str, Tally]:
    """What came of the queries of each kind."""
    return tally(england.find, Queries(Truth(england.practices, england.networks), COUNT, SEED).all())[0]


@pytest.mark.parametrize("kind", AT_LEAST)
def test_most_queries_of_a_kind_are_answered_as_is_best(counts: dict[str, Tally], kind: str) -> None:
    """The one that is meant is taken, and of several the right one is among those offered."""
    assert counts[kind].right >= AT_LEAST[kind]


def test_a_name_that_several_have_is_hardly_ever_taken(counts: dict[str, Tally]) -> None:
    """It is asked back, which one."""
    assert counts["shared name alone"].wrong == 0
    assert counts["shared name in a sentence"].wrong <= 1


def test_next_to_none_is_wrong_as_if_sure(counts: dict[str, Tally]) -> None:
    wrong, asked = (sum(getattr(count, what) for count in counts.values()) for what in ("wrong", "asked"))
    assert wrong / asked <= 0.003


@pytest.mark.parametrize("kind", ["random text", "ordinary questions", "invented names", "recombined names"])
def test_what_names_no_surgery_is_never_taken_for_one(counts: dict[str, Tally], kind: str) -> None:
    """However much it looks like a name; one that is made up may by chance be a slip away from a real one, or part of one beside its town."""
    assert counts[kind].wrong <= (1 if kind in {"invented names", "recombined names"} else 0)
