"""Forgets what the patient named and offers the menu."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActiveLoop, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.conversations.slots import LOOK_UP, NAMED
from bot.resources import resources


class ActionStartAgain(Action):
    """Starts again. The page that the patient is on stays known."""

    def name(self) -> str:
        """The name in rules."""
        return "action_start_again"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says so, with the groups of topics."""
        groups = resources().library.menu.groups
        buttons = [{"title": title, "payload": f"menu:{name}"} for name, title in groups.items()]
        dispatcher.utter_message(response="utter_start-again", buttons=buttons, follow_ups=False)
        return [ActiveLoop(None), *(SlotSet(slot, None) for slot in (*NAMED, *LOOK_UP))]
