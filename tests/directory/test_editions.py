"""Editions live side by side in one file; one is in use, and no reader ever sees half of one."""

import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from bot.directory.editions.archive import KEPT, Editions
from bot.directory.reports.ods import read_records
from bot.directory.reports.records import Records
from bot.errors import DirectoryError
from tests.directory.conftest import EMBEDDED


@pytest.fixture(scope="module")
def records() -> Records:
    """Those that come with the program."""
    return read_records(EMBEDDED)


def test_nothing_is_in_use_before_the_first_import(editions: Editions) -> None:
    assert editions.in_use() is None
    assert editions.kept() == []
    assert not editions.file.exists(), "looking makes no file"


def test_an_edition_is_read_as_it_was_written(editions: Editions, records: Records) -> None:
    edition = editions.add(records, "a file", None)
    assert editions.in_use() == edition
    assert (edition.number, edition.date, edition.source) == (1, "January 2023", "a file")
    assert editions.read(edition) == records


def test_the_newest_is_in_use_and_a_rollback_brings_back_the_one_before(
    editions: Editions, records: Records
) -> None:
    first = editions.add(records, "first", None)
    second = editions.add(replace(records, date="February 2023"), "second", first)
    assert editions.kept() == [second, first]
    assert editions.roll_back() == second
    assert editions.in_use() == first
    third = editions.add(replace(records, date="March 2023"), "third", first)
    assert editions.roll_back() == third
    assert editions.in_use() == first, "not the one that was withdrawn before"
    editions.roll_back()
    assert editions.in_use() is None
    with pytest.raises(DirectoryError, match="nothing to roll back"):
        editions.roll_back()


def test_old_editions_are_deleted_in_time(editions: Editions, records: Records) -> None:
    last = None
    for _ in range(KEPT + 2):
        last = editions.add(records, "again", last)
    assert [edition.number for edition in editions.kept()] == [8, 7, 6, 5, 4, 3]
    with sqlite3.connect(editions.file) as database:
        for table in ("network", "practice", "membership"):
            assert database.execute(f"SELECT min(edition) FROM {table}").fetchone() == (3,)


def test_of_two_imports_at_once_the_slower_one_is_refused(editions: Editions, records: Records) -> None:
    editions.add(records, "the quicker one", None)
    with pytest.raises(DirectoryError, match="Another import has just finished"):
        editions.add(records, "began before the other ended", None)
    assert len(editions.kept()) == 1


def test_an_import_that_fails_in_the_middle_changes_nothing(editions: Editions, records: Records) -> None:
    first = editions.add(records, "first", None)
    broken = replace(records, memberships=(*records.memberships, "not a membership"))  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        editions.add(broken, "second", first)
    assert editions.kept() == [first]
    assert editions.read(first) == records


def test_a_reader_sees_whole_editions_while_others_are_written(editions: Editions, records: Records) -> None:
    last = editions.add(records, "0", None)
    done = threading.Event()
    seen: list[bool] = []

    def look() -> None:
        while not done.is_set():
            in_use = editions.in_use()
            seen.append(in_use is not None and editions.read(in_use).networks == records.networks)

    reader = threading.Thread(target=look)
    reader.start()
    for number in range(KEPT - 1):
        last = editions.add(records, str(number), last)
    done.set()
    reader.join()
    assert seen and all(seen)


def test_what_was_derived_is_kept_as_long_as_its_edition(editions: Editions, records: Records) -> None:
    last = editions.add(records, "first", None)
    assert editions.derived(last, "index") is None
    editions.keep_derived(last, "index", b"\x00\x01")
    editions.keep_derived(last, "index", b"\x00\x02")
    assert editions.derived(last, "index") == b"\x00\x02"
    first = last
    for _ in range(KEPT):
        last = editions.add(records, "again", last)
    assert editions.derived(first, "index") is None


@pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to look like one" * 50])
def test_a_damaged_file_is_told_with_what_to_do(editions: Editions, records: Records, content: bytes) -> None:
    editions.file.parent.mkdir()
    editions.file.write_bytes(content)
    with pytest.raises(DirectoryError, match=r"directory\.db .*\n    .*import"):
        editions.in_use()


def test_a_file_of_another_version_is_told(editions: Editions, records: Records) -> None:
    editions.add(records, "first", None)
    with sqlite3.connect(editions.file) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(DirectoryError, match="has the format 99"):
        editions.in_use()


def test_a_folder_that_cannot_be_written_is_told(records: Records, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(DirectoryError, match="cannot be used"):
        Editions(tmp_path / "file" / "directory.db").add(records, "first", None)
