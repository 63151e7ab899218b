"""The doors that Rasa leaves open, and what happens to somebody who tries them."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import jwt
import pytest

from tests.serving import SECRET, Patient, Server

pytestmark = pytest.mark.slow

YARM = "which pcn is yarm medical practice in"
WHOSE = "am i still registered at my own practice"
"""Its answer names the practice that the conversation remembers."""


@pytest.fixture
def victim(somebody: Callable[..., Patient]) -> Patient:
    """Somebody whose conversation remembers Yarm Medical Practice."""
    patient = somebody()
    assert "BYTES" in patient.says(YARM)
    return patient


def conversation_of(token: str) -> str:
    """The conversation's id in a token."""
    return jwt.decode(token, SECRET, algorithms=["HS256"])["sub"]


def token(
    conversation: str, secret: str = SECRET, expires_in: float = 3600, algorithm: str = "HS256", **claims: Any
) -> str:
    """A token that somebody else made."""
    return jwt.encode(
        {"sub": conversation, "exp": time.time() + expires_in, **claims}, secret, algorithm=algorithm
    )


# Who is speaking


def test_a_browser_cannot_choose_whose_conversation_it_joins(server: Server, victim: Patient) -> None:
    me = conversation_of(victim.token or "")
    body = {"text": WHOSE, "sender": me, "sender_id": me, "conversation_id": me, "session_id": me}
    answer = server.post(body, params={"sender": me}, headers={"X-Sender": me})
    assert "Yarm" not in answer.text
    assert conversation_of(answer.json()["conversation"]) != me


def test_two_browsers_that_name_the_same_sender_share_nothing(server: Server) -> None:
    first = server.post({"text": YARM, "sender": "default"}).json()
    second = server.post({"text": WHOSE, "sender": "default"})
    assert "Yarm" not in second.text
    assert conversation_of(first["conversation"]) != conversation_of(second.json()["conversation"])


def test_each_message_without_a_token_begins_a_conversation(server: Server) -> None:
    tokens = [server.post({"text": "hello"}).json()["conversation"] for _ in range(3)]
    assert len({conversation_of(each) for each in tokens}) == 3


def test_a_token_continues_its_own_conversation(victim: Patient) -> None:
    before = conversation_of(victim.token or "")
    assert "Yarm" in victim.says(WHOSE)
    assert conversation_of(victim.token or "") == before


def test_one_patients_token_shows_nothing_of_anothers(victim: Patient, patient: Patient) -> None:
    patient.says("hello")
    assert "Yarm" not in patient.says(WHOSE)


@pytest.mark.parametrize(
    "forge",
    [
        lambda me: token(me, secret="guessed"),
        lambda me: token(me, expires_in=-1),
        lambda me: token(me, secret="", algorithm="none"),
        lambda me: token(me, algorithm="HS512"),
        lambda me: jwt.encode({"sub": me}, SECRET, algorithm="HS256"),
        lambda me: token(me)[:-2] + "xx",
        lambda me: ".".join([*token("somebody").split(".")[:2], token(me).split(".")[2]]),
        lambda me: me,
        lambda me: "",
        lambda me: "x" * 5000,
        lambda me: "../../" + me,
    ],
    ids=[
        "other secret",
        "expired",
        "none",
        "other algorithm",
        "eternal",
        "altered",
        "mixed",
        "id",
        "empty",
        "long",
        "path",
    ],
)
def test_a_token_that_is_not_ours_begins_a_conversation(
    server: Server, victim: Patient, forge: Callable[[str], str]
) -> None:
    me = conversation_of(victim.token or "")
    answer = server.post({"text": WHOSE, "conversation": forge(me)})
    assert answer.status_code == 200 and "Yarm" not in answer.text
    assert conversation_of(answer.json()["conversation"]) != me


# What is said


@pytest.mark.parametrize("typed", ["/restart", " /restart", "／restart", "\u200b/restart", "//restart"])
def test_rasas_commands_are_plain_words(victim: Patient, typed: str) -> None:
    """Obeyed, they get no words of ours; as words they mean "start again"."""
    (message,) = victim.send(text=typed)
    assert message["topic"] == "start-again"


@pytest.mark.parametrize("typed", ["/back", "/listen", "/undo"])
def test_no_command_reaches_into_the_conversation(victim: Patient, typed: str) -> None:
    """A turn is not taken back: what was said before is still known."""
    assert victim.says(typed)
    assert "Yarm" in victim.says(WHOSE)


@pytest.mark.parametrize("typed", ["/session_start", "/session_start{}"])
def test_no_session_is_begun(victim: Patient, typed: str) -> None:
    """Obeyed, it gets no words; as words it is answered, as "start again" or as nothing that is known."""
    (message,) = victim.send(text=typed)
    assert message["topic"] and message["text"]


