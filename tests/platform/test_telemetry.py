"""Nothing reports anything to anybody: the processes' connections are watched (watched/sitecustomize.py)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.telemetry import OFF
from tests.serving import Patient, serving

WATCHED = str(Path(__file__).parent / "watched")


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where processes that are started note each connection to another machine. No switch is off before."""
    monkeypatch.setenv("PYTHONPATH", WATCHED)
    monkeypatch.setenv("CONNECTIONS", str(tmp_path / "connections"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in OFF:
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "connections"


@pytest.mark.parametrize(
    "code",
    [
        "import socket; s = socket.socket(); s.settimeout(0.1); s.connect(('192.0.2.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://telemetry.invalid', timeout=0.1)",
    ],
)
def test_the_watch_sees_a_connection(notes: Path, code: str) -> None:
    subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert notes.read_text()


@pytest.mark.slow
def test_the_server_calls_nobody(notes: Path, tmp_path: Path) -> None:
    """Started, asked, and asked something that fails."""
    with serving(tmp_path) as server:
        patient = Patient(server)
        patient.says("which pcn is yarm medical practice in")
        patient.says("my name is John Smith, what is a pcn")
        (tmp_path / "kept" / "conversations.db").unlink()
        server.post(b'{"text": "what is a pcn"}')
        server.post(b"nonsense")
    assert not notes.exists(), notes.read_text()


@pytest.mark.slow
def test_rasas_own_command_calls_nobody(notes: Path) -> None:
    """It would report its use before it does anything, were it not for us."""
    command = [sys.executable, "-W", "ignore", "-m", "rasa", "data", "validate"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert not notes.exists(), notes.read_text()


def test_the_switches_hold_for_what_a_command_starts() -> None:
    code = "from bot.cli import quiet; quiet(); import os, json; print(json.dumps(dict(os.environ)))"
    environment = {name: value for name, value in os.environ.items() if name not in OFF}
    shown = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert all(f'"{name}": "{value}"' in shown.stdout for name, value in OFF.items())


def test_crash_reports_that_were_begun_are_ended() -> None:
    """As where somebody types `rasa run`: Rasa reads its switch before it imports anything of ours."""
    code = (
        "import sentry_sdk; sentry_sdk.init('https://key@reports.invalid/1', default_integrations=False);"
        "from bot import telemetry; telemetry.switch_off();"
        "client = sentry_sdk.Hub.current.client; print(client.transport is None)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "True"
