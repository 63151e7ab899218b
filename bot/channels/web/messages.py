"""Messages: what a patient sends, from the request to the replies. The JSON address and the page's form share it.

A browser sends words or the id of a button and which practice's page it is on, nothing else that is believed.
Whatever is refused on the way, a message that speaks of an emergency gets its fixed reply.
"""

import contextlib
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import LockError
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import html as html_response
from sanic.response import json as json_response
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.web import token
from bot.channels.web.body import message_id, message_of
from bot.channels.web.limits import Limits, address_of
from bot.channels.web.operations import working
from bot.channels.web.page import Page
from bot.channels.web.places import page_place
from bot.channels.web.refusals import BACK_SOON, Refusal
from bot.channels.web.replies import Replies
from bot.choices import parse_choice
from bot.front_door import fixed_reply, last_resort
from bot.resources import resources
from bot.settings import settings

FAILED = "failed"
"""The situation in which the front door apologises."""


class Messages:
    """Answers messages.

    Args:
        on_new_message: Rasa's way in, which ends at the front door.
        limits: how often somebody may send one.
    """

    def __init__(self, on_new_message: Callable[[UserMessage], Awaitable[Any]], limits: Limits) -> None:
        self._on_new_message = on_new_message
        self._limits = limits

    async def answer_json(self, request: Request) -> HTTPResponse:
        """`POST /api/messages`."""
        body = message_of(request)
        text = body.get("text") or ""
        if len(text) > settings().message_limit and not fixed_reply(text):
            raise Refusal("too_long", f"The longest text is {settings().message_limit} characters.")
        conversation, replies = await self._answer(request, body, request.headers.get("idempotency-key"))
        if replies.details[-1].get("situation") == FAILED and not all(working(request.app).values()):
            raise Refusal("unavailable", wait=BACK_SOON)
        return json_response({"conversation": token.issue(conversation), "messages": replies.messages})

    async def answer_form(self, request: Request) -> HTTPResponse:
        """`POST /`, the page without JavaScript."""
        fields = {name: values[0] for name, values in (request.form or {}).items()}
        conversation, replies = await self._answer(request, fields, fields.get("message") or None)
        tracker = await _kept(request.app, conversation)
        said = str(fields.get("text") or "")
        page = Page(resources())
        return html_response(
            page.conversation(tracker, said, replies, token.issue(conversation), page_place(fields))
        )

    async def _answer(self, request: Request, fields: dict[str, Any], key: str | None) -> tuple[str, Replies]:
        """The conversation and the replies, within the limits."""
        said = fields.get("choice") or fields.get("text") or ""
        sent_as = message_id(key, said)
        known = token.conversation_of(fields.get("conversation"))
        conversation = known or token.new_conversation(sent_as, address_of(request))
        replies = Replies()
        if wait := await self._limits.wait(request, known):
            fixed = fixed_reply(fields.get("text"))
            if not fixed:
                raise Refusal("too_many_requests", wait=wait)
            await replies.send_response(conversation, fixed)
            return conversation, replies
        message = _message(fields, replies, conversation, sent_as)
        with contextlib.suppress(LockError):
            await self._on_new_message(message)
        if not replies.messages:
            # Rasa says nothing at all where it has no model, or another message takes too long.
            await replies.send_response(conversation, last_resort(fields.get("text")))
        return conversation, replies


def _message(fields: dict[str, Any], replies: Replies, conversation: str, sent_as: str | None) -> UserMessage:
    choice, metadata = fields.get("choice"), page_place(fields)
    if choice is not None and parse_choice(choice, resources()) is None:
        choice, metadata = "", {**metadata, "situation": "unknown_choice"}
    text = choice or fields.get("text") or ""
    return UserMessage(
        text, replies, conversation, input_channel="web", message_id=sent_as, metadata=metadata
    )


async def _kept(app: Any, conversation: str) -> Any:
    """What is kept of a conversation; None where nothing can be read."""
    processor = app.ctx.agent.processor
    try:
        return await processor.tracker_store.retrieve(conversation) if processor else None
    except SQLAlchemyError:
        return None
