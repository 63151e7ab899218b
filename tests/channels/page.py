"""What a person without JavaScript has: the page's words, its form's hidden fields, its buttons."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import requests

VOID = {"meta", "link", "input", "br"}


@dataclass
class Turn:
    """One entry of the conversation."""

    who: str
    words: str = ""


@dataclass
class Page(HTMLParser):
    """A page as read.

    Args:
        response: what the server sent.
    """

    response: requests.Response
    turns: list[Turn] = field(default_factory=list)
    hidden: dict[str, str] = field(default_factory=dict)
    buttons: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    scripts: list[str] = field(default_factory=list)
    form: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._depth = 0
        self.feed(self.response.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Takes note of what a tag offers."""
        named = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        if tag == "li" and named.get("class") in ("you", "name"):
            self.turns.append(Turn(named["class"]))
            self._depth = 0
        if tag not in VOID:
            self._depth += 1
        if tag == "input" and named.get("type") == "hidden":
            self.hidden[named["name"]] = named["value"]
        if tag == "button" and named.get("name") == "choice":
            self.buttons.append(named["value"])
        if tag == "a":
            self.links.append(named["href"])
        if tag == "script":
            self.scripts.append(named.get("src", ""))
        if tag == "form":
            self.form = named

    def handle_endtag(self, tag: str) -> None:
        """Leaves a tag."""
        self._depth -= tag not in VOID

    def handle_data(self, data: str) -> None:
        """Adds words to the turn that they stand in."""
        if self.turns and self._depth > 0:
            self.turns[-1].words += data

    def said(self) -> list[str]:
        """The words of each turn, in order."""
        return [" ".join(turn.words.split()) for turn in self.turns]
