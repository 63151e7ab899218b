"""PatientReader: sentences, clauses, names and normal forms."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.understanding.normal_form import normal_form
from bot.understanding.reading import READ, PatientReader, read

# Normal forms


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("What is a PCN?", "what is a pcn?"),
        ("wots a pcn pls", "what is a pcn please"),
        ("need an appt 2moro", "need an appointment tomorrow"),
        ("What’s my GP`s number", "what's my gp's number"),
        ("heeeeeelp", "heelp"),
        ("docter , please .", "doctor, please."),
        ("", ""),
    ],
)
def test_words_are_written_as_they_are_meant(typed: str, meant: str) -> None:
    assert normal_form(typed) == meant


def test_only_whole_words_are_replaced() -> None:
    """ "u" is "you", but not in "sum"; "doc" is "doctor", but not in "document"."""
    assert normal_form("a sum in a document") == "a sum in a document"


@pytest.mark.parametrize("typed", ["apointment,", "(apointment)", "apointment?", "APOINTMENT!"])
def test_punctuation_does_not_hide_a_misspelling(typed: str) -> None:
    assert "appointment" in normal_form(typed)


@given(st.text(max_size=300))
def test_a_normal_form_can_be_made_of_anything(text: str) -> None:
    assert normal_form(text) == normal_form(text).strip()


# Sentences and clauses


def test_a_message_is_cut_into_sentences() -> None:
    assert read("Hello. What is a PCN? Who runs it?").sentences == (
        "hello.",
        "what is a pcn?",
        "who runs it?",
    )


def test_lines_are_sentences_too() -> None:
    assert read("what is a pcn\nwho runs it").sentences == ("what is a pcn", "who runs it")


@pytest.mark.parametrize(
    ("message", "clauses"),
    [
        (
            "how do i cancel my appointment and order my tablets",
            ("how do i cancel my appointment", "order my tablets"),
        ),
        ("need a sick note also need my repeat tablets", ("need a sick note", "need my repeat tablets")),
        ("what time do you open; where are you", ("what time do you open", "where are you")),
        ("what is a pcn, who runs it", ("what is a pcn", "who runs it")),
        ("when are you open or where can i go instead", ("when are you open", "where can i go instead")),
        ("book a visit n cancel the other one", ("book a visit", "cancel the other one")),
        ("What is a PCN? And who runs it?", ("what is a pcn?", "who runs it?")),
        ("what is a pcn", ("what is a pcn",)),
    ],
)
def test_clauses_are_cut_at_joints_and_lose_the_joining_word(message: str, clauses: tuple[str, ...]) -> None:
    assert read(message).clauses == clauses


@pytest.mark.parametrize(
    "message",
    [
        "my husband needs a sandwich",
        "is the brand new surgery open",
        "where can I park",
        "what time can I ring",
        "who can I talk to",
    ],
)
def test_one_question_stays_in_one_piece(message: str) -> None:
    assert len(read(message).clauses) == 1


@pytest.mark.parametrize(
    "message",
    [
        "I have an appointment on Friday and can it be moved?",
        "My son needs a jab. Where do I take him for it?",
    ],
)
def test_a_clause_that_says_only_it_is_read_with_the_one_before(message: str) -> None:
    reading = read(message)
    first, second = reading.clauses
    assert reading.contexts[0] == first
    assert reading.contexts[1].startswith(first) and reading.contexts[1].endswith(second)


@pytest.mark.parametrize("message", ["it hurts", "can it be moved"])
def test_there_is_nothing_before_the_first_clause(message: str) -> None:
    reading = read(message)
    assert reading.contexts == reading.clauses


def test_a_long_clause_stands_for_itself_though_it_says_it() -> None:
    long = "can it be that i have to wait three weeks for a doctor"
    assert read(f"what is a pcn and {long}").contexts[-1] == long


@pytest.mark.parametrize(
    "message",
    [
        "my number is [phone number] can i cancel",
        "dob [date of birth]. can i cancel",
        "its [name] here, can i cancel",
    ],
)
def test_a_clause_that_only_gives_a_detail_asks_nothing(message: str) -> None:
    reading = read(message)
    assert reading.clauses == ("can i cancel",) and "can i cancel" in reading.texts


def test_a_clause_that_asks_for_something_with_a_detail_is_one() -> None:
    assert (
        read("i have moved and please change my number to [phone number]").clauses[-1]
        == "please change my number to"
    )
    assert len(read("can [name] register and what is a pcn").clauses) == 2


def test_every_text_of_a_message_is_encoded_once() -> None:
    texts = read("what is a pcn").texts
    assert texts == ["what is a pcn"]


# Names


@pytest.mark.parametrize(
    ("message", "whole", "names"),
    [
        ("what about Yarm Medical Practice?", "what about the surgery?", ("Yarm Medical Practice",)),
        ("who runs BYTES PCN", "who runs the network", ("BYTES PCN",)),
        ("surgeries near TS15 9DD", "surgeries near the postcode", ("TS15 9DD",)),
        ("is there one in Yarm", "is there one in the town", ("Yarm",)),
        ("what is a pcn", "what is a pcn", ()),
    ],
)
def test_a_name_becomes_a_plain_word(message: str, whole: str, names: tuple[str, ...]) -> None:
    reading = read(message)
    assert (reading.whole, reading.names) == (whole, names)


def test_two_practices_are_two_names_each_in_its_clause() -> None:
    reading = read("is Yarm Medical Practice in a PCN and what is the number of Park Lane Surgery")
    assert reading.names == ("Yarm Medical Practice", "Park Lane Surgery")
    assert reading.clauses == ("is the surgery in a pcn", "what is the number of the surgery")


def test_the_share_of_names_is_of_letters() -> None:
    assert read("TS15 9DD").name_share == 1
    assert read("what is a pcn").name_share == 0
    assert 0 < read("is there a surgery in Yarm").name_share < 0.5


# Anything at all

WORDS = st.lists(
    st.sampled_from(
        [
            "and",
            "also",
            "Yarm",
            "TS15 9DD",
            "BYTES PCN",
            "it",
            "?",
            ".",
            ";",
            ", ",
            "n",
            "what",
            "\n",
            "or",
            "é",
            "👍",
        ]
    ),
    max_size=20,
).map(" ".join)


@given(st.one_of(st.text(max_size=500), WORDS))
def test_any_message_can_be_read(text: str) -> None:
    """Reading never raises, and what it found lies in the message, in order, and leaves no word out."""
    reading = read(text)
    assert len(reading.spans) == len(reading.clauses) == len(reading.contexts)
    assert all(0 <= start <= end <= len(text) for start, end in reading.spans)
    assert all(first[1] <= second[0] for first, second in zip(reading.spans, reading.spans[1:], strict=False))
    assert all(name in text for name in reading.names)
    assert 0 <= reading.name_share <= 1
    covered = {i for start, end in reading.spans for i in range(start, end)}
    assert all(i in covered or not character.strip() for i, character in enumerate(text))


# In Rasa's pipeline


def test_rasa_gets_the_reading_and_the_names_as_entities(tmp_path: Path) -> None:
    reader = PatientReader.create(
        {}, LocalModelStorage(tmp_path), Resource("reader"), ExecutionContext(GraphSchema({}))
    )
    (message,) = reader.process([Message({TEXT: "what about Yarm?"})])
    assert [entity["value"] for entity in message.get(ENTITIES)] == ["Yarm"]
    assert message.get(READ) == read("what about Yarm?")


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_message_without_words_is_one_empty_clause(text: str) -> None:
    """What follows in the pipeline always has something to look at."""
    assert read(text).clauses == ("",)
