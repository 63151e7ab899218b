"""What a request may hold: JSON, an object, known fields as strings. Anything else is told to who wrote the program."""

import json
import uuid
from typing import Any

from sanic.request import Request

from bot.channels.web.refusals import Refusal


def json_object(request: Request) -> dict[str, Any]:
    """The body of a request. Its content type is not looked at: there is nothing else that it could be.

    Raises:
        Refusal: it is compressed, no JSON, or no object.
    """
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        what = "Send the body as it is, not compressed."
        raise Refusal("bad_request", what, status=415, headers={"Accept-Encoding": "identity"})
    try:
        # A byte that is no UTF-8 must not keep the rest of the words from the safety check.
        body = json.loads(request.body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise Refusal("bad_request", "The body is not JSON.") from error
    if not isinstance(body, dict):
        raise Refusal("bad_request", "The body is not an object.")
    return body


def message_of(request: Request) -> dict[str, Any]:
    """The body of a message.

    Raises:
        Refusal: it is not one.
    """
    body = json_object(request)
    if not ("text" in body) ^ ("choice" in body):
        raise Refusal("bad_request", 'Send either "text" or "choice".')
    for name in ("text", "choice", "conversation", "practice", "network"):
        optional = name not in ("text", "choice")
        if name in body and not isinstance(body[name], str) and not (optional and body[name] is None):
            raise Refusal("bad_request", f'"{name}" is not a string.')
    return body


def message_id(key: str | None) -> str | None:
    """The id that the sender gave a message: a UUID in the header Idempotency-Key; None where there is none.

    The header is that of https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/. Only a UUID
    will do: whatever else a program puts there could be the same for two patients, or hold what one of them typed.

    Raises:
        Refusal: it is something else.
    """
    if key is None:
        return None
    try:
        return uuid.UUID(key.strip('" ')).hex
    except ValueError:
        raise Refusal("bad_request", "Idempotency-Key is not a UUID.") from None
