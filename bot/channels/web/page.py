"""The page: one HTML form, a conversation above it, and questions to tap. It needs no JavaScript."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.channels.web.markup import blocks
from bot.channels.web.replies import Replies, as_message
from bot.resources import Resources

_HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def _templates() -> Environment:
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
    environment.filters["blocks"] = blocks
    return environment


class Page:
    """Renders the page.

    Args:
        resources: for the menu and the topics' questions.
    """

    def __init__(self, resources: Resources) -> None:
        self._library = resources.library
        self._directory = resources.directory

    def first(self, place: dict[str, str]) -> str:
        """The page before anything was said."""
        return self._render([], "", place)

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
        return self._render(turns, token, place)

    def refusal(self, words: str) -> str:
        """A page that only says why something was not done."""
        return _templates().get_template("refusal.html").render(words=self._library.menu.page, text=words)

    def _render(self, turns: list[dict[str, Any]], token: str, place: dict[str, str]) -> str:
        menu, answers = self._library.menu, self._library.book.answers
        shelves = [
            {
                "title": shelf.title,
                "choices": [{"id": f"ask:{t}", "title": answers[t].question} for t in shelf.topics],
            }
            for shelf in menu.first_screen
        ]
        practice = self._directory.practice(place.get("practice", ""))
        network = self._directory.network(place.get("network", ""))
        here = practice.name if practice else network.name if network else ""
        template = _templates().get_template("page.html")
        return template.render(
            words=menu.page, turns=turns, token=token, place=place, shelves=shelves, here=here
        )

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
            turns.append({"who": "name", "checked": message.get("checked", ""), **as_message(message)})
    return turns
