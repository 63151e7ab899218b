"""Buttons. A choice is an id of ours; what it means is decided here, never by what the browser sends beside it."""

from typing import Any

from bot.resources import Resources


def parse_choice(choice: str, resources: Resources) -> dict[str, Any] | None:
    """What a button means, in the shape of Rasa's parse data; None for anything that is no button of ours.

    `ask:<topic>`, `practice:<ODS code>`, `network:<ODS code>`, `menu:<group>`, `say:more|start-again|menu|other`.
    """
    kind, _, name = choice.strip().partition(":")
    library = resources.library
    if kind == "ask" and name in library.book.answers and library.book.answers[name].kind != "safety":
        return parse_data(_intent_of(name, library.book), library.book.answers[name].question)
    if kind == "practice" and (practice := resources.directory.practice(name)):
        return parse_data("inform", practice.name, practice_code=practice.code)
    if kind == "network" and (network := resources.directory.network(name)):
        return parse_data("inform", network.name, network_code=network.code)
    if kind == "menu" and name in library.menu.groups:
        return parse_data("menu", library.menu.groups[name], group=name)
    if kind == "say" and name in SAYINGS:
        intent, title = SAYINGS[name]
        return parse_data(intent, library.menu.buttons[title])
    return None


SAYINGS = {
    "more": ("more", "more"),
    "start-again": ("start-again", "start_again"),
    "menu": ("what-can-you-do", "menu"),
    "other": ("deny", "other_surgery"),
}


def _intent_of(topic: str, book: Any) -> str:
    answer = book.answers[topic]
    return f"faq/{topic}" if answer.kind == "faq" else topic


def parse_data(intent: str, text: str, **entities: str) -> dict[str, Any]:
    """Rasa's parse data for something that is certain.

    Args:
        intent: an intent, or `faq/<topic>` for a stored answer.
        text: how the conversation shows it.
        entities: values by entity name.
    """
    name, _, topic = intent.partition("/")
    data: dict[str, Any] = {
        "text": text,
        "intent": {"name": name, "confidence": 1.0},
        "entities": [
            {"entity": entity, "value": value, "start": 0, "end": 0} for entity, value in entities.items()
        ],
    }
    if topic:
        data |= retrieval(topic, 1.0)
    return data


def retrieval(topic: str, confidence: float) -> dict[str, Any]:
    """The part of Rasa's parse data that names a stored answer."""
    chosen = {
        "intent_response_key": f"faq/{topic}",
        "utter_action": f"utter_faq/{topic}",
        "confidence": confidence,
    }
    return {
        "response_selector": {
            "all_retrieval_intents": ["faq"],
            "faq": {
                "response": chosen,
                "ranking": [{"confidence": confidence, "intent_response_key": f"faq/{topic}"}],
            },
        }
    }
