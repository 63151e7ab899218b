"""What comes next is decided from the last turns of a conversation: as all of it would decide."""

import asyncio

import pytest
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker

from bot.assistant import Assistant
from bot.front_door import FrontDoor
from tests.conversations.script import conversations


@pytest.mark.slow
def test_few_turns_decide_as_the_whole_conversation_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """All scripts in one conversation of several hundred turns, of which nothing is left out."""
    assistant, compared, different = Assistant(), [], []
    decide = FrontDoor._predict_next_with_tracker

    def both(door: FrontDoor, tracker: DialogueStateTracker):
        decided = decide(door, tracker)
        whole = MessageProcessor._predict_next_with_tracker(door, tracker)
        compared.append(len(tracker.events))
        if decided.probabilities != whole.probabilities:
            different.append((tracker.latest_message.text, decided.max_confidence, whole.max_confidence))
        return decided

    monkeypatch.setattr(FrontDoor, "_predict_next_with_tracker", both)
    door = assistant._agent.processor
    door.tracker_store = InMemoryTrackerStore(door.domain)

    async def everything() -> None:
        for script in conversations():
            for turn in script.turns:
                await assistant.say("one", turn.choose or turn.say)

    asyncio.run(everything())
    assert not different
    assert max(compared) > 1000
