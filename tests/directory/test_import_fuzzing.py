"""Whatever is done to a file: the importer raises nothing but its refusal, and a refusal changes nothing."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.directory.editions.archive import Editions
from bot.directory.editions.importing import import_tables, records_in_use
from bot.directory.reports.people import people
from bot.directory.reports.tables import tables_of
from bot.errors import DirectoryError
from tests.directory.conftest import EMBEDDED, NATIONAL
from tests.directory.england import as_zip, england

SMALL = england(3, 12)
FILES = {
    **SMALL.reports(),
    "ePCN.xlsx": SMALL.workbook(),
    "all.zip": as_zip(SMALL.reports()),
    "workbook.zip": as_zip({"ePCN.xlsx": SMALL.workbook()}),
}
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def damaged(draw: st.DrawFn, content: bytes) -> bytes:
    """A file with a piece taken out, put in, doubled, or other bytes in its place, once or more often."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.sampled_from([0, 1, 2, 7, 40, 500, len(content)])))
        piece = draw(
            st.one_of(
                st.just(b""),
                st.binary(max_size=12),
                st.just(content[start:end] * 2),
                st.just(b'"'),
                st.just(b",\n"),
            )
        )
        content = content[:start] + piece + content[end:]
    return content


def is_refused_or_whole(files: dict[str, bytes], folder: Path) -> bool:
    """Imports files beside an edition in use; whether they were refused. Fails where anything else happens."""
    editions = Editions(folder / "directory.db")
    before = import_tables(
        (table for name, content in SMALL.reports().items() for table in tables_of(content, name)),
        EMBEDDED,
        editions,
        source="before",
        partial=True,
    )
    try:
        imported = import_tables(
            (table for name, content in files.items() for table in tables_of(content, name)),
            EMBEDDED,
            editions,
            source="damaged",
            partial=True,
        )
    except DirectoryError as error:
        assert str(error)
        assert records_in_use(EMBEDDED, editions) == (before.edition, before.records)
        return True
    edition, records = records_in_use(EMBEDDED, editions)
    assert edition == imported.edition
    for practice in people(records).practices.values():
        assert practice.network is None or practice.network in records.networks
    return False


@pytest.mark.parametrize("name", FILES)
@MANY
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read(name: str, data: st.DataObject) -> None:
    content = data.draw(damaged(FILES[name]))
    with tempfile.TemporaryDirectory() as folder:
        is_refused_or_whole({**SMALL.reports(), name: content}, Path(folder))


@MANY
@given(
    content=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=300).map(str.encode),
        st.just(b"PK\x03\x04").flatmap(lambda begin: st.binary(max_size=300).map(lambda rest: begin + rest)),
    )
)
def test_random_bytes_are_refused(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert is_refused_or_whole({"file": content}, Path(folder))


@MANY
@given(
    report=st.sampled_from(
        [(SMALL.epcn, "epcn"), (SMALL.partners, "epcncorepartnerdetails"), (SMALL.epraccur, "epraccur")]
    ),
    row=st.integers(0, 2),
    column=st.integers(0, 26),
    value=st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            [
                "",
                "U00000",
                "A00000",
                "20230231",
                "99999999",
                "2023-01-01",
                "'; DROP TABLE edition; --",
                "0" * 500,
            ]
        ),
    ),
)
def test_any_value_in_any_cell_is_refused_or_read(
    report: tuple[list[list[str]], str], row: int, column: int, value: str
) -> None:
    from tests.directory.england import as_csv

    rows = [list(each) for each in report[0]]
    rows[row][column % len(rows[row])] = value
    try:
        content = as_csv(rows)
    except UnicodeEncodeError:  # half of a surrogate pair, which no file can hold
        return
    with tempfile.TemporaryDirectory() as folder:
        is_refused_or_whole({**SMALL.reports(), report[1]: content}, Path(folder))


@pytest.mark.skipif(not NATIONAL.exists(), reason="the national reports are not at hand")
@pytest.mark.parametrize(
    "file",
    ["ePCN-2023-01.xlsx", "epcn-2023-01.csv", "epcncorepartnerdetails-2023-01.csv", "epraccur-2023-01.csv"],
)
@settings(MANY, max_examples=6)
@given(data=st.data())
def test_a_real_file_that_is_damaged_raises_nothing_else(file: str, data: st.DataObject) -> None:
    content = (NATIONAL / file).read_bytes()
    start = data.draw(st.integers(0, len(content) - 1))
    broken = (
        content[:start]
        + data.draw(st.binary(max_size=8))
        + content[start + data.draw(st.integers(1, 4000)) :]
    )
    with tempfile.TemporaryDirectory() as folder:
        is_refused_or_whole({file: broken}, Path(folder))
