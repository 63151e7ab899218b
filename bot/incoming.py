"""Makes what came in readable, whatever sent it: a browser, a telephone, a program that tries things."""

import re
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


def readable(text: Any, limit: int) -> "str | Unreadable":
    """The words of a message, its lines kept, without what is invisible, or why there are none.

    A leading "/" is dropped: Rasa would take what follows as an intent and obey it.

    Args:
        text: whatever the channel passed on.
        limit: the longest message, in characters.
    """
    if not isinstance(text, str) or not text.strip():
        return Unreadable("empty")
    if len(text) > limit:
        return Unreadable("too_long")
    normal = unicodedata.normalize("NFKC", text)
    if len(normal) > limit:
        return Unreadable("too_long")
    visible = "".join(
        " " if c == "\t" else c for c in normal if c in "\n\r\t" or unicodedata.category(c) not in _INVISIBLE
    )
    lines = (" ".join(line.split()) for line in visible.splitlines())
    words = "\n".join(line for line in lines if line).lstrip("/ \n")
    if not words:
        return Unreadable("empty")
    says_something = any(c.isalnum() or c == "?" or unicodedata.category(c) == "So" for c in words)
    return words if says_something else Unreadable("not_readable")
