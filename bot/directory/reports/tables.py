"""Files to tables: CSV, Excel workbooks, and zips of them, known by their content, never by their name.

What is damaged or made to do harm (a zip bomb, an XML bomb, a table without end) is refused before it costs much.
"""

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from bot.errors import DirectoryError

LARGEST = 60 * 2**20
"""Bytes of a file, or of everything in a zip together. The national reports of 2023 have 5 MB."""
MOST_ROWS = 200_000
MOST_COLUMNS = 60
MOST_MEMBERS = 100
BESIDE = frozenset({".pdf", ".txt", ".md", ".doc", ".docx"})
"""What ODS puts into its zips beside the reports."""
AGAIN = "Download it again from ODS; do not open and save it in between."
SHEET = ", sheet "
_ODD = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd]")


@dataclass(frozen=True)
class Row:
    """One row of a table, which knows where it stands.

    Args:
        source: the file, with the zip before it or the sheet behind it.
        number: counted from 1, as a spreadsheet counts.
        fields: its cells as text.
    """

    source: str
    number: int
    fields: list[str]

    def error(self, reason: str, remedy: str = AGAIN) -> DirectoryError:
        """The error that refuses the file for this row."""
        return refused(f"{self.source}, row {self.number}", reason, remedy)


@dataclass(frozen=True)
class Table:
    """A CSV file or one sheet of a workbook; empty rows are left out."""

    source: str
    rows: list[Row] = field(repr=False)


def refused(where: str, reason: str, remedy: str = AGAIN) -> DirectoryError:
    """The error that says where, what is wrong, and what to do."""
    return DirectoryError(f"{where}: {reason}\n    {remedy}")


def tables_of_file(path: Path) -> Iterator[Table]:
    """The tables of a file.

    Raises:
        DirectoryError: it is missing, damaged, too large, or of no kind that can be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise refused(
            str(path), f"cannot be read: {error.strerror}.", "Check the file's name and rights."
        ) from error
    yield from tables_of(content, str(path))


def tables_of(content: bytes, source: str, *, inside: bool = False) -> Iterator[Table]:
    """The tables of a file's content.

    Args:
        content: the bytes.
        source: how messages call it.
        inside: it is a member of a zip already; a zip in a zip is refused.

    Raises:
        DirectoryError: as for a file.
    """
    if len(content) > LARGEST:
        raise refused(source, f"has more than {LARGEST // 2**20} MB; the reports have about 5.")
    if not content.strip():
        raise refused(source, "is empty.")
    if content.startswith(b"PK\x03\x04"):
        yield from _tables_of_zip(content, source, inside=inside)
    elif content.startswith(b"\xd0\xcf\x11\xe0"):
        raise refused(source, "is an old or locked Excel file.", "Save it as .xlsx without a password.")
    else:
        yield Table(source, list(_rows_of_csv(content, source)))


def _tables_of_zip(content: bytes, source: str, *, inside: bool) -> Iterator[Table]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _refuse_bomb(members, source)
            if any(member.filename == "[Content_Types].xml" for member in members):
                _refuse_entities(archive, members, source)
                yield from _tables_of_workbook(content, source)
                return
            if inside:
                raise refused(source, "is a zip inside a zip.", "Unpack it first.")
            for member in members:
                if not _is_beside(PurePosixPath(member.filename)):
                    yield from tables_of(archive.read(member), f"{source}: {member.filename}", inside=True)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError, OSError) as error:
        raise refused(source, f"is a damaged zip: {error}.") from error


def _is_beside(name: PurePosixPath) -> bool:
    return name.suffix.lower() in BESIDE or name.name.startswith(".") or "__MACOSX" in name.parts


def _refuse_bomb(members: list[zipfile.ZipInfo], source: str) -> None:
    """Sizes are believed here, because `zipfile` reads no more of a member than its size says."""
    if len(members) > MOST_MEMBERS:
        raise refused(source, f"holds {len(members)} files; the reports are three.")
    if sum(member.file_size for member in members) > LARGEST:
        raise refused(source, f"unpacks to more than {LARGEST // 2**20} MB; the reports have about 5.")


def _refuse_entities(archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo], source: str) -> None:
    """Excel writes no document types; who does means harm ("billion laughs")."""
    for member in members:
        if member.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(member):
            raise refused(f"{source}: {member.filename}", "holds a document type, which no workbook has.")


def _tables_of_workbook(content: bytes, source: str) -> Iterator[Table]:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets = {sheet.title: list(_rows_of_sheet(sheet)) for sheet in book.worksheets}
    except Exception as error:  # noqa: BLE001 - a damaged workbook can make the reader fail in any way
        raise refused(source, f"is a damaged workbook: {type(error).__name__} {error}.") from error
    for title, cells in sheets.items():
        where = f"{source}{SHEET}{title}"
        rows = list(_told(Row(where, number, fields) for number, fields in cells))
        if rows:
            yield Table(where, rows)


def _rows_of_sheet(sheet: object) -> Iterator[tuple[int, list[str]]]:
    rows = sheet.iter_rows(max_row=MOST_ROWS + 1, max_col=MOST_COLUMNS, values_only=True)  # type: ignore[attr-defined]
    for number, cells in enumerate(rows, start=1):
        yield number, [_text(cell) for cell in cells]


def _text(cell: object) -> str:
    """A cell as the CSV reports write it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Y" if cell else "N"
    if isinstance(cell, datetime | date):
        return cell.strftime("%Y%m%d")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _rows_of_csv(content: bytes, source: str) -> Iterator[Row]:
    beginning = content[:2000].lower()
    if b"<html" in beginning or b"<!doctype" in beginning:
        raise refused(source, "is a web page, perhaps an error page of the site it came from.")
    text = _decoded(content, source)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        yield from _told(Row(source, reader.line_num, fields) for fields in reader)
    except csv.Error as error:
        raise refused(f"{source}, row {reader.line_num}", f"is not CSV: {error}.") from error


def _decoded(content: bytes, source: str) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:2000]:
        raise refused(source, "is not text in UTF-8, but perhaps in UTF-16 or not text at all.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        reason = f"is not text in UTF-8: byte {content[error.start]:#x} cannot be read."
        raise refused(f"{source}, row {row}", reason) from error


def _told(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows that say something, none with characters that no report has."""
    for count, row in enumerate(rows):
        if count >= MOST_ROWS:
            raise row.error(f"there are more than {MOST_ROWS} rows.")
        if not any(cell.strip() for cell in row.fields):
            continue
        for column, cell in enumerate(row.fields, start=1):
            if not (cell.isascii() and cell.isprintable()) and _is_misread(cell):
                reason = f"column {column} holds characters of a wrong encoding: {ascii(cell[:60])}."
                raise row.error(reason)
        yield row


def _is_misread(cell: str) -> bool:
    """Whether a cell has control characters, or UTF-8 that was once taken for Windows-1252 ("Ã©" for "é")."""
    if cell.isascii() or _ODD.search(cell):
        return bool(_ODD.search(cell))
    try:
        return cell.encode("cp1252").decode("utf-8") != cell
    except UnicodeError:
        return False
