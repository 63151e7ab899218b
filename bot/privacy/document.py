"""A document of titles, paragraphs and tables, as Markdown and as a page of HTML."""

import html
import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Table:
    """A table.

    Args:
        head: the names of its columns.
        rows: its cells.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A title with text below it: paragraphs parted by empty lines, lists of lines that begin with "- "."""

    title: str
    text: str = ""
    table: Table | None = None


@dataclass(frozen=True)
class Document:
    """A title and sections."""

    title: str
    sections: tuple[Section, ...] = field(default_factory=tuple)

    def as_markdown(self) -> str:
        """The document in Markdown."""
        parts = [f"# {self.title}"]
        for section in self.sections:
            parts.append(f"## {section.title}")
            parts += [section.text] if section.text else []
            parts += [_markdown(section.table)] if section.table else []
        return "\n\n".join(parts) + "\n"

    def as_html(self) -> str:
        """The document as a page that needs nothing else; staff can paste it into their website."""
        title = html.escape(self.title)
        body = [f"<h1>{title}</h1>"]
        for section in self.sections:
            body.append(f"<h2>{html.escape(section.title)}</h2>")
            body += [_block(block) for block in re.split(r"\n\s*\n", section.text.strip()) if block]
            body += [_html(section.table)] if section.table else []
        return (
            f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
            f"<body>\n<main>\n{chr(10).join(body)}\n</main>\n</body>\n</html>\n"
        )


def _markdown(table: Table) -> str:
    rows = [table.head, tuple("---" for _ in table.head), *table.rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)


def _block(block: str) -> str:
    lines = [html.escape(line, quote=False) for line in block.splitlines()]
    if all(line.startswith("- ") for line in lines):
        return "<ul>\n" + "\n".join(f"<li>{line[2:]}</li>" for line in lines) + "\n</ul>"
    return f"<p>{' '.join(lines)}</p>"


def _html(table: Table) -> str:
    head = "".join(f'<th scope="col">{html.escape(cell)}</th>' for cell in table.head)
    rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in table.rows)
    body = "\n".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
