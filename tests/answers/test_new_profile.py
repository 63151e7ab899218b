"""`pcnbot network new`: a profile that passes the check, says what is still to do, and overwrites nothing."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.answers.book import AnswerBook
from bot.answers.check import check
from bot.answers.new_profile import write_new_profile
from bot.directory.reports.ods import combined, read_parts, read_records
from bot.directory.reports.records import Records
from bot.directory.reports.tables import tables_of
from bot.errors import ContentError, DirectoryError
from tests.directory.england import england

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 21)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """All staff files, without a profile for Synergy PCN."""
    return Path(shutil.copytree(ROOT / "data", tmp_path / "data"))


@pytest.fixture(scope="module")
def records() -> Records:
    """The directory that comes with the program."""
    return read_records(ROOT / "data" / "directory")


def test_a_new_profile_has_what_the_directory_knows(data: Path, records: Records) -> None:
    file = write_new_profile("u51930", data, records, {}, TODAY)
    assert file == data / "networks" / "synergy-u51930" / "network.yml"
    profile = AnswerBook.load(data).profiles["U51930"]
    assert profile.name == "Synergy PCN"
    assert profile.icb == "NHS North West London ICB"
    assert [practice.code for practice in profile.practices] == ["E86009", "E86015", "E86030", "E86036"]
    assert (profile.checked, profile.review_by) == (TODAY, date(2027, 2, 21))
    assert (profile.area, profile.patients, profile.clinical_director, profile.roles) == ("", "", "", [])


def test_the_check_passes_it_and_lists_what_is_still_to_do(data: Path, records: Records) -> None:
    before = check(data, TODAY)
    file = write_new_profile("U51930", data, records, {}, TODAY)
    added = [problem for problem in check(data, TODAY) if problem not in before]
    assert all(problem.warning for problem in added)
    marked = [number for number, line in enumerate(file.read_text().splitlines(), 1) if "TO DO" in line]
    assert [problem.line for problem in added if "still to do" in problem.what] == marked
    assert "area: still to do: the places it looks after" in added[0].what
    file.write_text(file.read_text().replace("# TO DO", "#"))
    assert check(data, TODAY) == before


def test_it_overwrites_nothing(data: Path, records: Records) -> None:
    taken = {"U12949": Path("data/networks/synergy-health/network.yml")}
    with pytest.raises(ContentError, match=r"synergy-health/network\.yml.*Synergy Health PCN has a profile"):
        write_new_profile("U12949", data, records, taken, TODAY)
    first = write_new_profile("U51930", data, records, {}, TODAY)
    first.write_text("what staff wrote")
    with pytest.raises(ContentError, match="Nothing was written"):
        write_new_profile("U51930", data, records, {}, TODAY)
    assert first.read_text() == "what staff wrote"


@pytest.mark.parametrize("code", ["U00000", "A81027", "", "../../etc"])
def test_a_code_that_is_no_network_is_told(data: Path, records: Records, code: str) -> None:
    with pytest.raises(DirectoryError, match="is no network in the NHS directory of January 2023"):
        write_new_profile(code, data, records, {}, TODAY)


def test_every_network_of_a_directory_gets_a_profile_that_can_be_read(data: Path) -> None:
    made = england(40, 200)
    made.epcn[3][1] = 'ST. JOHN\'S: "THE & BEST" #1 PCN'
    made.epcn[4][3] = "NHS SWALE CCG"
    parts = read_parts(
        table for name, content in made.reports().items() for table in tables_of(content, name)
    )
    records = combined(parts, Records("", {}, {}, ()), "January 2023")
    for code in records.networks:
        write_new_profile(code, data, records, {}, TODAY)
    book = AnswerBook.load(data)
    assert set(records.networks) <= set(book.profiles)
    assert book.profiles["U00004"].icb == ""


def test_the_command_says_where_and_what_next(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.cli import group
    from bot.settings import settings

    monkeypatch.setenv("PCNBOT_ROOT", str(data.parent))
    settings.cache_clear()
    try:
        done = CliRunner().invoke(group, ["network", "new", "U51930"])
    finally:
        settings.cache_clear()
    assert done.exit_code == 0
    assert "synergy-u51930/network.yml" in done.output and "pcnbot check" in done.output
