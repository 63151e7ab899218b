"""What is known of a message for the moment only: its full postcodes, which the look-up needs and nothing keeps.

The conversation, the log and the model see the first half. The context variable belongs to the task that answers the
message, and goes away with it.
"""

import re
from collections.abc import Mapping
from contextvars import ContextVar

_NONE: Mapping[str, str] = {}
_postcodes: ContextVar[Mapping[str, str]] = ContextVar("postcodes", default=_NONE)


def remember(postcodes: Mapping[str, str]) -> None:
    """Keeps a message's full postcodes until it is answered.

    Args:
        postcodes: each by the half that stands for it in the masked text.
    """
    _postcodes.set(postcodes)


def halves() -> tuple[str, ...]:
    """The halves of postcodes that the message named in full."""
    return tuple(_postcodes.get())


def with_postcodes(text: str) -> str:
    """A masked text with its postcodes in full, for the directory; not to be kept.

    Args:
        text: the masked message, or a part of it.
    """
    for half, postcode in _postcodes.get().items():
        text = re.sub(rf"\b{re.escape(half)}\b", postcode, text)
    return text
