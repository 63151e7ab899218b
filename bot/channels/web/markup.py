"""An answer's plain text as blocks that a page can show: paragraphs, lists, and in them numbers and addresses to tap."""

import re
from dataclasses import dataclass, field
from typing import Literal

_TAPPABLE = re.compile(
    r"(?P<url>https://[^\s<>\"]+[^\s<>\".,;:!?)])"
    r"|(?<![\d,£.])(?P<tel>999|111|116 123|119|18000|0\d{2,4}(?: \d{2,4}){1,3}|0\d{9,10})(?!\d|[.,]\d)"
)


@dataclass(frozen=True)
class Span:
    """A piece of a line: plain words, or words that lead somewhere."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Block:
    """A paragraph of lines or a list of items."""

    kind: Literal["paragraph", "list"]
    lines: list[list[Span]] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """The blocks of an answer's text."""
    result: list[Block] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        for line in paragraph.splitlines():
            kind: Literal["paragraph", "list"] = "list" if line.startswith("- ") else "paragraph"
            new = (
                not result
                or result[-1].kind != kind
                or (kind == "paragraph" and line == paragraph.splitlines()[0])
            )
            if new:
                result.append(Block(kind))
            result[-1].lines.append(spans(line.removeprefix("- ")))
    return result


def spans(line: str) -> list[Span]:
    """A line cut into plain words, web addresses and telephone numbers."""
    result, end = [], 0
    for match in _TAPPABLE.finditer(line):
        result.append(Span(line[end : match.start()]))
        href = match["url"] or "tel:" + match["tel"].replace(" ", "")
        result.append(Span(match[0], href))
        end = match.end()
    result.append(Span(line[end:]))
    return [span for span in result if span.text]
