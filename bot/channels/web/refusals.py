"""Refusals: what the server does not do, as a sentence for the patient and a detail for the developer.

The sentences are situations of the topic not-understood (data/answers/chat/not-understood.yml). The body is
`{"error": {"code", "message", "detail"}}`; who asks for a page, as a browser does without JavaScript, gets a page.
"""

import logging
from typing import Any

from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import html as html_response
from sanic.response import json as json_response

from bot.answers.values import Place
from bot.answers.wording import PatientWording
from bot.channels.web.page import Page
from bot.channels.web.places import page_place
from bot.resources import resources
from bot.settings import settings

logger = logging.getLogger(__name__)

STATUS = {
    "bad_request": 400,
    "origin_not_allowed": 403,
    "not_found": 404,
    "too_long": 413,
    "too_many_requests": 429,
    "unavailable": 503,
}
"""Every code that a client can get, with its usual status (RFC 9110; 429 is RFC 6585)."""
CODE = {status: code for code, status in STATUS.items()}
BACK_SOON = 5
"""Seconds after which to try again where nobody knows how long something is away."""


class Refusal(SanicException):
    """A request that is not answered.

    Args:
        code: one of `STATUS`.
        detail: for the developer who made the request; never a patient's words.
        wait: seconds after which to try again, 0 where that is of no use.
        status: where it is not the code's usual one.
        headers: more of the response.
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        wait: int = 0,
        status: int = 0,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(detail, status_code=status or STATUS[code], quiet=True)
        self.code = code
        self.headers = {**(headers or {}), **({"Retry-After": str(wait)} if wait else {})}


async def refuse(request: Request, error: Exception) -> HTTPResponse:
    """The response to a request that failed, whatever the reason."""
    refusal = as_refusal(request, error)
    words = message(request, refusal.code)
    if "text/html" in request.headers.get("accept", ""):
        return html_response(Page(resources()).refusal(words), refusal.status_code, refusal.headers)
    body = {"code": refusal.code, "message": words, "detail": str(refusal)}
    return json_response({"error": body}, refusal.status_code, refusal.headers)


def as_refusal(request: Request, error: Exception) -> Refusal:
    """What a failure is to who made the request: theirs (4xx), or ours for the moment (503)."""
    if isinstance(error, Refusal):
        return error
    status = getattr(error, "status_code", 500)
    if request.method == "NONE" or isinstance(error, UnicodeDecodeError):
        # Sanic could not even read the first lines: a length that is no number, an address that is no UTF-8.
        return Refusal(
            "bad_request" if status != CODE_TOO_LONG else "too_long", "This is not HTTP as it is written."
        )
    if status < 500:
        headers: dict[str, str] = getattr(error, "headers", None) or {}
        return Refusal(CODE.get(status, "bad_request"), str(error), status=status, headers=headers)
    if not isinstance(error, SanicException):
        logger.error("%s failed: %s", request.path, type(error).__name__, exc_info=_without_words(error))
    return Refusal("unavailable", wait=BACK_SOON)


CODE_TOO_LONG = STATUS["too_long"]


def message(request: Request, code: str) -> str:
    """What the patient reads; still something to do where not even the staff's files can be read."""
    try:
        place = Place(**page_place(request.args))
        limit = str(settings().message_limit)
        return PatientWording().reply("not-understood", code, place, limit=limit)["text"]
    except Exception:
        logger.critical("ALARM: the words of a refusal cannot be read", exc_info=True)
        return resources().safety.replies["check_failed"].text


def _without_words(error: BaseException) -> Any:
    """A traceback for the log without the exception's own text, which may hold what the patient typed."""
    return (RuntimeError, RuntimeError(type(error).__name__), error.__traceback__)
