"""STEP 2. What happens to every message, whatever its channel, in this order.

1. It is checked for signs of an emergency. Nothing else has looked at it before; nothing can turn this off.
2. It is made readable: control characters, length, a leading "/" that Rasa would obey.
3. Personal details are masked. What follows, and everything that is kept or logged, sees the masked words only.
4. A button is taken for what it is; words are understood: one question, several, or none that is known.
5. Rasa's rules and actions answer each question in turn. A message that was sent twice gets its first answer again.
6. If anything fails on the way, the patient is told so and how to reach the surgery.

Rasa's processor does the rest: it keeps the conversation and calls policies and actions.
"""

import asyncio
import logging
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.answers.values import Place
from bot.answers.wording import PatientWording
from bot.choices import parse_choice
from bot.conversations.repeats import replies_to
from bot.conversations.slots import LOOK_UP
from bot.conversations.store import last_turns
from bot.incoming import Unreadable, readable, visible
from bot.privacy import moment
from bot.privacy.mask import Masked
from bot.privacy.personal import Kind
from bot.resources import resources
from bot.safety.check import Outcome
from bot.safety.guard import FAILED
from bot.settings import settings

logger = logging.getLogger(__name__)

LOOKED_AT = 3
"""Turns. Rules look at the last one; stories say again what rules say, and may not contradict them."""
FORGET = "delete-what-i-said"
MORE_FOLLOW = "more_follow"
"""The field of a question that says whether the same message holds another one after it."""
ASKED_NOT_TO = "asked_not_to_type_details"
ASKED_FOR = frozenset({Kind.POSTCODE})
"""Details that the assistant itself asks for, in a look-up."""
PLACE_SLOTS = {"practice": "page_practice", "network": "page_network"}


class FrontDoor(MessageProcessor):
    """Rasa's message processor with our steps before and around it.

    Raises:
        ContentError: the safety files are wrong; nothing is answered without them.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        from bot.rasa_mends import ActionsInThisProcess

        resources().guard.prepare()
        super().__init__(*args, **kwargs)
        if isinstance(self.tracker_store, FailSafeTrackerStore):
            # Rasa answers on from memory when the database fails, and loses what was said. We say that it failed.
            self.tracker_store = self.tracker_store._tracker_store
        self.action_endpoint = ActionsInThisProcess()
        self._wording = PatientWording()

    async def handle_message(self, message: UserMessage) -> list[dict[str, Any]] | None:
        """Answers a message; the one way in for all channels. Never raises, never stays silent."""
        try:
            await self._say_first_of_all(message)
        except Exception as error:
            logger.critical(
                "ALARM: message %s: a channel fails to send",
                message.message_id,
                exc_info=_without_words(error),
            )
        return getattr(message.output_channel, "messages", None)

    async def _say_first_of_all(self, message: UserMessage) -> None:
        """The fixed reply where there is one, before anything else is done; then the rest, which may fail."""
        first = await fixed_reply_to(message.text)
        if first:
            await self._say(message.output_channel, message.sender_id, fixed(first))
        if first == FAILED:
            for reply in contact_details(await self._place(message)):
                await self._say(message.output_channel, message.sender_id, reply)
            return
        try:
            await asyncio.wait_for(self._answer(message, first), timeout=settings().answer_seconds)
        except Exception as error:
            logger.error(
                "message %s failed: %s",
                message.message_id,
                type(error).__name__,
                exc_info=_without_words(error),
            )
            if not first and hasattr(message.output_channel, "withdraw"):
                message.output_channel.withdraw()
            if not first and not getattr(message.output_channel, "messages", None):
                await self._say(
                    message.output_channel, message.sender_id, apology(await self._place(message))
                )

    async def _answer(self, message: UserMessage, first: str | None) -> None:
        choice = parse_choice(message.text or "", resources())
        text = choice["text"] if choice else readable(message.text, settings().message_limit)
        if situation := (message.metadata or {}).get("situation"):
            text = Unreadable(situation)
        said = Masked(str(text)) if choice or isinstance(text, Unreadable) else resources().masking.mask(text)
        moment.remember(said.postcodes)
        tracker = await self._conversation(message)
        if answered := replies_to(tracker, message.message_id):
            for reply in answered if not first else ():
                await self._say(message.output_channel, message.sender_id, reply)
            return
        if first:
            self._note_fixed_reply(Outcome(first), said.text, message, tracker)
        elif isinstance(text, Unreadable):
            await self._say(
                message.output_channel,
                message.sender_id,
                self._reply(f"not-understood/{text.situation}", tracker),
            )
        elif await self._talk(choice, said, message, tracker) is _FORGOTTEN:
            return
        await self.save_tracker(tracker)

    async def _conversation(self, message: UserMessage, new: bool = False) -> DialogueStateTracker:
        """What is kept of the conversation, and which page the patient is on; of metadata nothing else is kept."""
        known = message.metadata or {}
        page = {name: known[name] for name in PLACE_SLOTS if known.get(name)}
        if new:
            tracker = self.tracker_store.init_tracker(message.sender_id)
            await self._update_tracker_session(tracker, message.output_channel, page)
        else:
            tracker = await self.fetch_tracker_and_update_session(
                message.sender_id, message.output_channel, page
            )
        self._note_page(tracker, page)
        return tracker

    async def _talk(
        self, choice: dict[str, Any] | None, said: Masked, message: UserMessage, tracker: DialogueStateTracker
    ) -> Any:
        """Answers each question of a message; says so if the patient asked to be forgotten, and was."""
        parsed = choice or await self.parse_message(
            UserMessage(said.text, sender_id=message.sender_id), tracker
        )
        questions = parsed.get("questions") or [parsed]
        forget = any(question["intent"]["name"] == FORGET for question in questions)
        if forget:  # before it is said: what cannot be deleted is not said to be
            await self.tracker_store.delete(message.sender_id)
            tracker = await self._conversation(message, new=True)
        for number, question in enumerate(questions, start=1):
            one = UserMessage(
                question["text"],
                message.output_channel,
                message.sender_id,
                parse_data={**question, MORE_FOLLOW: number < len(questions)},
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
        if said.kinds - ASKED_FOR and not forget:
            await self._ask_not_to_type_details(message, tracker)
        return _FORGOTTEN if forget else None

    async def _ask_not_to_type_details(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        """Once a conversation, after the answer. It answers nothing, so it has no topic: "say that again" passes over it."""
        if tracker.get_slot(ASKED_NOT_TO):
            return
        reply = {**self._reply("privacy-of-this-chat/personal_details", tracker), "topic": ""}
        await self._say(message.output_channel, message.sender_id, reply)
        meta = {key: reply[key] for key in ("topic", "situation", "links")}
        noted = BotUttered(reply["text"], {"buttons": reply["buttons"]}, meta)
        tracker.update_with_events([noted, SlotSet(ASKED_NOT_TO, True)], self.domain)

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        """Rules and stories look a few turns back; Rasa would go through all that is kept, twice for each policy."""
        if tracker.followup_action:
            return super()._predict_next_with_tracker(tracker)
        events = last_turns(tracker, LOOKED_AT)
        lately = DialogueStateTracker.from_events(tracker.sender_id, events, tracker.slots.values())
        return super()._predict_next_with_tracker(lately)

    def _check_for_unseen_features(self, parse_data: dict[str, Any]) -> None:
        """Rasa warns of intents that the domain lacks, which training has ruled out, and makes an empty domain each time."""

    async def _place(self, message: UserMessage) -> Place:
        """Whose contact details to show where something failed, as far as that can be found out."""
        page = Place(**{name: (message.metadata or {}).get(name) for name in PLACE_SLOTS})
        try:
            tracker = await self.tracker_store.retrieve(message.sender_id)
        except Exception:  # noqa: BLE001 - what failed may be the database
            return page
        kept = self._wording.place_of(tracker)
        return kept if kept.practice else page

    def _note_page(self, tracker: DialogueStateTracker, metadata: dict[str, Any]) -> None:
        """Keeps which practice's or network's page the patient is on; the page decides, not the browser's words."""
        for name, slot in PLACE_SLOTS.items():
            if metadata.get(name) and tracker.get_slot(slot) != metadata[name]:
                tracker.update(SlotSet(slot, metadata[name]), self.domain)

    def _note_fixed_reply(
        self, outcome: Outcome, text: str, message: UserMessage, tracker: DialogueStateTracker
    ) -> None:
        """Notes that the fixed reply was said, which ends whatever was going on in the conversation."""
        reply = fixed(outcome.value)
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
            *(SlotSet(name, None) for name in LOOK_UP),
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


