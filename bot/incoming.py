"""Makes what came in readable, whatever sent it: a browser, a telephone, a program that tries things."""

import unicodedata
from dataclasses import dataclass
from typing import Any

_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}


@dataclass(frozen=True)
class Unreadable:
    """A message that cannot be answered, with the situation of the topic not-understood that says so."""

    situation: str

    def __str__(self) -> str:
        return ""


def visible(text: Any) -> str:
    """All the words of a message, however long, its lines kept, without what is invisible; "" where there are none.

    A leading "/" is dropped: Rasa would take what follows as an intent and obey it.

    Args:
        text: whatever the channel passed on.
    """
    if not isinstance(text, str):
        return ""
    shown = "".join(
        c
        for c in unicodedata.normalize("NFKC", text)
        if c.isspace() or unicodedata.category(c) not in _INVISIBLE
    )
    lines = (" ".join(line.split()) for line in shown.splitlines())
    return "\n".join(line for line in lines if line).lstrip("/ \n")


def readable(text: Any, limit: int) -> "str | Unreadable":
    """The words of a message that can be answered, or why there are none.

    Args:
        text: whatever the channel passed on.
        limit: the longest message, in characters.
    """
    if not isinstance(text, str) or not text.strip():
        return Unreadable("empty")
    if len(text) > limit or len(unicodedata.normalize("NFKC", text)) > limit:
        return Unreadable("too_long")
    words = visible(text)
    if not words:
        return Unreadable("empty")
    says_something = any(c.isalnum() or c == "?" or unicodedata.category(c) == "So" for c in words)
    return words if says_something else Unreadable("not_readable")
