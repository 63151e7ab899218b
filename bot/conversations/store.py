"""ConversationStore: one row a conversation, holding its last turns.

Rasa's own SQL store keeps one row an event for ever and reads all of a session's events for every message, so
that a conversation gets slower as it gets longer, and nothing is ever deleted. Here a conversation is one row
with the last turns, written in one statement; deleting it is deleting a row. SQLite and PostgreSQL.

The row's id is a keyed hash of the conversation's id: with channels such as text messages that is a telephone number.
"""

import hashlib
import hmac
import json
import logging
import os
import secrets
import time
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot import rasa_mends
from bot.settings import settings

logger = logging.getLogger(__name__)

EVERY_SO_OFTEN = 3600
"""Seconds between two looks for conversations that are too old to be kept."""
PAGES_IN_LOG = 64
"""So many pages of 4 kB SQLite's write-ahead log may hold: each copying of it to the database waits for the disk. What is
deleted is taken out of the log at once."""
OF_THE_MODEL = ("model_id", "assistant_id")
FOR_THE_MOMENT = ("intent_ranking", "response_selector", "questions", "more_follow")
_metadata = sa.MetaData()
_conversations = sa.Table(
    "conversations",
    _metadata,
    sa.Column("id", sa.String(64), primary_key=True),
    sa.Column("last_message_at", sa.Float, nullable=False, index=True),
    sa.Column("events", sa.Text, nullable=False),
)

_READ = sa.text("SELECT events FROM conversations WHERE id = :id")
_WRITE = sa.text(
    "INSERT INTO conversations (id, last_message_at, events) VALUES (:id, :last_message_at, :events)"
    " ON CONFLICT (id) DO UPDATE SET last_message_at = excluded.last_message_at, events = excluded.events"
)
"""As text, which SQLAlchemy does not have to put together anew for each message. SQLite and PostgreSQL say it alike."""


