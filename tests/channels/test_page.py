"""The page is an HTML form: everything works without JavaScript, and nothing that a patient types becomes markup."""

from collections.abc import Callable

import pytest

from tests.channels.page import Page
from tests.serving import Server

pytestmark = pytest.mark.slow

Send = Callable[..., Page]


@pytest.fixture
def send(server: Server) -> Send:
    """Fills in the form of a page and presses its button: `send(page, text="...")`."""

    def press(page: Page | None = None, **fields: str) -> Page:
        response = server.request("POST", "/", data={**(page.hidden if page else {}), **fields})
        assert response.status_code == 200
        return Page(response)

    return press


def test_the_first_page_is_a_form_with_questions_to_tap(server: Server) -> None:
    page = Page(server.get("/"))
    assert page.form["method"] == "post"
    assert {"textarea", "label", "button"} <= page.tags and page.scripts == ["/widget.js"]
    assert {"ask:book-appointment", "ask:repeat-prescription", "ask:what-is-a-pcn"} <= set(page.buttons)
    assert "call 999" in page.response.text


def test_a_question_typed_into_the_form_is_answered_on_the_page(send: Send) -> None:
    page = send(text="what is a pcn")
    assert page.turns[0].words.split()[-4:] == ["what", "is", "a", "pcn"]
    assert "group of GP surgeries" in page.said()[1]


def test_the_conversation_goes_on_through_the_hidden_token(send: Send) -> None:
    page = send(send(text="which pcn am i in"), text="yarm")
    assert len(page.turns) == 4
    assert "Yarm Medical Practice is in BYTES PCN" in page.said()[3]


def test_without_the_token_another_conversation_begins(send: Send) -> None:
    send(text="which pcn is yarm in")
    assert len(send(text="am i still registered").turns) == 2


def test_a_button_is_pressed_as_part_of_the_form(send: Send) -> None:
    page = send(send(text="which practices are in synergy"), choice="network:U51930", text="")
    assert "Brunel Medical Centre" in page.said()[-1]


def test_the_buttons_of_the_newest_answer_are_there_to_press(send: Send) -> None:
    page = send(text="which practices are in synergy")
    assert {"network:U12949", "network:U51930"} <= set(page.buttons)


def test_the_page_of_a_practice_stays_that_practices_page(server: Server, send: Send) -> None:
    first = Page(server.get("/?practice=A81027"))
    assert first.hidden["practice"] == "A81027" and "Yarm Medical Practice" in first.response.text
    assert "01642 745 800" in send(first, text="what is your phone number").said()[-1]


@pytest.mark.parametrize(
    "page", ["/?practice=%22%3E%3Cscript%3E", "/?network=%3Cb%3E", "/?practice=A99999&network=x"]
)
def test_an_unknown_place_is_not_shown(server: Server, page: str) -> None:
    read = Page(server.get(page))
    assert read.response.status_code == 200
    assert "practice" not in read.hidden and "b" not in read.tags and read.scripts == ["/widget.js"]


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</textarea><b>bold</b>", "{{ 7*7 }}"],
)
def test_what_a_patient_types_is_shown_as_typed(send: Send, typed: str) -> None:
    page = send(text=f"{typed} what is a pcn")
    assert typed in page.turns[0].words
    assert not page.tags & {"script", "img", "b"}


def test_telephone_numbers_and_addresses_can_be_tapped(send: Send) -> None:
    page = send(text="my husband hits me")
    assert {"tel:999", "tel:08082000247"} <= set(page.links)
    assert all(link.startswith(("tel:", "https://")) for link in page.links)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "message was empty"),
        ({"text": "word " * 300}, "too long"),
        ({"text": ".,.,.,"}, "could not find any words"),
        ({"choice": "no-such-button"}, "do not know that choice"),
    ],
)
def test_what_cannot_be_answered_is_said_on_the_page(send: Send, fields: dict[str, str], words: str) -> None:
    assert words in send(**fields).response.text


def test_an_emergency_stands_on_the_page_with_999_first(send: Send) -> None:
    page = send(text="my dad is not breathing")
    assert "Call 999 now" in page.said()[1]
