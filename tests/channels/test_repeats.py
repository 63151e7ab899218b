"""A message that is sent twice, because its reply got lost, is answered once."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.channels.page import Page
from tests.serving import Patient, Server, serving

pytestmark = pytest.mark.slow


def key() -> str:
    """A new message's id, as a browser makes it."""
    return str(uuid.uuid4())


def send(server: Server, sent_as: str, token: str | None = None, **what: Any) -> dict[str, Any]:
    """The answer to a message with an id."""
    answer = server.post({**what, "conversation": token}, headers={"Idempotency-Key": sent_as})
    assert answer.status_code == 200, answer.text
    return answer.json()


def turns(server: Server, token: str) -> list[str]:
    """What the page of this conversation shows, before one more message."""
    return Page(server.request("POST", "/", data={"text": "thanks", "conversation": token})).said()[:-2]


@pytest.fixture
def token(patient: Patient) -> str:
    """A conversation's, in which somebody said hello."""
    patient.says("hello")
    return patient.token or ""


@pytest.mark.parametrize(
    "what",
    [
        {"text": "what is a pcn"},
        {"choice": "ask:fit-note"},
        {"text": "which pcn is yarm medical practice in"},
        {"text": "what is a pcn and how do i book an appointment"},
        {"text": "my dad is not breathing"},
    ],
    ids=["words", "button", "look-up", "two questions", "emergency"],
)
def test_the_same_message_gets_the_same_replies_and_is_kept_once(
    server: Server, token: str, what: dict[str, str]
) -> None:
    sent_as = key()
    first, again = send(server, sent_as, token, **what), send(server, sent_as, token, **what)
    assert first["messages"] == again["messages"]
    once = turns(server, token)
    send(server, sent_as, token, **what)
    assert turns(server, token)[: len(once)] == once


def test_an_answer_that_depends_on_what_was_said_is_the_same_again(server: Server, token: str) -> None:
    """Counted twice, one message that is not understood would send the patient to a person."""
    sent_as = key()
    first = send(server, sent_as, token, text="qwertyuiop")
    assert send(server, sent_as, token, text="qwertyuiop")["messages"] == first["messages"]
    assert send(server, key(), token, text="qwertyuiop")["messages"] != first["messages"]


def test_a_message_that_comes_again_while_it_is_worked_on_waits(server: Server, token: str) -> None:
    sent_as = key()
    with ThreadPoolExecutor(6) as at_once:
        answers = list(at_once.map(lambda _: send(server, sent_as, token, text="what is a pcn"), range(6)))
    assert all(answer["messages"] == answers[0]["messages"] for answer in answers)
    assert len([said for said in turns(server, token) if said.endswith("what is a pcn")]) == 1


def test_the_first_message_sent_again_finds_the_conversation_it_began(server: Server) -> None:
    sent_as = key()
    first = send(server, sent_as, text="which pcn is yarm medical practice in")
    again = send(server, sent_as, text="which pcn is yarm medical practice in")
    assert first["messages"] == again["messages"]
    assert "Yarm" in str(send(server, key(), again["conversation"], text="am i still registered"))
    assert len([said for said in turns(server, first["conversation"]) if "which pcn is" in said]) == 1


def test_an_id_of_somebody_else_opens_no_conversation(server: Server, token: str) -> None:
    sent_as = key()
    send(server, sent_as, text="which pcn is yarm medical practice in")
    assert "Yarm" not in str(send(server, sent_as, text="am i still registered"))
    assert "Yarm" not in str(send(server, sent_as, token, text="am i still registered"))


def test_the_same_words_with_another_id_are_another_message(server: Server, token: str) -> None:
    for _ in range(2):
        send(server, key(), token, text="what is a pcn")
    assert len([said for said in turns(server, token) if said.endswith("what is a pcn")]) == 2


@pytest.mark.parametrize("sent_as", ["", "1", "my name is Ann", "x" * 5000, "é", "../../etc"])
def test_an_id_that_could_be_somebody_elses_is_refused(server: Server, sent_as: str) -> None:
    answer = server.post({"text": "hello"}, headers={"Idempotency-Key": sent_as.encode()})
    assert answer.status_code == 400 and answer.json()["error"]["code"] == "bad_request"
    assert (
        "UUID" in answer.json()["error"]["detail"]
        and sent_as not in answer.json()["error"]["detail"]
        or not sent_as
    )


def test_a_page_that_is_loaded_again_asks_nothing_twice(
    server: Server, token: str, somebody: Callable[..., Patient]
) -> None:
    fields = {"text": "what is a pcn", "conversation": token, "message": key()}
    first, again = (Page(server.request("POST", "/", data=fields)).said() for _ in range(2))
    assert first == again


def test_the_conversation_outlives_the_server(tmp_path: Path) -> None:
    """The token still opens it, and a message whose reply was lost in the fall is not asked twice."""
    sent_as = key()
    with serving(tmp_path) as before:
        first = send(before, sent_as, text="which pcn is yarm medical practice in")
        token = first["conversation"]
        before.process.kill()
        before.process.wait(10)
    with serving(tmp_path) as after:
        assert (
            send(after, sent_as, token, text="which pcn is yarm medical practice in")["messages"]
            == first["messages"]
        )
        assert "Yarm" in str(send(after, key(), token, text="am i still registered"))
