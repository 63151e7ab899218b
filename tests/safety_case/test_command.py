"""`pcnbot safety case`, typed by somebody, in a small project of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.safety_case.case import DOCUMENTS
from tests.safety_case.conftest import name_test


def case(project: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Types the command."""
    return subprocess.run(
        [
            sys.executable,
            "-W",
            "ignore",
            "-c",
            "from bot.cli import main; main()",
            "safety",
            "case",
            *arguments,
        ],
        cwd=project,
        env={**os.environ, "PCNBOT_ROOT": str(project)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_writes_each_document_as_markdown_and_html_and_says_draft_on_each(project: Path) -> None:
    done = case(project, "--out", "out")
    assert done.returncode == 0, done.stderr
    files = sorted(path.name for path in (project / "out").iterdir())
    assert files == sorted(f"{name}.{kind}" for name in DOCUMENTS for kind in ("md", "html"))
    for path in (project / "out").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "DRAFT, UNSIGNED" in text and "{{" not in text and "{%" not in text
        assert path.suffix == ".md" or text.startswith("<!doctype html>")


def test_the_log_has_what_dcb0129_asks_for(project: Path) -> None:
    case(project, "--out", "out")
    log = (project / "out" / "hazard-log.md").read_text(encoding="utf-8")
    for said in (
        "Nobody says 999.",
        "- unusual words",
        "Time is lost.",
        "| before controls | major | high | 4 |",
        "| now | major | low | 3 |",
        "| A check | `tests/test_it.py::test_passes` | passed |",
        "- Watch the alarm.",
        "Owner: Clinical Safety Officer (to be named). Status: open.",
    ):
        assert said in log
    page = (project / "out" / "hazard-log.html").read_text(encoding="utf-8")
    assert "<td>A check</td>" in page and 'href="safety-case-report.html"' in page
    assert (
        "- ☐" not in page
        and "Watch the alarm. (H01)" in (project / "out" / "deployment-checklist.html").read_text()
    )


@pytest.mark.parametrize(
    ("test", "result"),
    [("test_nobody_wrote", "does not exist"), ("test_fails", "failed"), ("test_is_skipped", "skipped")],
)
def test_a_missing_or_failing_test_is_named_and_fails_the_command(
    project: Path, test: str, result: str
) -> None:
    """The documents are written all the same, and say so."""
    name_test(project, "test_passes", test)
    done = case(project, "--out", "out")
    assert done.returncode == 1
    assert f"tests/test_it.py::{test}: {result}  (H01)" in done.stderr and "Traceback" not in done.stderr
    assert (
        "1 of 2 named tests do not exist or did not pass" in (project / "out" / "hazard-log.md").read_text()
    )
    assert f"`tests/test_it.py::{test}`: {result}" in (project / "out" / "safety-case-report.md").read_text()


def test_results_of_a_run_that_is_over_can_be_used(project: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "--junitxml=results.xml", "tests"]
    subprocess.run(command, cwd=project, capture_output=True, check=False)
    done = case(project, "--results", "results.xml", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert "passed in" not in done.stderr, "no test was to be run"


def test_a_wrong_hazard_log_is_told_with_file_and_line(project: Path) -> None:
    name_test(project, "test_passes", "the usual")
    done = case(project)
    assert done.returncode == 1
    assert done.stderr.startswith("safety-case/hazards.yml:10: ")
