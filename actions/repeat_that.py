"""The last answer again, in fewer words, or with more to it."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions import heard
from bot.resources import resources

PARTS = {"more": "more", "simpler": "short"}


class ActionRepeatThat(Action):
    """Repeats, shortens or extends."""

    def name(self) -> str:
        """The name in rules."""
        return "action_repeat_that"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says it."""
        last, wish = heard.last_reply(tracker), heard.intent(tracker)
        if last is None:
            dispatcher.utter_message(response="utter_repeat-that/nothing_yet", follow_ups=True)
            return []
        answer = resources().library.book.answers.get(last.get("topic", ""))
        response = last.get("utter_action") or ""
        other_form = answer and {"more": answer.more, "simpler": answer.short_answer}.get(wish)
        if answer and other_form and answer.kind != "chat":
            name = f"utter_faq/{answer.topic}" if answer.kind == "faq" else f"utter_{answer.topic}"
            dispatcher.utter_message(response=name, part=PARTS[wish])
        elif wish == "more":
            dispatcher.utter_message(response="utter_repeat-that/no_more", follow_ups=True)
        else:
            shown = {
                key: last[key]
                for key in ("text", "buttons", "topic", "situation", "links", "checked")
                if key in last
            }
            dispatcher.utter_message(**shown, utter_action=response)
        return []
