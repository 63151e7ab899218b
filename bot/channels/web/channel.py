"""The web channel: JSON for programs, a page for people, and two addresses for operators.

The server issues the conversation's token. A browser chooses no sender, no channel, no metadata and no slot: all
it can send is words or the id of a button, and which practice's page it is on.
"""

import contextlib
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.lock_store import LockError
from sanic import Blueprint, Sanic
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import html as html_response
from sanic.response import json as json_response
from sqlalchemy.exc import SQLAlchemyError

from bot import rasa_mends
from bot.channels.web import token
from bot.channels.web.page import Page
from bot.channels.web.replies import Replies
from bot.choices import parse_choice
from bot.front_door import last_resort
from bot.incoming import visible
from bot.resources import resources

logger = logging.getLogger(__name__)

BODY_LIMIT = 32_768
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class BadRequest(SanicException):
    """The request is not one that the API knows; the text is for the developer who made it."""

    status_code = 400
    quiet = True


class WebChannel(InputChannel):
    """Rasa's input channel at the root of the server."""

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa."""
        return "web"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "WebChannel":
        """Made by Rasa from credentials.yml, before it makes its server.

        Raises:
            ContentError: the safety files are wrong; the server does not start without them.
        """
        rasa_mends.apply()
        _ = resources().safety
        return cls()

    def url_prefix(self) -> str:
        """Our addresses begin at the root, not at /webhooks/web."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        routes = Blueprint("web")
        routes.add_route(
            self._answer_json(on_new_message), "/api/messages", methods=["POST"], name="messages"
        )
        routes.add_route(self._answer_form(on_new_message), "/", methods=["POST"], name="form")
        routes.add_route(_first_page, "/", methods=["GET", "HEAD"], name="page")
        routes.add_route(_style, "/chat.css", methods=["GET"], name="style")
        routes.add_route(_health, "/health", methods=["GET", "HEAD"], name="health")
        routes.add_route(_ready, "/ready", methods=["GET", "HEAD"], name="ready")
        routes.listener("before_server_start")(_guard)
        return routes

    def _answer_json(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Any:
        async def messages(request: Request) -> HTTPResponse:
            body = _json_object(request)
            conversation = token.conversation_of(body.get("conversation")) or token.new_conversation()
            replies = await _say(on_new_message, conversation, body)
            return json_response({"conversation": token.issue(conversation), "messages": replies.messages})

        return messages

    def _answer_form(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Any:
        async def form(request: Request) -> HTTPResponse:
            fields = await _form_fields(request)
            known = token.conversation_of(fields.get("conversation"))
            conversation = known or token.new_conversation()
            replies = await _say(on_new_message, conversation, fields)
            tracker = await _kept(request.app, conversation)
            page = Page(resources())
            said = str(fields.get("text") or "")
            return html_response(
                page.conversation(tracker, said, replies, token.issue(conversation), _page_place(fields))
            )

        return form


async def _say(
    on_new_message: Callable[[UserMessage], Awaitable[Any]], conversation: str, body: dict[str, Any]
) -> Replies:
    replies = Replies()
    words = body.get("choice") or body.get("text") or ""
    message = UserMessage(words, replies, conversation, input_channel="web", metadata=_metadata(body))
    with contextlib.suppress(LockError):
        await on_new_message(message)
    if (
        not replies.messages
    ):  # Rasa says nothing at all where it has no model, or another message takes too long
        for reply in await last_resort(message):
            await replies.send_response(conversation, reply)
    return replies


def _metadata(body: dict[str, Any]) -> dict[str, str]:
    """What the front door is told beside the words; nothing where it cannot be found out."""
    choice = body.get("choice")
    try:
        metadata = _page_place(body)
        known = choice is None or parse_choice(choice, resources()) is not None
    except Exception as error:  # noqa: BLE001 - the patient is answered all the same
        logger.error("the page of a message is not known: %s", type(error).__name__)
        return {}
    return metadata if known else {**metadata, "situation": "unknown_choice"}


async def _kept(app: Any, conversation: str) -> Any:
    """What is kept of a conversation; None where nothing can be read."""
    processor = app.ctx.agent.processor
    try:
        return await processor.tracker_store.retrieve(conversation) if processor else None
    except SQLAlchemyError:
        return None


async def _form_fields(request: Request) -> dict[str, str]:
    """The fields of the page's form, whatever the bytes are. What is typed beside a button still gets its 999."""
    if request.content_type.startswith("multipart/"):
        sent = request.form or {}
    else:
        sent = parse_qs(request.body.decode("utf-8", "replace"))
    fields = {name: values[0] for name, values in sent.items()}
    if fields.get("choice") and await resources().guard.reply_to(visible(fields.get("text"))):
        fields.pop("choice")
    return fields


def _json_object(request: Request) -> dict[str, Any]:
    try:
        # A byte that is no UTF-8 must not keep the rest of the words from the safety check.
        body = json.loads(request.body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise BadRequest("The body is not JSON.") from error
    if not isinstance(body, dict) or not ("text" in body) ^ ("choice" in body):
        raise BadRequest('The body must be an object with either "text" or "choice".')
    for name in ("text", "choice", "conversation", "practice", "network"):
        if body.get(name) is not None and not isinstance(body[name], str):
            raise BadRequest(f'"{name}" must be a string.')
    return body


def _page_place(fields: Any) -> dict[str, str]:
    """The practice and network of the page, as far as the directory knows them."""
    directory, place = resources().directory, {}
    if practice := directory.practice(str(fields.get("practice") or "")):
        place["practice"] = practice.code
    if network := directory.network(str(fields.get("network") or "")):
        place["network"] = network.code
    return place


async def _first_page(request: Request) -> HTTPResponse:
    return html_response(Page(resources()).first(_page_place(request.args)))


async def _style(request: Request) -> HTTPResponse:
    headers = {"Cache-Control": "public, max-age=3600"}
    return HTTPResponse(Page.style(), content_type="text/css; charset=utf-8", headers=headers)


async def _health(request: Request) -> HTTPResponse:
    return json_response({"status": "alive"})


async def _ready(request: Request) -> HTTPResponse:
    """Ready means: a patient who writes now gets an answer, and an emergency is noticed."""
    agent = getattr(request.app.ctx, "agent", None)
    store = getattr(getattr(agent, "processor", None), "tracker_store", None)
    checks = {
        "model": bool(agent and agent.is_ready()),
        "conversations": bool(store and store.is_reachable()),
        "safety": await resources().guard.is_working(),
    }
    return json_response(
        {"ready": all(checks.values()), "checks": checks}, 200 if all(checks.values()) else 503
    )


async def _secure(request: Request, response: HTTPResponse) -> None:
    for name, value in SECURITY_HEADERS.items():
        response.headers.setdefault(name, value)


async def _refuse(request: Request, error: SanicException) -> HTTPResponse:
    return json_response({"error": str(error)}, getattr(error, "status_code", 500))


async def _guard(app: Sanic, _: Any) -> None:
    """What holds for every address of the server, also those that do not exist."""
    app.config.REQUEST_MAX_SIZE = BODY_LIMIT
    app.register_middleware(_secure, "response")
    app.error_handler.add(SanicException, _refuse)
