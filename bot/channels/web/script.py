"""The widget's script: the files of widget/ in one, with its style sheet and its English words inside.

So one address is all that a website loads, nothing is written at build time, and the chat can say what is wrong
even where it reaches nothing. In a function of its own, it leaves no name in the page.
"""

import gzip
import hashlib
import json
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "widget"
PARTS = ("markup", "history", "delivery", "transcript", "chat", "start")
"""The files in the order in which each needs those before it."""
LEAVE_TO = "https://www.bbc.co.uk/weather"
"""Where the button "Leave this page" goes: a page that nobody wonders about (as in the GOV.UK Design System)."""


@dataclass(frozen=True)
class Script:
    """The script as it is sent.

    Args:
        plain: for browsers that take nothing else.
        zipped: the same, compressed with gzip.
        tag: names this version (the header ETag).
    """

    plain: bytes
    zipped: bytes
    tag: str


@lru_cache(maxsize=2)
def script(words: tuple[tuple[str, str], ...], colours: tuple[tuple[str, str], ...]) -> Script:
    """Puts the script together.

    Args:
        words: the English texts by name.
        colours: the theme's colours by name.
    """
    constants = {
        "ENGLISH": dict(words),
        "THEME": dict(colours),
        "LEAVE_TO": LEAVE_TO,
        "STYLE": _without_comments((FOLDER / "widget.css").read_text(encoding="utf-8")),
    }
    lines = [f"const {name} = {json.dumps(value, ensure_ascii=False)};" for name, value in constants.items()]
    parts = [(FOLDER / f"{part}.js").read_text(encoding="utf-8") for part in PARTS]
    plain = "\n".join(["(() => {", '"use strict";', *lines, *parts, "})();", ""]).encode()
    tag = hashlib.sha256(plain).hexdigest()[:16]
    return Script(plain, gzip.compress(plain, 9, mtime=0), f'"{tag}"')


def _without_comments(style: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)).strip()
