"""ConversationLocks: one message at a time in each conversation, in the order they came."""

import asyncio
import gc

import pytest
from rasa.core.lock_store import LockError, LockStore
from rasa.utils.endpoints import EndpointConfig

from bot.conversations.locks import ConversationLocks


@pytest.fixture
def locks() -> ConversationLocks:
    return ConversationLocks()


async def a_few_steps() -> None:
    """Lets everything that can go on go on, without waiting."""
    for _ in range(10):
        await asyncio.sleep(0)


async def test_messages_of_one_conversation_come_one_after_the_other_in_order(
    locks: ConversationLocks,
) -> None:
    seen: list[str] = []

    async def message(number: int) -> None:
        async with locks.lock("one"):
            seen.append(f"begin {number}")
            await a_few_steps()
            seen.append(f"end {number}")

    await asyncio.gather(*(message(number) for number in range(5)))
    assert seen == [f"{what} {number}" for number in range(5) for what in ("begin", "end")]


async def test_conversations_do_not_wait_for_each_other(locks: ConversationLocks) -> None:
    async with locks.lock("one"), locks.lock("other"):
        pass


async def test_whoever_waits_is_woken_at_once(locks: ConversationLocks) -> None:
    """Rasa's own stores look once a second; here no time passes between one message and the next."""
    entered = False

    async def second() -> None:
        nonlocal entered
        async with locks.lock("one", wait_time_in_seconds=60):
            entered = True

    async with locks.lock("one"):
        waiting = asyncio.create_task(second())
        await a_few_steps()
        assert not entered
    await a_few_steps()
    assert entered
    await waiting


async def test_a_message_that_fails_does_not_hold_up_the_next(locks: ConversationLocks) -> None:
    with pytest.raises(ValueError, match="broken"):
        async with locks.lock("one"):
            raise ValueError("broken")
    async with locks.lock("one", lock_lifetime=0.01):
        pass


async def test_a_message_that_is_given_up_does_not_hold_up_the_next(locks: ConversationLocks) -> None:
    async def for_ever() -> None:
        async with locks.lock("one"):
            await asyncio.Event().wait()

    hanging = asyncio.create_task(for_ever())
    await a_few_steps()
    hanging.cancel()
    await asyncio.wait([hanging])
    async with locks.lock("one", lock_lifetime=0.01):
        pass


async def test_waiting_ends_with_an_error_that_rasa_knows(locks: ConversationLocks) -> None:
    async with locks.lock("one"):
        with pytest.raises(LockError):
            async with locks.lock("one", lock_lifetime=0.01):
                pass
    async with locks.lock("one", lock_lifetime=0.01):
        pass


async def test_a_lock_goes_with_the_last_who_needs_it(locks: ConversationLocks) -> None:
    for number in range(100):
        async with locks.lock(f"conversation {number}"):
            pass
    gc.collect()
    assert not len(locks._locks)


def test_rasa_makes_it_from_endpoints() -> None:
    made = LockStore.create(EndpointConfig.from_dict({"type": "bot.conversations.locks.ConversationLocks"}))
    assert isinstance(made, ConversationLocks)
