"""What operators rely on: alive, ready, and a log without a word that a patient typed. Each test has its own server."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Patient, Server, serving

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
WORD = "quincunxial"
"""A word that nobody but the patient has."""


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[Server]:
    """A server that a test may harm. It logs as much as it can."""
    with serving(tmp_path, PCNBOT_LOG_LEVEL="DEBUG") as running:
        yield running


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The folder of its conversations."""
    return tmp_path / "kept"


def lose(kept: Path) -> None:
    """The disk with the conversations goes away."""
    kept.rename(kept.with_name("lost"))


def empty(kept: Path) -> None:
    """Somebody deletes the database."""
    for file in kept.iterdir():
        file.unlink()


def damage(kept: Path) -> None:
    """The database is overwritten with something else."""
    empty(kept)
    (kept / "conversations.db").write_bytes(b"no database " * 1000)


def test_alive_and_ready(server: Server) -> None:
    assert server.get("/health").json() == {"status": "alive"}
    ready = server.get("/ready")
    assert ready.status_code == 200
    assert ready.json()["ready"] and all(ready.json()["checks"].values())
    assert server.request("HEAD", "/health").status_code == server.request("HEAD", "/ready").status_code == 200


@pytest.mark.parametrize("harm", [lose, empty, damage])
def test_without_its_database_it_is_not_ready_but_still_answers(own_server: Server, kept: Path, harm: object) -> None:
    harm(kept)
    ready = own_server.get("/ready")
    assert own_server.get("/health").status_code == 200
    assert "Something went wrong here" in Patient(own_server).says("what is a pcn")
    page = own_server.request("POST", "/", data={"text": "what is a pcn"})
    assert page.status_code == 200 and "Something went wrong here" in page.text
    assert ready.status_code == 503 and ready.json()["checks"]["conversations"] is False


@pytest.mark.parametrize("harm", [lose, damage])
def test_an_emergency_is_noticed_without_the_database(own_server: Server, kept: Path, harm: object) -> None:
    harm(kept)
    assert "999" in Patient(own_server).says("my dad is not breathing").splitlines()[0]


def test_it_recovers_with_its_database(own_server: Server, kept: Path) -> None:
    lose(kept)
    assert own_server.get("/ready").status_code == 503
    kept.with_name("lost").rename(kept)
    assert own_server.get("/ready").status_code == 200
    assert "group of GP surgeries" in Patient(own_server).says("what is a pcn")


def test_with_a_broken_model_it_is_alive_but_not_ready(tmp_path: Path) -> None:
    root = tmp_path / "root"
    shutil.copytree(ROOT / "data", root / "data")
    for name in ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(ROOT / name, root)
    made_from = json.loads((ROOT / "models" / "made-from.json").read_text())
    (root / "models").mkdir()
    (root / "models" / "made-from.json").write_text(json.dumps(made_from))
    (root / "models" / made_from["model"]).write_bytes(b"no model")
    with serving(tmp_path, ready=503, PCNBOT_ROOT=str(root)) as broken:
        assert broken.get("/health").status_code == 200
        assert broken.get("/ready").json()["checks"]["model"] is False
        answer = broken.post({"text": "what is a pcn"})
        assert answer.status_code in (200, 503) and "999" in answer.text


def test_no_level_logs_what_patients_type(own_server: Server, kept: Path) -> None:
    patient = Patient(own_server)
    for text in (WORD, f"which pcn is {WORD} surgery in", f"{WORD} road surgery", f"my dad {WORD} is not breathing", f"how many {WORD} can i take", WORD * 99):
        patient.says(text)
    own_server.post({"choice": f"ask:{WORD}"})
    own_server.post({"text": [WORD], WORD: WORD})
    own_server.post(f'{{"text": "{WORD}')
    own_server.post({"text": "hello", "conversation": WORD, "practice": WORD})
    own_server.post({"text": WORD}, "/webhooks/rest/webhook")
    own_server.request("POST", "/", data={"text": WORD})
    own_server.get(f"/?text={WORD}")
    own_server.get(f"/{WORD}")
    own_server.post(b"a" * 100_000 + WORD.encode())
    lose(kept)
    patient.says(f"what is a {WORD} pcn")
    own_server.request("POST", "/", data={"text": WORD})
    assert "failed" in own_server.printed()
    assert not re.search(WORD, own_server.printed(), re.IGNORECASE)


def test_what_it_keeps_can_be_read_by_nobody_else(own_server: Server, kept: Path) -> None:
    Patient(own_server).says("what is a pcn")
    assert (kept / "conversations.db").stat().st_mode & 0o077 == 0
