"""Conversations over all of England, and the day on which its directory arrives, with the real server."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.directory.editions.archive import Editions
from bot.directory.editions.importing import import_tables, records_in_use
from bot.directory.reports.people import people
from bot.directory.reports.tables import tables_of, tables_of_file
from tests.conversations.script import FOLDER, Conversation, complaints, conversations, transcript
from tests.directory.conftest import EMBEDDED, NATIONAL
from tests.directory.familiar import familiar_england
from tests.serving import Patient, Server, serving
from tests.wording import Wording

pytestmark = pytest.mark.slow
SCRIPTS = conversations(FOLDER / "england")
SECONDS_TO_TAKE_UP = 60


def import_england(file: Path) -> Editions:
    """All of England in a file of editions: the real one where the reports are at hand, else a made-up one."""
    if NATIONAL.exists():
        tables = (table for report in sorted(NATIONAL.glob("*.csv")) for table in tables_of_file(report))
    else:
        reports = familiar_england().reports()
        tables = (
            table for name, content in reports.items() for table in tables_of(content, f"{name}-2023-01")
        )
    editions = Editions(file)
    import_tables(tables, EMBEDDED, editions, source="a test")
    return editions


@pytest.fixture(scope="module")
def england(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that began with three networks and was given all of England while it ran."""
    folder = tmp_path_factory.mktemp("england")
    file = folder / "directory.db"
    with serving(folder, PCNBOT_DIRECTORY_FILE=str(file)) as server:
        before = Patient(server).says("which pcn is park lane surgery in")
        assert "BYTES PCN" in before, "the only Park Lane Surgery of the three networks"
        import_england(file)
        until = time.monotonic() + SECONDS_TO_TAKE_UP
        while "Which one" not in Patient(server).says("which pcn is park lane surgery in"):
            assert time.monotonic() < until, server.printed()
            time.sleep(0.5)
        yield server


@pytest.fixture(scope="module")
def words(england: Server) -> Wording:
    """Everything that staff wrote, and what the directory says."""
    _, records = records_in_use(EMBEDDED, Editions(england.log.parent / "directory.db"))
    reports = people(records)
    names = [network.name for network in reports.networks.values()]
    for practice in reports.practices.values():
        names += [practice.name, practice.town, *practice.address, practice.postcode, practice.telephone]
        names += [f"{day.day} {day:%B %Y}" for day in (practice.closed, practice.left_network) if day]
    return Wording(names=names)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_it_goes_as_written(script: Conversation, england: Server, words: Wording) -> None:
    replies = script.play(england)
    wrong = complaints(script, replies, words)
    assert not wrong, "\n".join(["", *wrong, "", transcript(script, replies)])


def test_an_answer_leads_to_the_surgerys_page_on_the_nhs_website(england: Server) -> None:
    (reply,) = Patient(england).send(text="which pcn is yarm medical practice in")
    links = [link["url"] for link in reply["links"]]
    assert "https://www.nhs.uk/services/gp-surgery/yarm-medical-practice/A81027" in links


def test_a_practice_that_a_rollback_takes_away_ends_a_conversation_about_it_kindly(tmp_path: Path) -> None:
    """The patient had a button for it; the directory in use has no such practice any more."""
    file = tmp_path / "directory.db"
    editions = import_england(file)
    with serving(tmp_path, PCNBOT_DIRECTORY_FILE=str(file)) as server:
        patient = Patient(server)
        assert "Greater Derby PCN" in patient.says("which pcn is park lane surgery in derby in")
        editions.roll_back()
        until = time.monotonic() + SECONDS_TO_TAKE_UP
        while "BYTES" not in Patient(server).says("which pcn is park lane surgery in"):
            assert time.monotonic() < until, server.printed()
            time.sleep(0.5)
        assert "Derby" not in patient.says("what is its phone number")
        assert "registered with your GP surgery" in patient.says("am i still registered")
