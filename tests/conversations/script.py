"""Conversations as staff can read and write them (the .yml files beside this one), and how they are played.

```yaml
- name: what is promised
  page: {network: U63844}                # optional: the page that the chat is on
  turns:
    - say: which network is yarm in      # or `choose: practice:A81027`, a button offered just before
      answers: [which-pcn-is-my-practice-in/found]     # in order; "a or b" where either is right
      has: [BYTES PCN]                   # "$2" is the title of the second button offered before
      lacks: [Synergy]
      offers: [ask:what-is-a-pcn]        # buttons that must be there, among others
```

`topic` alone is the topic's answer; `topic/more`, `topic/short` and `topic/<situation>` its other texts.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.serving import Patient, Server
from tests.wording import Wording

FOLDER = Path(__file__).parent
Messages = list[dict[str, Any]]


@dataclass(frozen=True)
class Turn:
    """What the patient does, and what must come back."""

    say: str = ""
    choose: str = ""
    answers: list[str] = field(default_factory=list)
    has: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)
    offers: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Conversation:
    """A scripted conversation."""

    name: str
    turns: list[Turn]
    page: dict[str, str] = field(default_factory=dict)

    def play(self, server: Server) -> list[Messages]:
        """The assistant's messages, turn by turn."""
        patient = Patient(server, self.page)
        return [
            patient.send(**({"choice": turn.choose} if turn.choose else {"text": turn.say}))
            for turn in self.turns
        ]


def conversations(folder: Path = FOLDER) -> list[Conversation]:
    """All in a folder; files called test_... are Rasa's own, for `rasa test`."""
    written = [
        each
        for path in sorted(folder.glob("*.yml"))
        if not path.name.startswith("test_")
        for each in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    return [
        Conversation(each["name"], [Turn(**turn) for turn in each["turns"]], each.get("page", {}))
        for each in written
    ]


def complaints(conversation: Conversation, replies: list[Messages], wording: Wording) -> list[str]:
    """What is not as the script says, turn by turn."""
    first_screen = {f"ask:{topic}" for shelf in wording.menu["first_screen"] for topic in shelf["topics"]}
    found, offered = [], []
    for number, (turn, messages) in enumerate(zip(conversation.turns, replies, strict=True), start=1):
        choices = [choice["id"] for message in messages for choice in message["choices"]]
        if turn.choose and turn.choose not in {choice["id"] for choice in offered} | first_screen:
            found.append(f"turn {number}: {turn.choose} was not offered")
        found += [f"turn {number}: {what}" for what in _wrong_words(turn, messages, offered, wording)]
        found += [f"turn {number}: no button {choice}" for choice in turn.offers if choice not in choices]
        offered = [choice for message in messages for choice in message["choices"]]
    return found


def _wrong_words(
    turn: Turn, messages: Messages, offered: list[dict[str, str]], wording: Wording
) -> list[str]:
    text = "\n\n".join(message["text"] for message in messages)
    sources = [wording.sources_of(message) for message in messages]
    expected = [answer.split(" or ") for answer in turn.answers]
    as_expected = len(sources) == len(expected) and all(
        set(closest[:1]) & set(wanted) for closest, wanted in zip(sources, expected, strict=True)
    )
    got = [
        closest[0] if closest else f"unknown words of {m['topic']!r}"
        for closest, m in zip(sources, messages, strict=True)
    ]
    wrong = [] if as_expected else [f"expected {turn.answers}, got {got}"]
    wrong += [f"{wanted!r} is missing" for wanted in turn.has if _meant(wanted, offered) not in text]
    return wrong + [f"{unwanted!r} is there" for unwanted in turn.lacks if unwanted in text]


def _meant(wanted: str, offered: list[dict[str, str]]) -> str:
    if not wanted.startswith("$"):
        return wanted
    position = int(wanted[1:]) - 1
    return offered[position]["title"].partition(",")[0] if position < len(offered) else "(no such button)"


def transcript(conversation: Conversation, replies: list[Messages]) -> str:
    """What was said, for a person to read."""
    lines = [f"{conversation.name} {conversation.page or ''}"]
    for turn, messages in zip(conversation.turns, replies, strict=True):
        lines.append(f"> {turn.say or turn.choose}")
        for message in messages:
            lines += [f"    {line}" for line in message["text"].splitlines() if line]
            lines.append("    " + " ".join(f"[{choice['id']}]" for choice in message["choices"]))
    return "\n".join(lines)
