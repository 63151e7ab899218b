"""What came of a test, from pytest itself and from its report."""

from pathlib import Path

import pytest

from bot.errors import EvidenceError
from bot.safety_case.evidence import Result, exists, read_results, run_tests

NAMES = {
    "test_passes": Result.PASSED,
    "test_passes[two]": Result.PASSED,
    "test_fails": Result.FAILED,
    "test_fails[good]": Result.PASSED,
    "test_fails[bad]": Result.FAILED,
    "test_is_skipped": Result.SKIPPED,
    "test_is_an_aim": Result.SKIPPED,
    "test_nobody_wrote": Result.MISSING,
}


def test_pytest_is_run_on_the_named_tests_and_its_report_is_read(project: Path, tmp_path: Path) -> None:
    """A test with parameters has passed where all its cases have."""
    tests = [f"tests/test_it.py::{name}" for name in NAMES]
    run_tests(tests, project, tmp_path / "results.xml")
    evidence = read_results(tests, project, tmp_path / "results.xml")
    assert {test.partition("::")[2]: result for test, result in evidence.results.items()} == NAMES
    assert evidence.run_at is not None
    assert [result for result in evidence.wanting.values() if result is Result.PASSED] == []


def test_what_a_report_does_not_tell_was_not_run(project: Path, tmp_path: Path) -> None:
    report = tmp_path / "results.xml"
    run_tests(["tests/test_it.py::test_passes"], project, report)
    evidence = read_results(["tests/test_it.py::test_fails"], project, report)
    assert evidence.results == {"tests/test_it.py::test_fails": Result.NOT_RUN}


def test_a_test_that_cannot_be_imported_has_not_passed(project: Path, tmp_path: Path) -> None:
    file = project / "tests" / "test_it.py"
    file.write_text("import nothing_of_that_name\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    tests = ["tests/test_it.py::test_passes"]
    run_tests(tests, project, tmp_path / "results.xml")
    assert read_results(tests, project, tmp_path / "results.xml").wanting


@pytest.mark.parametrize("content", ["", "no XML", "<half"])
def test_another_file_is_no_report(project: Path, tmp_path: Path, content: str) -> None:
    report = tmp_path / "results.xml"
    report.write_text(content, encoding="utf-8")
    with pytest.raises(EvidenceError, match="not a report of pytest"):
        read_results([], project, report)


@pytest.mark.parametrize(
    ("name", "there"),
    [
        ("tests/test_it.py::test_passes", True),
        ("tests/test_it.py::test_passes[anything]", True),
        ("tests/test_it.py::test_pass", False),
        ("tests/test_it.py::pytest", False),
        ("tests/test_other.py::test_passes", False),
    ],
)
def test_a_test_exists_or_not(project: Path, name: str, there: bool) -> None:
    assert exists(name, project) is there
