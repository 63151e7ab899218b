"""The safety check as it is shipped, loaded once."""

from pathlib import Path

import pytest

from bot.safety.check import SafetyCheck

DATA = Path(__file__).parents[2] / "data" / "safety"


@pytest.fixture(scope="session")
def data() -> Path:
    return DATA


@pytest.fixture(scope="session")
def safety() -> SafetyCheck:
    return SafetyCheck.load(DATA)
