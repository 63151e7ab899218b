"""A running assistant takes up an import or a rollback by itself, and keeps what it has when one cannot be read."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.directory.current import CurrentDirectory
from bot.directory.editions.archive import Editions
from bot.directory.reports.ods import combined, read_parts, read_records
from bot.directory.reports.records import Records
from bot.directory.reports.tables import tables_of
from tests.directory.conftest import EMBEDDED
from tests.directory.england import england

SECONDS = 20


@pytest.fixture(scope="module")
def others() -> Records:
    """Ten made-up networks."""
    reports = england(10, 60).reports()
    parts = read_parts(table for name, content in reports.items() for table in tables_of(content, name))
    return combined(parts, Records("", {}, {}, ()), "May 2030")


def soon(is_so: Callable[[], bool]) -> bool:
    """Whether something comes true within some seconds."""
    until = time.monotonic() + SECONDS
    while not is_so() and time.monotonic() < until:
        time.sleep(0.02)
    return is_so()


def test_the_reports_of_the_program_are_in_use_first(editions: Editions) -> None:
    current = CurrentDirectory(EMBEDDED, editions)
    assert current.edition is None
    assert current.directory.find("yarm medical practice").practices[0].practice.code == "A81027"


def test_an_import_and_a_rollback_are_taken_up(editions: Editions, others: Records) -> None:
    current = CurrentDirectory(EMBEDDED, editions, look_every=0)
    editions.add(others, "others", None)
    assert soon(lambda: current.directory.date == "May 2030")
    assert current.directory.practice("A00007")
    assert current.directory.practice("A81027") is None
    editions.roll_back()
    assert soon(lambda: current.directory.date == "January 2023")
    assert current.directory.practice("A81027")


def test_while_another_one_is_read_the_old_one_answers(editions: Editions, others: Records) -> None:
    current = CurrentDirectory(EMBEDDED, editions, look_every=0)
    editions.add(others, "others", None)
    assert current.directory.date == "January 2023", "the first look begins to read, and does not wait"
    assert soon(lambda: current.directory.date == "May 2030")


def test_it_starts_with_the_newest_import(editions: Editions, others: Records) -> None:
    first = editions.add(others, "first", None)
    editions.add(replace(others, date="June 2030"), "second", first)
    assert CurrentDirectory(EMBEDDED, editions).directory.date == "June 2030"


def test_a_file_that_is_damaged_while_it_runs_changes_nothing(
    editions: Editions, others: Records, caplog: pytest.LogCaptureFixture
) -> None:
    editions.add(others, "others", None)
    current = CurrentDirectory(EMBEDDED, editions, look_every=0)
    editions.file.write_bytes(b"damaged" * 1000)
    assert current.directory.date == "May 2030"
    assert soon(lambda: "The changed directory is not in use" in caplog.text)
    assert current.directory.date == "May 2030"


def test_a_file_that_is_damaged_at_the_start_leaves_the_reports_of_the_program(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "directory.db").write_bytes(b"damaged" * 1000)
    current = CurrentDirectory(EMBEDDED, Editions(tmp_path / "directory.db"))
    assert current.directory.date == read_records(EMBEDDED).date
    assert "The imported directory is not in use" in caplog.text
