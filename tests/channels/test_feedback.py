"""Whether an answer helped: counted once for each conversation and topic."""

from datetime import date, timedelta
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

from bot.cli.feedback import command
from bot.conversations.feedback import Feedback
from tests.serving import Patient, Server

PCN = "what-is-a-pcn"


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database of its own."""
    return f"sqlite:///{tmp_path / 'conversations.db'}"


def test_staff_read_the_counts(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.settings import settings

    monkeypatch.setenv("PCNBOT_DATABASE_URL", url)
    settings.cache_clear()
    try:
        assert "Nobody has said yet" in CliRunner().invoke(command).output
        Feedback(url).count(PCN, False)
        Feedback(url).count("fit-note", False, date.today() - timedelta(days=9))
        lines = CliRunner().invoke(command, ["--days", "9"]).output.splitlines()
        assert [line.split() for line in lines[1:]] == [[PCN, "0", "1"]]
    finally:
        settings.cache_clear()


def rate(server: Server, token: object, topic: object = PCN, helpful: object = True) -> requests.Response:
    """What the widget sends."""
    return server.post({"conversation": token, "topic": topic, "helpful": helpful}, "/api/feedback")


@pytest.mark.slow
def test_a_patient_is_counted_once_for_a_topic(server: Server, patient: Patient) -> None:
    patient.says("what is a pcn")
    answers = [rate(server, patient.token, topic).json() for topic in (PCN, PCN, "fit-note")]
    assert answers == [{"counted": True}, {"counted": False}, {"counted": True}]


@pytest.mark.slow
def test_a_conversation_that_is_over_is_not_counted(server: Server) -> None:
    assert rate(server, "forged").json() == {"counted": False}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("token", "topic", "helpful"),
    [("x", "no-such-topic", True), ("x", PCN, "yes"), ("x", PCN, 1), (None, PCN, True), ("x", ["a"], True)],
)
def test_feedback_of_another_form_is_refused(
    server: Server, token: object, topic: object, helpful: object
) -> None:
    refused = rate(server, token, topic, helpful)
    assert refused.status_code == 400 and refused.json()["error"]["code"] == "bad_request"
