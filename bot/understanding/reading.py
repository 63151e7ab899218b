"""PatientReader: cuts a message into sentences and clauses, finds names in it, and writes words in normal form.

spaCy does what it is good at: tokens, sentences, and matching the names of practices, networks, towns and
postcodes (from the directory, so that a new practice needs no training).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import spacy
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from spacy.language import Language

from bot.privacy.moment import halves
from bot.resources import resources
from bot.understanding.normal_form import normal_form

READ = "read"
"""The message property that holds the `Reading`."""

NAMED = "named"
"""The entity for the name, town, postcode or code of a practice or network."""

PLAIN_WORD = {
    "practice": "the surgery",
    "network": "the network",
    "town": "the town",
    "postcode": "the postcode",
    "code": "the surgery",
    "mask": "",
}

_OPENERS = (
    r"(?:how|what|whats|what's|wots?|wha|whit|when|whens|when's|wen|where|wheres|where's|which|who|whos|who's|why|"
    r"can|could|do|does|did|is|are|will|would)"
)
_JOINTS = re.compile(
    r"(?<=\w)[,;:.]?\s+(?:(?:and|plus|but|oh)\s+)*(?:and also|and then|but also|and|plus|n|&|as well as|"
    r"another thing|another question)\s+"
    rf"|\s+an'?\s+(?={_OPENERS}\b|i\b|my\b|me\b|also\b)"
    r"|(?<=[.,;?!])\s+also\s+|\s+also\s+(?=(?:need|want|how|what|when|where|who|can|could|do|does|is|are|did|will|i)\b)"
    r"|;\s*|\s+(?:firstly|secondly|furthermore|moreover|additionally)\b,?\s*|\s+(?=\(?[b-d2-4]\)\s)"
    r"|(?<!know)(?<!tell me)(?<!ask)(?<!wonder)(?<!wondering)(?<!about)(?<!see)(?<!explain)(?<!and)(?<!say)(?<!so)"
    r"(?<!if)(?<!where)(?<!who)(?<!what)(?<!when)(?<!how)(?<!why)(?<!which)(?<!time)(?<!number)(?<!days)(?<!than)"
    r"(?<!that)(?<!as)\s+(?=(?:can i|can we|how do i|how do we|how can i|where do i|where can i|do i have to|"
    r"do i need|who is|who do i|whats|when are|when is|is it possible)\b)"
    rf"|(?<=\w)(?:,\s*|\s+or\s+)(?={_OPENERS}\b)"
    r"|,\s+(?=(?:i|we|she|he|my|they)(?:'ve|'d|'m)? )",
    re.IGNORECASE,
)
"""Where one clause ends and another may begin. Cutting too often does no harm: what two clauses ask is weighed later."""

_JOINING_ONLY = re.compile(
    r"(?:[\s,.;:!?()&+/-]|\b(?:and|also|plus|oh|then|i|but|so|ok|furthermore|moreover|firstly|secondly|additionally|"
    r"anyway|while i'?m (?:here|on|at it)|(?:an|one more|the )?other thing|just|n|please|thanks|ta|the)\b|"
    r"[a-d]\)|[1-4][.)])*",
    re.IGNORECASE,
)
_ADDING = re.compile(
    r"\b(?:also|plus|another|as well|too|while i|other thing|secondly|furthermore|moreover|besides|ps)\b",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*[+,/]\s+|\s+[+/]\s*")
_BETWEEN = re.compile(r"\b(?:between|both)\b[^.?!,]*$", re.IGNORECASE)
GIVING = 3
"""A clause of so many words beside a personal detail only gives it: "my number is 01234 567890"."""
_GIVING = re.compile(
    r"\W*(?:and\s+)?(?:my|our|his|her|their|its|it['’]?s|i['’]?m|i am|this|name|dob|born|nhs|tel|phone|mob|mobile|number|"
    r"email|address|postcode|from|regards|thanks)\b",
    re.IGNORECASE,
)
SHORT_MESSAGE = 16
"""A message of at most so many words may be a list of wishes without verbs."""
_JOINING = re.compile(
    r"^(?:and|also|plus|n|&|in addition|if not|if so|then)\b[\s,]*|[\s,;]+(?:and|also|plus|n|&|or|oh|firstly|secondly)$"
)
_OPENING = re.compile(r"(?:how|why|when|where|what|who|which|can|do|is)\b")
_POINTING = re.compile(r"\b(?:it|them|they|that|this|she|he|these|those)\b")


Span = tuple[int, int]


@dataclass(frozen=True)
class Reading:
    """A message as it was read.

    Args:
        whole: the message in normal form, names replaced by plain words.
        sentences: its sentences in the same form.
        clauses: its clauses, cut at "and" and the like, in the same form.
        contexts: each clause, with the one before it where it points back to that ("can it be moved?").
        added: whether a clause is joined on as something more ("also", "another thing").
        spans: begin and end of each clause in the message as typed.
        names: the text of each name found.
        name_share: how much of the message is names, 0 to 1.
    """

    whole: str
    sentences: tuple[str, ...]
    clauses: tuple[str, ...]
    contexts: tuple[str, ...]
    added: tuple[bool, ...]
    spans: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    name_share: float

    @property
    def texts(self) -> list[str]:
        """Every text of it, once."""
        return list(dict.fromkeys([self.whole, *self.sentences, *self.clauses, *self.contexts]))


@lru_cache(maxsize=1)
def _english() -> Language:
    english = spacy.blank("en")
    english.add_pipe("sentencizer", config={"punct_chars": [".", "?", "!", "…", "\n"]})
    return english


def plain(text: str) -> str:
    """A message in normal form, names replaced by plain words: all of a reading that training needs."""
    return _masked(text, 0, len(text), _named(text))


def read(text: str) -> Reading:
    """Reads a message.

    Args:
        text: as typed, already made readable by the front door.
    """
    mentions = _named(text)
    sentences = [(s.start_char, s.end_char) for s in _english()(text).sents]
    pieces = [span for sentence in sentences for span in _clauses(text, *sentence)]
    spans = [span for span in pieces if not _only_gives_details(text, *span, mentions)] or [(0, len(text))]
    whole = _masked(text, 0, len(text), mentions)
    clauses = tuple(_bare(_masked(text, start, end, mentions)) for start, end in spans)
    clauses = clauses if len(pieces) > 1 else (whole,)  # one text less to make a vector of
    whole_sentences = (
        [next(s for s in sentences if s[0] <= start < s[1]) for start, _ in spans] if sentences else spans
    )
    letters = max(1, sum(c.isalnum() for c in text))
    named = sum(sum(c.isalnum() for c in text[a:b]) for a, b, kind in mentions if kind != "mask")
    return Reading(
        whole=whole,
        sentences=_sentences(
            sentences, dict(zip(spans, clauses)), lambda span: _masked(text, *span, mentions)
        ),
        clauses=clauses,
        contexts=_contexts(
            clauses,
            [_masked(text, first, end, mentions) for (first, _), (_, end) in zip(whole_sentences, spans)],
        ),
        added=tuple(bool(_ADDING.search(text[max(0, start - 22) : start + 14])) for start, _ in spans),
        spans=tuple(spans),
        names=tuple(text[start:end] for start, end, kind in mentions if kind != "mask"),
        name_share=named / letters,
    )


def _named(text: str) -> list[tuple[int, int, str]]:
    """Where a text names a surgery, network or place, or has the half of a postcode or a mask in the place of more."""
    found: list[tuple[int, int, str]] = [tuple(mention) for mention in resources().directory.mentions(text)]
    stand_ins = {**dict.fromkeys(resources().masking.masks, "mask"), **dict.fromkeys(halves(), "postcode")}
    for stand_in, kind in stand_ins.items():
        new = [(m.start(), m.end(), kind) for m in re.finditer(rf"(?<!\w){re.escape(stand_in)}(?!\w)", text)]
        found = [each for each in found if all(each[1] <= a or each[0] >= b for a, b, _ in new)] + new
    return sorted(found)


def _sentences(spans: list[Span], clauses: dict[Span, str], masked: Callable[[Span], str]) -> tuple[str, ...]:
    """The sentences; one that is a single clause is the same text, and has the same vector."""
    return tuple(clauses[span] if span in clauses else masked(span) for span in spans)


def _bare(clause: str) -> str:
    """A clause without the words that joined it to the next."""
    return _JOINING.sub("", clause).strip(" ,;+/") or clause


def _contexts(clauses: tuple[str, ...], so_far: list[str]) -> tuple[str, ...]:
    """Each clause as it can be understood alone: one that says little, or only "it", gets what was said before it.

    Args:
        clauses: the clauses.
        so_far: for each, its sentence up to its end.
    """
    contexts = []
    for i, clause in enumerate(clauses):
        words = len(clause.split())
        says_little = (
            words <= 8 and bool(_POINTING.search(clause)) or words <= 4 and bool(_OPENING.match(clause))
        )
        before = (
            so_far[i]
            if so_far[i] != clause and len(so_far[i]) > len(clause) + 8
            else f"{clauses[i - 1]} {clause}"
        )
        contexts.append(before if i and says_little else clause)
    return tuple(contexts)


def _clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    joints = [_JOINTS, _LIST] if len(text.split()) <= SHORT_MESSAGE else [_JOINTS]
    cuts = {
        start + m.end()
        for joint in joints
        for m in joint.finditer(text[start:end])
        if not _BETWEEN.search(text[start : start + m.start()])
    }
    bounds = [start, *sorted(cuts), end]
    return _whole_clauses(text, [(a, b) for a, b in zip(bounds, bounds[1:]) if text[a:b].strip()])


def _whole_clauses(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The pieces of a sentence, those that only join ("oh and", "while I'm here") with the piece that follows."""
    whole: list[tuple[int, int]] = []
    begin = None
    for start, end in pieces:
        begin = start if begin is None else begin
        if not _JOINING_ONLY.fullmatch(text[begin:end]):
            whole.append((begin, end))
            begin = None
    if begin is not None:
        first = whole.pop()[0] if whole else begin
        whole.append((first, pieces[-1][1]))
    return whole


