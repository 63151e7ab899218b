"""The hazard log: its schema, and the file that people edit (safety-case/hazards.yml)."""

import re
from pathlib import Path
from typing import Literal

from pydantic import Field, validator

from bot.answers.answer import Strict
from bot.answers.files import StaffFile
from bot.errors import ContentError
from bot.safety_case.risk import Risk

TEST = r"^tests/[\w/]+\.py::test_\w+(\[.+\])?$"


class Control(Strict):
    """Something that makes a hazard less likely or less harmful, and the tests that verify it."""

    control: str = Field(min_length=1)
    tests: list[str] = Field(min_items=1)

    @validator("tests", each_item=True)
    def _a_test(cls, value: str) -> str:
        if not re.match(TEST, value):
            raise ValueError("this is not the name of a test, such as tests/safety/test_guard.py::test_name")
        return value


class Hazard(Strict):
    """One way in which the assistant may harm somebody, in the shape that DCB0129 asks for."""

    id: str = Field(regex=r"^H\d\d$")
    name: str = Field(min_length=1)
    hazard: str = Field(min_length=1)
    causes: list[str] = Field(min_items=1)
    effect: str = Field(min_length=1)
    initial: Risk
    controls: list[Control] = Field(min_items=1)
    for_the_deployer: list[str] = []
    residual: Risk
    rationale: str = Field(min_length=1)
    owner: str = Field(min_length=1)
    status: Literal["open", "transferred", "closed"]

    @property
    def tests(self) -> list[str]:
        """The tests of all its controls, each once."""
        return list(dict.fromkeys(test for control in self.controls for test in control.tests))


class HazardLog(Strict):
    """All hazards."""

    hazards: list[Hazard] = Field(min_items=1)

    @property
    def tests(self) -> list[str]:
        """The tests of all hazards, each once."""
        return list(dict.fromkeys(test for hazard in self.hazards for test in hazard.tests))


def load_hazards(path: Path, shown_as: Path = Path("safety-case/hazards.yml")) -> HazardLog:
    """Reads the hazard log.

    Args:
        path: the file.
        shown_as: how it is named in messages.

    Raises:
        ContentError: a field is missing or wrong, an id stands twice, or a control makes a risk greater; with file,
            line and remedy.
    """
    file = StaffFile(path, shown_as)
    log = file.as_model(HazardLog)
    if log:
        _consistent(log, file)
    if log is None or file.problems:
        raise ContentError(file.problems)
    return log


def _consistent(log: HazardLog, file: StaffFile) -> None:
    seen: set[str] = set()
    for number, hazard in enumerate(log.hazards):
        if hazard.id in seen:
            file.problem(
                file.line("hazards", number, "id"), f"{hazard.id} is there twice.", "Give it a new number."
            )
        seen.add(hazard.id)
        if hazard.residual.rating > hazard.initial.rating:
            what = f"{hazard.id}: the risk is greater with the controls than without them."
            file.problem(file.line("hazards", number, "residual"), what, "Look at both estimates again.")
