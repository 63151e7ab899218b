"""Everything that staff wrote, read here without the assistant's own code: where does a reply come from?

A reply's source is written `topic` for a topic's answer, `topic/short`, `topic/more`, or `topic/<situation>`.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[1] / "data"
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SHORTENED = {"&": "and", "ctr": "centre", "med": "medical", "ave": "avenue"}
NHS_PAGE = re.compile(r"https://www\.nhs\.uk/services/gp-surgery/[a-z0-9-]+/([A-Z]\d{5})")
WORDS_FOR_NUMBERS = re.compile(r"\d{1,4}")


class Wording:
    """The texts under data/, by source, as patterns with a group for each placeholder."""

    def __init__(self, data: Path = DATA, names: Iterable[str] = ()) -> None:
        """Reads them.

        Args:
            data: the folder of staff files.
            names: what a directory says that was imported beside the one in this folder.
        """
        self._data, self._names = data, tuple(names)
        self._answers = [_yaml(path) for path in sorted(data.glob("answers/*/*.yml"))]
        self._overrides = [_yaml(path) for path in sorted(data.glob("networks/*/answers/*.yml"))]
        self._safety = _yaml(data / "safety" / "replies.yml")["replies"]
        self.menu = _yaml(data / "menu.yml")

    @cached_property
    def texts(self) -> dict[str, list[str]]:
        """Every text by its source; more than one where a network has its own."""
        texts: dict[str, list[str]] = {}
        for source, text in self._all_texts():
            texts.setdefault(source, []).append(text)
        return texts

    def _all_texts(self) -> Iterator[tuple[str, str]]:
        for answer in [*self._answers, *self._overrides]:
            topic = answer["topic"]
            parts = {"": "answer", "/short": "short_answer", "/more": "more"}
            yield from ((topic + ending, answer[part]) for ending, part in parts.items() if answer.get(part))
            for situation, text in answer.get("situations", {}).items():
                # YAML reads a bare `no` as false.
                yield f"{topic}/{'no' if situation is False else situation}", text
        for reply in self._safety.values():
            yield reply["topic"], reply["text"]

    @cached_property
    def titles(self) -> set[str]:
        """What stands on buttons, names of practices apart."""
        return (
            {answer["question"] for answer in self._answers}
            | set(self.menu["buttons"].values())
            | set(self.menu["groups"].values())
        )

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        """The text and address of every link, with placeholders."""
        files = [*self._answers, *self._overrides, *self._safety.values()]
        return [(link["text"], link["url"]) for file in files for link in file.get("links", [])]

    def sources_of(self, message: dict[str, Any]) -> list[str]:
        """Where a message's words can come from, the closest text first."""
        lines = _lines(message["text"])
        possible = [
            (len(_lines(text)), source)
            for source, texts in self.texts.items()
            if message["topic"] in ("", source.partition("/")[0])  # a note that answers nothing has no topic
            for text in texts
            if lines and all(any(self.says(each, line) for each in _lines(text)) for line in lines)
        ]
        return [source for _, source in sorted(possible)]

    def says(self, written: str, said: str) -> bool:
        """Whether a line that staff wrote can become the line that was said, with nothing but known names in it."""
        if PLACEHOLDER.fullmatch(written.removeprefix("- ")):
            return self.is_known(said.removeprefix("- "))
        pieces = [re.escape(piece) for piece in PLACEHOLDER.sub("\0", written).split("\0")]
        match = re.fullmatch("(.+?)".join(pieces), said)
        return bool(match) and all(self.is_known(value) for value in match.groups())

    def is_known(self, value: str) -> bool:
        """Whether what stands for a placeholder comes from the directory, a profile or a staff file."""
        if page := NHS_PAGE.fullmatch(value):
            return _key(page[1]) in self._known
        return bool(WORDS_FOR_NUMBERS.fullmatch(value)) or all(
            _key(part) in self._known for part in re.split(r", |: | in ", value)
        )

    @cached_property
    def _known(self) -> str:
        cells = [
            cell for path in sorted(self._data.glob("directory/*.csv")) for row in _csv(path) for cell in row
        ]
        cells += [_day(cell) for cell in cells if re.fullmatch(r"(?:19|20)\d{6}", cell)]
        cells += [_yaml(self._data / "directory" / "edition.yml")["date"], *self.menu["anybody"].values()]
        cells += [
            str(value) for path in self._data.glob("networks/*/network.yml") for value in _leaves(_yaml(path))
        ]
        cells += [answer.get(part, "") for answer in self._answers for part in ("role", "one_line")]
        return "|".join(_key(cell) for cell in (*cells, *self._names))


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _csv(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.reader(file))


def _leaves(value: Any) -> Iterator[Any]:
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    if children is None:
        yield value
    else:
        yield from (leaf for child in children for leaf in _leaves(child))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _day(digits: str) -> str:
    day = datetime.strptime(digits, "%Y%m%d")
    return f"{day.day} {day:%B %Y}"


def _key(text: str) -> str:
    """Letters and digits only: the NHS directory shouts, and shortens words."""
    words = (SHORTENED.get(word, word) for word in re.findall(r"[a-z0-9]+|&", text.lower()))
    return "".join(words)
