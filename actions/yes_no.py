""" "Yes" and "no" to what was asked before."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import heard
from bot.resources import resources


class ActionAffirm(Action):
    """Goes on with what was offered; asks back where nothing was."""

    def name(self) -> str:
        """The name in rules."""
        return "action_affirm"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answers the one topic that was offered; shows several again."""
        last = heard.last_reply(tracker)
        if last is None or last.get("situation") != "did_you_mean":
            dispatcher.utter_message(response="utter_yes-no/nothing_asked", follow_ups=True)
            return []
        offered = [
            b["payload"].removeprefix("ask:") for b in last["buttons"] if b["payload"].startswith("ask:")
        ]
        answer = resources().library.book.answers[offered[0]] if offered else None
        if len(offered) == 1 and answer and answer.kind == "faq":
            dispatcher.utter_message(response=f"utter_faq/{answer.topic}")
        else:
            dispatcher.utter_message(response="utter_not-understood/did_you_mean", buttons=last["buttons"])
        return []


class ActionDeny(Action):
    """Leaves what was going on."""

    def name(self) -> str:
        """The name in rules."""
        return "action_deny"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Offers other help; a look-up under way ends."""
        dispatcher.utter_message(response="utter_yes-no/no", follow_ups=True)
        return [
            ActiveLoop(None),
            SlotSet("requested_slot", None),
            SlotSet("candidates", None),
            SlotSet("asking", None),
            SlotSet("attempts", None),
        ]
