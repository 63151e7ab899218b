"""ConversationStore: what is kept of a conversation between two messages, on SQLite and PostgreSQL."""

import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActiveLoop,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from bot.conversations.store import ConversationStore, last_turns
from bot.settings import settings
from tests.store.conftest import Cluster

DOMAIN = Domain.from_dict(
    {
        "intents": ["greet"],
        "slots": {
            "practice": {"type": "text", "mappings": [{"type": "custom"}]},
            "candidates": {"type": "any", "mappings": [{"type": "custom"}]},
            "attempts": {
                "type": "float",
                "initial_value": 0.0,
                "influence_conversation": False,
                "mappings": [{"type": "custom"}],
            },
        },
        "forms": {"practice_form": {"required_slots": ["practice"]}},
        "responses": {"utter_greet": [{"text": "Hello"}]},
    }
)
KEPT = settings().kept_turns


@pytest.fixture
def store(database: str) -> ConversationStore:
    return ConversationStore(database, DOMAIN)


@pytest.fixture
def somebody() -> str:
    """The id of a conversation that nobody has had."""
    return uuid.uuid4().hex


def begins() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("action_listen")]


def turn(number: int) -> list[Event]:
    """A message and its answer."""
    said = UserUttered(f"message {number}", {"name": "greet", "confidence": 1.0})
    return [
        said,
        ActionExecuted("utter_greet"),
        BotUttered(f"answer {number}", metadata={"topic": "greet"}),
        ActionExecuted("action_listen"),
    ]


def conversation(sender: str, *events: Event, turns: int = 0) -> DialogueStateTracker:
    spoken = [event for number in range(turns) for event in turn(number)]
    return DialogueStateTracker.from_events(sender, [*begins(), *events, *spoken], DOMAIN.slots)


def said(tracker: DialogueStateTracker) -> list[str]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


async def kept(store: ConversationStore, tracker: DialogueStateTracker) -> DialogueStateTracker:
    """What is found after the conversation was saved."""
    await store.save(tracker)
    found = await store.retrieve(tracker.sender_id)
    assert found
    return found


# Kept and found


async def test_a_conversation_is_found_as_it_was_saved(store: ConversationStore, somebody: str) -> None:
    tracker = conversation(somebody, SlotSet("practice", "A81027"), turns=2)
    found = await kept(store, tracker)
    assert found.sender_id == somebody
    assert [event.as_dict() for event in found.events] == [event.as_dict() for event in tracker.events]
    assert found.get_slot("practice") == "A81027"


async def test_a_new_conversation_is_not_found(store: ConversationStore, somebody: str) -> None:
    assert await store.retrieve(somebody) is None
    assert not await store.exists(somebody)


async def test_rasa_begins_one_that_it_does_not_find(store: ConversationStore, somebody: str) -> None:
    begun = await store.get_or_create_tracker(somebody)
    assert begun.sender_id == somebody and said(begun) == []


@pytest.mark.parametrize("words", ["what’s a PCN? 👍", "' OR 1=1; --", '\\u0041 " {x}', "مرحبا", "a" * 5000])
async def test_words_come_back_as_they_were(store: ConversationStore, somebody: str, words: str) -> None:
    assert said(await kept(store, conversation(somebody, UserUttered(words, {"name": "greet"})))) == [words]


async def test_what_is_shown_again_is_kept_with_the_answer(store: ConversationStore, somebody: str) -> None:
    """ "Say that again" and the page need the topic and the buttons of what was said."""
    buttons = [{"title": "Yes", "payload": "say:more"}]
    answer = BotUttered("An answer.", {"buttons": buttons}, {"topic": "what-is-a-pcn", "links": []})
    found = await kept(store, conversation(somebody, UserUttered("hello", {"name": "greet"}), answer))
    (event,) = [event for event in found.events if isinstance(event, BotUttered)]
    assert event.data["buttons"] == buttons and event.metadata["topic"] == "what-is-a-pcn"


async def test_saving_again_takes_the_place_of_what_was_saved(
    store: ConversationStore, somebody: str
) -> None:
    await store.save(conversation(somebody, turns=1))
    rows = len(list(await store.keys()))
    assert said(await kept(store, conversation(somebody, turns=3))) == ["message 0", "message 1", "message 2"]
    assert len(list(await store.keys())) == rows


async def test_two_conversations_are_two(store: ConversationStore, somebody: str) -> None:
    other = uuid.uuid4().hex
    await store.save(conversation(other, SlotSet("practice", "A81027")))
    assert (await kept(store, conversation(somebody, turns=1))).get_slot("practice") is None
    assert (await store.retrieve(other)).get_slot("practice") == "A81027"


async def test_another_process_finds_it_too(database: str, somebody: str) -> None:
    if database == "sqlite://":
        pytest.skip("memory belongs to one process")
    await ConversationStore(database, DOMAIN).save(conversation(somebody, turns=1))
    found = await ConversationStore(database, DOMAIN).retrieve(somebody)
    assert found and said(found) == ["message 0"]


# No more than the last turns


async def test_only_the_last_turns_are_kept(store: ConversationStore, somebody: str) -> None:
    found = await kept(store, conversation(somebody, turns=KEPT + 5))
    assert said(found) == [f"message {number}" for number in range(5, KEPT + 5)]


