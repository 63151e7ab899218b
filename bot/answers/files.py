"""Reads staff files. Every problem is collected with its file, line, and what to do, before any is raised."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError

from bot.answers.answer import Strict
from bot.errors import Problem

# Every value is the text that staff typed: YAML would otherwise make False of `no` and a number of `111`.
Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
Model = TypeVar("Model", bound=Strict)

EXAMPLE = "Compare with the example in the README.md of the folder."
QUOTES = (
    "Write text as `answer: |` with the words indented on the lines below, and put a line of "
    "patients_ask in double quotes when it has a colon or begins with a sign."
)
BRACES = 'Put text that begins with a curly bracket in double quotes: "{practice} website".'
CODE = "Write the ODS code, such as C84010 for a GP surgery or U12949 for a network."
NOT_A_LIST = ("this is not a list", f"Write one item a line, beginning with `- `. {EXAMPLE}")
IN_WORDS = {
    "value_error.missing": ("this field is missing", f"Add this field. {EXAMPLE}"),
    "value_error.any_str.min_length": ("this field is empty", "Write it, or take the field out."),
    "value_error.date": ("this is not a date", "Write dates as 2026-11-21."),
    "value_error.website": (
        "this is not a website as browsers name it",
        "Write https:// and the name with nothing after it, such as https://www.example.nhs.uk.",
    ),
    "type_error.str": ("this is not plain text", f"{QUOTES} {BRACES}"),
    "type_error.list": NOT_A_LIST,
    "type_error.dict": NOT_A_LIST,
}


class StaffFile:
    """One YAML file with the line of each of its parts.

    Args:
        path: the file.
        shown_as: how the file is named to staff, relative to the project's folder.
    """

    def __init__(self, path: Path, shown_as: Path) -> None:
        self.path = path
        self.shown_as = shown_as
        self.problems: list[Problem] = []
        self._text = ""
        self._node: yaml.Node | None = None
        self.content = self._read()

    def _read(self) -> dict[str, Any]:
        try:
            self._text = self.path.read_text(encoding="utf-8-sig")
            content = yaml.load(self._text, Loader=_UniqueKeys)
        except FileNotFoundError:
            self.problem(1, "The file is missing.", "Put it back, for example from the last version in git.")
        except UnicodeDecodeError:
            self.problem(1, "The file is not plain UTF-8 text.", "Save it again as UTF-8.")
        except yaml.MarkedYAMLError as error:
            self._not_yaml(error)
        except yaml.YAMLError as error:
            self.problem(1, f"This is not valid YAML: {error}.", "Remove the characters that cannot be read.")
        else:
            if isinstance(content, dict):
                return content
            remedy = "Copy the example in data/answers/README.md."
            self.problem(1, "The file is empty or not a list of fields.", remedy)
        return {}

    def _not_yaml(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        lines = self._text.splitlines()
        written = lines[min(line, len(lines)) - 1] if lines else ""
        what = f"This is not valid YAML: {error.problem or error.context}."
        if "\t" in written:
            self.problem(line, what, "Replace the tab in this line with spaces.")
        elif "stands here twice" in what:
            self.problem(line, what, "Keep one of the two; put what belongs together under it.")
        elif ": {" in written or "- {" in written:
            self.problem(line, what, BRACES)
        else:
            self.problem(line, what, QUOTES)

    def line(self, *keys: str | int) -> int:
        """The line of a field, as staff count (from 1); of its nearest parent where it is missing."""
        return self._find(keys)[0]

    def line_in_text(self, part: str, *keys: str | int) -> int:
        """The line on which these words of a field's text stand; the field's where they are spread out."""
        line, node = self._find(keys)
        if isinstance(node, yaml.ScalarNode) and node.style == "|" and (at := node.value.find(part)) >= 0:
            return node.start_mark.line + 2 + node.value[:at].count("\n")
        return line

    def _find(self, keys: tuple[str | int, ...]) -> tuple[int, yaml.Node | None]:
        if self._node is None and self._text:
            self._node = yaml.compose(self._text, Loader=Loader)
        node, line = self._node, 1
        for key in keys:
            if isinstance(node, yaml.MappingNode):
                found = next(((k, v) for k, v in node.value if k.value == key), None)
                if found is None:
                    break
                line, node = found[0].start_mark.line + 1, found[1]
            elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
                node = node.value[key]
                line = node.start_mark.line + 1
            else:
                break
        return line, node

    def problem(self, line: int, what: str, remedy: str, warning: bool = False) -> None:
        """Notes something wrong in this file."""
        self.problems.append(Problem(self.shown_as, line, what, remedy, warning))

    def as_model(self, model: type[Model], **more: Any) -> Model | None:
        """The file as a checked model; None, with its problems noted, where it does not fit."""
        if self.problems:
            return None
        try:
            return model.parse_obj({**self.content, **more})
        except ValidationError as error:
            for each in error.errors():
                keys = [key for key in each["loc"] if key not in ("", "__root__")]
                name = ".".join(str(key) for key in keys) or "the file"
                what, remedy = _in_words(each, model)
                self.problem(self.line(*keys), f"{name}: {what}.", remedy)
            return None


def _in_words(error: Any, model: type[Strict]) -> tuple[str, str]:
    """What is wrong and what to do, for one of pydantic's errors."""
    kind = error["type"]
    if kind == "value_error.extra":
        known = ", ".join(field.alias for field in model.__fields__.values() if field.name != "group")
        return "there is no such field here", f"Known fields: {known}."
    if kind == "value_error.str.regex":
        remedy = (
            CODE if "[0-9]" in error["ctx"]["pattern"] else "Use small letters and hyphens: what-is-a-pcn."
        )
        return "this is not written as it must be", remedy
    return IN_WORDS.get(kind, (str(error["msg"]), EXAMPLE))


class _UniqueKeys(Loader):  # type: ignore[valid-type, misc]
    """A loader that refuses a field given twice: YAML would silently drop the first."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> Any:
        """The fields of one mapping."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _wrong(key, "a field's name is not plain text")
            if key.value in seen:
                raise _wrong(key, f"`{key.value}` stands here twice")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _wrong(key: yaml.Node, what: str) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=what, problem_mark=key.start_mark)
