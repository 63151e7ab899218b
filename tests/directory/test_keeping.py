"""What is stored with an edition says the same as what would be computed, and is computed again when it is stale."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.directory.editions import keeping
from bot.directory.editions.archive import Edition, Editions
from bot.directory.editions.keeping import DIRECTORY, HOLDS, directory_of, keep
from bot.directory.reports.ods import read_records
from bot.directory.reports.people import people
from bot.directory.reports.records import Records
from tests.directory.conftest import EMBEDDED


@pytest.fixture(scope="module")
def records() -> Records:
    """Those that come with the program."""
    return read_records(EMBEDDED)


@pytest.fixture
def edition(editions: Editions, records: Records) -> Edition:
    """An edition with all that is stored beside it."""
    edition = editions.add(records, "a test", None)
    keep(editions, edition, records)
    return edition


def test_it_says_the_same(editions: Editions, edition: Edition, records: Records) -> None:
    directory = directory_of(editions, edition)
    expected = people(records)
    assert dict(directory.reports.practices) == expected.practices
    assert dict(directory.reports.networks) == expected.networks
    assert directory.find("yarm").practices[0].practice.code == "A81027"


@pytest.mark.parametrize("name", [DIRECTORY, HOLDS])
@pytest.mark.parametrize("content", [b"", b"damaged" * 50, b"\x78\x9c\x03\x00\x00\x00\x00\x01"])
def test_what_is_damaged_is_computed_and_stored_again(
    editions: Editions, edition: Edition, records: Records, name: str, content: bytes
) -> None:
    good = editions.derived(edition, name)
    editions.keep_derived(edition, name, content)
    directory = directory_of(editions, edition)
    expected = people(records)
    assert dict(directory.reports.practices) == expected.practices
    assert dict(directory.reports.networks) == expected.networks
    assert directory.find("yarm").practices[0].practice.code == "A81027"
    assert editions.derived(edition, name) == good


def test_what_another_version_stored_is_computed_again(
    editions: Editions, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = editions.derived(edition, HOLDS)
    monkeypatch.setattr(keeping, "_version", lambda: "another")
    directory_of(editions, edition)
    assert editions.derived(edition, HOLDS) != before


def test_what_holds_until_tomorrow_is_computed_again_then(
    editions: Editions, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A closure that the reports announce happens without an import."""
    today = date.today()
    yarm = replace(records.practices["A81027"], closed=today + timedelta(days=2))
    announced = replace(records, practices={**records.practices, "A81027": yarm})
    edition = editions.add(announced, "a test", None)
    assert keep(editions, edition, announced).practice("A81027").closed is None

    class Later(date):
        @classmethod
        def today(cls) -> date:
            return today + timedelta(days=2)

    monkeypatch.setattr(keeping, "date", Later)
    assert directory_of(editions, edition).practice("A81027").closed == today + timedelta(days=2)
