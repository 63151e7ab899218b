"""The form that finds which practice or network a patient means, and asks until it is settled or given up."""

import re
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import heard
from bot.answers.values import Place
from bot.directory.practice import Found, Status
from bot.privacy.moment import with_postcodes
from bot.resources import resources

LOOK_UPS = ("which-pcn-is-my-practice-in", "which-practices-are-in-a-pcn", "practice-contact")
GIVE_UP_AFTER = 2
ORDINALS = {
    "first": 0,
    "1": 0,
    "1st": 0,
    "second": 1,
    "2": 1,
    "2nd": 1,
    "third": 2,
    "3": 2,
    "3rd": 2,
    "last": -1,
}
_A_NAME_OF_A_SURGERY = re.compile(
    r"\b(?!(?:my|our|your|the|this|that|a|an|gp|gps|which|what|each|every|other|another|local|doctors?|own|new|old|same)\b)"
    r"[a-z'’-]{3,} (?:(?:family|village|road|street|lane) )?(?:surgery|medical (?:centre|center|practice|group)|health centre|pcn)\b",
    re.IGNORECASE,
)


class ValidatePracticeForm(Action):
    """Looks for the name in what the patient wrote."""

    def name(self) -> str:
        """Rasa calls it by the form's name, for each message while the form is open."""
        return "validate_practice_form"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """The practice or network that the last message names, or what to ask next."""
        intent = heard.intent(tracker)
        if intent not in (*LOOK_UPS, "inform"):
            return []  # Rasa takes this as: not for the form; another rule answers, then the form asks again.
        lookup = intent if intent in LOOK_UPS else tracker.get_slot("lookup") or LOOK_UPS[0]
        return [
            SlotSet(name, value) for name, value in {"lookup": lookup, **_settle(lookup, tracker)}.items()
        ]


def _settle(lookup: str, tracker: Tracker) -> dict[str, Any]:
    code = heard.entity(tracker, "practice_code"), heard.entity(tracker, "network_code")
    if any(code):
        return _settled(practice=code[0], network=code[1])
    text = tracker.latest_message.get("text") or ""
    known = heard.place(tracker)
    candidates = tracker.get_slot("candidates")
    if candidates and (chosen := _chosen(text, candidates)):
        return chosen
    found = _find(text, known.network)
    if candidates and found.status in (Status.NOT_FOUND, Status.AMBIGUOUS):
        narrower = resources().directory.find(with_postcodes(f"{candidates['text']} {text}"), known.network)
        found = narrower if narrower.status is Status.FOUND else found
        named_again = [
            match.practice.code for match in found.practices if match.practice.code in candidates["practices"]
        ]
        if len(named_again) == 1:
            return _settled(practice=named_again[0])
    if found.status is Status.AMBIGUOUS:
        return {"place": None, "candidates": _candidates(text, found), "attempts": 0}
    if found.status is not Status.NOT_FOUND:
        return _of(found)
    asking = tracker.get_slot("requested_slot") is not None
    asks_anew = heard.intent(tracker) in LOOK_UPS and not _A_NAME_OF_A_SURGERY.search(text)
    if asks_anew and not asking and (settled := _already_known(lookup, known)):
        return settled
    return _ask(not asks_anew, tracker)


def _find(text: str, network: str | None) -> Found:
    """What the text names; where it says too much else to be sure, what the names in it name."""
    directory, text = resources().directory, with_postcodes(text)
    found = directory.find(text, network)
    names = " ".join(text[start:end] for start, end, _ in directory.mentions(text))
    return directory.find(names, network) if found.status is Status.NOT_FOUND and names else found


def _settled(
    status: str = "found", practice: str | None = None, network: str | None = None
) -> dict[str, Any]:
    return {"place": {"status": status, "practice": practice, "network": network}, "candidates": None}


def _of(found: Found) -> dict[str, Any]:
    if found.practices:
        return _settled(found.status.value, practice=found.practices[0].practice.code)
    return _settled(found.status.value, network=found.networks[0].code)


def _candidates(text: str, found: Found) -> dict[str, Any]:
    practices = [match.practice.code for match in found.practices]
    return {"text": text, "practices": practices, "networks": [network.code for network in found.networks]}


def _chosen(text: str, candidates: dict[str, Any]) -> dict[str, Any] | None:
    """The candidate that "the second one" means."""
    codes = [(code, None) for code in candidates["practices"]] + [
        (None, code) for code in candidates["networks"]
    ]
    words = re.findall(r"[a-z0-9]+", text.lower())
    if len(words) > 4:
        return None
    position = next((ORDINALS[word] for word in words if word in ORDINALS), None)
    if position is None or position >= len(codes):
        return None
    practice, network = codes[position]
    return _settled(practice=practice, network=network)


def _already_known(lookup: str, known: Place) -> dict[str, Any] | None:
    """What the conversation or the page already says, where that is enough for the question."""
    if known.practice:
        return _settled(practice=known.practice)
    if known.network and lookup != "practice-contact":
        return _settled(network=known.network)
    return None


def _ask(not_found: bool, tracker: Tracker) -> dict[str, Any]:
    attempts = int(tracker.get_slot("attempts") or 0) + 1 if not_found else 0
    if attempts > GIVE_UP_AFTER:
        return _settled("gave-up")
    return {"place": None, "candidates": None, "attempts": attempts}


class ActionAskPracticeFormPlace(Action):
    """Asks for the name: first, after it was not found, or which of several."""

    def name(self) -> str:
        """Rasa finds it by the form's and the slot's name."""
        return "action_ask_practice_form_place"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the question, with a button for each candidate."""
        attempts = int(tracker.get_slot("attempts") or 0)
        candidates = tracker.get_slot("candidates")
        if candidates:
            situation, buttons = "ambiguous", _buttons(candidates)
        else:
            situation, buttons = ("ask", "not_found", "ask_again")[min(attempts, 2)], []
        dispatcher.utter_message(response=f"utter_{tracker.get_slot('lookup')}/{situation}", buttons=buttons)
        return []


def _buttons(candidates: dict[str, Any]) -> list[dict[str, str]]:
    directory = resources().directory
    practices = filter(None, (directory.practice(code) for code in candidates["practices"]))
    networks = filter(None, (directory.network(code) for code in candidates["networks"]))
    named = [(f"practice:{p.code}", p.name, p.town) for p in practices] + [
        (f"network:{n.code}", n.name, n.town) for n in networks
    ]
    return [
        {"payload": payload, "title": ", ".join(filter(None, (name, town)))} for payload, name, town in named
    ]
