"""What operators rely on: alive, ready, and a log without a word that a patient typed. These tests harm a server of their own."""

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving import Patient, Server, serving

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
WORD = "quincunxial"
"""A word that nobody but the patient has."""
TEXTS = (
    WORD,
    f"which pcn is {WORD} surgery in",
    f"{WORD} road surgery",
    f"my dad {WORD} is not breathing",
    f"how many {WORD} can i take",
    WORD * 99,
)
SORRY = "Something went wrong here"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of these tests writes."""
    return tmp_path_factory.mktemp("harmed")


@pytest.fixture(scope="module")
def harmed(folder: Path) -> Iterator[Server]:
    """A server that these tests may harm. It logs as much as it can."""
    with serving(folder, PCNBOT_LOG_LEVEL="DEBUG") as running:
        yield running


@pytest.fixture
def kept(harmed: Server, folder: Path) -> Iterator[Path]:
    """The folder of its conversations, put back as it was after the test."""
    kept, copy = folder / "kept", folder / "copy"
    shutil.copytree(kept, copy)
    yield kept
    shutil.rmtree(kept, ignore_errors=True)
    copy.rename(kept)


def lose(kept: Path) -> None:
    """The disk with the conversations goes away."""
    shutil.rmtree(kept)


def empty(kept: Path) -> None:
    """Somebody deletes the database."""
    for file in kept.iterdir():
        file.unlink()


def damage(kept: Path) -> None:
    """The database is overwritten with something else."""
    empty(kept)
    (kept / "conversations.db").write_bytes(b"no database " * 1000)


HARMS = (lose, empty, damage)
Harm = Callable[[Path], None]


def test_alive_and_ready(server: Server) -> None:
    assert server.get("/health").json() == {"status": "alive"}
    ready = server.get("/ready")
    assert ready.status_code == 200
    assert ready.json()["ready"] and all(ready.json()["checks"].values())
    assert (
        server.request("HEAD", "/health").status_code == server.request("HEAD", "/ready").status_code == 200
    )


@pytest.mark.parametrize("harm", HARMS)
def test_without_its_database_it_is_alive_but_not_ready(harmed: Server, kept: Path, harm: Harm) -> None:
    harm(kept)
    assert harmed.get("/health").status_code == 200
    ready = harmed.get("/ready")
    assert ready.status_code == 503 and ready.json()["checks"]["conversations"] is False


@pytest.mark.parametrize("harm", HARMS)
def test_without_its_database_it_says_so_and_when_to_try_again(
    harmed: Server, kept: Path, harm: Harm
) -> None:
    harm(kept)
    refused = harmed.post({"text": "what is a pcn", "practice": "A81027"})
    assert refused.status_code == 503 and int(refused.headers["Retry-After"]) > 0
    assert refused.json()["error"]["code"] == "unavailable"
    assert "I cannot answer just now" in refused.json()["error"]["message"]
    assert "call 999" in refused.json()["error"]["message"]


@pytest.mark.parametrize("harm", HARMS)
def test_without_its_database_the_page_says_so_too(harmed: Server, kept: Path, harm: Harm) -> None:
    harm(kept)
    page = harmed.request("POST", "/", data={"text": "what is a pcn"})
    assert page.status_code == 200
    assert SORRY in page.text


@pytest.mark.parametrize("harm", HARMS)
def test_an_emergency_is_noticed_without_the_database(harmed: Server, kept: Path, harm: Harm) -> None:
    harm(kept)
    assert "999" in Patient(harmed).says("my dad is not breathing").splitlines()[0]


def test_it_recovers_with_its_database(harmed: Server, kept: Path, folder: Path) -> None:
    kept.rename(folder / "away")
    assert harmed.get("/ready").status_code == 503
    (folder / "away").rename(kept)
    assert harmed.get("/ready").status_code == 200
    assert "group of GP surgeries" in Patient(harmed).says("what is a pcn")


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
        refused = broken.post({"text": "what is a pcn"})
        assert refused.status_code == 503 and refused.headers["Retry-After"]
        assert "999" in refused.json()["error"]["message"]
        assert Patient(broken).says("my dad is not breathing").startswith("Call 999 now")


def test_no_level_logs_what_patients_type(harmed: Server, kept: Path) -> None:
    for text in TEXTS:
        harmed.post({"text": text})
    harmed.post({"choice": f"ask:{WORD}"})
    harmed.post({"text": [WORD], WORD: WORD})
    harmed.post(f'{{"text": "{WORD}')
    harmed.post({"text": "hello", "conversation": WORD, "practice": WORD})
    harmed.post({"text": WORD}, "/webhooks/rest/webhook")
    harmed.request("POST", "/", data={"text": WORD})
    harmed.get(f"/?text={WORD}")
    harmed.get(f"/{WORD}")
    harmed.post(b"a" * 100_000 + WORD.encode())
    lose(kept)
    harmed.post({"text": f"what is a {WORD} pcn"})
    harmed.post({"text": WORD}, headers={"Idempotency-Key": WORD, "Origin": f"https://{WORD}.example"})
    harmed.request("POST", "/", data={"text": WORD})
    assert "failed" in harmed.printed()
    assert not re.search(WORD, harmed.printed(), re.IGNORECASE)
