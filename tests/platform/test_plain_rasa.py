"""Rasa's own commands, typed in the project's folder by somebody who knows Rasa."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[2]
RASA = [sys.executable, "-W", "ignore", "-m", "rasa"]
STORIES = ROOT / "tests" / "test_stories.yml"
SECONDS_TO_START = 120
NO_WARNING = re.compile(r"UserWarning|WARNING|ERROR|Traceback")
RASAS_OWN = re.compile(r"duplicated intents have been found|MovedIn20Warning")
"""Of its imports, before anything of ours is there."""

UNUSED = re.compile(r"The (?:utterance|intent) '[\w-]+' is (?:not used in any story|listed in the domain)")
"""Rasa sees neither actions' responses nor the intents that buttons and names stand for."""


def rasa(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [*RASA, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def warnings_in(printed: str) -> list[str]:
    plain = re.sub(r"\x1b\[\d*m", "", printed)
    return [
        line
        for line in plain.splitlines()
        if NO_WARNING.search(line) and not (UNUSED.search(line) or RASAS_OWN.search(line))
    ]


def test_rasa_data_validate_finds_nothing() -> None:
    done = rasa("data", "validate")
    assert done.returncode == 0, done.stderr[-2000:]
    assert not warnings_in(done.stdout + done.stderr)


def test_rasa_train_makes_a_model(tmp_path: Path) -> None:
    done = rasa("train", "--out", str(tmp_path))
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]
    assert len(list(tmp_path.glob("*.tar.gz"))) == 1


def test_rasa_test_core_passes_the_stories(tmp_path: Path) -> None:
    done = rasa(
        "test", "core", "--stories", str(STORIES), "--out", str(tmp_path), "--fail-on-prediction-errors"
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-3000:]


@pytest.fixture(scope="module")
def plain_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """`rasa run`, with nothing but a port; its address and what it prints."""
    folder = tmp_path_factory.mktemp("plain")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {
        "PCNBOT_DATABASE_URL": f"sqlite:///{folder / 'conversations.db'}",
        "PCNBOT_SECRET": "a secret of this test, as long as secrets are",
    }
    environment = (
        {key: value for key, value in os.environ.items() if key != "RASA_TELEMETRY_ENABLED"}
        | own
        | {"HOME": str(folder)}
    )
    log = folder / "printed.log"
    with log.open("w") as printed:
        command = [*RASA, "run", "--port", str(port), "--interface", "127.0.0.1"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=printed, stderr=printed)
        try:
            url = f"http://127.0.0.1:{port}"
            until = time.monotonic() + SECONDS_TO_START
            while not is_ready(url):
                assert time.monotonic() < until and process.poll() is None, log.read_text()
                time.sleep(0.2)
            yield url, log
        finally:
            process.terminate()
            process.wait(20)


def is_ready(url: str) -> bool:
    try:
        return requests.get(f"{url}/ready", timeout=5).status_code == 200
    except requests.ConnectionError:
        return False


def test_rasa_run_answers_through_our_channel(plain_server: tuple[str, Path]) -> None:
    answer = requests.post(f"{plain_server[0]}/api/messages", json={"text": "what is a pcn"}, timeout=20)
    assert [message["topic"] for message in answer.json()["messages"]] == ["what-is-a-pcn"]


def test_rasa_run_runs_actions_and_the_safety_check(plain_server: tuple[str, Path]) -> None:
    def topics(text: str) -> list[str]:
        answer = requests.post(f"{plain_server[0]}/api/messages", json={"text": text}, timeout=20)
        return [message["topic"] for message in answer.json()["messages"]]

    assert topics("which pcn is yarm medical practice in") == ["which-pcn-is-my-practice-in"]
    assert topics("my dad is having a heart attack") == ["emergency"]


def test_rasa_run_prints_no_word_of_a_patient(plain_server: tuple[str, Path]) -> None:
    url, log = plain_server
    requests.post(f"{url}/api/messages", json={"text": "my quincunxial knee"}, timeout=20)
    assert "quincunxial" not in log.read_text()


def test_rasa_run_is_quiet(plain_server: tuple[str, Path]) -> None:
    assert not warnings_in(plain_server[1].read_text())
