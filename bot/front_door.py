"""STEP 2. What happens to every message, whatever its channel, in this order.

1. It is made readable: control characters, length, a leading "/" that Rasa would obey.
2. It is checked for signs of an emergency. Nothing else has looked at it before; nothing can turn this off.
3. A button is taken for what it is; words are understood: one question, several, or none that is known.
4. Rasa's rules and actions answer each question in turn. A message that was sent twice gets its first answer again.
5. If anything fails on the way, the patient is told so and how to reach the surgery.

Rasa's processor does the rest: it keeps the conversation and calls policies and actions.
"""

import asyncio
import logging
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.answers.wording import PatientWording
from bot.choices import parse_choice
from bot.conversations.repeats import replies_to
from bot.incoming import Unreadable, readable
from bot.resources import resources
from bot.safety.check import Outcome
from bot.settings import settings

logger = logging.getLogger(__name__)

OUTCOMES = frozenset(outcome.value for outcome in Outcome)
PLACE_SLOTS = {"practice": "page_practice", "network": "page_network"}


class FrontDoor(MessageProcessor):
    """Rasa's message processor with our steps before and around it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from bot.rasa_mends import ActionsInThisProcess

        super().__init__(*args, **kwargs)
        if isinstance(self.tracker_store, FailSafeTrackerStore):
            # Rasa answers on from memory when the database fails, and loses what was said. We say that it failed.
            self.tracker_store = self.tracker_store._tracker_store
        self.action_endpoint = ActionsInThisProcess()
        self._wording = PatientWording()

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Answers a message; the one way in for all channels. Never raises, never stays silent."""
        try:
            await asyncio.wait_for(self._answer(message), timeout=settings().answer_seconds)
        except Exception as error:
            logger.error(
                "message %s failed: %s",
                message.message_id,
                type(error).__name__,
                exc_info=_without_words(error),
            )
            if not getattr(message.output_channel, "messages", None):
                await self._say(message.output_channel, message.sender_id, last_resort(message.text))
        return getattr(message.output_channel, "messages", None)

    async def _answer(self, message: UserMessage) -> None:
        choice = parse_choice(message.text or "", resources())
        text = choice["text"] if choice else readable(message.text, settings().message_limit)
        if situation := (message.metadata or {}).get("situation"):
            text = Unreadable(situation)
        outcome = None if choice else self._check(str(text))
        if outcome is _FAILED:
            await self._say(message.output_channel, message.sender_id, _fixed("check_failed"))
            return
        if outcome:
            await self._say(message.output_channel, message.sender_id, _fixed(outcome.value))
        tracker = await self.fetch_tracker_and_update_session(
            message.sender_id, message.output_channel, message.metadata
        )
        if answered := replies_to(tracker, message.message_id):
            for reply in answered if not outcome else ():
                await self._say(message.output_channel, message.sender_id, reply)
            return
        self._note_page(tracker, message.metadata or {})
        if isinstance(text, Unreadable) and not outcome:
            await self._say(
                message.output_channel,
                message.sender_id,
                self._reply(f"not-understood/{text.situation}", tracker),
            )
        elif outcome:
            self._note_fixed_reply(outcome, str(text)[: settings().message_limit], message, tracker)
        else:
            await self._talk(choice, text, message, tracker)
        await self.save_tracker(tracker)

    def _check(self, text: str) -> Any:
        try:
            return resources().safety.check(text)
        except Exception:  # noqa: BLE001 - a broken check must not let the message through unchecked
            logger.critical(
                "ALARM: the safety check failed; patients get the emergency note instead of answers"
            )
            return _FAILED

    async def _talk(
        self, choice: dict[str, Any] | None, text: str, message: UserMessage, tracker: DialogueStateTracker
    ) -> None:
        parsed = choice or await self.parse_message(UserMessage(text, sender_id=message.sender_id), tracker)
        if parsed["intent"]["name"] in OUTCOMES:
            outcome = Outcome(parsed["intent"]["name"])
            await self._say(message.output_channel, message.sender_id, _fixed(outcome.value))
            self._note_fixed_reply(outcome, text, message, tracker)
            return
        for question in parsed.get("questions") or [parsed]:
            one = UserMessage(
                question["text"],
                message.output_channel,
                message.sender_id,
                parse_data=question,
                input_channel=message.input_channel,
                message_id=message.message_id,
            )
            await self._handle_message_with_tracker(one, tracker)
            tracker = await self.run_action_extract_slots(message.output_channel, tracker)
            said_before = _replies(tracker)
            await self._run_prediction_loop(message.output_channel, tracker)
            if _replies(tracker) == said_before:
                # Rasa swallows what fails inside an action; silence is how it shows.
                raise RuntimeError(f"no reply to intent {question['intent']['name']}")

    def _note_page(self, tracker: DialogueStateTracker, metadata: dict[str, Any]) -> None:
        """Keeps which practice's or network's page the patient is on; the page decides, not the browser's words."""
        for name, slot in PLACE_SLOTS.items():
            if metadata.get(name) and tracker.get_slot(slot) != metadata[name]:
                tracker.update(SlotSet(slot, metadata[name]), self.domain)

    def _note_fixed_reply(
        self, outcome: Outcome, text: str, message: UserMessage, tracker: DialogueStateTracker
    ) -> None:
        """Notes that the fixed reply was said, which ends whatever was going on in the conversation."""
        reply = _fixed(outcome.value)
        said = UserUttered(
            text,
            {"name": outcome.value, "confidence": 1.0},
            [],
            input_channel=message.input_channel,
            message_id=message.message_id,
        )
        body = {"text": reply["text"], "data": {"buttons": reply["buttons"]}}
        meta = {key: reply[key] for key in ("topic", "situation", "links")}
        events = [
            said,
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            ActionExecuted(f"utter_{outcome.value}"),
            BotUttered(**body, metadata=meta),
            ActionExecuted(ACTION_LISTEN_NAME),
        ]
        tracker.update_with_events(events, self.domain)

    def _reply(self, name: str, tracker: DialogueStateTracker | None = None) -> dict[str, Any]:
        topic, _, situation = name.partition("/")
        return self._wording.reply(
            topic, situation, self._wording.place_of(tracker), limit=str(settings().message_limit)
        )

    @staticmethod
    async def _say(channel: OutputChannel, sender_id: str, reply: dict[str, Any]) -> None:
        await channel.send_response(sender_id, reply)


