"""Two addresses for operators: is it alive, and does a patient who writes now get an answer?"""

from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from bot.resources import resources


async def health(request: Request) -> HTTPResponse:
    """Alive: the process answers."""
    return json_response({"status": "alive"})


async def ready(request: Request) -> HTTPResponse:
    """Ready: a patient who writes now gets an answer, and an emergency is noticed."""
    checks = {**working(request.app), "safety": await resources().guard.is_working()}
    everything = all(checks.values())
    return json_response({"ready": everything, "checks": checks}, 200 if everything else 503)


def working(app: Any) -> dict[str, bool]:
    """Whether the model and the database of conversations are there."""
    agent = getattr(app.ctx, "agent", None)
    store = getattr(getattr(agent, "processor", None), "tracker_store", None)
    return {
        "model": bool(agent and agent.is_ready()),
        "conversations": bool(store and store.is_reachable()),
    }
