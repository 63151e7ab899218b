"""Origins: on whose websites the chat may stand. The profiles list them: `websites:` in data/networks/*/network.yml.

Scripts of other sites can neither send messages nor read replies (CORS, https://fetch.spec.whatwg.org/#http-cors-protocol),
and other sites cannot show the chat in a frame (CSP frame-ancestors). Programs that are no browsers send no origin.
"""

from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import empty as empty_response

from bot.channels.web.places import page_place
from bot.channels.web.refusals import Refusal, refuse
from bot.resources import resources
from bot.settings import settings

API = "/api/"
MINUTES = 600
"""Seconds for which a browser need not ask again."""


def is_allowed(request: Request, origin: str) -> bool:
    """Whether scripts of this origin may use the API: our own pages, and the profiles' websites."""
    host = urlsplit(origin).netloc
    if host and host in (request.host, urlsplit(settings().public_url).netloc):
        return True
    return any(origin in profile.websites for profile in resources().library.book.profiles.values())


async def guard(request: Request) -> HTTPResponse | None:
    """Refuses what scripts of other sites send."""
    if not request.path.startswith(API):
        return None
    origin = request.headers.get("origin")
    if origin is not None and not is_allowed(request, origin):
        return await refuse(
            request, Refusal("origin_not_allowed", "List this website in the network's profile.")
        )
    return None


def preflight(methods: list[str]) -> Callable[[Request], Awaitable[HTTPResponse]]:
    """Answers browsers that ask before a script of another site sends something.

    Args:
        methods: what an address of the API takes.
    """
    headers = {
        "Allow": ", ".join([*methods, "OPTIONS"]),
        "Access-Control-Allow-Methods": ", ".join(methods),
        "Access-Control-Allow-Headers": "Content-Type, Idempotency-Key",
        "Access-Control-Max-Age": str(MINUTES),
    }

    async def answer(request: Request) -> HTTPResponse:
        return empty_response(headers=headers)

    return answer


async def share(request: Request, response: HTTPResponse) -> None:
    """Lets the scripts of allowed sites read a reply. No credentials: there are no cookies."""
    if not request.path.startswith(API):
        return
    response.headers["Vary"] = "Origin"
    origin = request.headers.get("origin")
    if origin and is_allowed(request, origin):
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"


def frame_ancestors(request: Request) -> str:
    """Who may show this page in a frame: ourselves, and the websites of the network that the page is about."""
    place = {**page_place(request.args), **page_place(request.form or {}), **page_place(request.match_info)}
    directory = resources().directory
    practice = directory.practice(place.get("practice", ""))
    network = place.get("network") or (practice.network if practice else "")
    profile = resources().library.book.profiles.get(network or "")
    return " ".join(["'self'", *(profile.websites if profile else ())])