@pytest.mark.parametrize(
    "typed",
    [
        '/menu{"group": "my-practice"}',
        '/menu{"group":"my-practice"}@1.0',
        'EXTERNAL: menu{"group": "my-practice"}',
    ],
)
def test_an_intent_cannot_be_typed(patient: Patient, typed: str) -> None:
    assert not [
        choice
        for message in patient.send(text=typed)
        for choice in message["choices"]
        if choice["id"] == "ask:share-my-record"
    ]


def test_slots_and_metadata_come_from_nobody(server: Server) -> None:
    place = {"practice": "A81027", "page_practice": "A81027"}
    body = {
        "text": WHOSE,
        "metadata": place,
        "slots": place,
        "input_channel": "sms",
        "parse_data": {"intent": {"name": "emergency"}},
    }
    (message,) = server.post(body).json()["messages"]
    assert message["topic"] == "still-registered" and "your GP surgery" in message["text"]


def test_an_unknown_practice_or_network_is_no_place(server: Server) -> None:
    answer = server.post({"text": WHOSE, "practice": "<b>Mine</b>", "network": "U00000"})
    assert "your GP surgery" in answer.json()["messages"][0]["text"]


@pytest.mark.parametrize(
    "choice",
    [
        "ask:",
        "ask:emergency",
        "ask:no-such-topic",
        "practice:Z99999",
        "say:affirm",
        "menu:../..",
        "/restart",
        "ask:what-is-a-pcn' --",
        "\0",
    ],
)
def test_a_choice_that_is_no_button_is_refused_kindly(server: Server, choice: str) -> None:
    (message,) = server.post({"choice": choice}).json()["messages"]
    assert "I do not know that choice" in message["text"]


# Where else one could get in


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "path",
    [
        "/webhooks/rest",
        "/webhooks/rest/webhook",
        "/webhooks/web/webhook",
        "/conversations/default/tracker",
        "/conversations/default/tracker/events",
        "/conversations/default/execute",
        "/conversations/default/trigger_intent",
        "/model",
        "/model/parse",
        "/model/train",
        "/status",
        "/version",
        "/domain",
        "/socket.io/",
        "/docs",
        "/.env",
        "/api/messages/..%2f..%2fvar%2fsecret",
    ],
)
def test_rasas_own_addresses_are_closed(server: Server, method: str, path: str) -> None:
    assert server.request(method, path).status_code in (404, 405)


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
def test_messages_are_only_posted(server: Server, method: str) -> None:
    assert server.request(method, "/api/messages").status_code == 405


# What a body can look like


BODIES: dict[str, Any] = {
    "empty": b"",
    "no JSON": b"what is a pcn",
    "half JSON": b'{"text": "hel',
    "binary": bytes(range(256)) * 8,
    "not UTF-8": '{"text": "café"}'.encode("latin-1"),
    "lone surrogate": b'{"text": "hello \\ud800 there"}',
    "null": b"null",
    "a number": b"1",
    "a word": b'"hello"',
    "an array": [{"text": "hello"}],
    "an empty object": {},
    "text and choice": {"text": "hello", "choice": "say:more"},
    "null text": {"text": None},
    "text as a number": {"text": 1},
    "text as an array": {"text": ["hello"]},
    "text as an object": {"text": {"$ne": ""}},
    "choice as an array": {"choice": ["say:more"]},
    "null choice": {"choice": None},
    "token as an object": {"text": "hello", "conversation": {"sub": "x"}},
    "practice as a number": {"text": "hello", "practice": 1},
    "the same key twice": b'{"text": "hello", "text": "what is a pcn"}',
    "not a number": b'{"text": NaN}',
    "deep arrays": b"[" * 30_000,
    "deep objects": b'{"text":' * 4_000,
    "deep beside text": b'{"text": "hello", "x": ' + b"[" * 15_000 + b"]" * 15_000 + b"}",
    "1 MB": b'{"text": "' + b"a" * 1_000_000 + b'"}',
    "1 MB of spaces": b" " * 1_000_000,
    "100 kB of text": {"text": "pain " * 20_000},
    "10,000 emoji": b'{"text": "' + "😀".encode() * 10_000 + b'"}',
    "30 kB of text": {"text": "a " * 15_000},
    "emoji": {"text": "😀" * 100},
    "flags and families": {"text": "👨‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 20},
    "invisible": {"text": "\u200b\u200c\u200d\u2060\ufeff"},
    "control characters": {"text": "he\x00ll\x07o\x1b[31m"},
    "right to left": {"text": "\u202ewhat is a pcn\u202c \u2066x\u2069"},
    "marks upon marks": {"text": "h" + "\u0301" * 400},
    "punctuation": {"text": "?!?!?!.,.,"},
    "blank": {"text": " \n\t "},
    "slow pattern": {"text": "a" * 250 + "!" * 249},
    "digits": {"text": "0" * 499},
    "SQL": {"text": "'; DROP TABLE conversations; --"},
    "template": {"text": "{surgery} {practice_phone} {{7*7}} %s %(x)s ${x}"},
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_no_body_breaks_or_holds_up_the_server(server: Server, body: Any) -> None:
    response = server.post(body)  # gives up after tests.serving.SECONDS_TO_ANSWER
    assert response.status_code in (200, 400, 413)
    assert "error" in response.json() if response.status_code != 200 else response.json()["messages"]
    assert server.get("/ready").status_code == 200


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/xml",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "nonsense",
        "",
    ],
)
@pytest.mark.parametrize("path", ["/api/messages", "/"])
def test_no_content_type_breaks_the_server(server: Server, path: str, kind: str) -> None:
    response = server.post(b'{"text": "hello"}', path, headers={"Content-Type": kind})
    assert response.status_code in (200, 400, 415)


