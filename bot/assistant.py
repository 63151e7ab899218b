"""Assistant: the whole dialogue without a server, for the command line, tests and reports.

A message takes the same way as a patient's: the front door, understanding, rules, actions, wording.
"""

import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import UserUttered

from bot import rasa_mends
from bot.answers.wording import PatientWording
from bot.channels.web.replies import Replies
from bot.conversations.locks import ConversationLocks
from bot.conversations.store import ConversationStore
from bot.errors import ModelError
from bot.settings import settings
from bot.training import trained_model

SAFETY_TOPICS = ("emergency", "mental-health-crisis", "safeguarding", "medical-advice")


@dataclass
class Heard:
    """What the assistant made of one message.

    Args:
        text: the message.
        topics: the topics answered, in order.
        confidence: how likely the first topic was, 0 to 1.
        alternatives: the topics next in line, likeliest first, each with its likelihood.
        safety: the safety outcome, if there was one.
        messages: the texts that the patient sees.
        choices: the titles of the buttons below them, by id.
    """

    text: str
    topics: list[str]
    confidence: float
    alternatives: list[dict[str, Any]]
    safety: str | None
    messages: list[str]
    choices: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The shape that `pcnbot ask --json` prints."""
        names = ("text", "topics", "confidence", "alternatives", "safety", "messages")
        return {name: getattr(self, name) for name in names}


class Assistant:
    """A trained model with everything around it; conversations are kept in memory only.

    Args:
        model: a model file; the one that was trained last where none is given.

    Raises:
        ModelError: there is no trained model.
    """

    def __init__(self, model: Path | None = None) -> None:
        rasa_mends.apply()
        path = model or trained_model(settings())
        if path is None:
            raise ModelError("There is no trained model yet. Run `pcnbot train` first.")
        self._agent = Agent.load(
            str(path),
            generator=PatientWording(),
            tracker_store=ConversationStore("sqlite://"),
            lock_store=ConversationLocks(),
        )

    async def ask(self, text: str, practice: str = "", network: str = "") -> Heard:
        """What a conversation that consists of this one message comes to."""
        return await self.say(uuid.uuid4().hex, text, practice, network)

    async def say(self, conversation: str, text: str, practice: str = "", network: str = "") -> Heard:
        """Goes on with a conversation.

        Args:
            conversation: its id.
            text: the patient's words, or the id of a button.
            practice: the ODS code of the practice whose page the patient is on.
            network: the same for a network's page.
        """
        replies = Replies()
        page = {"practice": practice, "network": network}
        message = UserMessage(
            text,
            replies,
            conversation,
            input_channel="terminal",
            metadata={k: v for k, v in page.items() if v},
        )
        await self._agent.handle_message(message)
        tracker = await self._agent.tracker_store.retrieve(conversation)
        said = [
            event
            for event in (tracker.events if tracker else [])
            if isinstance(event, UserUttered) and event.message_id == message.message_id
        ]
        return heard(text, replies, said[0].parse_data if said else {})


def heard(text: str, replies: Replies, parsed: dict[str, Any]) -> Heard:
    """What the replies and the first question's parse data say together."""
    topics = list(dict.fromkeys(message["topic"] for message in replies.messages if message["topic"]))
    return Heard(
        text=text,
        topics=topics,
        confidence=round(float(parsed.get("intent", {}).get("confidence") or 0.0), 4),
        alternatives=[
            {**each, "confidence": round(each["confidence"], 4)} for each in parsed.get("alternatives", [])
        ],
        safety=next((topic for topic in topics if topic in SAFETY_TOPICS), None),
        messages=[message["text"] for message in replies.messages],
        choices={
            choice["id"]: choice["title"] for message in replies.messages for choice in message["choices"]
        },
    )
