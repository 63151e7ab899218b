"""The menu: the groups of topics, or the topics of one group."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import heard
from bot.resources import resources


class ActionShowMenu(Action):
    """Offers what can be asked, as buttons."""

    def name(self) -> str:
        """The name in rules."""
        return "action_show_menu"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says what there is."""
        library = resources().library
        group = heard.entity(tracker, "group")
        if group:
            topics = library.book.group(group)
            buttons = [
                {"title": answer.question, "payload": f"ask:{answer.topic}"}
                for answer in topics
                if answer.kind != "safety"
            ]
            dispatcher.utter_message(response="utter_what-can-you-do/group", buttons=buttons)
        else:
            buttons = [
                {"title": title, "payload": f"menu:{name}"} for name, title in library.menu.groups.items()
            ]
            dispatcher.utter_message(response="utter_what-can-you-do", buttons=buttons, follow_ups=False)
        return []
