"""When the network or the server fails: the chat says so, keeps what was typed, loses no message, sends none twice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import Chat, tab_to
from tests.browser.proxy import Proxy
from tests.channels.page import Page as Heard
from tests.serving import Server

pytestmark = pytest.mark.slow

YARM = "which pcn is yarm medical practice in"


@pytest.fixture
def chat(any_page: Page, proxy: Proxy) -> Chat:
    """The chat, with a proxy between it and the server."""
    return Chat.on(any_page, proxy.url + "/demo")


def test_offline_and_back(chat: Chat, proxy: Proxy) -> None:
    chat.page.context.set_offline(True)
    chat.type(YARM)
    expect(chat.root.get_by_role("status")).to_have_text(
        "You are offline. We keep your message and send it when you are back online."
    )
    expect(chat.root.get_by_text("You can also call Yarm Medical Practice on")).to_be_visible()
    expect(chat.box).to_be_focused()
    chat.page.context.set_offline(False)
    expect(chat.answers.last).to_contain_text("BYTES PCN")
    expect(chat.root.get_by_role("status")).to_be_empty()
    assert len(proxy.passed) == 1


def test_the_server_is_gone_and_comes_back(chat: Chat, proxy: Proxy) -> None:
    server, proxy.server = proxy.server, ""
    chat.type(YARM)
    expect(chat.root.get_by_role("status")).to_have_text(
        "We cannot reach the assistant. We keep your message and try again."
    )
    chat.type("what about west oak")
    proxy.server = server
    chat.press("Try again now")
    expect(chat.answers).to_have_count(2)
    assert "BYTES PCN" in chat.said()[-2]
    assert "Synergy Health PCN" in chat.said()[-1]
    assert [message["text"] for message in proxy.passed] == [YARM, "what about west oak"]


@pytest.mark.parametrize("before", [[], ["what is a pcn"]], ids=["first message", "second message"])
def test_an_answer_that_gets_lost_is_asked_for_again_and_given_once(
    before: list[str], chat: Chat, proxy: Proxy, server: Server
) -> None:
    for text in before:
        chat.ask(text, "group of GP surgeries")
    proxy.lose_answers = 1
    chat.ask(YARM, "BYTES PCN")
    sent = [message for message in proxy.passed if message["text"] == YARM]
    assert len(sent) == 2 and len({message["key"] for message in sent}) == 1
    expect(chat.turns).to_have_count(2 * len(before) + 2)
    token = chat.page.evaluate("JSON.parse(Object.values(sessionStorage)[0]).token")
    kept = Heard(server.request("POST", "/", data={"conversation": token, "text": "thanks"})).said()
    assert sum(YARM in said for said in kept) == 1, "the server heard it twice"


def test_a_model_that_is_loading_is_waited_for(chat: Chat, proxy: Proxy) -> None:
    words = "The assistant is starting. Please wait a moment."
    proxy.instead = [(503, {"Retry-After": "1"}, {"error": {"code": "unavailable", "message": words}})]
    chat.type(YARM)
    expect(chat.root.get_by_role("status")).to_have_text(words)
    expect(chat.answers.last).to_contain_text("BYTES PCN")
    expect(chat.root.get_by_role("status")).to_be_empty()


def test_somebody_who_asks_too_quickly_is_told_and_answered_later(chat: Chat, proxy: Proxy) -> None:
    words = "You have sent many messages. Please wait a moment."
    proxy.instead = [(429, {"Retry-After": "1"}, {"error": {"code": "too_many_requests", "message": words}})]
    chat.type(YARM)
    expect(chat.root.get_by_role("status")).to_have_text(words)
    expect(chat.answers.last).to_contain_text("BYTES PCN")


def test_a_refused_message_goes_back_into_the_box_with_the_reason(chat: Chat, proxy: Proxy) -> None:
    words = "This message is too long."
    proxy.instead = [(400, {}, {"error": {"code": "too_long", "message": words}})]
    chat.type(YARM)
    expect(chat.root.get_by_text(words)).to_be_visible()
    expect(chat.box).to_have_value(YARM)
    expect(chat.box).to_be_focused()
    expect(chat.turns).to_have_count(0)
    chat.page.keyboard.press("Enter")
    expect(chat.answers.last).to_contain_text("BYTES PCN")


def test_what_was_not_sent_when_the_page_was_left_is_sent_when_the_chat_opens_again(
    chat: Chat, proxy: Proxy
) -> None:
    server, proxy.server = proxy.server, ""
    chat.type(YARM)
    expect(chat.root.get_by_role("status")).not_to_be_empty()
    proxy.server = server
    Chat.on(chat.page, proxy.url + "/demo")
    expect(chat.answers.last).to_contain_text("BYTES PCN")
    assert len(proxy.passed) == 1


def test_a_chat_that_cannot_load_says_so_and_can_still_be_loaded(
    new_page: Callable[..., Page], proxy: Proxy
) -> None:
    page = new_page()
    page.goto(proxy.url + "/demo")
    server, proxy.server = proxy.server, ""
    page.get_by_role("button", name="Ask a question").press("Enter")
    chat = Chat(page, page.get_by_role("dialog"))
    expect(chat.root.get_by_role("status")).to_have_text(
        "We cannot load the chat. Check your connection and try again."
    )
    expect(chat.root.get_by_text("In an emergency call")).to_be_visible()
    proxy.server = server
    tab_to(page, "Try again now")
    page.keyboard.press("Enter")
    expect(chat.root.get_by_text("How do I book an appointment?")).to_be_visible()
