"""Says that a message was not understood, and never guesses."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import heard
from bot.resources import resources


class ActionNotUnderstood(Action):
    """The first time it offers the nearest topics; the second time it hands over to the surgery."""

    def name(self) -> str:
        """The name in rules and in config.yml."""
        return "action_not_understood"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says so."""
        offered = tracker.latest_message.get("offered") or []
        answers = resources().library.book.answers
        buttons = [
            {"title": answers[topic].question, "payload": f"ask:{topic}"}
            for topic in offered
            if topic in answers
        ]
        if heard.intent_before(tracker) == "not-understood":
            dispatcher.utter_message(response="utter_not-understood/again", follow_ups=True)
        elif tracker.latest_message.get("close") and buttons:
            dispatcher.utter_message(response="utter_not-understood/did_you_mean", buttons=buttons)
        else:
            dispatcher.utter_message(response="utter_not-understood", buttons=buttons, follow_ups=not buttons)
        return []
