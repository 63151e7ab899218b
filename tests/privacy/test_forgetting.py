"""A patient who asks for it is forgotten at once, over every way in, and is told so only when it is true."""

import re
import uuid

import pytest
import sqlalchemy as sa

from bot.assistant import Assistant
from tests.privacy.conftest import Kept
from tests.serving import Patient

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

WORD = "quincunxial"
"""A word that nobody but the patient has."""
WORDINGS = (
    "delete what I said",
    "forget me",
    "delete this chat",
    "please delete my messages",
    "can you delete everything i just typed",
    "erase my data please",
    "wipe this conversation",
    "i want you to forget what i told you",
    "get rid of this chat",
    "delete my chat history",
    "pls remove wat i typed",
    "Kindly erase all that I have written here.",
)
OTHERS = (
    "delete my appointment",
    "can I delete the NHS App",
    "is this chat private",
    "how long do you keep this",
    "start again",
    "I want to cancel my appointment",
)


@pytest.mark.parametrize("text", WORDINGS)
async def test_many_wordings_delete(assistant: Assistant, text: str) -> None:
    somebody = uuid.uuid4().hex
    await assistant.say(somebody, f"my {WORD} knee")
    heard = await assistant.say(somebody, text)
    assert heard.topics[0] == "delete-what-i-said", heard.messages
    assert await assistant._agent.processor.tracker_store.retrieve(somebody) is None


@pytest.mark.parametrize("text", OTHERS)
async def test_what_means_something_else_deletes_nothing(assistant: Assistant, text: str) -> None:
    somebody = uuid.uuid4().hex
    heard = await assistant.say(somebody, text)
    assert "delete-what-i-said" not in heard.topics
    assert await assistant._agent.processor.tracker_store.retrieve(somebody)


async def test_nothing_is_said_to_be_deleted_that_could_not_be(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(_: str) -> None:
        raise sa.exc.OperationalError("delete", {}, Exception())

    somebody = uuid.uuid4().hex
    await assistant.say(somebody, "hello")
    monkeypatch.setattr(assistant._agent.processor.tracker_store, "delete", fails)
    heard = await assistant.say(somebody, "delete this chat")
    assert heard.topics == ["not-understood"]
    assert "Something went wrong" in heard.messages[0]


def test_the_row_goes_and_the_old_token_begins_a_new_conversation(kept: Kept) -> None:
    patient = Patient(kept.server, {"practice": "A81027"})
    patient.says("which pcn am i in")
    patient.says(f"my {WORD} elbow")
    assert WORD in kept.everything()
    rows, token = len(kept.rows()), patient.token
    patient.says("delete this chat")
    assert len(kept.rows()) == rows - 1
    assert WORD not in kept.everything()
    patient.token = token
    assert "have not told you anything yet" in patient.says("say that again")
    assert len(kept.rows()) == rows


def test_the_page_without_javascript_deletes_too(kept: Kept) -> None:
    page = kept.server.request("POST", "/", data={"text": f"my {WORD} ankle"}).text
    token = re.search(r'name="conversation" value="([^"]+)"', page)
    assert token and WORD in kept.everything()
    data = {"text": "delete what I said", "conversation": token[1]}
    page = kept.server.request("POST", "/", data=data).text
    assert "I have deleted this chat" in page and WORD not in page
    assert WORD not in kept.everything()


def test_in_the_middle_of_a_look_up_it_is_not_taken_for_a_name(kept: Kept) -> None:
    patient = Patient(kept.server)
    patient.says("which pcn am i in")
    said = patient.says("please delete my messages")
    assert "I have deleted this chat" in said and "name of your GP surgery" not in said
