"""Replies: collects what the assistant says to one message, in the shape that browsers get."""

from typing import Any

from rasa.core.channels.channel import OutputChannel


def as_message(reply: dict[str, Any]) -> dict[str, Any]:
    """One message of the API: text, topic, choices, links, and the day on which a stored answer was checked."""
    return {
        "text": reply.get("text") or "",
        "topic": reply.get("topic") or "",
        "choices": [
            {"id": button["payload"], "title": button["title"]} for button in reply.get("buttons") or []
        ],
        "links": reply.get("links") or [],
        "checked": "" if reply.get("situation") else reply.get("checked") or "",
    }


class Replies(OutputChannel):
    """Rasa's output channel for one message."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.details: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """The channel's name in Rasa."""
        return "web"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Takes a reply as the wording made it."""
        self.details.append(message)
        self.messages.append(as_message(message))

    def withdraw(self) -> None:
        """Takes back what was collected and nobody has got yet: an answer that could not be kept would be forgotten at once."""
        self.messages.clear()
        self.details.clear()
