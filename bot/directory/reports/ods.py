"""The ODS reports, row by row: a damaged row refuses the whole file, with file, row, reason and remedy."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import yaml

from bot.directory.reports.layouts import LAYOUTS, MEMBERSHIPS, NETWORKS, PRACTICES, Layout, recognised
from bot.directory.reports.people import Reports, people
from bot.directory.reports.records import Membership, NetworkRecord, PracticeRecord, Records
from bot.directory.reports.tables import SHEET, Row, Table, refused, tables_of_file
from bot.errors import DirectoryError

PRACTICE_CODE = re.compile(r"[A-Z]\d{5}")
NETWORK_CODE = re.compile(r"U\d{5}")
ANY_CODE = re.compile(r"[A-Z0-9]{6}")
STATUS = frozenset("ACDP")
GP_PRACTICE = "4"
SHEETS = 2
Coded = TypeVar("Coded", NetworkRecord, PracticeRecord)


@dataclass
class Parts:
    """What some files bring; None for a report that is not among them.

    Args:
        networks: from epcn, by code.
        memberships: from epcncorepartnerdetails.
        rows: the row of each membership.
        practices: from epraccur, by code: all that have a prescribing code, walk-in centres and prisons too.
        gps: the codes of those that are GP practices.
        sources: for each report the file that it came from.
    """

    networks: dict[str, NetworkRecord] | None = None
    memberships: tuple[Membership, ...] | None = None
    rows: tuple[int, ...] = ()
    practices: dict[str, PracticeRecord] | None = None
    gps: frozenset[str] = frozenset()
    sources: dict[str, str] = field(default_factory=dict)

    def last_day(self, today: date) -> date | None:
        """The latest day, not after today, on which something began: the reports are not older."""
        records = (*(self.networks or {}).values(), *(self.practices or {}).values())
        days = [record.opened for record in records] + [spell.start for spell in self.memberships or ()]
        return max((day for day in days if day and day <= today), default=None)


def read_parts(tables: Iterable[Table]) -> Parts:
    """The reports among some tables; a workbook may have other sheets beside them.

    Raises:
        DirectoryError: a table is no report, is damaged, or is the same report as another one but says otherwise.
    """
    reports: dict[str, list[Row]] = {}
    others: list[Table] = []
    workbooks: Counter[str] = Counter()
    parts = Parts()
    for table in tables:
        found = recognised(table)
        if found is None:
            others.append(table)
            continue
        layout, rows = found
        file, sheet, _ = table.source.partition(SHEET)
        workbooks.update([file] if sheet else [])
        if layout.report not in reports:
            reports[layout.report] = [_whole(row, layout.columns) for row in rows]
            parts.sources[layout.report] = table.source
        elif _said(rows, layout) != _said(reports[layout.report], layout):
            first = parts.sources[layout.report]
            raise refused(
                table.source, f"is the report {layout.report}, and so is {first}.", "Give one of them."
            )
    for table in others:
        if table.source.partition(SHEET)[0] not in workbooks:
            raise _foreign(table)
    for source, sheets in workbooks.items():
        if sheets < SHEETS:
            raise refused(
                source, "has only one of the two sheets of the ePCN workbook, PCNs and core partners."
            )
    _read(reports, parts)
    return parts


def _said(rows: list[Row], layout: Layout) -> set[tuple[str, ...]]:
    """What rows say in the columns that are needed, whether they come from a workbook or from CSV."""
    needed = layout.headings or range(layout.columns)
    return {
        tuple(row.fields[column].strip() for column in needed)
        for row in rows
        if len(row.fields) == layout.columns
    }


def _foreign(table: Table) -> DirectoryError:
    where = f"{table.source}, row {table.rows[0].number}" if table.rows else table.source
    width = len(table.rows[0].fields) if table.rows else 0
    known = ", ".join(f"{layout.report} {layout.columns}" for layout in LAYOUTS)
    remedy = "Give the ePCN workbook, or these reports from ODS, or a zip of them."
    return refused(where, f"is none of the reports. It has {width} columns; they have: {known}.", remedy)


def _whole(row: Row, columns: int) -> Row:
    if len(row.fields) != columns:
        raise row.error(f"{columns} columns are expected, there are {len(row.fields)}.")
    return row


def _read(reports: dict[str, list[Row]], parts: Parts) -> None:
    if rows := reports.get(NETWORKS.report):
        parts.networks = _by_code(rows, _network)
    if rows := reports.get(MEMBERSHIPS.report):
        parts.memberships = tuple(_membership(row) for row in rows)
        parts.rows = tuple(row.number for row in rows)
    if rows := reports.get(PRACTICES.report):
        parts.practices = _by_code(rows, _practice)
        parts.gps = frozenset(row.fields[0].strip() for row in rows if row.fields[25].strip() == GP_PRACTICE)
    for report, rows in reports.items():
        if not rows or (report == PRACTICES.report and not parts.gps):
            raise refused(parts.sources[report], f"is the report {report}, but has no row that counts.")


def _by_code(rows: list[Row], read: Callable[[Row], Coded]) -> dict[str, Coded]:
    """The records of a report, in which each code stands once."""
    found: dict[str, Coded] = {}
    where: dict[str, int] = {}
    for row in rows:
        record = read(row)
        if record.code in found:
            raise row.error(f"the code {record.code} already stands in row {where[record.code]}.")
        found[record.code], where[record.code] = record, row.number
    return found


def _network(row: Row) -> NetworkRecord:
    fields = row.fields
    return NetworkRecord(
        code=_code(row, 0, NETWORK_CODE),
        name=_name(row, 1),
        area=fields[3].strip(),
        opened=_day(row, 4),
        closed=_day(row, 5),
        address=tuple(line.strip() for line in fields[6:11]),
        postcode=fields[11].strip(),
    )


def _membership(row: Row) -> Membership:
    start, end = _day(row, 8), _day(row, 9)
    if start is None:
        raise row.error("column 9 must be the day the membership began, but is empty.")
    if end and end < start:
        raise row.error("column 10, the day the membership ended, is before the day it began.")
    return Membership(_code(row, 0, PRACTICE_CODE), _name(row, 1), _code(row, 4, NETWORK_CODE), start, end)


def _practice(row: Row) -> PracticeRecord:
    fields = row.fields
    if fields[12].strip() not in STATUS:
        raise row.error(f"column 13 must be the status A, C, D or P, not {fields[12]!r}.")
    if not re.fullmatch(r"\d{1,2}", fields[25].strip()):
        raise row.error(f"column 26 must be the prescribing setting, a number, not {fields[25]!r}.")
    return PracticeRecord(
        code=_code(row, 0, ANY_CODE),
        name=_name(row, 1),
        opened=_day(row, 10),
        closed=_day(row, 11),
        address=tuple(line.strip() for line in fields[4:9]),
        postcode=fields[9].strip(),
        telephone=fields[17].strip(),
        status=fields[12].strip(),
    )


def _code(row: Row, column: int, pattern: re.Pattern[str]) -> str:
    text = row.fields[column].strip()
    if not pattern.fullmatch(text):
        raise row.error(f"column {column + 1} must be an ODS code, not {text!r}.")
    return text


def _name(row: Row, column: int) -> str:
    text = " ".join(row.fields[column].split())
    if not text:
        raise row.error(f"column {column + 1} must be a name, but is empty.")
    return text


def _day(row: Row, column: int) -> date | None:
    """The date in a column, None where it is empty."""
    text = row.fields[column].strip()
    if not text:
        return None
    try:
        if re.fullmatch(r"[0-9]{8}", text):
            return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        pass
    raise row.error(f"column {column + 1} must be a date like 20230131, not {text!r}.")


def read_records(folder: Path) -> Records:
    """The edition that the three reports in a folder are.

    Raises:
        DirectoryError: a report is missing or damaged, or they do not fit together.
    """
    files = [report_file(folder, layout.report) for layout in LAYOUTS]
    parts = read_parts(table for file in files for table in tables_of_file(file))
    return combined(parts, Records("", {}, {}, ()), _edition(folder))


def read_reports(folder: Path) -> Reports:
    """The practices and networks of the three reports in a folder.

    Raises:
        DirectoryError: as for `read_records`.
    """
    return people(read_records(folder))


def combined(parts: Parts, before: Records, date: str) -> Records:
    """The edition that some reports make; those that are not among them are taken from the edition before.

    Args:
        parts: what was read now.
        before: the edition before.
        date: the month of the new edition.

    Raises:
        DirectoryError: the reports do not know each other's networks and practices.
    """
    memberships = before.memberships if parts.memberships is None else parts.memberships
    counting = parts.gps | {spell.practice for spell in memberships}
    practices = {code: record for code, record in (parts.practices or {}).items() if code in counting}
    records = Records(
        date,
        before.networks if parts.networks is None else parts.networks,
        before.practices if parts.practices is None else practices,
        memberships,
    )
    _refuse_unknown_codes(records, parts)
    return records


def _refuse_unknown_codes(records: Records, parts: Parts) -> None:
    """A membership is of a network and a practice that the reports have; an older epraccur may lack the newest."""
    source = parts.sources.get(MEMBERSHIPS.report, "The memberships in use")
    for place, spell in enumerate(records.memberships):
        if spell.network not in records.networks:
            missing = f"the network {spell.network} is not in the report {NETWORKS.report}"
        elif spell.practice not in records.practices and parts.practices is not None:
            missing = f"the practice {spell.practice} is not in the report {PRACTICES.report}"
        else:
            continue
        where = f"{source}, row {parts.rows[place]}" if parts.rows else source
        raise refused(where, f"{missing}.", "Import the reports of one month together.")


def report_file(folder: Path, report: str) -> Path:
    """The file of a report: epcn.csv, or the newest one with a date in its name, such as epcn-2023-01.csv."""
    plain = folder / f"{report}.csv"
    dated = sorted(folder.glob(f"{report}-[0-9]*.csv"))
    if not plain.exists() and not dated:
        raise refused(str(plain), "is missing.", "Restore it, or run pcnbot directory update.")
    return plain if plain.exists() else dated[-1]


def first_of_month(name: str) -> date | None:
    """The month in a file's name (1 January 2023 for epcn-2023-01.csv); None where there is none."""
    dated = re.search(r"(?<!\d)(20\d\d)[-_. ]?(0[1-9]|1[0-2])(?!\d{3})", name)
    return date(int(dated[1]), int(dated[2]), 1) if dated else None


def month(day: date) -> str:
    """A day's month, as people write it."""
    return f"{day:%B %Y}"


def _edition(folder: Path) -> str:
    """The month of the data: as edition.yml says, else as the file's name does."""
    edition = folder / "edition.yml"
    if not edition.exists():
        day = first_of_month(report_file(folder, PRACTICES.report).stem)
        return month(day) if day else ""
    try:
        return str(yaml.safe_load(edition.read_text(encoding="utf-8"))["date"])
    except (yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise refused(
            str(edition), f"has no date: {error}", "Write a line such as: date: January 2023"
        ) from error
