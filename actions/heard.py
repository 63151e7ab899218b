"""What an action needs to know of the conversation: the last message, and what was said before it."""

from typing import Any

from rasa_sdk import Tracker

from bot.answers.values import Place


def intent(tracker: Tracker) -> str:
    """The last message's intent."""
    return tracker.latest_message.get("intent", {}).get("name") or ""


def is_answered(tracker: Tracker) -> bool:
    """Whether something was said since the last message."""
    kinds = [event["event"] for event in tracker.events if event["event"] in ("user", "bot")]
    return kinds[-1:] == ["bot"]


def more_follow(tracker: Tracker) -> bool:
    """Whether the message holds another question after this one."""
    return bool(tracker.latest_message.get("more_follow"))


def entity(tracker: Tracker, name: str) -> str | None:
    """The last message's value for an entity; None where it has none."""
    return next(tracker.get_latest_entity_values(name), None)


def page(tracker: Tracker) -> Place:
    """The practice or network whose page the chat is on."""
    return Place(tracker.get_slot("page_practice"), tracker.get_slot("page_network"))


def place(tracker: Tracker) -> Place:
    """The practice and network that the conversation is about: what the patient named, else the page's."""
    if tracker.get_slot("practice") or tracker.get_slot("network"):
        return Place(tracker.get_slot("practice"), tracker.get_slot("network"))
    return page(tracker)


def last_reply(tracker: Tracker) -> dict[str, Any] | None:
    """The assistant's last message: text, buttons, topic, situation, links; None where it has said nothing."""
    for event in reversed(tracker.events):
        if event["event"] == "bot" and event["metadata"].get("topic"):
            return {
                "text": event["text"],
                "buttons": (event.get("data") or {}).get("buttons") or [],
                **event["metadata"],
            }
    return None


def intent_before(tracker: Tracker) -> str:
    """The intent of the message before the last one; "" where there was none."""
    said = [event for event in tracker.events if event["event"] == "user"]
    return said[-2]["parse_data"]["intent"]["name"] or "" if len(said) > 1 else ""
