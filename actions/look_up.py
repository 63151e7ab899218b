"""Answers a look-up, once it is settled which practice or network is meant."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.answers.values import Place, values_for
from bot.directory.practice import Practice
from bot.resources import resources


class ActionLookUp(Action):
    """Says what the directory knows of the practice or network, for the look-up's topic."""

    def name(self) -> str:
        """The name in rules."""
        return "action_look_up"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answers, and remembers the practice or network for what is asked next."""
        place = tracker.get_slot("place") or {"status": "gave-up", "practice": None, "network": None}
        lookup = tracker.get_slot("lookup")
        situation = situation_of(lookup, place)
        values = look_up_values(place)
        dispatcher.utter_message(response=f"utter_{lookup}/{situation}", follow_ups=True, **values)
        forget = [SlotSet(slot, None) for slot in ("place", "candidates", "attempts")]
        if place["status"] == "gave-up":
            return forget
        named = place if place["status"] == "found" else {"practice": None, "network": None}
        return [*forget, SlotSet("practice", named["practice"]), SlotSet("network", named["network"])]


def situation_of(lookup: str, place: dict[str, Any]) -> str:
    """Which of the topic's texts fits what was found."""
    if place["status"] == "gave-up":
        return "gave_up"
    directory = resources().directory
    practice = directory.practice(place["practice"]) if place["practice"] else None
    if practice is None:
        return "found" if lookup == "which-practices-are-in-a-pcn" else "network_found"
    if practice.closed:
        return "closed_successor" if practice.successor else "closed"
    if lookup == "practice-contact":
        return "found"
    if practice.network is None:
        return (
            "in_wales" if practice.in_wales else "left_network" if practice.left_network else "not_in_a_pcn"
        )
    if lookup == "which-practices-are-in-a-pcn":
        return "practice_found"
    network = directory.network(practice.network)
    return "found" if network and len(network.practices) > 1 else "found_alone"


def look_up_values(place: dict[str, Any]) -> dict[str, Any]:
    """The words for the placeholders of a look-up's texts."""
    library, directory = resources().library, resources().directory
    where = Place(place["practice"], place["network"])
    values = values_for(where, library.book, directory, library.menu.anybody)
    practice = directory.practice(place["practice"]) if place["practice"] else None
    if practice:
        values |= _of_practice(practice, values)
    return {name: value for name, value in values.items() if value}


def _of_practice(practice: Practice, values: dict[str, Any]) -> dict[str, Any]:
    successor = resources().directory.practice(practice.successor) if practice.successor else None
    closed = practice.closed
    return {
        "other_practices": [name for name in values.get("network_practices", []) if name != practice.name],
        "closed_date": f"{closed.day} {closed:%B %Y}" if closed else "",
        "successor": successor.name if successor else "",
    }
