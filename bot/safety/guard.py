"""The check as the front door calls it: within a time limit, with an alarm where it fails, and a memory of that."""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from bot.safety.check import LONGEST_TEXT, Outcome, SafetyCheck

logger = logging.getLogger(__name__)

FAILED = "check_failed"
"""The fixed reply where the check itself failed."""

SECONDS = 3.0
"""The check takes some 10 milliseconds, a quarter of a second for the longest text. Whoever waits longer gets the note."""

REMEMBERED_SECONDS = 60
"""So long after a failure the service does not call itself ready, for whoever looks once a minute."""

OVERLAP = 500
PLAIN_EMERGENCY = "my dad is having a heart attack"
PLAIN_QUESTION = "what time does the surgery open"


class Guard:
    """Says which fixed reply a message gets before anything else looks at it.

    The check runs in a thread of its own, so that one that hangs holds up nobody. Threads that hang for good are
    not replaced: when all of them do, every message gets the emergency note.

    Args:
        check: the safety check, asked for on each use, so that one that cannot be had is a failure like any other.
        seconds: the time limit.
    """

    def __init__(self, check: Callable[[], SafetyCheck], seconds: float = SECONDS) -> None:
        self._check = check
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="safety-check")
        self._failed_at = float("-inf")

    def prepare(self) -> None:
        """Loads all that the check needs, so that no patient waits for it.

        Raises:
            ContentError: the safety files are wrong.
        """
        self._check().check(PLAIN_QUESTION)

    async def reply_to(self, text: str) -> str | None:
        """The name of the fixed reply; None for an ordinary message. Never raises.

        Args:
            text: all that was typed, however long.
        """
        checking = asyncio.get_running_loop().run_in_executor(self._threads, self._outcome, text)
        try:
            outcome = await asyncio.wait_for(checking, self._seconds)
        except Exception as error:  # noqa: BLE001 - a broken check must not let the message through unchecked
            self._failed_at = time.monotonic()
            logger.critical(
                "ALARM: the safety check failed (%s); patients get the emergency note instead of answers",
                type(error).__name__,
            )
            return FAILED
        return outcome.value if outcome else None

    async def is_working(self) -> bool:
        """Whether the check tells a plain emergency from a plain question now, and has not failed for a minute."""
        noticed = await self.reply_to(PLAIN_EMERGENCY) == Outcome.EMERGENCY.value
        left_alone = await self.reply_to(PLAIN_QUESTION) is None
        return noticed and left_alone and time.monotonic() - self._failed_at > REMEMBERED_SECONDS

    def _outcome(self, text: str) -> Outcome | None:
        check = self._check()
        found = {check.check(piece) for piece in _pieces(text)}
        return next((outcome for outcome in Outcome if outcome in found), None)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that the check reads to their end. They overlap, so that no sentence is cut in all of them."""
    for start in range(0, max(len(text) - OVERLAP, 1), LONGEST_TEXT - OVERLAP):
        yield text[start : start + LONGEST_TEXT]
