"""Decision: what a message means in this conversation. Answer, ask "did you mean", or say that it is not known.

It reads the evidence together with the conversation: while a name is asked for, a name is an answer; "who runs it?"
is a question about the network just named. What it decides is written in Rasa's own terms (intent, ranking, response
selector), so that rules, forms and Rasa's tests work as ever.
"""

import re
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.choices import parse_data
from bot.directory.practice import Status
from bot.resources import resources
from bot.understanding.problems import role_for
from bot.understanding.questions import Question, is_asking, questions
from bot.understanding.reading import NAMED, READ, Reading
from bot.understanding.surgery_names import names_a_surgery
from bot.understanding.topics import EVIDENCE, NOT_UNDERSTOOD, Evidence

SOCIAL = frozenset(
    {
        "greet",
        "thanks",
        "goodbye",
        "affirm",
        "deny",
        "again",
        "simpler",
        "more",
        "frustrated",
        "are-you-human",
        "delete-what-i-said",
    }
)
PASSING = SOCIAL - {"are-you-human", "frustrated", "delete-what-i-said"}
"""What people say beside a question, without asking for an answer to it."""
LOOK_UPS = frozenset({"which-pcn-is-my-practice-in", "which-practices-are-in-a-pcn", "practice-contact"})
WHICH_NETWORK = "which-pcn-is-my-practice-in"
ADVICE = "medical-advice"
OFFERED = 4
_JOINT_AT_THE_END = re.compile(r"[\s,;+&]+(?:(?:and|also|plus|n|or)[\s,]*)*$", re.IGNORECASE)
_NO = r"(?:(?:no|nope|nah|sorry|oh|not that(?: one)?|wrong one|none of (?:those|these|them)|actually|wait)\b[,.! ]*)*"
_ELLIPTICAL = re.compile(
    rf"{_NO}(?:what about|how about|and|or|not|i mean|i meant|i said|it is|it's|its|the one|that one|the)\b"
)
_THE_ONE_IN = re.compile(
    rf"{_NO}(?:i mean|i meant|it is|it's|what about|how about)?[, ]*"
    r"(?:(?:the|that) one (?:in|on|at|near|by)\s+\S+|the (?!other|same|right|wrong|first|second|third|last)\S+(?: \S+)? one\b)"
)


