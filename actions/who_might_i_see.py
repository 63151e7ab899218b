"""The professionals of the patient's network, or all of them, each with one line."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import heard
from bot.resources import resources


class ActionWhoMightISee(Action):
    """Lists the roles, with a button to ask about each."""

    def name(self) -> str:
        """The name in rules."""
        return "action_who_might_i_see"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the list."""
        book, directory = resources().library.book, resources().directory
        place = heard.place(tracker)
        practice = directory.practice(place.practice) if place.practice else None
        profile = book.profiles.get(place.network or (practice.network if practice else None) or "")
        topics = (
            profile.roles if profile and profile.roles else [a.topic for a in book.answers.values() if a.role]
        )
        answers = [book.answers[topic] for topic in topics]
        dispatcher.utter_message(
            response=f"utter_who-might-i-see/{'in_network' if profile and profile.roles else 'anywhere'}",
            roles=[f"{answer.role}: {answer.one_line}" for answer in answers],
            buttons=[{"title": answer.question, "payload": f"ask:{answer.topic}"} for answer in answers],
        )
        return []