class ConversationStore(TrackerStore):
    """Rasa's tracker store over one table.

    Args:
        host: an SQLAlchemy address; the setting PCNBOT_DATABASE_URL where endpoints.yml names none.
        domain: Rasa's domain, for the slots.
        event_broker: Rasa's event broker, if any.
    """

    def __init__(
        self,
        host: str | None = None,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        rasa_mends.apply()
        super().__init__(domain, event_broker, **kwargs)
        self._kept_turns = settings().kept_turns
        self._deleted_old_at = 0.0
        self._engine = open_database(host or settings().database_url)
        in_memory = _is_in_memory(self._engine.url)
        self._secret = secrets.token_bytes() if in_memory else settings().signing_secret().encode()
        _metadata.create_all(self._engine)

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A new conversation. Rasa writes it down at once; here it is written with its first message."""
        tracker = self.init_tracker(sender_id)
        if append_action_listen:
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Writes the conversation's last turns over what was kept of it before."""
        await self.stream_events(tracker)
        events = json.dumps([_kept(event.as_dict()) for event in last_turns(tracker, self._kept_turns)])
        row = {"id": self._id(tracker.sender_id), "last_message_at": time.time(), "events": events}
        with self._engine.begin() as connection:
            connection.execute(_WRITE, row)
        if time.time() - self._deleted_old_at > EVERY_SO_OFTEN:
            self.delete_older_than(settings().kept_days)

    async def delete(self, sender_id: str) -> None:
        """Deletes what is kept of a conversation, at once.

        Args:
            sender_id: the conversation; nothing happens where nothing is kept of it.

        Raises:
            sqlalchemy.exc.SQLAlchemyError: the database failed, and it may still be there.
        """
        self._delete(_conversations.c.id == self._id(sender_id))

    def delete_older_than(self, days: float) -> int:
        """Deletes the conversations in which nobody has said anything for so many days; 0 deletes all.

        Returns:
            How many there were.
        """
        self._deleted_old_at = time.time()
        return self._delete(_conversations.c.last_message_at <= time.time() - days * 86_400)

    def _delete(self, which: Any) -> int:
        with self._engine.begin() as connection:
            deleted = connection.execute(sa.delete(_conversations).where(which)).rowcount
        if deleted:
            self._clear_what_was_deleted()
        return deleted

    def _clear_what_was_deleted(self) -> None:
        """Rows that are gone still lie in the files: SQLite's write-ahead log, PostgreSQL's dead rows."""
        sqlite = self._engine.dialect.name == "sqlite"
        statement = "PRAGMA wal_checkpoint(TRUNCATE)" if sqlite else "VACUUM conversations"
        try:
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(sa.text(statement))
        except sa.exc.SQLAlchemyError as error:
            logger.warning("deleted, but the space is not cleared yet: %s", type(error).__name__)

    def _id(self, sender_id: str) -> str:
        """The id of a conversation's row, from which nobody can tell the conversation without the secret."""
        return hmac.new(self._secret, sender_id.encode(), hashlib.sha256).hexdigest()

    async def _stream_new_events(
        self, event_broker: EventBroker, new_events: list[Event], sender_id: str
    ) -> None:
        """Rasa's event stream, with the id of the row in the place of the conversation's."""
        await super()._stream_new_events(event_broker, new_events, self._id(sender_id))

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation as far as it is kept; None where it is new."""
        with self._engine.connect() as connection:
            events = connection.execute(_READ, {"id": self._id(sender_id)}).scalar()
        if events is None:
            return None
        return DialogueStateTracker.from_dict(sender_id, json.loads(events), self.domain.slots)

    async def keys(self) -> Iterable[str]:
        """The ids of all rows that are kept."""
        with self._engine.connect() as connection:
            return list(connection.execute(sa.select(_conversations.c.id)).scalars())

    def is_reachable(self) -> bool:
        """Whether the database answers and has our table."""
        try:
            with self._engine.connect() as connection:
                connection.execute(sa.select(_conversations.c.id).limit(1))
        except sa.exc.SQLAlchemyError:
            return False
        return True


def open_database(url: str) -> sa.engine.Engine:
    """The database at an SQLAlchemy address. SQLite gets its folder, a write-ahead log and a patient lock."""
    address = sa.engine.make_url(url)
    if address.get_backend_name() != "sqlite":
        return sa.create_engine(address, pool_size=2, max_overflow=2, pool_pre_ping=True, future=True)
    if not _is_in_memory(address):
        path = settings().root / address.database
        path.parent.mkdir(parents=True, exist_ok=True)
        address = address.set(database=str(path))
    arguments = {"timeout": 10, "check_same_thread": False}
    kept_open = {} if _is_in_memory(address) else {"poolclass": sa.pool.QueuePool, "pool_size": 2}
    engine = sa.create_engine(address, connect_args=arguments, future=True, **kept_open)

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, record: Any) -> None:
        connection.execute("PRAGMA journal_mode=WAL")
        record.info["file"] = _file_of(address)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA secure_delete=ON")  # what is deleted is overwritten, not only forgotten
        connection.execute(f"PRAGMA wal_autocheckpoint={PAGES_IN_LOG}")
        connection.execute("PRAGMA journal_size_limit=0")  # the log's file is cut when it is begun again

    @sa.event.listens_for(engine, "checkout")
    def _is_still_there(_: Any, record: Any, __: Any) -> None:
        if record.info["file"] != _file_of(address):
            raise sa.exc.DisconnectionError("another file lies there now")  # and the pool opens that one

    return engine


def _file_of(address: sa.engine.URL) -> tuple[int, int] | None:
    """Which file an address of SQLite leads to now: a connection that is kept open would go on in one that was deleted."""
    try:
        found = os.stat(address.database or "")
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _is_in_memory(address: sa.engine.URL) -> bool:
    return address.database in (None, "", ":memory:")


def _kept(event: dict[str, Any]) -> dict[str, Any]:
    """An event without what was noted for the moment only, and without which model it comes from."""
    event["metadata"] = {k: v for k, v in (event.get("metadata") or {}).items() if k not in OF_THE_MODEL}
    if event["event"] == "user":
        event["parse_data"] = {k: v for k, v in event["parse_data"].items() if k not in FOR_THE_MOMENT}
    return event


def last_turns(tracker: DialogueStateTracker, turns: int) -> list[Event]:
    """The events of the last turns, led by what earlier ones left behind: slots and an open form.

    Of slots that no rule looks at only the value is kept, behind all else: a form sets each of its own several times a turn,
    and Rasa goes through all events several times a message.

    Args:
        tracker: the conversation.
        turns: how many of the patient's messages to keep.
    """
    unseen = {name: slot for name, slot in tracker.slots.items() if not slot.influence_conversation}
    events = [event for event in tracker.events if not (isinstance(event, SlotSet) and event.key in unseen)]
    values = [SlotSet(name, slot.value) for name, slot in unseen.items() if slot.value != slot.initial_value]
    said = [index for index, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(said) <= turns:
        return [*events, *values]
    cut = said[-turns]
    earlier = DialogueStateTracker.from_events(tracker.sender_id, events[:cut], list(tracker.slots.values()))
    slots = [
        SlotSet(name, value) for name, value in earlier.current_slot_values().items() if value is not None
    ]
    loop = [ActiveLoop(earlier.active_loop_name)] if earlier.active_loop_name else []
    return [
        ActionExecuted(ACTION_SESSION_START_NAME),
        SessionStarted(),
        *slots,
        *loop,
        ActionExecuted(ACTION_LISTEN_NAME),
        *events[cut:],
        *values,
    ]
