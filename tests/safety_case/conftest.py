"""A small project with a hazard log and three tests of its own: one passes, one fails, one is skipped."""

import shutil
from pathlib import Path

import pytest

from tests.serving import ROOT

HAZARDS = """\
hazards:
  - id: H01
    name: An emergency is not noticed
    hazard: Nobody says 999.
    causes: [unusual words]
    effect: Time is lost.
    initial: {severity: major, likelihood: high}
    controls:
      - control: A check
        tests: [tests/test_it.py::test_passes]
    for_the_deployer: [Watch the alarm.]
    residual: {severity: major, likelihood: low}
    rationale: No check is complete.
    owner: Clinical Safety Officer (to be named)
    status: open
"""
TESTS = """\
import pytest

@pytest.mark.parametrize("case", ["one", "two"])
def test_passes(case):
    assert case

@pytest.mark.parametrize("case", ["good", "bad"])
def test_fails(case):
    assert case == "good"

def test_is_skipped():
    pytest.skip("not today")

@pytest.mark.xfail(reason="an aim")
def test_is_an_aim():
    assert False
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Its folder."""
    root = tmp_path / "project"
    (root / "tests").mkdir(parents=True)
    (root / "tests" / "test_it.py").write_text(TESTS, encoding="utf-8")
    (root / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", encoding="utf-8")
    shutil.copytree(ROOT / "safety-case", root / "safety-case")
    (root / "safety-case" / "hazards.yml").write_text(HAZARDS, encoding="utf-8")
    (root / "data" / "safety").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "safety" / "replies.yml", root / "data" / "safety")
    return root


def name_test(project: Path, *tests: str) -> None:
    """Lets the control name other tests."""
    named = ", ".join(f"tests/test_it.py::{test}" for test in tests)
    path = project / "safety-case" / "hazards.yml"
    text = path.read_text(encoding="utf-8").replace("tests/test_it.py::test_passes", named)
    path.write_text(text, encoding="utf-8")
