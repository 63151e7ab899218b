"""Opening: what the widget is given before anything is said."""

from typing import Any

from bot.answers.values import Place, values_for
from bot.channels.web.interface import Interface
from bot.channels.web.theme import Theme
from bot.resources import Resources
from bot.settings import settings

NO_ANSWERS = ("chat", "safety")
"""Groups of topics whose replies nobody is asked to rate."""


def opening(resources: Resources, place: dict[str, str], code: object) -> dict[str, Any]:
    """The words, questions, contact and looks for a place, in a language.

    Args:
        resources: for the menu, the topics' questions, the directory and the interface.
        place: `practice` or `network`, as `page_place` gives them.
        code: the language, by the name of its file in data/interface; English where there is none such.
    """
    interface, theme = resources.interface, Theme.load(resources.data)
    language = interface.language(code)
    answers = resources.library.book.answers
    return {
        "language": _described(interface, language.language),
        "languages": interface.offered(),
        "texts": language.texts,
        "place": name_of(resources, place),
        "shelves": shelves(resources),
        "contact": contact(resources, place),
        "no_feedback": sorted(topic for topic, answer in answers.items() if answer.group in NO_ANSWERS),
        "theme": theme.as_json(),
        "limits": {"message_limit": settings().message_limit},
    }


def _described(interface: Interface, language: str) -> dict[str, str]:
    return next(each for each in interface.offered() if each["language"] == language)


def shelves(resources: Resources) -> list[dict[str, Any]]:
    """The first screen: titles, each with the questions to tap below it."""
    library = resources.library
    return [
        {
            "title": shelf.title,
            "choices": [
                {"id": f"ask:{topic}", "title": library.book.answers[topic].question}
                for topic in shelf.topics
            ],
        }
        for shelf in library.menu.first_screen
    ]


def name_of(resources: Resources, place: dict[str, str]) -> str:
    """The name of the practice or network; "" where the page is nobody's."""
    practice = resources.directory.practice(place.get("practice", ""))
    network = resources.directory.network(place.get("network", ""))
    return practice.name if practice else network.name if network else ""


def contact(resources: Resources, place: dict[str, str]) -> dict[str, str]:
    """How to reach the surgery by another way: its name and telephone number, "" where that is not known."""
    where, library = Place(**place), resources.library
    values = values_for(where, library.book, resources.directory, library.menu.anybody)
    return {"surgery": str(values["surgery"]), "telephone": str(values.get("practice_phone", ""))}
