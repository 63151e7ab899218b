"""Every word that patients read was written by staff or stands in the NHS directory; none of it is in Python."""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conversations.script import Messages, conversations
from tests.wording import PLACEHOLDER, Wording

ROOT = Path(__file__).parents[1]
FOR_OTHERS = (
    "bot/cli",
    "bot/safety_case",
    "bot/answers/rules",
    "bot/answers/check.py",
    "bot/answers/files.py",
    *(
        f"bot/directory/{name}.py"
        for name in (
            "editions/archive",
            "editions/importing",
            "printed",
            "reports/download",
            "reports/ods",
            "reports/tables",
        )
    ),
)
"""What these say is for staff and operators."""
NOT_SAID = {
    "Problem",
    "problem",
    "Field",
    "option",
    "echo",
    "Refusal",
    *["debug", "info", "warning", "error", "critical"],
}
"""Calls whose words go into logs, settings and messages to staff."""
SENTENCE = re.compile(r"[A-Z][a-z']*(?: [\w',%{}-]+){2,}")


@pytest.mark.slow
@pytest.mark.parametrize("name", [conversation.name for conversation in conversations()])
def test_every_line_of_a_conversation_was_written_by_staff(
    name: str, played: Callable[[str], list[Messages]], wording: Wording
) -> None:
    for message in (message for messages in played(name) for message in messages):
        assert wording.sources_of(message), message["text"]
        for choice in message["choices"]:
            assert choice["title"] in wording.titles or wording.is_known(choice["title"])
        for link in message["links"]:
            assert any(
                wording.says(t, link["text"]) and wording.says(u, link["url"]) for t, u in wording.links
            )


@pytest.mark.slow
@pytest.mark.parametrize("name", [conversation.name for conversation in conversations()])
def test_no_placeholder_is_left_unfilled(name: str, played: Callable[[str], list[Messages]]) -> None:
    said = [message["text"] for messages in played(name) for message in messages]
    assert not [text for text in said if PLACEHOLDER.search(text) or not text.strip()]


def test_no_sentence_for_patients_stands_in_the_code() -> None:
    assert not list(_sentences())


def test_a_sentence_in_the_code_would_be_found() -> None:
    said = ast.parse(
        'def act():\n    """Says it."""\n    say("I am sorry, I do not know.")\n    logger.info("Read it all again.")'
    )
    assert [text for _, text in _said(said)] == ["I am sorry, I do not know."]


def _sentences() -> Iterator[str]:
    for path in sorted([*ROOT.glob("bot/**/*.py"), *ROOT.glob("actions/**/*.py")]):
        if not str(path.relative_to(ROOT)).startswith(FOR_OTHERS):
            yield from (f"{path}:{line}: {text}" for line, text in _said(ast.parse(path.read_text())))


def _said(node: ast.AST) -> Iterator[tuple[int, str]]:
    """The sentences in a piece of code, without docstrings, errors, log lines and help."""
    if isinstance(node, ast.Raise | ast.Assert) or (
        isinstance(node, ast.Call) and _name(node.func) in NOT_SAID
    ):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.FunctionDef) and _reports_to_staff(node):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and SENTENCE.match(node.value):
        yield node.lineno, node.value
    for child in ast.iter_child_nodes(node):
        yield from _said(child)


def _reports_to_staff(function: ast.FunctionDef) -> bool:
    return any(isinstance(node, ast.Call) and _name(node.func) == "Problem" for node in ast.walk(function))


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))