_IS_IT_IN = re.compile(
    r"(?:(?:so|and|but|ok|oh|please|then)\b[, ]*)*(?:is|are|isn'?t|aren'?t|does|do) "
    r"(?:it|they|(?:that|this|my|our)(?: (?:one|surgery|practice|gp))?) (?:also |still |even )?"
    r"(?:in|part of|belong to|with|under|within|inside|a member of)\b"
)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class Decision(GraphComponent):
    """Rasa's last word on a message."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Chosen on tests/understanding/dev.yml and the first halves of the other sets (docs/developers/understanding.md).

        answer: the likelihood from which a topic is answered.
        ours: how likely a message must be about any topic of ours to be answered.
        ours_social: the same for thanks, greetings and the like, where a wrong reply does no harm.
        offer: the same, to ask "did you mean".
        clause: how likely a clause must be a question of its own.
        form: the likelihood from which a message is a question although a name was asked for.
        form_asking: the same for one that is put as a question and names nothing.
        form_with_name: the same for a message that names a practice or place.
        """
        return {
            "answer": 0.25,
            "ours": 0.5,
            "ours_social": 0.4,
            "offer": 0.12,
            "clause": 0.43,
            "form": 0.7,
            "form_asking": 0.35,
            "form_with_name": 0.95,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "Decision":
        """Made by Rasa."""
        return cls(config)

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Writes the intent of each message, and its questions where it has several."""
        for message in messages:
            decided = self.decide(message.get(TEXT), message.get(READ), message.get(EVIDENCE), tracker)
            for name, value in decided[0].items():
                if name != TEXT:
                    message.set(name, value, add_to_output=True)
            if len(decided) > 1:
                message.set("questions", decided, add_to_output=True)
        return messages

    def decide(
        self, text: str, reading: Reading, evidence: Evidence, tracker: DialogueStateTracker | None
    ) -> list[dict[str, Any]]:
        """The message's questions in order, each in the shape of Rasa's parse data.

        Args:
            text: as typed.
            reading: its sentences, clauses and names.
            evidence: what they say about topics.
            tracker: the conversation; None outside of one.
        """
        if (
            self._is_reply_in_look_up(reading, evidence, tracker)
            or _is_only_a_name(reading)
            or _corrects_look_up(text, tracker)
        ):
            return [self._parsed(text, reading, "inform", evidence.whole, evidence)]
        if _asks_whether_it_is_in_a_network(text, tracker):
            return [self._parsed(text, reading, WHICH_NETWORK, evidence.whole, evidence)]
        if _asked_for_the_problem(tracker) and role_for(text, resources().library.book)[1]:
            return [self._parsed(text, reading, "who-is-right-for", evidence.whole, evidence)]
        found = questions(reading, evidence, self._config["clause"], PASSING)
        if len(found) == 1:
            decided = [self._one(text, reading, found[0], evidence)]
            if decided[0][INTENT]["name"] == NOT_UNDERSTOOD and _may_be_a_name(text, reading, tracker):
                return [self._parsed(text, reading, "inform", evidence.whole, evidence)]
            return self._advice_first(text, reading, decided, evidence)
        decided = [
            self._one(_JOINT_AT_THE_END.sub("", text[each.start : each.end]).strip(), reading, each, evidence)
            for each in found
        ]
        return self._advice_first(text, reading, decided, evidence)

    def _advice_first(
        self, text: str, reading: Reading, decided: list[dict[str, Any]], evidence: Evidence
    ) -> list[dict[str, Any]]:
        """A question for medical advice is declined before anything else is answered, and never answered."""
        declined = [each for each in decided if each[INTENT]["name"] == ADVICE]
        others = [each for each in decided if each[INTENT]["name"] != ADVICE]
        if declined or not resources().safety.asks_for_advice(text):
            return [*declined[:1], *others]
        advice = self._parsed(text, reading, ADVICE, evidence.whole, evidence)
        return [advice] if len(others) == 1 else [advice, *others]

    def _is_reply_in_look_up(
        self, reading: Reading, evidence: Evidence, tracker: DialogueStateTracker | None
    ) -> bool:
        """Whether a message answers "which surgery?" rather than asking something else."""
        if tracker is None or tracker.active_loop_name != "practice_form":
            return False
        best = int(evidence.whole.argmax())
        intent = evidence.intents[best]
        sure = float(evidence.whole[best]) * evidence.ours
        if reading.names and intent not in LOOK_UPS:
            return sure < self._config["form_with_name"] or reading.name_share > 0.5
        asks = is_asking(reading.whole) and not reading.names
        return sure < self._config["form_asking" if asks else "form"]

    def _one(self, text: str, reading: Reading, question: Question, evidence: Evidence) -> dict[str, Any]:
        best = int(question.likelihoods.argmax())
        intent = evidence.intents[best]
        bar = self._config["ours_social" if intent in SOCIAL else "ours"]
        known = question.likelihoods[best] >= self._config["answer"] and question.ours >= bar
        return self._parsed(
            text, reading, intent if known else NOT_UNDERSTOOD, question.likelihoods, evidence
        )

    def _parsed(
        self, text: str, reading: Reading, intent: str, likelihoods: np.ndarray, evidence: Evidence
    ) -> dict[str, Any]:
        topics = resources().library.book.topic_of_intent
        order = [int(i) for i in np.argsort(-likelihoods)]
        ranking = [(evidence.intents[i], float(likelihoods[i])) for i in order]
        confidence = dict(ranking).get(intent, 1.0) * evidence.ours
        answers = resources().library.book.answers
        nearest = list(dict.fromkeys(topics[i] for i, _ in ranking[:12] if i != intent and i in topics))
        nearest = [topic for topic in nearest if answers[topic].is_offered]
        parsed = parse_data(intent, text)
        parsed[INTENT]["confidence"] = confidence
        parsed["intent_ranking"] = [{"name": name, "confidence": value} for name, value in ranking[:10]]
        parsed[ENTITIES] = [{"entity": NAMED, "value": name, "start": 0, "end": 0} for name in reading.names]
        parsed["offered"] = nearest[:OFFERED]
        parsed["alternatives"] = [
            {"topic": topics[name], "confidence": value}
            for name, value in ranking
            if topics.get(name) in nearest[:OFFERED]
        ]
        parsed["close"] = evidence.ours >= self._config["offer"]
        return parsed


def _is_only_a_name(reading: Reading) -> bool:
    """ "Yarm Medical Practice", "what about Yarm?", "and the one in Derby": a name and nearly nothing else."""
    others = len(reading.whole.split()) - 2 * len(reading.names)
    return bool(reading.names) and (
        reading.name_share > 0.75 or (reading.name_share > 0.3 and others <= 4 and _elliptical(reading.whole))
    )


def _is_a_misspelt_name(text: str) -> bool:
    """ "yarm medicl practice": what means nothing else, though the directory is sure which surgery or network it names."""
    return resources().directory.find(text).status not in (Status.AMBIGUOUS, Status.NOT_FOUND)


def _may_be_a_name(text: str, reading: Reading, tracker: DialogueStateTracker | None) -> bool:
    """Whether what means nothing else names a surgery, or a name that none has goes on with a look-up."""
    goes_on = _elliptical(reading.whole) and _last_topic(tracker) in LOOK_UPS
    return _is_a_misspelt_name(text) or (goes_on and names_a_surgery(text))


def _elliptical(text: str) -> bool:
    return bool(_ELLIPTICAL.match(text))


def _corrects_look_up(text: str, tracker: DialogueStateTracker | None) -> bool:
    """ "No, the one in Derby", after a look-up or while a surgery is spoken of: names a place that no list of ours may hold."""
    named = bool(tracker and (tracker.get_slot("practice") or tracker.get_slot("network")))
    return (named or _last_topic(tracker) in LOOK_UPS) and bool(_THE_ONE_IN.match(text.lower()))


def _asks_whether_it_is_in_a_network(text: str, tracker: DialogueStateTracker | None) -> bool:
    """ "Is it in BYTES?", where a practice was spoken of: no list of ours has that network in such a question."""
    if tracker is None or not tracker.get_slot("practice") or not _IS_IT_IN.match(text.lower()):
        return False
    return any(mention.kind == "network" for mention in resources().directory.mentions(text))


def _last_reply(tracker: DialogueStateTracker | None) -> BotUttered | None:
    events = reversed(tracker.events) if tracker else ()
    said = (event for event in events if isinstance(event, BotUttered))
    return next((reply for reply in said if reply.metadata.get("topic")), None)


def _last_topic(tracker: DialogueStateTracker | None) -> str | None:
    last = _last_reply(tracker)
    return last.metadata["topic"] if last else None


def _asked_for_the_problem(tracker: DialogueStateTracker | None) -> bool:
    """Whether the assistant's last words asked what kind of problem it is about."""
    last = _last_reply(tracker)
    return bool(
        last and last.metadata.get("topic") == "who-is-right-for" and last.metadata.get("situation") == "ask"
    )
