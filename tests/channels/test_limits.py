"""How often somebody may ask, and that an emergency is noticed all the same."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.channels.conftest import FROM_ADDRESS, IN_CONVERSATION
from tests.channels.page import Page
from tests.serving import Server, serving

pytestmark = pytest.mark.slow

EMERGENCY = "my dad is not breathing"


@pytest.fixture(autouse=True)
def early_in_a_minute() -> None:
    """Messages are counted by the clock's minutes; what is sent in two of them is not what one minute allows."""
    left = 60 - time.time() % 60
    if left < 10:
        time.sleep(left)


def send(server: Server, address: str, token: str | None = None, text: str = "hello") -> requests.Response:
    """A message that the proxy passes on from an address."""
    return server.post({"text": text, "conversation": token}, headers={"X-Forwarded-For": address})


def sent_until_refused(server: Server, *addresses: str) -> int:
    """How many messages, each of a new conversation, get an answer."""
    for number, address in enumerate(addresses):
        if send(server, address).status_code != 200:
            return number
    return len(addresses)


def test_one_conversation_has_a_limit(guarded: Server) -> None:
    token = send(guarded, "192.0.2.1").json()["conversation"]
    answers = [send(guarded, f"192.0.2.{number}", token) for number in range(10, 11 + IN_CONVERSATION)]
    assert [answer.status_code for answer in answers] == [200] * IN_CONVERSATION + [429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60
    error = answers[-1].json()["error"]
    assert error["code"] == "too_many_requests"
    assert "Wait a minute" in error["message"] and "call 999" in error["message"]


def test_one_address_has_a_limit_and_others_go_on(guarded: Server) -> None:
    assert sent_until_refused(guarded, *["192.0.2.50"] * 9) == FROM_ADDRESS
    assert send(guarded, "192.0.2.51").status_code == 200


def test_an_emergency_gets_its_reply_beyond_the_limit(guarded: Server) -> None:
    sent_until_refused(guarded, *["192.0.2.60"] * 9)
    for _ in range(2):
        answer = send(guarded, "192.0.2.60", text=EMERGENCY)
        assert answer.status_code == 200
        assert answer.json()["messages"][0]["topic"] == "emergency"
        assert "999" in answer.json()["messages"][0]["text"].splitlines()[0]


def test_the_conversation_is_still_there_after_the_limit(guarded: Server) -> None:
    token = send(guarded, "192.0.2.70", text="which pcn is yarm in").json()["conversation"]
    for _ in range(9):
        send(guarded, "192.0.2.70", text="hello")
    token = send(guarded, "192.0.2.70", token, EMERGENCY).json()["conversation"]
    assert "Yarm" in send(guarded, "192.0.2.71", token, "am i still registered").text


def test_without_javascript_the_limit_is_a_page(guarded: Server) -> None:
    sent_until_refused(guarded, *["192.0.2.80"] * 9)
    headers = {"X-Forwarded-For": "192.0.2.80", "Accept": "text/html,application/xhtml+xml"}
    page = guarded.request("POST", "/", data={"text": "hello"}, headers=headers)
    assert page.status_code == 429 and page.headers["Content-Type"].startswith("text/html")
    assert "Wait a minute" in page.text and "tel:999" in page.text
    emergency = guarded.request("POST", "/", data={"text": EMERGENCY}, headers=headers)
    assert emergency.status_code == 200 and "Call 999 now" in Page(emergency).said()[-1]


def test_addresses_that_the_sender_made_up_do_not_count(guarded: Server) -> None:
    """Only the entry that our own proxy wrote is believed: the last."""
    made_up = [f"10.0.0.{number}, 192.0.2.90" for number in range(9)]
    assert sent_until_refused(guarded, *made_up) == FROM_ADDRESS


def test_one_household_of_ipv6_is_one_address(guarded: Server) -> None:
    household = [f"2001:db8:1:1::{number:x}" for number in range(9)]
    assert sent_until_refused(guarded, *household) == FROM_ADDRESS
    assert send(guarded, "2001:db8:1:2::1").status_code == 200


@pytest.mark.parametrize("address", ["", "unknown", "_hidden", "999.1.1.1", "[::1", "1.2.3.4:80", "é"])
def test_whatever_stands_in_the_header_is_taken(guarded: Server, address: str) -> None:
    headers = {"X-Forwarded-For": address.encode()}
    assert guarded.post({"text": "hello"}, headers=headers).status_code in (200, 429)


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server without a proxy."""
    folder: Path = tmp_path_factory.mktemp("alone")
    with serving(folder, PCNBOT_ADDRESS_MESSAGES="3") as running:
        yield running


def test_without_a_proxy_nobody_can_choose_an_address(alone: Server) -> None:
    assert sent_until_refused(alone, *(f"192.0.2.{number}" for number in range(9))) == 3
