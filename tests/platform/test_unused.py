"""bot.unused: the service runs without what it does not use, and keeps what another configuration would use."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ASKING = """
import asyncio, sys
from pathlib import Path
from bot.unused import leave_out_unused
leave_out_unused(Path({root!r}))
import sklearn
print("scikit-learn" if getattr(sklearn, "__file__", None) else "nothing")
"""
CHANNELS = """
import slack_sdk, twilio
print(*("kept" if getattr(each, "__file__", None) else "nothing" for each in (slack_sdk, twilio)))
"""
ANSWERING = """
from bot.assistant import Assistant
heard = asyncio.run(Assistant().ask("how do i order a repeat prescription"))
print(heard.topics, "scipy.stats" in sys.modules)
"""


def run(root: Path, more: str = "") -> list[str]:
    asked = ASKING.format(root=str(root)) + more
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip().splitlines()


@pytest.mark.slow
def test_the_service_answers_without_the_packages() -> None:
    said = run(ROOT, ANSWERING)
    assert (said[0], said[-1]) == ("nothing", "['repeat-prescription'] False")


@pytest.mark.parametrize(
    ("pipeline", "kept"),
    [
        ("- name: bot.understanding.reading.PatientReader", "nothing"),
        ("- name: LogisticRegressionClassifier", "scikit-learn"),
    ],
)
def test_what_another_pipeline_needs_is_kept(tmp_path: Path, pipeline: str, kept: str) -> None:
    (tmp_path / "config.yml").write_text(f"pipeline:\n{pipeline}\n")
    (tmp_path / "endpoints.yml").write_text("")
    assert run(tmp_path) == [kept]


@pytest.mark.parametrize(
    ("channels", "kept"),
    [
        ("bot.channels.web.channel.WebChannel: {}", "nothing nothing"),
        ("slack: {slack_token: x}", "kept nothing"),
        ("twilio_voice: {}", "nothing kept"),
        ("their.own.Channel: {}", "kept kept"),
    ],
)
def test_what_another_channel_needs_is_kept(tmp_path: Path, channels: str, kept: str) -> None:
    (tmp_path / "credentials.yml").write_text(channels)
    assert run(tmp_path, CHANNELS)[-1] == kept
