"""Files are known by their content; what is damaged, foreign or made to do harm is refused with its place."""

import io
import zipfile
from pathlib import Path

import pytest

from bot.directory.reports import tables
from bot.directory.reports.ods import read_parts
from bot.directory.reports.tables import tables_of, tables_of_file
from bot.errors import DirectoryError
from tests.directory.england import England, as_csv, as_zip, england


@pytest.fixture(scope="module")
def small() -> England:
    """Ten networks with sixty practices."""
    return england(10, 60)


@pytest.fixture(scope="module")
def workbook(small: England) -> bytes:
    """Their ePCN workbook."""
    return small.workbook()


def reports_in(content: bytes) -> set[str]:
    """The reports among the tables of a file without a telling name."""
    return set(read_parts(tables_of(content, "file")).sources)


def refusal(content: bytes) -> str:
    """Why a file is refused."""
    with pytest.raises(DirectoryError) as error:
        read_parts(tables_of(content, "file"))
    return str(error.value)


def test_each_report_is_known_by_its_columns(small: England) -> None:
    for name, content in small.reports().items():
        assert reports_in(content) == {name}
        assert reports_in(b"\xef\xbb\xbf" + content) == {name}, "with a byte order mark"
        assert reports_in(content.replace(b"\r\n", b"\n").replace(b'"', b"")) == {name}, "without quotes"


@pytest.mark.parametrize("area", ["CCG", "Sub ICB Loc"])
def test_the_workbook_holds_two_reports_whatever_its_year_calls_the_areas(small: England, area: str) -> None:
    parts = read_parts(tables_of(small.workbook(area), "file"))
    plain = read_parts(table for content in small.reports().values() for table in tables_of(content, "file"))
    assert parts.networks == plain.networks
    assert parts.memberships == plain.memberships
    assert parts.practices is None


def test_a_zip_holds_what_its_files_hold(small: England, workbook: bytes) -> None:
    csv = {f"folder/{name}.dat": content for name, content in small.reports().items()}
    assert reports_in(as_zip({**csv, "readme.pdf": b"%PDF-1.4", "__MACOSX/._x": b"\0"})) == set(
        small.reports()
    )
    assert reports_in(as_zip({"ePCN.xlsx": workbook})) == {"epcn", "epcncorepartnerdetails"}


def test_a_report_given_twice_is_taken_once_if_it_says_the_same(small: England, workbook: bytes) -> None:
    twice = as_zip({"ePCN.xlsx": workbook, "epcn.csv": as_csv(small.epcn)})
    assert reports_in(twice) == {"epcn", "epcncorepartnerdetails"}
    before = as_zip({"epcn.csv": as_csv(small.epcn), "ePCN.xlsx": workbook})
    assert reports_in(before) == {"epcn", "epcncorepartnerdetails"}
    other = as_zip({"ePCN.xlsx": workbook, "epcn.csv": as_csv(small.epcn[:5])})
    assert "and so is file: ePCN.xlsx" in refusal(other)


def test_the_row_and_the_reason_are_told(small: England) -> None:
    rows = [list(row) for row in small.epcn]
    rows[3][4] = "2019-10-01"
    said = refusal(as_csv(rows))
    assert said.startswith("file, row 4: column 5 must be a date")
    assert "\n    " in said, "a remedy follows"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \r\n \n", "is empty"),
        (b"<!DOCTYPE html><html><body>Service unavailable</body></html>", "is a web page"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old or locked Excel"),
        ("U00001,Café".encode("utf-16"), "not text in UTF-8"),
        (b"U00001,Caf\xe9,01A", "row 1: is not text in UTF-8"),
        (b"a,b,c\n1,2,3", "none of the reports"),
        (b'{"error": "not found"}', "none of the reports"),
        (b'"U00001","THE', "row 1: is not CSV"),
        (b"PK\x03\x04 and then nothing", "damaged zip"),
    ],
)
def test_what_is_no_report_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    assert reason in refusal(content)


@pytest.mark.parametrize("report", ["epcn", "epcncorepartnerdetails", "epraccur"])
def test_a_report_that_breaks_off_is_refused(small: England, report: str) -> None:
    content = small.reports()[report]
    assert "file, row " in refusal(content[: len(content) // 2 + 9])


@pytest.mark.parametrize("wrong", ["CAFÃ© SURGERY", "CAF\ufffd SURGERY", "CAFE\x07 SURGERY"])
def test_a_wrong_encoding_is_seen_where_the_bytes_are_utf8(small: England, wrong: str) -> None:
    rows = [list(row) for row in small.epcn]
    rows[6][1] = wrong
    assert refusal(as_csv(rows)).startswith("file, row 7: column 2 holds characters of a wrong encoding")


def test_letters_with_accents_are_no_wrong_encoding(small: England) -> None:
    rows = [list(row) for row in small.epcn]
    rows[6][1] = "CAFÉ Ŵ PCN"
    assert read_parts(tables_of(as_csv(rows), "file")).networks["U00006"].name == "CAFÉ Ŵ PCN"


def test_a_foreign_workbook_is_refused(small: England) -> None:
    import openpyxl

    content = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Name", "Telephone"])
    book.save(content)
    assert "file, sheet Sheet, row 1: is none of the reports" in refusal(content.getvalue())


def test_notes_beside_the_reports_of_a_workbook_are_left_out(workbook: bytes) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook))
    book.create_sheet("Notes", 0).append(["This workbook is published each month."])
    content = io.BytesIO()
    book.save(content)
    assert reports_in(content.getvalue()) == {"epcn", "epcncorepartnerdetails"}


def test_a_damaged_workbook_is_refused(workbook: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        members = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet2.xml"
    for broken in (members[sheet][:3000], b"", b"<worksheet/>"):
        assert refusal(as_zip({**members, sheet: broken}))
    assert refusal(workbook[: len(workbook) // 2])


def test_bombs_are_refused_before_they_are_unpacked(workbook: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "LARGEST", 2**20)
    assert "unpacks to more than 1 MB" in refusal(as_zip({"epcn.csv": b"0" * 2**21}))
    assert "is a zip inside a zip" in refusal(as_zip({"a.zip": as_zip({"epcn.csv": b"x"})}))
    assert "holds 101 files" in refusal(as_zip({f"{number}.csv": b"x" for number in range(101)}))
    assert "has more than 1 MB" in refusal(b"x" * (2**20 + 1))


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    honest = as_zip({"epcn.csv": b"0" * 2**20})
    assert refusal(honest.replace((2**20).to_bytes(4, "little"), (100).to_bytes(4, "little")))


def test_xml_that_grows_when_read_is_refused(workbook: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(workbook)) as book:
        members = {name: book.read(name) for name in book.namelist()}
    laughs = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY l2 "&lol;&lol;">]><worksheet>&l2;</worksheet>'
    assert "document type" in refusal(as_zip({**members, "xl/worksheets/sheet1.xml": laughs}))


def test_a_sheet_without_end_is_refused(workbook: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 30)
    assert "more than 30 rows" in refusal(workbook)


def test_a_missing_file_is_told_by_its_name(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match=r"nothing\.csv: cannot be read"):
        list(tables_of_file(tmp_path / "nothing.csv"))
