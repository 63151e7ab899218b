"""Editions: every import of the directory in one SQLite file. The newest one that was not withdrawn is in use.

An import is one transaction: whoever reads meanwhile sees the edition before it or the new one, never a mixture.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from bot.directory.reports.records import FormerName, Membership, NetworkRecord, PracticeRecord, Records
from bot.errors import DirectoryError

KEPT = 6
"""Editions that are kept, the one in use among them. One of all England takes about 9 MB, with its index."""
FORMAT = 1
SECONDS_TO_WAIT = 20
TABLES: dict[str, type] = {
    "network": NetworkRecord,
    "practice": PracticeRecord,
    "membership": Membership,
    "former_name": FormerName,
}
DAYS = frozenset({"opened", "closed", "start", "end"})
AGAIN = (
    "Another import has just finished. Nothing was changed. Look at `pcnbot directory info`, then try again."
)
Record = TypeVar("Record", NetworkRecord, PracticeRecord, Membership, FormerName)


@dataclass(frozen=True)
class Edition:
    """One import.

    Args:
        number: 1 for the first import, and so on.
        date: the month of its reports ("January 2023").
        imported: when, in UTC.
        source: the files or the address that it came from.
    """

    number: int
    date: str
    imported: datetime
    source: str


class Editions:
    """The editions in one SQLite file, which the first import makes.

    Args:
        file: the SQLite file.
    """

    def __init__(self, file: Path) -> None:
        self.file = file

    def in_use(self) -> Edition | None:
        """The edition in use; None where nothing was imported, or all was rolled back.

        Raises:
            DirectoryError: the file is damaged, or another version of this program wrote it.
        """
        return next(iter(self.kept()), None)

    def kept(self) -> list[Edition]:
        """The editions that can be in use; the first one is."""
        if not self.file.exists():
            return []
        with self._opened("rw") as database:
            rows = database.execute(
                "SELECT number, date, imported, source FROM edition WHERE withdrawn IS NULL ORDER BY number DESC"
            )
            return [
                Edition(number, day, datetime.fromisoformat(at), source) for number, day, at, source in rows
            ]

    def read(self, edition: Edition) -> Records:
        """What the reports of an edition say.

        Raises:
            DirectoryError: the file is damaged.
        """
        with self._opened("rw") as database:
            database.execute("BEGIN")
            networks = _read(database, edition.number, "network", NetworkRecord)
            practices = _read(database, edition.number, "practice", PracticeRecord)
            return Records(
                edition.date,
                {network.code: network for network in networks},
                {practice.code: practice for practice in practices},
                tuple(_read(database, edition.number, "membership", Membership)),
                tuple(_read(database, edition.number, "former_name", FormerName)),
            )

    def add(self, records: Records, source: str, before: Edition | None) -> Edition:
        """Puts an edition in use, in one transaction; the oldest are deleted.

        Args:
            records: what its reports say.
            source: the files or the address it came from.
            before: the edition that was in use when `records` were put together.

        Raises:
            DirectoryError: another import was quicker, or the file cannot be written.
        """
        now = datetime.now(UTC).replace(microsecond=0)
        with self._changing(before) as database:
            query = "INSERT INTO edition (date, imported, source) VALUES (?, ?, ?)"
            number = database.execute(query, (records.date, now.isoformat(), source)).lastrowid or 0
            _write(database, number, "network", list(records.networks.values()))
            _write(database, number, "practice", list(records.practices.values()))
            _write(database, number, "membership", list(records.memberships))
            _write(database, number, "former_name", list(records.former_names))
            for table in ("edition", "derived", *TABLES):
                column = "number" if table == "edition" else "edition"
                database.execute(f"DELETE FROM {table} WHERE {column} <= ?", (number - KEPT,))
        return Edition(number, records.date, now, source)

    def roll_back(self) -> Edition:
        """Withdraws the edition in use. The one before it is in use again, or the one that comes with the program.

        Returns:
            The edition that was withdrawn.

        Raises:
            DirectoryError: there is none to withdraw.
        """
        edition = self.in_use()
        if edition is None:
            raise DirectoryError("No imported directory is in use, so there is nothing to roll back.")
        with self._changing(edition) as database:
            query = "UPDATE edition SET withdrawn = ? WHERE number = ?"
            database.execute(query, (datetime.now(UTC).isoformat(timespec="seconds"), edition.number))
        return edition

    def derived(self, edition: Edition, name: str) -> bytes | None:
        """What was computed from an edition and kept, such as an index; None where it was not."""
        with self._opened("rw") as database:
            query = "SELECT content FROM derived WHERE edition = ? AND name = ?"
            row = database.execute(query, (edition.number, name)).fetchone()
        return row[0] if row else None

    def keep_derived(self, edition: Edition, name: str, content: bytes) -> None:
        """Keeps what was computed from an edition, as long as the edition is kept."""
        with self._opened("rw") as database:
            database.execute(
                "INSERT OR REPLACE INTO derived VALUES (?, ?, ?)", (edition.number, name, content)
            )

    @contextmanager
    def _changing(self, before: Edition | None) -> Iterator[sqlite3.Connection]:
        """One transaction, on the condition that the edition in use is still the one expected."""
        with self._opened("rwc") as database:
            database.execute("BEGIN IMMEDIATE")
            in_use = database.execute("SELECT max(number) FROM edition WHERE withdrawn IS NULL").fetchone()[0]
            if in_use != (before.number if before else None):
                raise DirectoryError(AGAIN)
            yield database
            database.execute("COMMIT")

    @contextmanager
    def _opened(self, mode: str) -> Iterator[sqlite3.Connection]:
        """A connection for the block; what is not committed in it is undone."""
        try:
            if mode == "rwc":
                self.file.parent.mkdir(parents=True, exist_ok=True)
            address = f"{self.file.absolute().as_uri()}?mode={mode}"
            with closing(
                sqlite3.connect(address, uri=True, timeout=SECONDS_TO_WAIT, isolation_level=None)
            ) as database:
                if mode == "rwc":
                    _make_tables(database)
                _refuse_other_formats(database, self.file)
                yield database
        except (sqlite3.Error, OSError) as error:
            remedy = "Check its rights and the space on the disk; or delete it and import again."
            raise DirectoryError(f"{self.file} cannot be used: {error}.\n    {remedy}") from error


def _make_tables(database: sqlite3.Connection) -> None:
    database.execute("BEGIN IMMEDIATE")
    if database.execute("PRAGMA user_version").fetchone()[0] == 0:
        database.execute(
            "CREATE TABLE edition (number INTEGER PRIMARY KEY AUTOINCREMENT, date TEXT NOT NULL, "
            "imported TEXT NOT NULL, source TEXT NOT NULL, withdrawn TEXT)"
        )
        for table, record in TABLES.items():
            columns = ", ".join(f'"{each.name}" TEXT' for each in fields(record))
            database.execute(f"CREATE TABLE {table} (edition INTEGER NOT NULL, {columns})")
            database.execute(f"CREATE INDEX {table}_by_edition ON {table} (edition)")
        database.execute(
            "CREATE TABLE derived (edition INTEGER, name TEXT, content BLOB, PRIMARY KEY (edition, name))"
        )
        database.execute(f"PRAGMA user_version = {FORMAT}")
    database.execute("COMMIT")


def _refuse_other_formats(database: sqlite3.Connection, file: Path) -> None:
    found = database.execute("PRAGMA user_version").fetchone()[0]
    if found != FORMAT:
        raise DirectoryError(
            f"{file} has the format {found}; this program reads the format {FORMAT}.\n"
            "    Delete the file and import the directory again."
        )


def _write(database: sqlite3.Connection, edition: int, table: str, records: list[Any]) -> None:
    marks = ", ".join("?" * (len(fields(TABLES[table])) + 1))
    database.executemany(
        f"INSERT INTO {table} VALUES ({marks})",
        ((edition, *map(_to_text, astuple(record))) for record in records),
    )


def _to_text(value: Any) -> str | None:
    if isinstance(value, date):
        return value.isoformat()
    return "\n".join(value) if isinstance(value, tuple) else value


def _read(database: sqlite3.Connection, edition: int, table: str, record: type[Record]) -> list[Record]:
    names = [each.name for each in fields(record)]
    columns = ", ".join(f'"{name}"' for name in names)
    rows = database.execute(f"SELECT {columns} FROM {table} WHERE edition = ? ORDER BY rowid", (edition,))
    readers = [_day if name in DAYS else _lines if name == "address" else str for name in names]
    return [record(*(read(value) for read, value in zip(readers, row))) for row in rows]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n"))
