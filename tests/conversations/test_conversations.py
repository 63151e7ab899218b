"""The scripted conversations, through HTTP, against the trained model."""

from collections.abc import Callable

import pytest

from tests.conversations.script import Conversation, Messages, complaints, conversations, transcript
from tests.wording import Wording

SCRIPTS = conversations()


def test_no_two_conversations_have_one_name() -> None:
    assert len({script.name for script in SCRIPTS}) == len(SCRIPTS) >= 45


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_it_goes_as_written(
    script: Conversation, played: Callable[[str], list[Messages]], wording: Wording
) -> None:
    replies = played(script.name)
    wrong = complaints(script, replies, wording)
    assert not wrong, "\n".join(["", *wrong, "", transcript(script, replies)])
