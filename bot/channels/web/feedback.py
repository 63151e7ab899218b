"""Feedback: did an answer help? Counted once for each conversation and topic; the conversation is not kept with it."""

from functools import cached_property
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.web import token
from bot.channels.web.body import json_object
from bot.channels.web.limits import Limits
from bot.channels.web.refusals import BACK_SOON, Refusal
from bot.conversations.feedback import Feedback
from bot.resources import resources


class FeedbackBox:
    """`POST /api/feedback`.

    Args:
        limits: how often somebody may say something.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits

    async def take(self, request: Request) -> HTTPResponse:
        """Counts what a patient said of an answer, if it comes from a conversation that goes on."""
        body = _feedback_of(request)
        if wait := await self._limits.wait(request, None):
            raise Refusal("too_many_requests", wait=wait)
        conversation = token.conversation_of(body["conversation"])
        counted = bool(conversation) and await self._limits.is_first(conversation or "", body["topic"])
        if counted:
            self._count(body["topic"], body["helpful"])
        return json_response({"counted": counted})

    def _count(self, topic: str, helpful: bool) -> None:
        try:
            self._feedback.count(topic, helpful)
        except SQLAlchemyError as error:
            raise Refusal("unavailable", wait=BACK_SOON) from error

    @cached_property
    def _feedback(self) -> Feedback:
        return Feedback()


def _feedback_of(request: Request) -> dict[str, Any]:
    """The body.

    Raises:
        Refusal: a field is missing or of another kind, or nobody knows the topic.
    """
    body = json_object(request)
    for name, kind in (("conversation", str), ("topic", str), ("helpful", bool)):
        if not isinstance(body.get(name), kind):
            raise Refusal("bad_request", f'"{name}" is missing or of another kind.')
    if body["topic"] not in resources().library.book.answers:
        raise Refusal("bad_request", "There is no such topic.")
    return body
