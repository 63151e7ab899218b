"""Which professional usually helps with what the patient names. Who, never what to do about it."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from bot.resources import resources
from bot.understanding.problems import role_for


class ActionWhoIsRightFor(Action):
    """Names the kind of professional, and how to reach the surgery."""

    def name(self) -> str:
        """The name in rules."""
        return "action_who_is_right_for"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answers; asks what it is about where the message names no problem."""
        book = resources().library.book
        text = tracker.latest_message.get("text") or ""
        topic, names_a_problem = role_for(text, book)
        if topic:
            answer = book.answers[topic]
            button = {"title": answer.question, "payload": f"ask:{topic}"}
            role = answer.role[0].lower() + answer.role[1:]
            dispatcher.utter_message(
                response="utter_who-is-right-for/found", role=role, buttons=[button], follow_ups=True
            )
        else:
            situation = "not_found" if names_a_problem else "ask"
            dispatcher.utter_message(response=f"utter_who-is-right-for/{situation}")
        return []
