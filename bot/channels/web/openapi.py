"""The description of the API for programs (OpenAPI 3.0), from openapi.yml, with the limits and topics that there are."""

from pathlib import Path
from typing import Any

import yaml
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.resources import resources
from bot.settings import settings


async def describe(request: Request) -> HTTPResponse:
    """`GET /openapi.json`. Any program may read it."""
    return json_response(description(), headers={"Access-Control-Allow-Origin": "*"})


def description() -> dict[str, Any]:
    """The description as a program reads it."""
    content = yaml.safe_load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
    schemas = content["components"]["schemas"]
    schemas["Words"]["properties"]["text"]["maxLength"] = settings().message_limit
    rated = content["paths"]["/api/feedback"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    rated["properties"]["topic"]["enum"] = sorted(resources().library.book.answers)
    if settings().public_url:
        content["servers"] = [{"url": settings().public_url}]
    return content
