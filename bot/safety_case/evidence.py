"""Evidence: whether the tests that controls name exist, and what came of them last."""

import ast
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree

from bot.errors import EvidenceError


class Result(StrEnum):
    """What came of a test, the worst first."""

    MISSING = "does not exist"
    FAILED = "failed"
    SKIPPED = "skipped"
    NOT_RUN = "not run"
    PASSED = "passed"


@dataclass(frozen=True)
class Evidence:
    """The last results of the named tests.

    Args:
        results: by the test's name.
        run_at: when they ran; None where nobody knows.
    """

    results: dict[str, Result]
    run_at: datetime | None

    @property
    def wanting(self) -> dict[str, Result]:
        """The tests that do not show what they are named for."""
        return {test: result for test, result in self.results.items() if result is not Result.PASSED}


def run_tests(tests: Iterable[str], root: Path, report: Path) -> None:
    """Runs tests with pytest, which shows its progress and writes a report.

    Args:
        tests: their names; those that do not exist are left out.
        root: the project's folder.
        report: the JUnit XML file to write.

    Raises:
        EvidenceError: pytest is not installed, or wrote no report.
    """
    existing = [test for test in tests if exists(test, root)]
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", f"--junitxml={report}", *existing]
    # What it prints goes to the error output: the standard output is for what this command made.
    subprocess.run(command, cwd=root, stdout=sys.stderr, check=False)
    if not report.exists():
        raise EvidenceError("The tests could not be run. Run `make setup`, then try again.")


def read_results(tests: Iterable[str], root: Path, report: Path) -> Evidence:
    """The results of tests from a JUnit XML report, as `pytest --junitxml` writes it.

    A test with parameters has passed where all its cases have; one that is named without its parameters stands for
    all of them.

    Args:
        tests: their names.
        root: the project's folder.
        report: the report.

    Raises:
        EvidenceError: the report cannot be read.
    """
    try:
        tree = ElementTree.parse(report).getroot()  # noqa: S314 - a file of the person who runs this
    except (OSError, ElementTree.ParseError) as error:
        raise EvidenceError(f"{report} is not a report of pytest (--junitxml): {error}.") from None
    cases: dict[str, list[Result]] = {}
    for case in tree.iter("testcase"):
        name = f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}"
        for key in {name, name.partition("[")[0]}:
            cases.setdefault(key, []).append(_result(case))
    results = {}
    for test in tests:
        found = min(cases.get(test, [Result.NOT_RUN]), key=list(Result).index)
        results[test] = found if exists(test, root) else Result.MISSING
    suite = next(tree.iter("testsuite"), None)
    when = suite.get("timestamp") if suite is not None else None
    return Evidence(results, datetime.fromisoformat(when) if when else None)


def exists(test: str, root: Path) -> bool:
    """Whether there is a test function of this name; its parameters are pytest's business.

    Args:
        test: such as tests/safety/test_guard.py::test_it_says_what_the_check_says.
        root: the project's folder.
    """
    file, _, name = test.partition("::")
    try:
        tree = ast.parse((root / file).read_text(encoding="utf-8"))
    except (OSError, SyntaxError):
        return False
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return any(isinstance(node, functions) and node.name == name.partition("[")[0] for node in tree.body)


def _result(case: ElementTree.Element) -> Result:
    if case.find("failure") is not None or case.find("error") is not None:
        return Result.FAILED
    return Result.SKIPPED if case.find("skipped") is not None else Result.PASSED
