"""The accessibility statement as a page."""

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import html as html_response

from bot.accessibility import RESULTS, Results, Words, statement
from bot.channels.web.page import Page
from bot.resources import resources
from bot.settings import settings


async def show(request: Request) -> HTTPResponse:
    """`GET /accessibility`, as the files say now."""
    parts = statement(Words.load(settings().data), Results.load(settings().root / RESULTS))
    return html_response(Page(resources()).statement(parts))
