"""Fills the words in curly brackets. What names something unknown is left out, whole."""

import re
from collections.abc import Mapping

from bot.answers.answer import PLACEHOLDER

Values = Mapping[str, str | list[str]]


def names_in(text: str) -> set[str]:
    """The placeholders that a text uses."""
    return set(re.findall(PLACEHOLDER, text))


def fill(text: str, values: Values) -> str:
    """The text with its placeholders filled in.

    A paragraph (or a bullet of a list) that names something unknown or empty is left out. A list value stands
    on a line of its own and becomes one bullet an item. A list of which nothing is left takes its lead-in
    with it.

    Args:
        text: paragraphs, separated by empty lines.
        values: words by placeholder; missing or empty means unknown.
    """
    paragraphs = (_paragraph(paragraph, values) for paragraph in re.split(r"\n\s*\n", text.strip()))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _paragraph(text: str, values: Values) -> str:
    lines: list[str] = []
    had_bullets = False
    for line in text.splitlines():
        bullet = line.lstrip().startswith("- ") or _list_value(line, values) is not None
        had_bullets |= bullet
        if (items := _list_value(line, values)) is not None:
            lines.extend(f"- {item}" for item in items)
        elif all(values.get(name) for name in names_in(line)):
            lines.append(_fill_line(line, values, after=lines[-1] if lines else ""))
        elif not bullet:
            return ""
    if had_bullets and not any(line.lstrip().startswith("- ") for line in lines):
        return ""
    return "\n".join(lines)


def _list_value(line: str, values: Values) -> list[str] | None:
    match = re.fullmatch(rf"\s*(?:- )?{PLACEHOLDER}\s*", line)
    value = values.get(match[1]) if match else None
    return value if isinstance(value, list) else None


def _fill_line(line: str, values: Values, after: str) -> str:
    def word(match: re.Match[str]) -> str:
        value = values[match[1]]
        text = ", ".join(value) if isinstance(value, list) else value
        before = (line[: match.start()].strip() or after).rstrip()
        begins_sentence = not before or before[-1] in ".?!"
        return text[0].upper() + text[1:] if begins_sentence else text

    return re.sub(PLACEHOLDER, word, line)
