"""Makes what came in readable, whatever sent it: a browser, a telephone, a program that tries things."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from bot.safety.check import LONGEST_TEXT

_INVISIBLE = {"Cc", "Cf", "Co", "Cs", "Cn"}


@dataclass(frozen=True)
class Unreadable:
    """A message that cannot be answered, with the situation of the topic not-understood that says so.

    Args:
        situation: its name.
        words: what can be read of it, for the safety check: an emergency is noticed in a message that is too long.
    """

    situation: str
    words: str = field(default="", compare=False)

    def __str__(self) -> str:
        return self.words


def readable(text: Any, limit: int) -> "str | Unreadable":
    """The words of a message, without what is invisible, or why there are none.

    A leading "/" is dropped: Rasa would take what follows as an intent and obey it.

    Args:
        text: whatever the channel passed on.
        limit: the longest message, in characters.
    """
    if not isinstance(text, str) or not text.strip():
        return Unreadable("empty")
    normal = unicodedata.normalize("NFKC", text[:LONGEST_TEXT])
    visible = "".join(
        " " if c in "\n\r\t" else c
        for c in normal
        if c in "\n\r\t" or unicodedata.category(c) not in _INVISIBLE
    )
    words = re.sub(r"\s+", " ", visible).strip().lstrip("/ ")
    if len(text) > limit or len(normal) > limit:
        return Unreadable("too_long", words)
    if not words:
        return Unreadable("empty")
    says_something = any(c.isalnum() or c == "?" or unicodedata.category(c) == "So" for c in words)
    return words if says_something else Unreadable("not_readable")
