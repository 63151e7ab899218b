"""`pcnbot`: what people type, what they read, and the exit codes that scripts read."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import COMMANDS, group

ROOT = Path(__file__).parents[2]
KEYS = ["text", "topics", "confidence", "alternatives", "safety", "messages"]
ANSWER = "data/answers/about-pcns/what-is-a-pcn.yml"


def pcnbot(*arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess:
    """The command as it is installed."""
    code = "from bot.cli import main; main()"
    environment = {**os.environ, "PCNBOT_ROOT": str(root)}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


# Help


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str) -> None:
    shown = CliRunner().invoke(group, [command, "--help"])
    assert shown.exit_code == 0
    assert shown.output.startswith("Usage:") and "--help" in shown.output


def test_help_lists_every_command_with_a_sentence() -> None:
    lines = CliRunner().invoke(group, ["--help"]).output.splitlines()
    assert all(
        any(line.split()[:1] == [command] and len(line.split()) > 2 for line in lines) for command in COMMANDS
    )


@pytest.mark.parametrize(
    "arguments",
    [["unknown"], ["ask"], ["ask", "what is a pcn", "--file", __file__], ["ask", "--file", "no-such-file"]],
)
def test_wrong_usage_is_told_with_exit_code_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(group, arguments).exit_code == 2


def test_ask_without_a_question_shows_how_to_ask() -> None:
    assert 'pcnbot ask "what is a pcn"' in CliRunner().invoke(group, ["ask"]).output


# ask


@pytest.mark.slow
def test_ask_prints_what_the_patient_would_see() -> None:
    done = pcnbot("ask", "what is a pcn")
    assert (done.returncode, done.stderr) == (0, "")
    assert "group of GP surgeries" in done.stdout and "[" in done.stdout


@pytest.mark.slow
def test_ask_takes_a_file_of_conversations(tmp_path: Path) -> None:
    questions = [
        "what is a pcn",
        "which pcn is yarm medical practice in",
        "and who runs it?",
        "my dad is having a heart attack",
        "asdf qwer zxcv",
        "",
        "what’s a PCN 👍",
    ]
    (tmp_path / "questions.txt").write_text("\n".join(questions), encoding="utf-8")
    done = pcnbot("ask", "--file", str(tmp_path / "questions.txt"), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["text"] for answer in answers] == questions
    assert all(list(answer) == KEYS for answer in answers)
    assert all(answer["messages"] and all(answer["messages"]) for answer in answers)
    assert answers[0]["topics"] == ["what-is-a-pcn"] and answers[0]["safety"] is None
    assert 0 < answers[0]["confidence"] <= 1
    assert all(set(each) == {"topic", "confidence"} for each in answers[0]["alternatives"])
    assert "BYTES" in answers[1]["messages"][0]
    assert "BYTES" not in answers[2]["messages"][0], "each line is a conversation of its own"
    assert (answers[3]["topics"], answers[3]["safety"]) == (["emergency"], "emergency")
    assert answers[4]["topics"] == answers[5]["topics"] == ["not-understood"]


@pytest.mark.slow
def test_ask_knows_the_page_it_is_asked_on() -> None:
    on_page = json.loads(
        pcnbot("ask", "which pcn is my practice in", "--practice", "A81027", "--json").stdout
    )
    assert "BYTES" in on_page["messages"][0]


def test_ask_without_a_model_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    done = pcnbot("ask", "what is a pcn", root=tmp_path)
    assert done.returncode == 1
    assert "pcnbot train" in done.stderr and "Traceback" not in done.stderr


# check


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A copy of all content."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return tmp_path


def test_check_finds_the_content_in_order() -> None:
    done = pcnbot("check")
    assert done.returncode == 0, done.stderr
    assert "The content is in order." in done.stdout


def test_check_says_what_is_wrong_where_and_what_to_do(content: Path) -> None:
    file = content / ANSWER
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            "topic: what-is-a-pcn", "topic: what-is-a-pcn\nanwser: Oh", 1
        ),
        encoding="utf-8",
    )
    done = pcnbot("check", root=content)
    assert done.returncode == 1
    assert f"{ANSWER}:2:" in done.stderr
    assert "to put right." in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize("command", ["train", "serve"])
def test_nothing_is_trained_or_served_while_something_is_wrong(content: Path, command: str) -> None:
    (content / ANSWER).unlink()
    done = pcnbot(command, root=content)
    assert done.returncode == 1
    assert "what-is-a-pcn" in done.stderr
    assert not (content / "models").exists()


@pytest.mark.parametrize("options", [[], ["--no-warnings"]])
def test_advice_is_no_error(content: Path, options: list[str]) -> None:
    file = content / "data" / "answers" / "who-you-might-see" / "podiatrist.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("helps_with:\n", "helps_with:\n  - sore toe\n  - sore toe\n", 1), encoding="utf-8"
    )
    done = pcnbot("check", *options, root=content)
    assert done.returncode == 0, done.stderr
    assert ("advice" in done.stdout) == (not options)
