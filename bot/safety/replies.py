"""The fixed replies, and the proof that their wording is the wording somebody approved."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bot.errors import ContentError, Problem

NAMES = ("emergency", "mental-health-crisis", "safeguarding", "other-language", "check_failed")
APPROVAL = ("name", "role", "date", "wording")
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class SafetyReply:
    """One fixed reply.

    Args:
        topic: the topic in machine-readable output.
        text: the words, 999 in the first line.
        links: what can be called or opened: text and url, `tel:` or `https:` only.
    """

    topic: str
    text: str
    links: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class Approval:
    """Who stands for the wording, since when, and its fingerprint."""

    name: str
    role: str
    date: date
    wording: str

    @property
    def is_draft(self) -> bool:
        """Whether it says itself that nobody stands for the wording yet."""
        return "draft" in f"{self.name} {self.role}".lower()


@dataclass(frozen=True)
class SafetyReplies:
    """All fixed replies by name, with their approval."""

    replies: dict[str, SafetyReply]
    approval: Approval

    def __getitem__(self, name: str) -> SafetyReply:
        return self.replies[str(getattr(name, "value", name))]

    @classmethod
    def load(cls, path: Path) -> "SafetyReplies":
        """Reads the replies.

        Raises:
            ContentError: a reply or the approval is incomplete, or the wording changed after it was approved.
        """
        content = _read(path)
        problems = [*_wrong_replies(path, content), *_wrong_approval(path, content)]
        if problems:
            raise ContentError(problems)
        replies = {
            name: SafetyReply(reply["topic"], reply["text"].strip(), tuple(reply["links"]))
            for name, reply in content["replies"].items()
        }
        return cls(replies, Approval(**{field: content["approval"][field] for field in APPROVAL}))


def wording_hash(replies: dict[str, Any]) -> str:
    """The fingerprint of all the wording: any change of a word, a number or a link changes it."""
    canonical = json.dumps(replies, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def read_wording(path: Path) -> dict[str, str]:
    """All that is approved, reply by reply, for a person to read: the words, and the links below them.

    Raises:
        ContentError: there is no wording that can be approved.
    """
    content = _read(path)
    if problems := _wrong_replies(path, content):
        raise ContentError(problems)
    return {
        name: reply["text"] + "".join(f"  [{link['text']}] {link['url']}\n" for link in reply["links"])
        for name, reply in content["replies"].items()
    }


def approve(path: Path, name: str, role: str, day: date) -> None:
    """Writes an approval of the wording as it is now into the file, and leaves everything else in it as it is.

    Args:
        path: the file of the replies.
        name: who approves.
        role: as what, such as Clinical Safety Officer.
        day: the day of the approval.

    Raises:
        ContentError: the wording is not one that can be approved, or a name or role is missing.
    """
    content = _read(path)
    approval = {"name": name.strip(), "role": role.strip(), "date": day}
    approval["wording"] = wording_hash(content.get("replies") or {})
    problems = [*_wrong_replies(path, content), *_wrong_approval(path, {**content, "approval": approval})]
    if problems:
        raise ContentError(problems)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next((at for at, line in enumerate(lines) if line.startswith("approval:")), len(lines))
    after = next(
        (at for at in range(start + 1, len(lines)) if not lines[at].startswith((" ", "\n"))), len(lines)
    )
    written = yaml.safe_dump({"approval": approval}, sort_keys=False, allow_unicode=True)
    new = path.with_suffix(".new")
    new.write_text("".join([*lines[:start], written, *lines[after:]]), encoding="utf-8")
    new.replace(path)


def hash_of_file(path: Path) -> str:
    """The fingerprint that the file's approval has to carry, to show to staff after a new approval."""
    return wording_hash(_read(path).get("replies") or {})


def _read(path: Path) -> dict[str, Any]:
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    except FileNotFoundError:
        remedy = "Put it back: the fixed safety replies are in it."
        raise ContentError([Problem(path, 1, "This file is missing.", remedy)]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ContentError(
            [Problem(path, line, f"This is not valid YAML: {error}.", "Undo the last change.")]
        ) from None
    if not isinstance(content, dict):
        raise ContentError(
            [Problem(path, 1, "The file is empty or not a list of fields.", "Undo the last change.")]
        )
    return content


def _wrong_replies(path: Path, content: dict[str, Any]) -> list[Problem]:
    replies = content.get("replies")
    if not isinstance(replies, dict):
        return [
            Problem(path, 1, "There are no replies.", "Put `replies:` back, as in the last approved version.")
        ]
    problems = []
    for name in NAMES:
        what = _wrong_reply(replies.get(name))
        if what:
            remedy = "Write topic, text and links as in the other replies; `999` in the first line."
            problems.append(Problem(path, _line(path, f"  {name}:"), f"{name}: {what}.", remedy))
    return problems


def _wrong_reply(reply: object) -> str:
    if not isinstance(reply, dict) or not all(isinstance(reply.get(key), str) for key in ("topic", "text")):
        return "topic or text is missing"
    if "999" not in reply["text"].strip().split("\n")[0]:
        return "999 does not stand in the first line"
    links = reply.get("links")
    if not isinstance(links, list) or not links:
        return "links are missing"
    for link in links:
        if not isinstance(link, dict) or {*link} != {"text", "url"}:
            return "a link needs text and url"
        if not str(link["url"]).startswith(("tel:", "https://")):
            return f"{link['url']} is not a telephone or https address"
    return ""


def _wrong_approval(path: Path, content: dict[str, Any]) -> list[Problem]:
    approval = content.get("approval")
    approval = approval if isinstance(approval, dict) else {}
    line = _line(path, "approval:")
    missing = [field for field in APPROVAL if not approval.get(field)]
    if missing:
        what = f"The approval lacks {', '.join(missing)}."
        return [
            Problem(path, line, what, "Name the person who approved the wording, their role and the date.")
        ]
    if not isinstance(approval["date"], date):
        return [Problem(path, line, "The approval's date is not a date.", "Write dates as 2026-11-21.")]
    if approval["date"] > date.today():
        return [
            Problem(path, line, "The approval's date is in the future.", "Write the day of the approval.")
        ]
    wording = wording_hash(content.get("replies") or {})
    if approval["wording"] != wording:
        what = "The wording was changed after it was approved."
        remedy = f"Undo the change, or have it approved with `pcnbot safety approve` (it writes wording: {wording})."
        return [Problem(path, _line(path, "  wording:"), what, remedy)]
    return []


def _line(path: Path, start: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(start)), 1)
