"""The embedded directory, and the national one where the reports are at hand."""

from pathlib import Path

import pytest

from bot.directory.find import Directory

ROOT = Path(__file__).parents[2]
EMBEDDED = ROOT / "data" / "directory"
NATIONAL = ROOT.parent / "shared" / "ods"


@pytest.fixture(scope="session")
def embedded() -> Directory:
    """The three networks that come with the project."""
    return Directory.load(EMBEDDED)


@pytest.fixture(scope="session")
def national() -> Directory:
    """All of England and Wales."""
    if not (NATIONAL / "epraccur-2023-01.csv").exists():
        pytest.skip("the national reports are not at hand")
    return Directory.load(NATIONAL)


@pytest.fixture(scope="session", params=["embedded", "national"])
def directory(request: pytest.FixtureRequest) -> Directory:
    """Both, one after the other."""
    return request.getfixturevalue(request.param)
