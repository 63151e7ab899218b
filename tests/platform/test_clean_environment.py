"""A server that starts where there is nothing: no home, no variables, nothing written before."""

import os
from pathlib import Path

import pytest

from tests.serving import Patient, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

KEPT = {"PATH", "LD_LIBRARY_PATH", "SYSTEMROOT"}


@pytest.fixture
def nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and the variables that no process can do without."""
    for name in set(os.environ) - KEPT:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    return home


def test_the_server_starts_and_answers(nothing: Path, tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        assert "group of GP surgeries" in Patient(server).says("what is a pcn")
        assert "Traceback" not in server.printed()


def test_it_leaves_nothing_in_somebodys_home(nothing: Path, tmp_path: Path) -> None:
    """No settings of Rasa's, no caches of libraries."""
    with serving(tmp_path) as server:
        Patient(server).says("which pcn is yarm medical practice in")
    assert not [path.relative_to(nothing).as_posix() for path in nothing.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "setting",
    [{"LANG": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0"}, {"TZ": "Pacific/Kiritimati"}],
    ids=lambda setting: next(iter(setting)),
)
def test_neither_language_nor_time_zone_matters(
    nothing: Path, tmp_path: Path, setting: dict[str, str]
) -> None:
    """Staff's files are UTF-8 wherever the server stands."""
    with serving(tmp_path, **setting) as server:
        assert Patient(server).says("what is a pcn")
        assert "→" not in server.printed() and "UnicodeDecodeError" not in server.printed()