def _only_gives_details(text: str, start: int, end: int, mentions: list[tuple[int, int, str]]) -> bool:
    """Whether a clause says little beside the details that were masked in it: it asks nothing."""
    masks = [(a, b) for a, b, kind in mentions if kind == "mask" and a >= start and b <= end]
    words = len(text[start:end].split()) - sum(len(text[a:b].split()) for a, b in masks)
    return bool(masks) and words <= GIVING and bool(_GIVING.match(text[start:end]))


def _masked(text: str, start: int, end: int, mentions: list[tuple[int, int, str]]) -> str:
    """A part of a message in normal form, with a plain word for each name that lies in it."""
    parts, at = [], start
    for first, last, kind in mentions:
        if first >= at and last <= end:
            parts += [text[at:first], " ", PLAIN_WORD[kind], " "]
            at = last
    return resources().spelling.corrected(normal_form("".join(parts) + text[at:end]))


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class PatientReader(GraphComponent):
    """Rasa's first component. It keeps no token objects: Rasa would hash each of them at every training."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "PatientReader":
        """Made by Rasa."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add: examples are read where their vectors are made."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the reading and the names found to each message."""
        for message in messages:
            reading = read(message.get(TEXT) or "")
            message.set(READ, reading)
            entities = [{"entity": NAMED, "value": name, "start": 0, "end": 0} for name in reading.names]
            message.set(ENTITIES, entities, add_to_output=True)
        return messages
