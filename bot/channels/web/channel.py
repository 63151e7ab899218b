"""The web channel: JSON for programs, pages for people, and two addresses for operators.

The server issues the conversation's token. A browser chooses no sender, no channel, no metadata and no slot.
Each address has a file of its own; what holds for all of them is `_guard`.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import html as html_response

from bot import rasa_mends
from bot.channels.web import accessibility, framing, openapi, operations, origins
from bot.channels.web.feedback import FeedbackBox
from bot.channels.web.headers import secure
from bot.channels.web.limits import Limits
from bot.channels.web.messages import Messages
from bot.channels.web.page import Page
from bot.channels.web.pages import add_pages, open_chat
from bot.channels.web.places import page_place
from bot.channels.web.refusals import refuse
from bot.resources import resources
from bot.settings import settings

BODY_LIMIT = 32_768
REQUEST_SECONDS = 20
"""How long a request may take to come in."""


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
        resources().guard.prepare()
        return cls()

    def url_prefix(self) -> str:
        """Our addresses begin at the root, not at /webhooks/web."""
        return "/"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes."""
        limits = Limits(settings().conversation_messages, settings().address_messages)
        messages = Messages(on_new_message, limits)
        routes = Blueprint("web")
        for method, path, handler, name in (
            ("POST", "/api/messages", messages.answer_json, "messages"),
            ("GET", "/api/widget", open_chat, "widget-opening"),
            ("POST", "/api/feedback", FeedbackBox(limits).take, "feedback"),
            ("GET", "/openapi.json", openapi.describe, "openapi"),
            ("GET", "/accessibility", accessibility.show, "accessibility"),
            ("POST", "/", messages.answer_form, "form"),
            ("GET", "/", _first_page, "page"),
            ("GET", "/chat.css", _style, "style"),
            ("GET", "/health", operations.health, "health"),
            ("GET", "/ready", operations.ready, "ready"),
        ):
            methods = ["GET", "HEAD"] if method == "GET" else [method]
            routes.add_route(partial(handler), path, methods=methods, name=name)  # partial: Sanic marks it
            if path.startswith(origins.API):
                before = origins.preflight(methods)
                routes.add_route(before, path, methods=["OPTIONS"], name=f"before-{name}")
        add_pages(routes)
        routes.signal(framing.EVENT)(framing.check)
        routes.listener("before_server_start")(_guard)
        return routes


async def _first_page(request: Request) -> HTTPResponse:
    return html_response(Page(resources()).first(page_place(request.args)))


async def _style(request: Request) -> HTTPResponse:
    headers = {"Cache-Control": "public, max-age=3600"}
    return HTTPResponse(Page.style(), content_type="text/css; charset=utf-8", headers=headers)


async def _guard(app: Sanic, _: Any) -> None:
    """What holds for every address of the server, also those that do not exist."""
    app.config.REQUEST_MAX_SIZE = BODY_LIMIT
    app.config.REQUEST_TIMEOUT = REQUEST_SECONDS
    app.config.PROXIES_COUNT = settings().trusted_proxies or None
    app.register_middleware(origins.guard, "request")
    app.register_middleware(origins.share, "response")
    app.register_middleware(secure, "response")
    app.error_handler.add(Exception, refuse)