async def test_what_earlier_turns_left_behind_is_kept(store: ConversationStore, somebody: str) -> None:
    """The practice that was named long ago, and the form that is still open."""
    candidates = {"practices": ["A81027"], "text": "yarm"}
    left = [SlotSet("practice", "A81027"), SlotSet("candidates", candidates), ActiveLoop("practice_form")]
    found = await kept(store, conversation(somebody, *left, turns=KEPT + 5))
    assert found.get_slot("practice") == "A81027"
    assert found.get_slot("candidates") == candidates
    assert found.active_loop_name == "practice_form"


async def test_what_was_forgotten_stays_forgotten(store: ConversationStore, somebody: str) -> None:
    events = [
        SlotSet("practice", "A81027"),
        ActiveLoop("practice_form"),
        *turn(0),
        SlotSet("practice", None),
        ActiveLoop(None),
    ]
    found = await kept(store, conversation(somebody, *events, turns=KEPT + 5))
    assert found.get_slot("practice") is None
    assert found.active_loop_name is None


async def test_of_a_slot_that_no_rule_looks_at_the_last_value_is_kept(
    store: ConversationStore, somebody: str
) -> None:
    """Forms set theirs several times a turn. Where it is back at its beginning, nothing needs to be kept."""
    tracker = conversation(somebody, *(SlotSet("attempts", float(number)) for number in range(9)), turns=2)
    found = await kept(store, tracker)
    assert found.get_slot("attempts") == 8.0
    assert sum(isinstance(event, SlotSet) for event in found.events) == 1
    found.update(SlotSet("attempts", 0.0), DOMAIN)
    again = await kept(store, found)
    assert again.get_slot("attempts") == 0.0
    assert not any(isinstance(event, SlotSet) for event in again.events)


async def test_which_model_an_event_comes_from_is_not_kept(store: ConversationStore, somebody: str) -> None:
    tracker = conversation(somebody, turns=1)
    for event in tracker.events:
        event.metadata = {**event.metadata, "model_id": "one", "assistant_id": "two"}
    found = await kept(store, tracker)
    assert all(not {"model_id", "assistant_id"} & set(event.metadata) for event in found.events)
    assert [e.metadata["topic"] for e in found.events if isinstance(e, BotUttered)] == ["greet"]


async def test_a_shortened_conversation_goes_on_as_the_whole_one_would(
    store: ConversationStore, somebody: str
) -> None:
    """Rules look at the last action and the state before: these are the same."""
    whole = conversation(somebody, SlotSet("practice", "A81027"), turns=KEPT + 5)
    short = await kept(store, whole)
    assert short.latest_action_name == whole.latest_action_name == "action_listen"
    assert short.latest_message and short.latest_message.text == whole.latest_message.text
    assert short.current_slot_values() == whole.current_slot_values()


async def test_a_conversation_that_goes_on_for_ever_stays_the_same_size(
    store: ConversationStore, somebody: str
) -> None:
    tracker, sizes = conversation(somebody), []
    for number in range(4 * KEPT):
        for event in turn(number % 10):
            tracker.update(event, DOMAIN)
        tracker = await kept(store, tracker)
        sizes.append(len(tracker.events))
    assert max(sizes[KEPT + 2 :]) == min(sizes[KEPT + 2 :]) <= 4 * KEPT + 10


@pytest.mark.parametrize("turns", [0, 1, 3, 4, 5, 50])
def test_the_last_turns_of_any_conversation(turns: int) -> None:
    events = last_turns(conversation("x", turns=turns), turns=4)
    assert sum(isinstance(event, UserUttered) for event in events) == min(turns, 4)


# When the database fails


def test_a_database_that_is_not_there_is_an_error_at_the_start() -> None:
    with pytest.raises(sa.exc.OperationalError):
        ConversationStore("postgresql://tester@127.0.0.1:1/postgres", DOMAIN)


async def test_a_damaged_database_is_never_hidden(tmp_path: Path, somebody: str) -> None:
    store = ConversationStore(f"sqlite:///{tmp_path / 'conversations.db'}", DOMAIN)
    assert store.is_reachable()
    for file in tmp_path.iterdir():
        file.unlink()
    (tmp_path / "conversations.db").write_bytes(b"no database " * 1000)
    assert not store.is_reachable()
    with pytest.raises(sa.exc.SQLAlchemyError):
        await store.save(conversation(somebody))
    with pytest.raises(sa.exc.SQLAlchemyError):
        await store.retrieve(somebody)


async def test_a_server_that_went_away_is_never_hidden(postgresql: Cluster, somebody: str) -> None:
    """And once it is back, everything that was saved before is there."""
    store = ConversationStore(postgresql.url, DOMAIN)
    await store.save(conversation(somebody, turns=1))
    postgresql.stop()
    try:
        assert not store.is_reachable()
        with pytest.raises(sa.exc.SQLAlchemyError):
            await store.save(conversation(somebody, turns=2))
        with pytest.raises(sa.exc.SQLAlchemyError):
            await store.retrieve(somebody)
    finally:
        postgresql.start()
    assert store.is_reachable()
    found = await store.retrieve(somebody)
    assert found and said(found) == ["message 0"]


def test_it_is_reachable_when_it_is(store: ConversationStore) -> None:
    assert store.is_reachable()


# In Rasa


def test_rasa_makes_it_from_endpoints(tmp_path: Path) -> None:
    endpoint = EndpointConfig.from_dict(
        {"type": "bot.conversations.store.ConversationStore", "url": f"sqlite:///{tmp_path / 'a.db'}"}
    )
    store = TrackerStore.create(endpoint, DOMAIN)
    assert isinstance(store, ConversationStore) or isinstance(store._tracker_store, ConversationStore)
    assert (tmp_path / "a.db").exists()
