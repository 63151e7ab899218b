"""The form that finds which practice or network a patient means, and asks until it is settled or given up."""

import re
from dataclasses import asdict
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions import heard
from actions.look_up import GAVE_UP
from actions.naming import (
    Candidates,
    asked_network,
    corrected,
    find,
    is_it,
    narrowed,
    numbered,
)
from bot.answers.values import in_town, network_of
from bot.directory.practice import Found, Status
from bot.privacy.moment import with_postcodes
from bot.resources import resources
from bot.understanding.surgery_names import names_a_surgery

LOOK_UPS = ("which-pcn-is-my-practice-in", "which-practices-are-in-a-pcn", "practice-contact")
GIVE_UP_AFTER = 2
NOT_FOUND = ("not_found", "ask_again")
"""How the name is asked for after one that is not known."""
OF_THE_QUESTION = ("again", "simpler", "more", "affirm", "thanks")
"""What a patient may say of the form's own question."""
_YOURS = re.compile(r"\b(?:your|you)\b", re.IGNORECASE)
_YOUR_NETWORK = re.compile(r"\b(?:your|this) (?:network|pcn|group|practices|surger)", re.IGNORECASE)
_NONE_OF_THESE = re.compile(
    r"\b(?:none|neither|not (?:that|those|these|this|my)|wrong|different|another|other|else)\b", re.IGNORECASE
)
Slots = dict[str, Any]


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
        candidates = _candidates(tracker)
        if intent in (*LOOK_UPS, "inform"):
            lookup = intent if intent in LOOK_UPS else tracker.get_slot("lookup") or LOOK_UPS[0]
            slots = {"lookup": lookup, **_settle(lookup, candidates, tracker)}
        elif intent == "affirm" and candidates and len(candidates.codes) == 1:
            slots = _settled(candidates.codes[0])
        elif intent == "deny" and candidates and _denies_candidates(candidates, tracker):
            slots = _ask("other", tracker)
        elif not heard.is_answered(tracker):
            return []  # Rasa takes this as: not for the form; another rule answers, then the form comes back.
        else:
            slots = _come_back(tracker)
        return [SlotSet(name, value) for name, value in slots.items()]


def _candidates(tracker: Tracker) -> Candidates | None:
    """What the patient was asked to choose from, as far as the directory still has it."""
    slot = tracker.get_slot("candidates")
    if not slot:
        return None
    directory = resources().directory
    known = [
        code
        for code in (*slot["practices"], *slot["networks"])
        if directory.practice(code) or directory.network(code)
    ]
    candidates = Candidates(slot["text"], tuple(slot["practices"]), tuple(slot["networks"])).only(known)
    return candidates if candidates.codes else None


def _denies_candidates(candidates: Candidates, tracker: Tracker) -> bool:
    """Whether "no" means those on offer, rather than "never mind"."""
    text = tracker.latest_message.get("text") or ""
    return len(candidates.codes) == 1 or bool(_NONE_OF_THESE.search(text))


def _settle(lookup: str, candidates: Candidates | None, tracker: Tracker) -> Slots:
    directory = resources().directory
    if code := heard.entity(tracker, "practice_code") or heard.entity(tracker, "network_code"):
        return _settled(code)
    text = tracker.latest_message.get("text") or ""
    known = heard.place(tracker)
    here = network_of(heard.page(tracker), directory) or known.network
    if candidates:
        if code := numbered(text, candidates):
            return _settled(code)
        fewer = narrowed(with_postcodes(text), candidates, directory)
        if len(fewer.codes) == 1:
            return _settled(fewer.codes[0])
        if fewer.codes and fewer != candidates:
            return _choose(fewer)
    asked = asked_network(text, here or network_of(known, directory), directory)
    if asked and known.practice and is_it(asked[0]):
        return _settled(known.practice, asked[1])
    found = _found(text if asked is None else asked[0], candidates, here, tracker)
    if found.status is Status.AMBIGUOUS:
        return _choose(Candidates.of(text, found))
    if found.status is not Status.NOT_FOUND:
        code = found.practices[0].practice.code if found.practices else found.networks[0].code
        return _settled(code, asked[1] if asked else None)
    asks_anew = heard.intent(tracker) in LOOK_UPS and not names_a_surgery(text)
    asking = tracker.get_slot("requested_slot") is not None
    if asks_anew and (not asking or _YOURS.search(text)) and (slots := _already_known(lookup, text, tracker)):
        slots["place"]["asked"] = asked[1] if asked else []
        return slots
    return _ask("ask" if asks_anew else "not_found", tracker)


def _found(text: str, candidates: Candidates | None, network: str | None, tracker: Tracker) -> Found:
    """What the message names, alone or together with what was said before; the page's network comes first."""
    directory, text = resources().directory, with_postcodes(text)
    last = directory.practice(tracker.get_slot("practice") or "")
    if not candidates and (found := corrected(text, last, directory)):
        return found
    found = find(text, network, directory)
    if candidates and found.status in (Status.NOT_FOUND, Status.AMBIGUOUS):
        together = directory.find(f"{candidates.text} {text}", network)
        found = together if together.status is Status.FOUND else found
    return found


