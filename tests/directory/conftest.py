"""The embedded directory, and the national one: real where the reports are at hand, else made up."""

from pathlib import Path

import pytest

from benchmarks.directory.grow import grown
from bot.directory.editions.archive import Editions
from bot.directory.find import Directory
from tests.directory.england import England, england

ROOT = Path(__file__).parents[2]
EMBEDDED = ROOT / "data" / "directory"
NATIONAL = ROOT.parent / "shared" / "ods"
COPIES = 300


@pytest.fixture(scope="session")
def embedded() -> Directory:
    """The three networks that come with the project."""
    return Directory.load(EMBEDDED)


def national_or_made_up() -> Directory:
    """All of England and Wales, or as much made up where the reports are not at hand."""
    if (NATIONAL / "epraccur-2023-01.csv").exists():
        return Directory.load(NATIONAL)
    return grown(Directory.load(EMBEDDED), COPIES)


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


@pytest.fixture(scope="session")
def all_of_england() -> England:
    """A made-up England of the national size. Copy it before you change it."""
    return england()


@pytest.fixture
def editions(tmp_path: Path) -> Editions:
    """No imports yet."""
    return Editions(tmp_path / "var" / "directory.db")
