"""Repeats: what was said to a message that comes a second time, because its sender did not get the reply.

Browsers give each message an id. It is kept with the message, so it is there after a restart, and goes with it.
"""

from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker


def replies_to(tracker: DialogueStateTracker, message_id: str) -> list[dict[str, Any]]:
    """The replies to an earlier message of this conversation, as channels send them; none to a new message.

    Args:
        tracker: the conversation, as far as it is kept.
        message_id: the message's id.
    """
    replies, answers = [], False
    for event in tracker.events:
        if isinstance(event, UserUttered):
            answers = event.message_id == message_id
        elif isinstance(event, BotUttered) and answers:
            replies.append(event.message())
    return replies
