"""Reads the three ODS reports of a folder: damaged rows are refused with file, row and reason."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from bot.directory.address import split_address, street_of
from bot.directory.names import write_address, write_name, write_postcode, write_telephone
from bot.directory.practice import Network, Practice
from bot.errors import DirectoryError

COLUMNS = {"epcn": 12, "epcncorepartnerdetails": 11, "epraccur": 27}
PRACTICE_CODE = re.compile(r"[A-Z]\d{5}")
NETWORK_CODE = re.compile(r"U\d{5}")
GP_PRACTICE = "4"


@dataclass(frozen=True)
class Reports:
    """What the reports of one folder say.

    Args:
        date: of the edition, as people write it ("January 2023"); "" where nothing tells it.
        practices: by ODS code.
        networks: by ODS code, those that have closed left out.
    """

    date: str
    practices: Mapping[str, Practice]
    networks: Mapping[str, Network]


@dataclass(frozen=True)
class Spell:
    """One practice's membership of one network, from a day on, perhaps to a day."""

    practice: str
    name: str
    network: str
    start: date
    end: date | None


@dataclass(frozen=True)
class Row:
    """One row of a report, which knows where it stands."""

    file: Path
    number: int
    fields: list[str]

    def error(self, reason: str) -> DirectoryError:
        """The error that refuses this row."""
        return DirectoryError(f"{self.file}, row {self.number}: {reason}")

    def day(self, column: int) -> date | None:
        """The date in a column (counted from 0), None where it is empty."""
        text = self.fields[column].strip()
        if not text:
            return None
        try:
            if re.fullmatch(r"\d{8}", text):
                return date(int(text[:4]), int(text[4:6]), int(text[6:]))
        except ValueError:
            pass
        raise self.error(f"column {column + 1} should be a date like 20230131, not {text!r}")

    def code(self, column: int, pattern: re.Pattern[str]) -> str:
        """The ODS code in a column."""
        text = self.fields[column].strip()
        if not pattern.fullmatch(text):
            raise self.error(f"column {column + 1} should be an ODS code, not {text!r}")
        return text


def read_reports(folder: Path) -> Reports:
    """The practices and networks of the three reports in a folder.

    Raises:
        DirectoryError: a report is missing or damaged.
    """
    networks = {row.code(0, NETWORK_CODE): row for row in _rows(folder, "epcn")}
    spells = list(_spells(folder, networks))
    practices = _practices(folder, _spells_by_practice(spells))
    for spell in spells:
        if spell.practice not in practices:
            raise DirectoryError(f"{report_file(folder, 'epraccur')}: practice {spell.practice} has no row")
    members: dict[str, list[str]] = {code: [] for code in networks}
    for practice in practices.values():
        if practice.network:
            members[practice.network].append(practice.code)
    return Reports(
        _edition(folder),
        _with_successors(practices),
        {
            code: _network(code, row, members[code])
            for code, row in networks.items()
            if members[code] or row.day(5) is None
        },
    )


def report_file(folder: Path, report: str) -> Path:
    """The file of a report: epcn.csv, or the newest one with a date in its name, such as epcn-2023-01.csv."""
    plain = folder / f"{report}.csv"
    dated = sorted(folder.glob(f"{report}-[0-9]*.csv"))
    if not plain.exists() and not dated:
        raise DirectoryError(f"{plain} is missing")
    return plain if plain.exists() else dated[-1]


def _rows(folder: Path, report: str) -> Iterator[Row]:
    """The rows of a report, a header row left out."""
    file = report_file(folder, report)
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            for number, fields in enumerate(reader, start=1):
                row = Row(file, number, fields)
                if len(fields) != COLUMNS[report]:
                    raise row.error(f"{COLUMNS[report]} columns are expected, there are {len(fields)}")
                if number > 1 or not re.search(r"code", fields[0], re.IGNORECASE):
                    yield row
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise DirectoryError(f"{file}: cannot be read as CSV in UTF-8: {error}") from error


