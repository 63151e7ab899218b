"""The token by which a browser continues its own conversation and nobody else's.

A JSON Web Token (RFC 7519) with the conversation's id, signed by this service and expiring. The id is 128 random
bits and appears nowhere else.
"""

import hashlib
import time
import uuid

import jwt

from bot.settings import settings

_ALGORITHM = "HS256"


AGAIN = 600
"""Seconds within which the first message of a conversation, sent again, finds the conversation that it began."""


def new_conversation(message_id: str | None = None, address: str = "", said: str = "") -> str:
    """The id of a conversation that nobody has had yet.

    A first message that is sent again, because its reply got lost, names no conversation. The same id of the same
    message from the same address leads to the conversation that it began: nobody else knows that id.

    Args:
        message_id: the sender's own id of the message, if there is one.
        address: where it comes from.
        said: the words or the button.
    """
    if message_id is None:
        return uuid.uuid4().hex
    began = "\0".join((message_id, address, said, str(int(time.time()) // AGAIN)))
    key = hashlib.sha256(settings().signing_secret().encode()).digest()
    return hashlib.blake2b(began.encode(errors="replace"), key=key, digest_size=16).hexdigest()


def issue(conversation: str) -> str:
    """A token for a conversation, good until the conversation has rested for the set time."""
    expires = int(time.time()) + settings().conversation_minutes * 60
    return jwt.encode(
        {"sub": conversation, "exp": expires}, settings().signing_secret(), algorithm=_ALGORITHM
    )


def conversation_of(token: object) -> str | None:
    """The conversation that a token continues; None where it is missing, forged or expired."""
    if not isinstance(token, str):
        return None
    try:
        claims = jwt.decode(
            token, settings().signing_secret(), algorithms=[_ALGORITHM], options={"require": ["sub", "exp"]}
        )
    except jwt.InvalidTokenError:
        return None
    return claims["sub"]
