"""What a request may hold: JSON, an object, known fields as strings. Anything else is told to who wrote the program."""

import hashlib
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
        wanted = {"Accept-Encoding": "identity"}
        raise Refusal("bad_request", "Send the body as it is, not compressed.", status=415, headers=wanted)
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


def message_id(key: str | None, said: str) -> str | None:
    """The id of a message, from the UUID in the header Idempotency-Key; None where there is none.

    Other words under the same UUID are another message: a page that the browser's Back button brought up again
    still has its old one.

    The header is that of https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/. Only a UUID
    will do: whatever else a program puts there could be the same for two patients, or hold what one of them typed.

    Args:
        key: the header.
        said: the words or the button.

    Raises:
        Refusal: the header is something else.
    """
    if key is None:
        return None
    try:
        known = uuid.UUID(key.strip('" '))
    except ValueError:
        raise Refusal("bad_request", "Idempotency-Key is not a UUID.") from None
    return hashlib.blake2b(said.encode(errors="replace"), key=known.bytes, digest_size=16).hexdigest()
