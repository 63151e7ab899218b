"""The check within its time limit: whatever happens to it, somebody gets the emergency note and somebody an alarm."""

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.errors import ContentError
from bot.safety.check import LONGEST_TEXT, Outcome, SafetyCheck
from bot.safety.guard import FAILED, PLAIN_EMERGENCY, Guard

WORD = "quincunxial"
"""A word that nobody but the patient has."""


class Broken:
    """A check that does what it is told to."""

    def __init__(self, does: Callable[[], object]) -> None:
        self.check = lambda text: does()


def raises() -> None:
    raise ValueError(f"something about {WORD}")


@pytest.fixture
def hangs() -> Iterator[Callable[[], object]]:
    """Hangs until the test is over."""
    over = threading.Event()
    yield lambda: over.wait(30)
    over.set()


@pytest.fixture
def guard(safety: SafetyCheck) -> Guard:
    guard = Guard(lambda: safety)
    guard.prepare()
    return guard


async def test_it_says_what_the_check_says(guard: Guard) -> None:
    assert await guard.reply_to("my dad is not breathing") == Outcome.EMERGENCY.value
    assert await guard.reply_to("i want to end my life") == Outcome.CRISIS.value
    assert await guard.reply_to("my husband hits me") == Outcome.SAFEGUARDING.value
    assert await guard.reply_to("what time do you open") is None
    assert await guard.is_working()


async def test_a_check_that_raises_has_failed(caplog: pytest.LogCaptureFixture) -> None:
    guard = Guard(lambda: Broken(raises))
    assert await guard.reply_to(f"hello {WORD}") == FAILED
    assert [record.levelno for record in caplog.records] == [logging.CRITICAL]
    assert "ALARM" in caplog.text and WORD not in caplog.text
    assert not await guard.is_working()


async def test_a_check_that_cannot_be_loaded_has_failed() -> None:
    def load() -> SafetyCheck:
        raise FileNotFoundError("data/safety")

    assert await Guard(load).reply_to("hello") == FAILED


async def test_a_check_that_hangs_has_failed_and_does_not_stop_the_next(
    safety: SafetyCheck, hangs: Callable[[], object]
) -> None:
    checks = iter([Broken(hangs), safety])
    guard = Guard(lambda: next(checks), seconds=0.2)
    assert await guard.reply_to("hello") == FAILED
    assert await guard.reply_to("my dad is not breathing") == Outcome.EMERGENCY.value


async def test_when_all_threads_hang_every_message_gets_the_note(hangs: Callable[[], object]) -> None:
    guard = Guard(lambda: Broken(hangs), seconds=0.1)
    assert [await guard.reply_to("hello") for _ in range(6)] == [FAILED] * 6


@pytest.mark.parametrize("always", [None, Outcome.EMERGENCY])
async def test_a_check_that_notices_nothing_or_everything_is_not_working(always: Outcome | None) -> None:
    assert not await Guard(lambda: Broken(lambda: always)).is_working()


async def test_what_the_check_needs_is_loaded_before_the_first_message(safety: SafetyCheck) -> None:
    loaded = []

    def load() -> SafetyCheck:
        loaded.append(safety)
        return safety

    Guard(load).prepare()
    assert loaded


def test_preparing_tells_what_is_wrong_with_the_files(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        Guard(lambda: SafetyCheck.load(tmp_path)).prepare()


async def test_a_failure_is_remembered_for_whoever_looks_once_a_minute(
    safety: SafetyCheck, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks = iter([Broken(raises), safety, safety, safety, safety])
    guard = Guard(lambda: next(checks))
    await guard.reply_to("hello")
    assert not await guard.is_working()
    monkeypatch.setattr("bot.safety.guard.REMEMBERED_SECONDS", 0)
    assert await guard.is_working()


@pytest.mark.parametrize(
    "before", [0, LONGEST_TEXT - 510, LONGEST_TEXT - 12, LONGEST_TEXT + 7, 3 * LONGEST_TEXT]
)
async def test_an_emergency_is_noticed_wherever_it_stands_in_a_long_text(guard: Guard, before: int) -> None:
    text = f"{'nothing much. ' * (before // 14)}{PLAIN_EMERGENCY}. {'nothing much. ' * 2000}"
    assert await guard.reply_to(text) == Outcome.EMERGENCY.value


async def test_the_gravest_of_several_pieces_wins(guard: Guard) -> None:
    text = f"i want to end my life. {'nothing much. ' * 3000} {PLAIN_EMERGENCY}."
    assert await guard.reply_to(text) == Outcome.EMERGENCY.value