_FAILED = object()


def last_resort(text: Any) -> dict[str, Any]:
    """The reply when nothing else works, not even the model: still the emergency first, then an apology.

    Args:
        text: whatever the patient sent.
    """
    try:
        return fixed_reply(text) or PatientWording().reply("not-understood", "failed")
    except Exception:
        logger.critical("ALARM: not even the last resort works", exc_info=True)
        return _fixed("check_failed")


def fixed_reply(text: Any) -> dict[str, Any] | None:
    """The fixed reply to a message that speaks of an emergency, however long it is; None for any other.

    Args:
        text: whatever the patient sent.
    """
    outcome = resources().safety.check(str(readable(text, settings().message_limit)))
    return _fixed(outcome.value) if outcome else None


def _fixed(name: str) -> dict[str, Any]:
    """A fixed safety reply as a channel sends it."""
    reply = resources().safety.replies[name]
    return {
        "text": reply.text,
        "topic": reply.topic,
        "situation": "",
        "links": list(reply.links),
        "buttons": [],
    }


def _replies(tracker: DialogueStateTracker) -> int:
    return sum(isinstance(event, BotUttered) for event in tracker.events)


def _without_words(error: BaseException) -> Any:
    """A traceback for the log without the exception's own text, which may hold what the patient typed."""
    return (RuntimeError, RuntimeError(type(error).__name__), error.__traceback__)