def test_a_message_that_is_too_long_is_told_so(server: Server, patient: Patient) -> None:
    refused = server.post({"text": "a " * 251})
    assert refused.status_code == 413 and refused.json()["error"]["code"] == "too_long"
    assert "longer than 500 characters" in refused.json()["error"]["message"]
    assert "longer than" not in patient.says("what is a pcn " * 35)


@pytest.mark.parametrize("before", [60, 600])
def test_an_emergency_is_noticed_in_a_message_that_is_too_long(patient: Patient, before: int) -> None:
    story = "i went to the shop and then " * before
    assert patient.says(f"{story} my dad is not breathing").startswith("Call 999 now")


def test_others_are_answered_while_somebody_sends_rubbish(server: Server, patient: Patient) -> None:
    rubbish = [
        BODIES[name] for name in ("1 MB", "deep arrays", "30 kB of text", "slow pattern", "100 kB of text")
    ] * 4
    with ThreadPoolExecutor(4) as attackers:
        sent = [attackers.submit(server.post, body) for body in rubbish]
        assert "group of GP surgeries" in patient.says("what is a pcn")
        assert all(each.result().status_code < 500 for each in sent)


# In order


def test_messages_of_one_conversation_are_answered_one_at_a_time(server: Server, patient: Patient) -> None:
    patient.says("hello")
    asked = ["what-is-a-pcn", "book-appointment", "fit-note", "test-results", "home-visit", "referrals"]
    with ThreadPoolExecutor(len(asked)) as at_once:
        answers = list(
            at_once.map(
                lambda t: server.post({"choice": f"ask:{t}", "conversation": patient.token}).json(), asked
            )
        )
    assert [answer["messages"][0]["topic"] for answer in answers] == asked
    assert {conversation_of(answer["conversation"]) for answer in answers} == {
        conversation_of(patient.token or "")
    }


def test_a_look_up_is_not_disturbed_by_a_second_message_sent_at_once(
    server: Server, patient: Patient
) -> None:
    patient.says("which pcn am i in")
    body = {"text": "yarm", "conversation": patient.token}
    with ThreadPoolExecutor(2) as at_once:
        first, second = at_once.map(server.post, [body, body])
    assert all("Yarm Medical Practice is in BYTES PCN" in each.text for each in (first, second))


# What every response carries


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/", None),
        ("POST", "/", b"text=hello"),
        ("GET", "/chat.css", None),
        ("GET", "/health", None),
        ("GET", "/ready", None),
        ("POST", "/api/messages", b'{"text": "hello"}'),
        ("POST", "/api/messages", b"no JSON"),
        pytest.param("POST", "/api/messages", b"a" * 100_000, id="too much"),
        ("GET", "/api/messages", None),
        ("GET", "/no-such-page", None),
        ("DELETE", "/", None),
    ],
)
def test_every_response_has_the_security_headers(
    server: Server, method: str, path: str, body: bytes | None
) -> None:
    headers = server.request(method, path, data=body).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert path == "/chat.css" or headers["Cache-Control"] == "no-store"
    assert "rasa" not in str(headers).lower() and "sanic" not in str(headers).lower()


@pytest.mark.parametrize("path", ["/no-such-page", "/api/messages", "/webhooks/rest/webhook"])
def test_errors_say_nothing_of_the_inside(server: Server, path: str) -> None:
    text = server.request("PUT", path).text.lower()
    assert not [word for word in ("rasa", "sanic", "traceback", "site-packages") if word in text]
