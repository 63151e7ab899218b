"""Writes examples as a Rasa training file."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml


def write(examples: Mapping[str, Sequence[str]], path: Path) -> None:
    """Writes a training file.

    Args:
        examples: by intent. Line breaks become spaces; square brackets, which mark entities, become round.
        path: the file.
    """
    intents = [{"intent": intent, "examples": _lines(lines)} for intent, lines in examples.items()]
    content = {"version": "3.1", "nlu": intents}
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _lines(lines: Sequence[str]) -> str:
    plain = (" ".join(line.replace("[", "(").replace("]", ")").split()) for line in lines)
    return "".join(f"- {line}\n" for line in plain)