def _spells(folder: Path, networks: dict[str, Row]) -> Iterator[Spell]:
    for row in _rows(folder, "epcncorepartnerdetails"):
        network, start = row.fields[4].strip(), row.day(8)
        if network not in networks:
            raise row.error(f"the network {network!r} is not in the report epcn")
        if start is None:
            raise row.error("column 9 should be the day the membership began, but is empty")
        yield Spell(row.code(0, PRACTICE_CODE), row.fields[1], network, start, row.day(9))


def _spells_by_practice(spells: list[Spell]) -> dict[str, list[Spell]]:
    """Each practice's memberships, the present or latest one last."""
    grouped: dict[str, list[Spell]] = {}
    for spell in sorted(spells, key=lambda spell: (spell.end or date.max, spell.start)):
        grouped.setdefault(spell.practice, []).append(spell)
    return grouped


def _practices(folder: Path, spells: dict[str, list[Spell]]) -> dict[str, Practice]:
    """The GP practices, and whatever else has been in a network."""
    practices = {}
    for row in _rows(folder, "epraccur"):
        code = row.code(0, re.compile(r"[A-Z0-9]{6}"))
        if row.fields[25] == GP_PRACTICE or code in spells:
            practices[code] = _practice(row, spells.get(code, []))
    return practices


def _practice(row: Row, spells: list[Spell]) -> Practice:
    code, fields = row.fields[0], row.fields
    last = spells[-1] if spells else None
    lines, town = split_address(fields[4:9])
    name = write_name(fields[1])
    return Practice(
        code=code,
        name=name,
        address=write_address(lines),
        town=write_name(town),
        postcode=write_postcode(fields[9]),
        telephone=write_telephone(fields[17]),
        network=last.network if last and last.end is None else None,
        closed=row.day(11),
        left_network=last.end if last else None,
        successor=None,
        in_wales=code.startswith("W"),
        last_network=last.network if last else None,
        other_names=tuple(sorted({write_name(spell.name) for spell in spells} - {name})),
    )


def _network(code: str, row: Row, members: list[str]) -> Network:
    _, town = split_address(row.fields[6:11])
    return Network(code, write_name(row.fields[1]), write_name(town), tuple(members))


def _with_successors(practices: dict[str, Practice]) -> dict[str, Practice]:
    """Closed practices with the open one at their address, where there is exactly one."""
    places: dict[tuple[str, str], set[str]] = {}
    for practice in practices.values():
        if practice.closed is None:
            for place in _places(practice):
                places.setdefault(place, set()).add(practice.code)
    found = {}
    for practice in practices.values():
        if practice.closed is None:
            continue
        for place in _places(practice):
            if len(there := places.get(place, set())) == 1:
                found[practice.code] = next(iter(there))
                break
    return {
        code: practice if code not in found else Practice(**{**practice.__dict__, "successor": found[code]})
        for code, practice in practices.items()
    }


def _places(practice: Practice) -> Iterator[tuple[str, str]]:
    """What two practices at one address have in common, surest first."""
    if practice.postcode and practice.telephone:
        yield practice.postcode, practice.telephone
    if street := street_of(practice.address):
        yield practice.postcode.partition(" ")[0], street


def _edition(folder: Path) -> str:
    """The month of the data: as edition.yml says, else as the file's name does."""
    edition = folder / "edition.yml"
    if edition.exists():
        try:
            content = yaml.safe_load(edition.read_text(encoding="utf-8"))
            return str(content["date"])
        except (yaml.YAMLError, KeyError, TypeError, UnicodeDecodeError) as error:
            raise DirectoryError(f"{edition}: has no date: {error}") from error
    if dated := re.search(r"-(\d{4})-(\d{2})$", report_file(folder, "epraccur").stem):
        return date(int(dated[1]), int(dated[2]), 1).strftime("%B %Y")
    return ""
