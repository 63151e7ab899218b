"""An import is all or nothing, tells what changed, and keeps the history."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.directory.editions.archive import Editions
from bot.directory.editions.importing import Imported, import_tables, records_in_use
from bot.directory.reports.people import people
from bot.directory.reports.tables import tables_of, tables_of_file
from bot.errors import DirectoryError
from tests.directory.conftest import EMBEDDED, NATIONAL
from tests.directory.england import England, as_csv, as_zip, england, gp

Import = Callable[..., Imported]


@pytest.fixture
def take(editions: Editions) -> Import:
    """Imports files, given as bytes by their names."""

    def _take(files: dict[str, bytes], *, partial: bool = True, dated: date | None = None) -> Imported:
        tables = (table for name, content in files.items() for table in tables_of(content, name))
        return import_tables(tables, EMBEDDED, editions, source="a test", partial=partial, dated=dated)

    return _take


@pytest.fixture
def small() -> England:
    """Ten networks with sixty practices."""
    return england(10, 60)


def test_all_of_england_is_taken_whole(all_of_england: England, editions: Editions, take: Import) -> None:
    imported = take(all_of_england.reports(), partial=False)
    edition, records = records_in_use(EMBEDDED, editions)
    assert edition == imported.edition
    assert records == imported.records
    reports = people(records)
    assert len(reports.networks) == len(all_of_england.epcn)
    assert sum(bool(practice.network) for practice in reports.practices.values()) == len(
        all_of_england.partners
    )
    assert "Y90001" not in reports.practices, "walk-in centres are left out"
    assert reports.practices["W90001"].in_wales


@pytest.mark.parametrize("form", ["workbook and report", "zip", "with headings"])
def test_each_form_of_the_reports_says_the_same(small: England, take: Import, form: str) -> None:
    plain = small.reports()
    files = {
        "workbook and report": {"a.xlsx": small.workbook("CCG"), "b.csv": plain["epraccur"]},
        "zip": {"a.bin": as_zip(plain)},
        "with headings": {
            name: as_csv([["Organisation Code", *["Title"] * (len(rows[0]) - 1)], *rows])
            for name, rows in zip(plain, (small.epcn, small.partners, small.epraccur))
        },
    }[form]
    first = take(plain, dated=date(2023, 1, 1)).records
    again = take(files, dated=date(2023, 1, 1))
    assert again.records == first
    assert not again.changes


@pytest.mark.skipif(not NATIONAL.exists(), reason="the national reports are not at hand")
def test_the_real_workbook_says_what_the_real_reports_say(editions: Editions) -> None:
    def take(*names: str) -> Imported:
        tables = (table for name in names for table in tables_of_file(NATIONAL / name))
        return import_tables(tables, EMBEDDED, editions, source="real")

    first = take("epcn-2023-01.csv", "epcncorepartnerdetails-2023-01.csv", "epraccur-2023-01.csv")
    assert first.records.date == "January 2023"
    again = take("ePCN-2023-01.xlsx", "epraccur-2023-01.csv")
    assert not again.changes
    assert again.records.networks == first.records.networks
    assert not take("ePCN-2023-01.xlsx").changes, "practices are kept from the import before"


# What is refused


def without(report: str, whole: England) -> dict[str, bytes]:
    return {name: content for name, content in whole.reports().items() if name != report}


def cut(report: str, rows: int) -> Callable[[England], dict[str, bytes]]:
    """Files of which one breaks off at the end of a row."""
    return lambda whole: {
        **whole.reports(),
        report: b"\r\n".join(whole.reports()[report].split(b"\r\n")[:rows]) + b"\r\n",
    }


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        (lambda whole: england(10, 60).reports(), "the national report has more than"),
        (cut("epraccur", 5400), "row 5401: the practice A05400 is not in the report epraccur"),
        (cut("epcn", 1090), "the network U01090 is not in the report epcn"),
        (cut("epcncorepartnerdetails", 4000), "the report epcncorepartnerdetails has 4,000 rows"),
        (lambda whole: without("epcn", whole), "row 1: the network U00000 is not in the report epcn"),
        (lambda whole: {"a": as_csv(whole.epraccur)}, "The memberships in use: the practice A81027 is not in the report epraccur"),
        (lambda whole: {"a": as_csv(whole.partners)}, "is not in the report epcn"),
        (lambda whole: {"a": as_csv(whole.epcn)}, "is not in the report epcn"),
        (lambda whole: {**whole.reports(), "b": b"<html>"}, "b: is a web page"),
        (lambda whole: {}, "There is no report in these files"),
    ],
    ids=["small", "epraccur cut", "epcn cut", "partners cut", "no epcn", "epraccur alone", "partners alone", "epcn alone", "web page", "nothing"],
)  # fmt: skip
def test_what_is_not_whole_is_refused_and_changes_nothing(
    all_of_england: England, editions: Editions, take: Import, files: Callable, reason: str
) -> None:
    with pytest.raises(DirectoryError, match=reason):
        take(files(all_of_england), partial=False)
    assert editions.kept() == []


def test_memberships_that_break_off_after_many_rows_are_refused(
    all_of_england: England, take: Import
) -> None:
    """Every 1,100th practice is of the same network, so the last networks are empty when the end is missing."""
    whole = all_of_england.copy()
    whole.partners.sort(key=lambda row: row[4])
    whole.partners = whole.partners[:5100]
    with pytest.raises(DirectoryError, match="the report seems cut off"):
        take(whole.reports(), partial=False)


def test_many_practices_do_not_leave_at_once(all_of_england: England, take: Import) -> None:
    take(all_of_england.reports(), partial=False)
    fewer = all_of_england.copy()
    for row in fewer.partners[:600]:
        row[9] = "20230101"
    with pytest.raises(DirectoryError, match="600 of 5,600 practices would be in no network"):
        take(fewer.reports(), partial=False)
    assert len(take(fewer.reports(), partial=True).changes.left) == 600


@pytest.mark.parametrize("report", ["epcn", "epraccur"])
def test_a_code_stands_once(small: England, take: Import, report: str) -> None:
    rows = {"epcn": small.epcn, "epraccur": small.epraccur}[report]
    rows.append(list(rows[3]))
    with pytest.raises(
        DirectoryError, match=f"row {len(rows)}: the code {rows[3][0]} already stands in row 4"
    ):
        take(small.reports())


def test_another_report_with_as_many_columns_is_refused(small: England, take: Import) -> None:
    for row in small.epraccur:
        row[25] = ""
    with pytest.raises(DirectoryError, match="row 1: column 26 must be the prescribing setting"):
        take(small.reports())


# What is told


def test_what_changed_is_told(small: England, take: Import) -> None:
    take(small.reports(), dated=date(2023, 1, 1))
    small.practice("A00007")[1] = "THE NEW NAME SURGERY"
    small.practice("A00011")[11:13] = ["20230331", "C"]
    small.spells("A00011")[0][9] = "20230331"
    small.spells("A00013")[0][9] = "20230331"
    small.partners.append([*small.spells("A00013")[0][:4], "U00005", "X", "", "", "20230401", "", "Y"])
    small.epraccur.append(gp("A90000", "BRAND NEW SURGERY", 77))
    small.partners.append(["A90000", "BRAND NEW SURGERY", "", "", "U00001", "X", "", "", "20230401", "", "Y"])
    changes = take(small.reports(), dated=date(2023, 4, 1)).changes
    networks = {row[0]: f" ({row[0]})" for row in small.epcn}
    assert [line for line in changes.renamed if "(A00007) is now The New Name Surgery" in line]
    assert [line for line in changes.closed if "(A00011) closed on 31 March 2023" in line]
    assert [line for line in changes.opened if line.startswith("Brand New Surgery, ") and "(A90000)" in line]
    assert [line for line in changes.joined if "(A90000) joined" in line and networks["U00001"] in line]
    assert [line for line in changes.joined if "(A00013) joined" in line and networks["U00005"] in line]
    assert [line for line in changes.left if "(A00013) left" in line and networks["U00003"] in line]
    assert [line for line in changes.left if "(A00011) left" in line]
    assert list(
        map(len, (changes.renamed, changes.closed, changes.opened, changes.joined, changes.left))
    ) == [1, 1, 1, 2, 2]


def test_an_earlier_name_is_remembered(small: England, take: Import, editions: Editions) -> None:
    take(small.reports(), dated=date(2023, 1, 1))
    old, spell = small.practice("A00007"), small.spells("A00007")[0]
    first = old[1]
    old[1] = spell[1] = "SECOND NAME SURGERY"
    take(small.reports(), dated=date(2023, 4, 1))
    old[1] = spell[1] = "THIRD NAME SURGERY"
    records = take(small.reports(), dated=date(2023, 7, 1)).records
    kept = [(name.name, name.until) for name in records.former_names if name.code == "A00007"]
    assert kept == [(first, "January 2023"), ("SECOND NAME SURGERY", "April 2023")]
    assert "Second Name Surgery" in people(records).practices["A00007"].other_names


def test_what_the_reports_say_of_tomorrow_has_not_happened(small: England, take: Import) -> None:
    small.practice("A00007")[11:13] = ["20991231", "A"]
    small.spells("A00007")[0][9] = "20991231"
    practice = people(take(small.reports()).records).practices["A00007"]
    assert practice.closed is None
    assert practice.network == "U00007"
    later = people(take(small.reports()).records, today=date(2100, 1, 1)).practices["A00007"]
    assert later.closed == date(2099, 12, 31)
    assert later.network is None


@pytest.mark.parametrize(
    ("change", "has_successor"),
    [
        ({}, False),
        ({"postcode and telephone": True}, True),
        ({"street": True}, True),
        ({"postcode and telephone": True, "two": True}, False),
    ],
)
def test_a_likely_successor_is_the_only_open_one_at_the_place(
    small: England, take: Import, change: dict[str, bool], has_successor: bool
) -> None:
    closed, heir, other = (small.practice(code) for code in ("A00007", "A00008", "A00009"))
    closed[11:13] = ["20220331", "C"]
    for row in (heir, other) if "two" in change else (heir,):
        if "postcode and telephone" in change:
            row[9], row[17] = closed[9], closed[17]
        if "street" in change:
            row[4], row[9] = closed[4], closed[9]
    successor = people(take(small.reports()).records).practices["A00007"].successor
    assert successor == ("A00008" if has_successor else None)


@pytest.mark.parametrize(
    ("names", "dated", "told"),
    [
        (["epcn-2024-11.csv", "x-202411.csv", "epraccur_2024-12.csv"], None, "November 2024"),
        (["a.csv", "b.csv", "c.csv"], None, "October 2019"),
        (["epcn-2024-11.csv", "b.csv", "c.csv"], date(2025, 2, 1), "February 2025"),
        (["2024-11/a.csv", "b.csv", "c.csv"], None, "October 2019"),
    ],
)
def test_the_edition_knows_its_month(
    small: England, take: Import, names: list[str], dated: date | None, told: str
) -> None:
    files = dict(zip(names, small.reports().values()))
    assert take(files, dated=dated).records.date == told


def test_the_workbook_alone_brings_the_networks(small: England, take: Import, editions: Editions) -> None:
    take({"a.xlsx": small.workbook()})
    reports = people(records_in_use(EMBEDDED, editions)[1])
    assert reports.practices["A00007"].network == "U00007"
    assert reports.practices["A00007"].telephone == ""


def test_files_are_read_from_disk(small: England, tmp_path: Path, editions: Editions) -> None:
    tables = (table for file in small.write(tmp_path, "2025-06") for table in tables_of_file(file))
    imported = import_tables(tables, EMBEDDED, editions, source="disk", partial=True)
    assert imported.edition.date == "June 2025"
