"""Deleting: after the days that conversations are kept, by hand, and when the patient asks. On SQLite and PostgreSQL."""

import asyncio
import time
import uuid
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner, Result
from rasa.core.brokers.broker import EventBroker
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.cli import group
from bot.conversations.retention import keep_deleting
from bot.conversations.store import ConversationStore
from bot.settings import settings

DOMAIN = Domain.empty()
DAY = 86_400
WORD = "quincunxial"
"""A word that nobody but the patient has."""


@pytest.fixture
def store(database: str) -> ConversationStore:
    return ConversationStore(database, DOMAIN)


def saying(sender: str, text: str = WORD) -> DialogueStateTracker:
    return DialogueStateTracker.from_events(sender, [UserUttered(text, {"name": "greet"})], [])


async def saved(store: ConversationStore, days_ago: float, monkeypatch: pytest.MonkeyPatch) -> str:
    """Somebody who said the last word so many days ago."""
    somebody, then = uuid.uuid4().hex, time.time() - days_ago * DAY
    with monkeypatch.context() as long_ago:
        long_ago.setattr("bot.conversations.store.time.time", lambda: then)
        await store.save(saying(somebody))
    return somebody


# After the days that conversations are kept


async def test_a_message_deletes_what_is_too_old(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = await saved(store, settings().kept_days + 1, monkeypatch)
    young = await saved(store, settings().kept_days - 1, monkeypatch)
    assert await store.retrieve(old)
    await store.save(saying(uuid.uuid4().hex))
    assert await store.retrieve(old) is None
    assert await store.retrieve(young)


async def test_the_service_deletes_what_is_too_old_while_nobody_writes(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = await saved(store, settings().kept_days + 1, monkeypatch)
    young = await saved(store, settings().kept_days - 1, monkeypatch)
    running = asyncio.create_task(keep_deleting(store))
    await asyncio.sleep(0)
    assert await store.retrieve(old) is None
    assert await store.retrieve(young)
    running.cancel()


async def test_a_database_that_fails_once_does_not_end_the_deleting(
    store: ConversationStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_: float) -> int:
        raise sa.exc.OperationalError(f"delete {WORD}", {}, Exception())

    monkeypatch.setattr(store, "delete_older_than", fails)
    running = asyncio.create_task(keep_deleting(store))
    await asyncio.sleep(0)
    assert not running.done()
    assert "OperationalError" in caplog.text and WORD not in caplog.text
    running.cancel()


# At once


async def test_one_conversation_is_deleted_and_no_other(store: ConversationStore) -> None:
    somebody, other = uuid.uuid4().hex, uuid.uuid4().hex
    await store.save(saying(somebody))
    await store.save(saying(other))
    await store.delete(somebody)
    assert await store.retrieve(somebody) is None
    assert await store.retrieve(other)


async def test_what_was_never_kept_can_be_deleted(store: ConversationStore) -> None:
    await store.delete(uuid.uuid4().hex)


async def test_deleted_words_are_in_no_file(tmp_path: Path) -> None:
    """SQLite leaves what it deletes in its pages and its write-ahead log, unless it is told not to."""
    store = ConversationStore(f"sqlite:///{tmp_path / 'conversations.db'}", DOMAIN)
    for length in (1, 10, 300):
        await store.save(saying("somebody", f"{WORD} " * length))
    assert any(WORD.encode() in file.read_bytes() for file in tmp_path.iterdir())
    await store.delete("somebody")
    assert not [file.name for file in tmp_path.iterdir() if WORD.encode() in file.read_bytes()]


# Whose it was


async def test_a_telephone_number_as_the_id_of_a_conversation_is_not_kept(tmp_path: Path) -> None:
    """As with channels for text messages."""
    store = ConversationStore(f"sqlite:///{tmp_path / 'conversations.db'}", DOMAIN)
    await store.save(saying("+447911123456"))
    assert await store.retrieve("+447911123456")
    assert not [file.name for file in tmp_path.iterdir() if b"7911123456" in file.read_bytes()]


async def test_an_event_stream_does_not_get_it_either(tmp_path: Path) -> None:
    class Published(EventBroker):
        def __init__(self) -> None:
            self.events: list[dict] = []

        def publish(self, event: dict) -> None:
            self.events.append(event)

    broker = Published()
    store = ConversationStore(f"sqlite:///{tmp_path / 'conversations.db'}", DOMAIN, broker)
    await store.save(saying("+447911123456"))
    assert broker.events and "7911123456" not in str(broker.events)


# By hand


def purge(database: str, *options: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setenv("PCNBOT_DATABASE_URL", database)
    settings.cache_clear()
    try:
        return CliRunner().invoke(group, ["purge", *options])
    finally:
        settings.cache_clear()


@pytest.mark.parametrize(
    ("options", "left"),
    [([], [1, 29]), (["--older-than", "7"], [1]), (["--older-than", "0.5"], []), (["--all"], [])],
)
async def test_purge_deletes_what_it_is_told_to(
    database: str, options: list[str], left: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    if database == "sqlite://":
        pytest.skip("memory belongs to one process")
    store = ConversationStore(database, DOMAIN)
    store.delete_older_than(0)
    people = {days: await saved(store, days, monkeypatch) for days in (1, 29, 31)}
    done = purge(database, *options, monkeypatch=monkeypatch)
    assert done.exit_code == 0, done.output
    assert f"Deleted {3 - len(left)} conversation" in done.output
    assert [days for days, somebody in people.items() if await store.retrieve(somebody)] == left


def test_purge_does_not_guess_what_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = f"sqlite:///{tmp_path / 'conversations.db'}"
    assert purge(database, "--all", "--older-than", "3", monkeypatch=monkeypatch).exit_code == 2
    assert purge(database, "--older-than", "-1", monkeypatch=monkeypatch).exit_code == 2


def test_purge_says_when_the_database_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    done = purge("postgresql://tester@127.0.0.1:1/postgres", monkeypatch=monkeypatch)
    assert done.exit_code == 1
    assert "PCNBOT_DATABASE_URL" in str(done.exception)
