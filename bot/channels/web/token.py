"""The token by which a browser continues its own conversation and nobody else's.

A JSON Web Token (RFC 7519) with the conversation's id, signed by this service and expiring. The id is 128 random
bits and appears nowhere else.
"""

import time
import uuid

import jwt

from bot.settings import settings

_ALGORITHM = "HS256"


def new_conversation() -> str:
    """The id of a conversation that nobody has had yet."""
    return uuid.uuid4().hex


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
