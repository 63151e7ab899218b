"""Reading the reports: what they say, and how damaged ones are refused."""

import csv
import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.directory.find import Directory
from bot.directory.reports.ods import read_reports
from bot.errors import DirectoryError
from tests.directory.conftest import EMBEDDED


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the embedded reports, to be damaged."""
    return Path(shutil.copytree(EMBEDDED, tmp_path / "directory"))


def change(file: Path, row: int, column: int, value: str) -> None:
    """Write another value into one field, counted from 1."""
    with file.open(newline="") as lines:
        rows = list(csv.reader(lines))
    rows[row - 1][column - 1] = value
    with file.open("w", newline="") as lines:
        csv.writer(lines, quoting=csv.QUOTE_ALL).writerows(rows)


def test_embedded_directory_has_its_networks_and_date(embedded: Directory) -> None:
    assert embedded.date == "January 2023"
    assert {network.code for network in embedded.networks} == {"U12949", "U63844", "U51930"}
    assert embedded.network("U63844").practices == ("A81027", "A81034", "A81039", "A81066")


def test_a_practice_is_written_as_people_write_it(embedded: Directory) -> None:
    practice = embedded.practice("A81027")
    assert practice.name == "Yarm Medical Practice"
    assert practice.town == "Yarm"
    assert practice.postcode == "TS15 9DD"
    assert practice.telephone == "01642 745 800"
    assert practice.network == "U63844"


def test_a_closed_practice_keeps_its_history_and_names_its_successor(directory: Directory) -> None:
    practice = directory.practice("C84709")
    assert practice.network is None
    assert practice.last_network == "U12949"
    assert practice.left_network == date(2020, 6, 1)
    assert practice.closed == date(2021, 8, 31)
    assert practice.successor == "C84613"


def test_codes_are_found_in_any_case(embedded: Directory) -> None:
    assert embedded.practice(" a81027 ") == embedded.practice("A81027")
    assert embedded.network("u12949").name == "Synergy Health PCN"
    assert embedded.practice("Z99999") is None
    assert embedded.network("A81027") is None


def test_a_header_row_is_left_out(folder: Path) -> None:
    before = read_reports(folder)
    for name, columns in {"epcn": 12, "epcncorepartnerdetails": 11, "epraccur": 27}.items():
        file = folder / f"{name}.csv"
        header = ",".join(["Organisation Code", *["Title"] * (columns - 1)])
        file.write_text(f"{header}\n{file.read_text()}")
    assert read_reports(folder) == before


def test_rows_that_are_no_gp_practices_are_left_out(folder: Path) -> None:
    change(folder / "epraccur.csv", 12, 26, "10")
    change(folder / "epraccur.csv", 12, 1, "E99999")
    with pytest.raises(DirectoryError, match=r"row 12: the practice E86036 is not in the report epraccur"):
        read_reports(folder)


def test_without_an_edition_the_date_is_that_of_the_file(folder: Path) -> None:
    (folder / "edition.yml").unlink()
    for name in ("epcn", "epcncorepartnerdetails", "epraccur"):
        (folder / f"{name}.csv").rename(folder / f"{name}-2024-11.csv")
    assert read_reports(folder).date == "November 2024"


@pytest.mark.parametrize(
    ("report", "row", "column", "value", "reason"),
    [
        ("epcncorepartnerdetails", 3, 5, "U00000", "network U00000"),
        ("epcncorepartnerdetails", 3, 9, "2019-10-01", "column 9 must be a date"),
        ("epcncorepartnerdetails", 3, 9, "", "column 9 must be the day"),
        ("epcncorepartnerdetails", 3, 10, "20191301", "column 10 must be a date"),
        ("epraccur", 5, 12, "soon", "column 12 must be a date"),
        ("epcn", 2, 1, "PCN", "column 1 must be an ODS code"),
    ],
)
def test_a_damaged_row_is_refused_with_file_row_and_reason(
    folder: Path, report: str, row: int, column: int, value: str, reason: str
) -> None:
    change(folder / f"{report}.csv", row, column, value)
    with pytest.raises(DirectoryError) as error:
        read_reports(folder)
    assert f"{report}.csv, row {row}: " in str(error.value)
    assert reason in str(error.value)


def test_a_truncated_row_is_refused(folder: Path) -> None:
    file = folder / "epraccur.csv"
    file.write_text(file.read_text()[:900])
    with pytest.raises(DirectoryError, match="epraccur.csv"):
        read_reports(folder)


def test_a_file_that_is_not_utf8_or_missing_is_refused(folder: Path) -> None:
    (folder / "epcn.csv").write_bytes("é".encode("latin-1"))
    with pytest.raises(DirectoryError, match="UTF-8"):
        read_reports(folder)
    (folder / "epcn.csv").unlink()
    with pytest.raises(DirectoryError, match="epcn.csv: is missing"):
        read_reports(folder)


def test_national_reports_are_complete(national: Directory) -> None:
    members = [practice for practice in national.practices if practice.network]
    assert len(members) == 6391
    assert len(national.networks) > 1250
    assert any(practice.in_wales and not practice.network for practice in national.practices)
    assert national.date == "January 2023"