_FORGOTTEN = object()


async def fixed_reply_to(text: Any) -> str | None:
    """The name of the fixed reply that a message gets before anything else; None for an ordinary one.

    Args:
        text: all that was typed, or the id of a button.
    """
    first = await resources().guard.reply_to(visible(text))
    return None if first != FAILED and _is_button(text) else first


def _is_button(text: Any) -> bool:
    """Whether this is an id of ours, in which a patient cannot have written anything."""
    try:
        return parse_choice(text, resources()) is not None
    except Exception:  # noqa: BLE001 - while the answers or the directory cannot be read, everything is words
        return False


async def last_resort(message: UserMessage) -> list[dict[str, Any]]:
    """What to say where Rasa says nothing, not even that it failed: still the emergency first, then an apology."""
    place = Place(**{name: (message.metadata or {}).get(name) for name in PLACE_SLOTS})
    first = await fixed_reply_to(message.text)
    return first_replies(first, place) if first else [apology(place)]


def first_replies(name: str, place: Place) -> list[dict[str, Any]]:
    """The fixed reply of this name, with the surgery's contact details where the check itself failed."""
    return [fixed(name), *(contact_details(place) if name == FAILED else [])]


def fixed(name: str) -> dict[str, Any]:
    """A fixed safety reply as a channel sends it."""
    reply = resources().safety.replies[name]
    return {
        "text": reply.text,
        "topic": reply.topic,
        "situation": "",
        "links": list(reply.links),
        "buttons": [],
    }


def apology(place: Place) -> dict[str, Any]:
    """What is said where something failed; the emergency note where even these words cannot be had."""
    try:
        return PatientWording().reply("not-understood", "failed", place)
    except Exception as error:  # noqa: BLE001 - the patient is answered all the same
        logger.critical("ALARM: there are no words for an apology (%s)", type(error).__name__)
        return fixed(FAILED)


def contact_details(place: Place) -> list[dict[str, Any]]:
    """How to reach the practice, to say after the note that nothing works; nothing where that is not known."""
    try:
        reply = PatientWording().reply("not-understood", "contact", place)
    except Exception:  # noqa: BLE001 - the note has been said; what failed may be the answers or the directory
        return []
    return [reply] if reply["text"] else []


def _replies(tracker: DialogueStateTracker) -> int:
    return sum(isinstance(event, BotUttered) for event in tracker.events)


def _without_words(error: BaseException) -> Any:
    """A traceback for the log without the exception's own text, which may hold what the patient typed."""
    return (RuntimeError, RuntimeError(type(error).__name__), error.__traceback__)