def _settled(code: str | None, asked: list[str] | None = None) -> Slots:
    """A practice or network that is settled; None where it is given up.

    Args:
        code: its ODS code.
        asked: the networks of which the patient asked whether it is in one of them.
    """
    is_network = bool(code and resources().directory.network(code))
    place = {
        "status": "found" if code else "gave-up",
        "practice": None if is_network else code,
        "network": code if is_network else None,
        "asked": asked or [],
    }
    return {"place": place, "candidates": None, "asking": None, "came_back": None}


def _come_back(tracker: Tracker) -> Slots:
    """What becomes of the look-up after something else was answered: it asks once more, then it is left.

    A correction of a practice that is known ("what about the one in Derby?") is left at once.
    """
    if heard.more_follow(tracker) or heard.intent(tracker) in OF_THE_QUESTION:
        return {}
    is_correction = tracker.get_slot("practice") and tracker.get_slot("asking") in NOT_FOUND
    if tracker.get_slot("came_back") or is_correction:
        return {"place": {**GAVE_UP, "status": "left"}, "came_back": None}
    return {"came_back": True}


def _choose(candidates: Candidates) -> Slots:
    asking = "is_it" if len(candidates.codes) == 1 else "ambiguous"
    return {
        "place": None,
        "candidates": asdict(candidates),
        "asking": asking,
        "attempts": 0,
        "came_back": None,
    }


def _already_known(lookup: str, text: str, tracker: Tracker) -> Slots | None:
    """What the conversation or the page already says, where that is enough for the question."""
    page = heard.page(tracker)
    known = page if page.network and _YOUR_NETWORK.search(text) else heard.place(tracker)
    code = known.practice or (known.network if lookup != "practice-contact" else None)
    directory = resources().directory
    return _settled(code) if code and (directory.practice(code) or directory.network(code)) else None


def _ask(asking: str, tracker: Tracker) -> Slots:
    """Asks for the name; after it was not found some times, gives up."""
    attempts = int(tracker.get_slot("attempts") or 0) + 1 if asking == "not_found" else 0
    if attempts > GIVE_UP_AFTER:
        return _settled(None)
    again = asking == "not_found" and attempts > 1
    return {
        "place": None,
        "candidates": None,
        "asking": "ask_again" if again else asking,
        "attempts": attempts,
        "came_back": None,
    }


class ActionAskPracticeFormPlace(Action):
    """Asks for the name: first, after it was not found, or which of several."""

    def name(self) -> str:
        """Rasa finds it by the form's and the slot's name."""
        return "action_ask_practice_form_place"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        """Says the question, with a button for each candidate. After something else was answered it asks once, and plainly."""
        interrupted = heard.intent(tracker) not in (*LOOK_UPS, "inform", "affirm", "deny")
        lookup = tracker.get_slot("lookup") or LOOK_UPS[0]
        if interrupted and (heard.more_follow(tracker) or _was_just_repeated(lookup, tracker)):
            return []
        candidates = _candidates(tracker)
        asking = tracker.get_slot("asking") or "ask"
        if interrupted and asking in NOT_FOUND:
            asking = "ask"
        values = {}
        buttons = _buttons(candidates) if candidates else []
        if asking == "is_it" and buttons:
            words = resources().library.menu.buttons
            values = {"candidate": _candidate(candidates)}
            buttons = [
                {**buttons[0], "title": words["yes"]},
                {"payload": "say:other", "title": words["other_surgery"]},
            ]
        elif not buttons and asking in ("is_it", "ambiguous"):
            asking = "ask"
        response = f"utter_{lookup}/{asking}"
        dispatcher.utter_message(response=response, buttons=buttons, **values)
        return []


def _was_just_repeated(lookup: str, tracker: Tracker) -> bool:
    """Whether the patient asked to hear the form's question again, and has."""
    last = heard.last_reply(tracker) if heard.intent(tracker) in OF_THE_QUESTION else None
    return bool(last and last["topic"] == lookup)


def _candidate(candidates: Candidates) -> str:
    """The only candidate, with its town: "Park Lane Surgery in Derby"."""
    directory = resources().directory
    found = directory.practice(candidates.codes[0]) or directory.network(candidates.codes[0])
    return in_town(found) if found else ""


def _buttons(candidates: Candidates) -> list[dict[str, str]]:
    """A button for each candidate, with its town: "Park Lane Surgery, Derby"."""
    directory = resources().directory
    practices = filter(None, map(directory.practice, candidates.practices))
    networks = filter(None, map(directory.network, candidates.networks))
    named = [(f"practice:{each.code}", each) for each in practices]
    named += [(f"network:{each.code}", each) for each in networks]
    return [
        {"payload": payload, "title": ", ".join(filter(None, (each.name, each.town)))}
        for payload, each in named
    ]
