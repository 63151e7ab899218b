"""The page: one HTML form, a conversation above it, and questions to tap. It needs no JavaScript; where there is
JavaScript, the widget takes the form's place."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.accessibility import Part
from bot.answers.values import Place
from bot.answers.wording import PatientWording
from bot.channels.web.markup import blocks
from bot.channels.web.opening import name_of, shelves
from bot.channels.web.replies import Replies, as_message
from bot.channels.web.script import LEAVE_TO
from bot.resources import Resources

_HERE = Path(__file__).parent
NO_PAGES = ("chat", "safety")
"""Groups of topics that are part of a talk and no pages of their own."""


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
    environment.filters |= {"blocks": blocks, "day": _day, "fill": str.format}
    return environment


def _day(written: str) -> str:
    """A date such as 2026-11-21 as people write it."""
    return f"{date.fromisoformat(written):%-d %B %Y}"


class Page:
    """Renders the page.

    Args:
        resources: for the words, the menu and the answers.
    """

    def __init__(self, resources: Resources) -> None:
        self._resources = resources

    def first(self, place: dict[str, str]) -> str:
        """The page before anything was said."""
        return self._render(place)

    def answer(self, topic: str, place: dict[str, str], address: str) -> str | None:
        """A page for one answer, to read, print and link to; None where there is no such answer.

        Args:
            topic: the answer's topic.
            place: the practice or network whose words it has.
            address: of the page itself, for its QR code.
        """
        answer = self._resources.library.book.answers.get(topic)
        if answer is None or not answer.answer or answer.group in NO_PAGES:
            return None
        reply = PatientWording().reply(topic, place=Place(**place))
        code = segno.make(address, error="m").svg_inline(omitsize=True, svgclass="qr", title=address)
        return self._render(
            place, heading=answer.question, answer=as_message(reply), qr=code, address=address
        )

    def missing(self, place: dict[str, str]) -> str:
        """The page where there is none: it says so, and the chat is there all the same."""
        return self._render(place, missing=True)

    def conversation(
        self,
        tracker: DialogueStateTracker | None,
        said: str,
        replies: Replies,
        token: str,
        place: dict[str, str],
    ) -> str:
        """The page with what has been said, as far as it is kept, and the last replies even if they are not kept."""
        turns = _turns(tracker) if tracker else []
        texts = [message["text"] for message in replies.messages]
        if [turn["text"] for turn in turns[-len(texts) :]] != texts:
            turns += [_you(said)] if said.strip() else []
            turns += [{"who": "name", **message} for message in replies.messages]
        return self._render(place, turns=turns, token=token)

    def refusal(self, words: str) -> str:
        """A page that only says why something was not done."""
        english = self._resources.interface.english
        return _templates().get_template("refusal.html").render(words=english, text=words)

    def statement(self, parts: list[Part]) -> str:
        """The accessibility statement."""
        english = self._resources.interface.english
        return _templates().get_template("accessibility.html").render(words=english, parts=parts)

    def _render(self, place: dict[str, str], **more: Any) -> str:
        words = self._resources.interface.english
        given = {
            "words": words,
            "heading": words["title"],
            "place": place,
            "here": name_of(self._resources, place),
            "shelves": shelves(self._resources),
            "leave_to": LEAVE_TO,
            **dict.fromkeys(("token", "turns", "answer", "missing"), ""),
        }
        return _templates().get_template("page.html").render({**given, **more})

    @staticmethod
    def style() -> str:
        """The page's style sheet."""
        return (_HERE / "chat.css").read_text()


def _you(text: str) -> dict[str, Any]:
    return {"who": "you", **as_message({"text": text})}


def _turns(tracker: DialogueStateTracker) -> list[dict[str, Any]]:
    turns: list[dict[str, Any]] = []
    for event in tracker.events:
        if isinstance(event, UserUttered) and event.text:
            turns.append(_you(event.text))
        elif isinstance(event, BotUttered):
            message = event.message()
            turns.append({"who": "name", **as_message(message)})
    return turns
