"""Settings: read once, from the environment, and refused by name when they are wrong."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.errors import PcnBotError, SettingsError
from bot.settings import Settings, settings


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("variable", "wrong"),
    [
        ("PCNBOT_PORT", "http"),
        ("PCNBOT_PORT", "0"),
        ("PCNBOT_PORT", "65536"),
        ("PCNBOT_CONVERSATION_MINUTES", "4"),
        ("PCNBOT_CONVERSATION_MINUTES", "1441"),
        ("PCNBOT_KEPT_TURNS", "3"),
        ("PCNBOT_KEPT_TURNS", "many"),
        ("PCNBOT_MESSAGE_LIMIT", "99"),
        ("PCNBOT_ANSWER_SECONDS", "0"),
        ("PCNBOT_ANSWER_SECONDS", "soon"),
        ("PCNBOT_LOG_LEVEL", "LOUD"),
        ("PCNBOT_DATABASE_URL", "no address"),
        ("PCNBOT_DATABASE_URL", "mysql://example/conversations"),
    ],
)
def test_a_wrong_variable_is_named(variable: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, wrong)
    with pytest.raises(SettingsError, match=variable):
        settings()


def test_all_wrong_variables_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PCNBOT_PORT", "-1")
    monkeypatch.setenv("PCNBOT_KEPT_TURNS", "0")
    with pytest.raises(SettingsError, match="PCNBOT_PORT.*PCNBOT_KEPT_TURNS"):
        settings()


def test_a_wrong_setting_is_something_that_an_operator_can_put_right() -> None:
    """It is shown without a stack trace."""
    assert issubclass(SettingsError, PcnBotError)
    code = "from bot.cli import main; main()"
    environment = {"PATH": "/usr/bin", "PCNBOT_PORT": "http"}
    done = subprocess.run(
        [sys.executable, "-c", code, "serve"], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "PCNBOT_PORT" in done.stderr and "Traceback" not in done.stderr


def test_each_variable_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "HOST": "127.0.0.1",
        "PORT": "8080",
        "KEPT_TURNS": "20",
        "LOG_LEVEL": "DEBUG",
        "ANSWER_SECONDS": "2.5",
        "ROOT": "/srv/pcn",
    }
    for name, value in given.items():
        monkeypatch.setenv(f"PCNBOT_{name}", value)
    read = settings()
    assert (read.host, read.port, read.kept_turns, read.log_level, read.answer_seconds) == (
        "127.0.0.1",
        8080,
        20,
        "DEBUG",
        2.5,
    )
    assert read.data == Path("/srv/pcn/data")


def test_without_variables_the_defaults_are_right() -> None:
    assert Settings().port == 5005


def test_settings_cannot_be_changed_while_it_runs() -> None:
    with pytest.raises(TypeError):
        settings().port = 1


def test_the_secret_is_not_shown() -> None:
    """Settings can be printed and logged."""
    shown = Settings(secret="do not tell")
    assert "do not tell" not in repr(shown) + str(shown) + str(shown.dict())


# The secret that is made


def test_a_secret_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    first = Settings(root=tmp_path).signing_secret()
    assert len(first) >= 32
    assert Settings(root=tmp_path).signing_secret() == first
    assert (tmp_path / "var" / "secret").stat().st_mode & 0o777 == 0o600


def test_the_secret_that_is_set_is_used_and_none_is_made(tmp_path: Path) -> None:
    assert Settings(root=tmp_path, secret="ours").signing_secret() == "ours"
    assert not (tmp_path / "var").exists()


def test_processes_that_start_together_agree_on_one_secret(tmp_path: Path) -> None:
    code = (
        "import sys; from bot.settings import Settings; sys.stdin.read(); print(Settings().signing_secret())"
    )
    for attempt in range(3):
        environment = {"PATH": "/usr/bin", "PCNBOT_ROOT": str(tmp_path / str(attempt))}
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", code],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(4)
        ]
        for process in processes:
            process.stdin.close()
        told = {process.stdout.read().strip() for process in processes}
        assert [process.wait() for process in processes] == [0] * 4
        assert len(told) == 1 and len(told.pop()) >= 32


def test_a_secret_that_is_empty_signs_nothing(tmp_path: Path) -> None:
    """A process that ended, or has not come further yet, between making the file and writing it."""
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret").touch(mode=0o600)
    assert len(Settings(root=tmp_path).signing_secret()) >= 32
