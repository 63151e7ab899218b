"""The addresses that browsers open: the widget's script, the chat as a page, a page for each answer, and a demo."""

from pathlib import Path
from typing import Any

from sanic import Blueprint
from sanic.exceptions import NotFound
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import html as html_response
from sanic.response import json as json_response

from bot.channels.web.headers import EMBEDDABLE
from bot.channels.web.opening import opening
from bot.channels.web.page import Page
from bot.channels.web.places import page_place
from bot.channels.web.script import script
from bot.channels.web.theme import PICTURES, Theme
from bot.resources import resources
from bot.settings import settings

HERE = Path(__file__).parent
READ = ["GET", "HEAD"]
FOR_ANY_SITE = {**EMBEDDABLE, "Cache-Control": "public, max-age=3600"}
"""For what other sites load from here; an hour later browsers ask whether it has changed."""
PLACES = ("practice:[A-TV-Za-tv-z][0-9]{5}", "network:[Uu][0-9]{5}")


def add_pages(routes: Blueprint) -> None:
    """Adds the routes."""
    routes.add_route(_script, "/widget.js", methods=READ, name="widget")
    routes.add_route(_logo, "/logo", methods=READ, name="logo")
    for place in PLACES:
        name = place.partition(":")[0]
        routes.add_route(_chat, f"/chat/<{place}>", methods=READ, name=f"chat-{name}")
        routes.add_route(_answer, f"/chat/<{place}>/<topic:str>", methods=READ, name=f"answer-{name}")
    routes.add_route(_demo, "/demo", methods=READ, name="demo")
    routes.add_route(_file("demo.css", "text/css"), "/demo.css", methods=READ, name="demo-style")
    routes.add_route(_file("icon.svg", "image/svg+xml"), "/icon.svg", methods=READ, name="icon")


async def _script(request: Request) -> HTTPResponse:
    words, theme = resources().interface.english, Theme.load(resources().data)
    made = script(tuple(words.items()), tuple(theme.colours().items()))
    headers = {**FOR_ANY_SITE, "ETag": made.tag, "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == made.tag:
        return HTTPResponse(status=304, headers=headers)
    body = made.plain
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = made.zipped, "gzip"
    return HTTPResponse(body, headers=headers, content_type="text/javascript; charset=utf-8")


async def open_chat(request: Request) -> HTTPResponse:
    """`GET /api/widget`."""
    return json_response(opening(resources(), page_place(request.args), request.args.get("language")))


async def _logo(request: Request) -> HTTPResponse:
    theme = Theme.load(resources().data)
    if not theme.logo:
        raise NotFound("This theme has no logo.")
    picture = resources().data / theme.logo
    headers = {**FOR_ANY_SITE, "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return HTTPResponse(picture.read_bytes(), headers=headers, content_type=PICTURES[picture.suffix])


async def _chat(request: Request, **code: str) -> HTTPResponse:
    return _shown(Page(resources()).first, request, code)


async def _answer(request: Request, topic: str, **code: str) -> HTTPResponse:
    here = (settings().public_url or f"{request.scheme}://{request.host}") + request.path
    return _shown(lambda place: Page(resources()).answer(topic, place, here), request, code)


def _shown(page: Any, request: Request, code: dict[str, str]) -> HTTPResponse:
    """A page for a place; where there is no such place or answer, a page that says so and offers the chat."""
    place = page_place({name: value.upper() for name, value in code.items()})
    html = page(place) if place else None
    if html is None:
        return html_response(Page(resources()).missing(place), status=404)
    return html_response(html)


async def _demo(request: Request) -> HTTPResponse:
    """A practice's website that does not exist, with the widget on it as on a real one."""
    return html_response((HERE / "demo.html").read_text(encoding="utf-8"))


def _file(name: str, kind: str) -> Any:
    async def file(request: Request) -> HTTPResponse:
        return HTTPResponse((HERE / name).read_bytes(), content_type=f"{kind}; charset=utf-8")

    return file
