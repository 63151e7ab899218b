"""The hazard log: its form, and that every test it names is there."""

from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.safety_case.evidence import exists
from bot.safety_case.hazards import load_hazards
from tests.safety_case.conftest import HAZARDS
from tests.serving import ROOT

LOG = load_hazards(ROOT / "safety-case" / "hazards.yml")


def test_the_projects_log_has_the_hazards_of_such_an_assistant() -> None:
    assert len(LOG.hazards) >= 15
    assert [hazard.id for hazard in LOG.hazards] == [f"H{n:02}" for n in range(1, len(LOG.hazards) + 1)]


@pytest.mark.parametrize("test", LOG.tests)
def test_every_test_that_a_control_names_is_there(test: str) -> None:
    """A renamed test is renamed in safety-case/hazards.yml too."""
    assert exists(test, ROOT)


def test_no_hazard_is_left_at_a_risk_that_nobody_may_accept() -> None:
    assert not [hazard.id for hazard in LOG.hazards if hazard.residual.rating > 3]


@pytest.mark.parametrize(
    ("before", "after", "line", "said"),
    [
        ("    effect: Time is lost.\n", "", 2, "effect: this field is missing"),
        ("severity: major, likelihood: high", "severity: bad, likelihood: high", 7, "severity"),
        ("tests/test_it.py::test_passes", "the usual tests", 10, "not the name of a test"),
        ("[tests/test_it.py::test_passes]", "[]", 10, "tests"),
        ("id: H01", "id: first", 2, "id"),
        ("status: open", "status: fine", 15, "status"),
        (
            "severity: major, likelihood: low",
            "severity: catastrophic, likelihood: high",
            12,
            "greater with the controls",
        ),
        ("    name: An", "    nmae: An", 3, "nmae"),
        ("hazards:\n", "hazards: [\n", 2, "not valid YAML"),
    ],
)
def test_what_is_wrong_has_file_line_and_remedy(
    tmp_path: Path, before: str, after: str, line: int, said: str
) -> None:
    path = tmp_path / "hazards.yml"
    assert before in HAZARDS
    path.write_text(HAZARDS.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ContentError) as caught:
        load_hazards(path)
    about = [problem for problem in caught.value.problems if said in problem.what]
    assert about and about[0].remedy and about[0].file == Path("safety-case/hazards.yml")
    assert about[0].line == line


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "hazards.yml"
    path.write_text(HAZARDS + HAZARDS.removeprefix("hazards:\n"), encoding="utf-8")
    with pytest.raises(ContentError, match="H01 is there twice"):
        load_hazards(path)
