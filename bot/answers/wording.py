"""STEP 5. Rasa asks for `utter_...`; this gives the words of the topic's file, for this practice and network."""

from typing import Any

from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.answers.answer import Answer
from bot.answers.template import Values, fill, names_in
from bot.answers.values import Place, network_of, values_for
from bot.resources import resources

SHORT_CHANNELS = ("sms", "twilio")
CLEAR = 0.99
"""A question understood with this likelihood needs no "or did you mean"."""
BUTTONS = 6
NOWHERE = Place()


class PatientWording(NaturalLanguageGenerator):
    """Rasa's natural language generator over the staff's files; changing a word needs no training."""

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        self._resources = resources()

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The reply for a response name.

        Args:
            utter_action: `utter_faq/<topic>`, `utter_<topic>` or `utter_<topic>/<situation>`.
            tracker: the conversation; its slots say which practice and network.
            output_channel: text messages get the short answer.
            kwargs: placeholders that an action looked up; `part` ("more", "short"); `follow_ups` to show them.

        Returns:
            text, buttons, and for our own channels topic, situation, links and the date checked.
        """
        topic, _, situation = utter_action.removeprefix("utter_").removeprefix("faq/").partition("/")
        reply = self.reply(
            topic, situation, self.place_of(tracker), short=output_channel in SHORT_CHANNELS, **kwargs
        )
        if situation in ("", "ask") and tracker.latest_message:
            reply["buttons"] = self._with_other_meanings(
                reply["buttons"], tracker.latest_message.parse_data or {}
            )
        return reply

    def _with_other_meanings(
        self, buttons: list[dict[str, str]], parsed: dict[str, Any]
    ) -> list[dict[str, str]]:
        """The buttons of an answer; where the question was not quite clear, the other topics it may mean come first."""
        if parsed.get("intent", {}).get("confidence", 1.0) >= CLEAR:
            return buttons
        answers = self._resources.library.book.answers
        others = [_ask(answers[topic]) for topic in parsed.get("offered", [])[:3] if topic in answers]
        more = [button for button in buttons if button["payload"] == "say:more"]
        rest = [button for button in buttons if button not in more and button not in others]
        return [*more, *others, *rest][:BUTTONS]

    @staticmethod
    def place_of(tracker: DialogueStateTracker | None) -> Place:
        """The practice and network that a conversation is about: what the patient named, else the page's."""
        slots = tracker.current_slot_values() if tracker else {}
        if slots.get("practice") or slots.get("network"):
            return Place(slots.get("practice"), slots.get("network"))
        return Place(slots.get("page_practice"), slots.get("page_network"))

    def reply(
        self,
        topic: str,
        situation: str = "",
        place: Place = NOWHERE,
        short: bool = False,
        part: str = "answer",
        follow_ups: bool | None = None,
        **looked_up: Any,
    ) -> dict[str, Any]:
        """The words of a topic for a place, with links and buttons.

        Raises:
            KeyError: there is no such topic or situation.
        """
        library = self._resources.library
        network = network_of(place, self._resources.directory)
        answer = library.book.answer(topic, place.practice, network)
        values = values_for(place, library.book, self._resources.directory, library.menu.anybody)
        values |= {name: value for name, value in looked_up.items() if isinstance(value, str | list)}
        if situation:
            text = answer.situations[situation]
        elif part == "more":
            text = answer.more or answer.answer
        else:
            text = (
                answer.short_answer if (short or part == "short") and answer.short_answer else answer.answer
            )
        return {
            "text": fill(text, values),
            "buttons": self._buttons(answer, part)
            if (follow_ups if follow_ups is not None else not situation)
            else [],
            "topic": topic,
            "situation": situation,
            "links": _links(answer, values) if not situation or follow_ups else [],
            "checked": answer.checked.isoformat(),
        }

    def _buttons(self, answer: Answer, part: str) -> list[dict[str, str]]:
        library = self._resources.library
        buttons = []
        if answer.more and part != "more":
            buttons.append({"title": library.menu.buttons["more"], "payload": "say:more"})
        for topic in answer.follow_ups:
            buttons.append(_ask(library.book.answers[topic]))
        return buttons


def _ask(answer: Answer) -> dict[str, str]:
    """A button that asks a topic's question."""
    return {"title": answer.question, "payload": f"ask:{answer.topic}"}


def _links(answer: Answer, values: Values) -> list[dict[str, str]]:
    known = (link for link in answer.links if all(values.get(n) for n in names_in(link.text + link.url)))
    return [{"text": fill(link.text, values), "url": fill_url(link.url, values)} for link in known]


def fill_url(url: str, values: Values) -> str:
    """A link's address with its placeholders filled in; nothing is capitalised in it."""
    return url.format_map({name: str(value) for name, value in values.items()})
