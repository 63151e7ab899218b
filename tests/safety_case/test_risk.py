"""The NHS's clinical risk matrix."""

import pytest

from bot.safety_case.risk import ACCEPTABILITY, MATRIX, Likelihood, Risk, Severity


@pytest.mark.parametrize(
    ("severity", "likelihood", "rating"),
    [
        ("minor", "very low", 1),
        ("minor", "very high", 3),
        ("significant", "medium", 2),
        ("considerable", "high", 3),
        ("major", "low", 3),
        ("major", "high", 4),
        ("catastrophic", "very low", 3),
        ("catastrophic", "very high", 5),
    ],
)
def test_the_rating_of_severity_and_likelihood(severity: str, likelihood: str, rating: int) -> None:
    assert Risk(severity=severity, likelihood=likelihood).rating == rating


def test_worse_or_likelier_is_never_a_lower_risk() -> None:
    rows = [MATRIX[likelihood] for likelihood in Likelihood]
    assert all(len(row) == len(Severity) and list(row) == sorted(row) for row in rows)
    assert all(list(column) == sorted(column) for column in zip(*rows))


def test_every_rating_has_a_meaning() -> None:
    assert {rating for row in MATRIX.values() for rating in row} == set(ACCEPTABILITY)
