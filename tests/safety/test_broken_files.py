"""Files of `data/safety` that are wrong: nobody starts with them, and whoever runs already is not harmed."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serving import Patient, own_root, serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

START = {
    "pcnbot serve": ["-c", "from bot.cli import main; main()", "serve", "--host", "127.0.0.1", "--port", "0"],
    "pcnbot ask": ["-c", "from bot.cli import main; main()", "ask", "hello"],
    "rasa run": ["-m", "rasa", "run", "--interface", "127.0.0.1", "--port", "0"],
}


def change_a_word(safety: Path) -> str:
    """Somebody corrects a reply without an approval."""
    path = safety / "replies.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("Call 999 now", "Phone 999 now", 1), "utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, start=1) if text.startswith("  wording:"))
    return f"replies.yml:{line}: The wording was changed after it was approved."


def lose(safety: Path) -> str:
    """A file is not there."""
    (safety / "red-flags.yml").unlink()
    return "red-flags.yml:1: This file is missing."


def half_write(safety: Path) -> str:
    """A file was cut off in the middle of a line."""
    (safety / "does-not-count.yml").write_text('past: ["years ago', encoding="utf-8")
    return "does-not-count.yml:1: This is not valid YAML"


HARMS = (change_a_word, lose, half_write)


@pytest.mark.parametrize(
    ("command", "harm"),
    [*((command, change_a_word) for command in START), ("pcnbot ask", lose), ("pcnbot ask", half_write)],
)
def test_nothing_starts_with_a_wrong_file(command: str, harm: Callable[[Path], str], tmp_path: Path) -> None:
    """The person at the keyboard reads file, line and remedy."""
    root = own_root(tmp_path)
    said = harm(root / "data" / "safety")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *START[command]],
        cwd=root,
        env={**os.environ, "PCNBOT_ROOT": str(root), "PCNBOT_DATABASE_URL": f"sqlite:///{tmp_path}/c.db"},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0
    assert said in done.stderr + done.stdout
    assert command == "rasa run" or "Traceback" not in done.stderr


def test_a_running_assistant_keeps_the_files_it_started_with(tmp_path: Path) -> None:
    root = own_root(tmp_path)
    with serving(tmp_path, PCNBOT_ROOT=str(root)) as server:
        for harm in HARMS:
            harm(root / "data" / "safety")
            assert Patient(server).says("my dad is not breathing").startswith("Call 999 now")
            assert Patient(server).says("i want to end my life").startswith("Call 999 or go to A&E")
            assert "group of GP surgeries" in Patient(server).says("what is a pcn")
            assert server.get("/ready").status_code == 200
