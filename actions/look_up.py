"""Answers a look-up, once it is settled which practice or network is meant."""

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.answers.values import Place, in_town, values_for
from bot.conversations.slots import FOUND_OUT
from bot.directory.find import Directory
from bot.directory.practice import Practice
from bot.resources import resources

GAVE_UP = {"status": "gave-up", "practice": None, "network": None, "asked": []}


class ActionLookUp(Action):
    """Says what the directory knows of the practice or network, for the look-up's topic."""

    def name(self) -> str:
        """The name in rules."""
        return "action_look_up"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Answers, and remembers the practice or network for what is asked next; one that has closed is forgotten.

        A look-up that the patient has left for other questions ends without a word.
        """
        lookup = tracker.get_slot("lookup")
        forget = [SlotSet(slot, None) for slot in FOUND_OUT]
        if (tracker.get_slot("place") or GAVE_UP)["status"] == "left":
            return forget
        place = _still_there(tracker.get_slot("place"))
        situation = situation_of(lookup, place)
        buttons = _successor(place) if situation in ("closed_successor", "dormant") else []
        dispatcher.utter_message(
            response=f"utter_{lookup}/{situation}",
            buttons=buttons,
            follow_ups=not buttons,
            **look_up_values(place),
        )
        if place["status"] == "gave-up":
            return forget
        practice = resources().directory.practice(place["practice"] or "")
        gone = practice and (practice.closed or practice.dormant)
        return [
            *forget,
            SlotSet("practice", None if gone else place["practice"]),
            SlotSet("network", place["network"]),
        ]


def _still_there(place: dict[str, Any] | None) -> dict[str, Any]:
    """What was settled; given up where a new edition of the directory has just taken it away."""
    directory = resources().directory
    if place and (directory.practice(place["practice"] or "") or directory.network(place["network"] or "")):
        return place
    return GAVE_UP


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
    if practice.dormant:
        return "dormant"
    if lookup == "practice-contact":
        return "found"
    if practice.network is None:
        return _without_network(practice)
    if place.get("asked"):
        return "in_it" if practice.network in place["asked"] else "not_in_it"
    if lookup == "which-practices-are-in-a-pcn":
        return "practice_found"
    network = directory.network(practice.network)
    return "found" if network and len(network.practices) > 1 else "found_alone"


def _without_network(practice: Practice) -> str:
    if practice.in_wales:
        return "in_wales"
    return "left_network" if practice.left_network else "not_in_a_pcn"


def look_up_values(place: dict[str, Any]) -> dict[str, Any]:
    """The words for the placeholders of a look-up's texts."""
    library, directory = resources().library, resources().directory
    where = Place(place["practice"], place["network"])
    values = values_for(where, library.book, directory, library.menu.anybody)
    practice = directory.practice(place["practice"]) if place["practice"] else None
    if practice:
        values |= _of_practice(practice, directory)
    asked = [network.name for code in place["asked"] if (network := directory.network(code))]
    values["asked_network"] = asked[0] if len(asked) == 1 else ""
    return {name: value for name, value in values.items() if value}


def _of_practice(practice: Practice, directory: Directory) -> dict[str, Any]:
    """A practice's own words; one that shares its name is told from the others by its town."""
    network = directory.network(practice.network or "")
    others = [
        directory.practice(code) for code in (network.practices if network else ()) if code != practice.code
    ]
    successor = directory.practice(practice.successor or "")
    return {
        "practice": in_town(practice) if directory.shares_its_name(practice) else practice.name,
        "other_practices": [other.name for other in others if other],
        "closed_date": f"{practice.closed.day} {practice.closed:%B %Y}" if practice.closed else "",
        "left_date": f"{practice.left_network.day} {practice.left_network:%B %Y}"
        if practice.left_network
        else "",
        "successor": successor.name if successor else "",
    }


def _successor(place: dict[str, Any]) -> list[dict[str, str]]:
    """A button for the practice at the address of a closed one."""
    directory = resources().directory
    closed = directory.practice(place["practice"])
    successor = directory.practice(closed.successor or "") if closed else None
    return [{"payload": f"practice:{successor.code}", "title": successor.name}] if successor else []
