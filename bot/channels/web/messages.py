"""Messages: what a patient sends, from the request to the replies. The JSON address and the page's form share it.

A browser sends words or the id of a button and which practice's page it is on, nothing else that is believed.
Whatever is refused on the way, a message that speaks of an emergency gets its fixed reply.
"""

import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import LockError
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import html as html_response
from sanic.response import json as json_response
from sqlalchemy.exc import SQLAlchemyError

from bot.answers.values import Place
from bot.channels.web import token
from bot.channels.web.body import message_id, message_of
from bot.channels.web.limits import Limits, address_of
from bot.channels.web.operations import working
from bot.channels.web.page import Page
from bot.channels.web.places import page_place
from bot.channels.web.refusals import BACK_SOON, Refusal
from bot.channels.web.replies import Replies
from bot.choices import parse_choice
from bot.front_door import first_replies, fixed_reply_to, last_resort
from bot.resources import resources
from bot.settings import settings

logger = logging.getLogger(__name__)

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
        if len(text) > settings().message_limit and not await fixed_reply_to(text):
            raise Refusal("too_long", f"The longest text is {settings().message_limit} characters.")
        conversation, replies = await self._answer(request, body, request.headers.get("idempotency-key"))
        if replies.details[-1].get("situation") == FAILED and not all(working(request.app).values()):
            raise Refusal("unavailable", wait=BACK_SOON)
        return json_response({"conversation": token.issue(conversation), "messages": replies.messages})

    async def answer_form(self, request: Request) -> HTTPResponse:
        """`POST /`, the page without JavaScript."""
        fields = await _form_fields(request)
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
            first = await fixed_reply_to(said)
            if not first:
                raise Refusal("too_many_requests", wait=wait)
            for reply in first_replies(first, Place(**page_place(fields))):
                await replies.send_response(conversation, reply)
            return conversation, replies
        message = UserMessage(
            said, replies, conversation, input_channel="web", message_id=sent_as, metadata=_metadata(fields)
        )
        with contextlib.suppress(LockError):
            await self._on_new_message(message)
        if not replies.messages:
            # Rasa says nothing at all where it has no model, or another message takes too long.
            for reply in await last_resort(message):
                await replies.send_response(conversation, reply)
        return conversation, replies


def _metadata(fields: dict[str, Any]) -> dict[str, str]:
    """What the front door is told beside the words; nothing where it cannot be found out."""
    choice = fields.get("choice")
    try:
        metadata = page_place(fields)
        known = choice is None or parse_choice(choice, resources()) is not None
    except Exception as error:  # noqa: BLE001 - the patient is answered all the same
        logger.error("the page of a message is not known: %s", type(error).__name__)
        return {}
    return metadata if known else {**metadata, "situation": "unknown_choice"}


async def _form_fields(request: Request) -> dict[str, str]:
    """The fields of the page's form, whatever the bytes are. What is typed beside a button still gets its 999."""
    if request.content_type.startswith("multipart/"):
        sent = request.form or {}
    else:
        sent = parse_qs(request.body.decode("utf-8", "replace"))
    fields = {name: values[0] for name, values in sent.items()}
    if fields.get("choice") and await fixed_reply_to(fields.get("text")):
        fields.pop("choice")
    return fields


async def _kept(app: Any, conversation: str) -> Any:
    """What is kept of a conversation; None where nothing can be read."""
    processor = app.ctx.agent.processor
    try:
        return await processor.tracker_store.retrieve(conversation) if processor else None
    except SQLAlchemyError:
        return None
