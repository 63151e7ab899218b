"""ConversationLocks: one message at a time in each conversation, in the order they came.

Rasa's lock stores look once a second whether it is their turn. Within one process an asyncio lock is woken at once.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from rasa.core.lock_store import LOCK_LIFETIME, LockError, LockStore
from rasa.utils.endpoints import EndpointConfig


class ConversationLocks(LockStore):
    """Rasa's lock store for one process. A lock goes away with the last who holds or awaits it."""

    def __init__(self, endpoint_config: EndpointConfig | None = None) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = LOCK_LIFETIME, wait_time_in_seconds: float = 1
    ) -> AsyncIterator[None]:
        """Waits for the conversation's turn.

        Args:
            conversation_id: the conversation.
            lock_lifetime: the longest wait, in seconds.
            wait_time_in_seconds: Rasa's polling interval; not needed here.

        Raises:
            LockError: the wait took too long.
        """
        lock = self._locks.setdefault(conversation_id, asyncio.Lock())
        try:
            await asyncio.wait_for(lock.acquire(), timeout=lock_lifetime)
        except TimeoutError as error:
            raise LockError("Another message of the same conversation takes too long.") from error
        try:
            yield
        finally:
            lock.release()
