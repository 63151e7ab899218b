"""What patients come for, by keyboard alone: a question, a look-up, two misses, an emergency, leaving quickly."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chat import LAUNCHER, Chat, tab_to
from tests.serving import Server

pytestmark = pytest.mark.slow


def test_a_question_is_answered_and_the_cursor_stays_where_one_types(chat: Chat) -> None:
    chat.ask("what is a pcn", "group of GP surgeries")
    expect(chat.box).to_be_focused()
    assert chat.said()[0] == "You what is a pcn"
    assert chat.said()[1].startswith("PCN Assistant ")


def test_a_look_up_with_a_choice(chat: Chat) -> None:
    chat.ask("which practices are in synergy", "Which one do you mean?")
    chat.press("Synergy PCN, Uxbridge")
    expect(chat.answers.last).to_contain_text("Brunel Medical Centre")
    expect(chat.root.get_by_role("group", name="What you can do next")).to_be_focused()


def test_from_the_first_screen_to_the_answer_by_tab_and_enter(chat: Chat) -> None:
    chat.press("What is a primary care network (PCN)?")
    expect(chat.answers.last).to_contain_text("group of GP surgeries")
    chat.press("Tell me more")
    expect(chat.answers).to_have_count(2)


def test_two_misses_end_with_the_surgerys_telephone_number(chat: Chat) -> None:
    chat.ask("who won the boat race", "")
    chat.ask("which cinema shows a film tonight", "01642 745 800")


def test_an_emergency_gets_999_first_as_a_link_to_tap(chat: Chat) -> None:
    chat.ask("my dad is not breathing", "Call 999 now")
    expect(chat.answers.last.get_by_role("link", name="999").first).to_have_attribute("href", "tel:999")


def test_the_emergency_line_never_goes_away(chat: Chat) -> None:
    line = chat.root.get_by_text("In an emergency call")
    expect(line).to_be_in_viewport()
    for text in ("what is a pcn", "my dad is not breathing"):
        chat.ask(text, "")
        expect(line).to_be_in_viewport()


def test_leaving_quickly_after_a_safeguarding_reply_leaves_nothing_behind(
    any_page: Page, server: Server
) -> None:
    page = any_page
    weather = "https://www.bbc.co.uk/weather"
    page.route(weather, lambda route: route.fulfill(body="<title>Weather</title>", content_type="text/html"))
    page.goto(server.url + "/chat/A81027")
    chat = Chat.on(page, server.url + "/demo")
    expect(chat.root.get_by_role("button", name="Leave this page now")).to_have_count(0)
    chat.ask("my husband hits me", "0808 2000 247")
    storage = page.evaluate("Object.entries(sessionStorage)")
    assert "hits me" in str(storage)
    chat.press("Leave this page now")
    page.wait_for_url(weather)
    page.go_back()
    assert page.url == server.url + "/chat/A81027"
    assert page.evaluate("[sessionStorage.length, localStorage.length]") == [0, 0]
    assert "hits me" not in page.content()


def test_escape_closes_the_menu_then_the_chat_and_the_focus_returns_to_the_button(chat: Chat) -> None:
    chat.press("Options")
    expect(chat.root.get_by_role("button", name="Start again")).to_be_visible()
    tab_to(chat.page, "Copy the conversation")
    chat.page.keyboard.press("Escape")
    expect(chat.root.get_by_role("button", name="Start again")).to_be_hidden()
    expect(chat.root.get_by_role("button", name="Options")).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(chat.page.get_by_role("button", name=LAUNCHER)).to_be_focused()
    expect(chat.root).to_be_hidden()


def test_closing_and_opening_again_goes_on_where_it_was(chat: Chat) -> None:
    chat.ask("which pcn is yarm medical practice in", "BYTES PCN")
    said = chat.said()
    chat.press("Close")
    expect(chat.page.get_by_role("button", name=LAUNCHER)).to_be_focused()
    chat.page.keyboard.press("Enter")
    expect(chat.root).to_be_visible()
    assert chat.said() == said
    chat.ask("what about west oak", "Synergy Health PCN")


def test_the_conversation_lives_as_long_as_the_tab(
    chat: Chat, new_page: Callable[..., Page], server: Server
) -> None:
    chat.ask("which pcn is yarm medical practice in", "BYTES PCN")
    said = chat.said()
    chat.page.goto(server.url + "/chat/A81027/still-registered")
    Chat.on(chat.page, server.url + "/demo")
    assert chat.said() == said
    chat.ask("what about west oak", "Synergy Health PCN")
    assert Chat.on(new_page(), server.url + "/demo").said() == []


def test_start_again_clears_what_was_said(chat: Chat) -> None:
    chat.ask("which pcn is yarm medical practice in", "BYTES PCN")
    chat.press("Options")
    chat.press("Start again")
    expect(chat.turns).to_have_count(0)
    expect(chat.root.get_by_role("status")).to_have_text("The conversation is cleared.")
    expect(chat.box).to_be_focused()
    assert chat.page.evaluate("sessionStorage.length") == 0
    chat.ask("am i still registered at my own practice", "Yes")


def test_what_was_deleted_is_kept_nowhere_in_the_browser(chat: Chat, server: Server) -> None:
    chat.ask("which pcn is yarm medical practice in", "BYTES PCN")
    chat.ask("delete what i said", "I have deleted this chat")
    expect(chat.turns).to_have_count(4)  # it can be seen until the page is closed, as the reply says
    kept = chat.page.evaluate("JSON.stringify(sessionStorage)")
    assert "yarm" not in kept.lower() and "BYTES" not in kept
    Chat.on(chat.page, server.url + "/demo")
    assert len(chat.said()) == 1 and "I have deleted this chat" in chat.said()[0]


def test_a_button_that_is_pressed_twice_asks_once(chat: Chat) -> None:
    tab_to(chat.page, "What is a primary care network (PCN)?")
    chat.page.keyboard.press("Enter")
    chat.page.keyboard.press("Enter")
    expect(chat.answers.last).to_contain_text("group of GP surgeries")
    assert [said.split()[0] for said in chat.said()] == ["You", "PCN"]


def test_questions_sent_before_the_answer_are_answered_in_order(chat: Chat) -> None:
    for text in ("what is a pcn", "my dad is not breathing", "am i still registered"):
        chat.type(text)
    expect(chat.answers).to_have_count(3)
    answers = chat.answers.all_inner_texts()
    assert ["group of GP" in answers[0], "Call 999" in answers[1], "still registered" in answers[2]] == [
        True
    ] * 3


def test_shift_and_enter_begin_a_new_line(chat: Chat) -> None:
    tab_to(chat.page, "Type your question")
    chat.page.keyboard.type("what is")
    chat.page.keyboard.press("Shift+Enter")
    chat.page.keyboard.type("a pcn")
    expect(chat.box).to_have_value("what is\na pcn")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ("", "Type a question first."),
        ("very " * 120, "Your message is too long. Use 500 characters or fewer."),
    ],
)
def test_what_cannot_be_sent_is_said_at_the_box_and_stays_in_it(chat: Chat, typed: str, wrong: str) -> None:
    tab_to(chat.page, "Type your question")
    chat.page.keyboard.insert_text(typed)
    chat.page.keyboard.press("Enter")
    expect(chat.box).to_have_accessible_description(re.compile(re.escape(wrong)))
    expect(chat.box).to_have_attribute("aria-invalid", "true")
    expect(chat.box).to_have_value(typed)
    expect(chat.box).to_be_focused()
    expect(chat.turns).to_have_count(0)


def test_the_conversation_can_be_copied_downloaded_and_printed(chat: Chat) -> None:
    chat.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chat.ask("what is a pcn", "group of GP surgeries")
    chat.press("Options")
    chat.press("Copy the conversation")
    expect(chat.root.get_by_role("status")).to_have_text("The conversation is copied.")
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("PCN Assistant, Yarm Medical Practice\n")
    assert "You:\nwhat is a pcn\n\nPCN Assistant:\nA primary care network" in copied
    with chat.page.expect_download() as download:
        chat.press("Download the conversation")
    assert download.value.path().read_text() == copied
    chat.page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1 } }")
    chat.press("Print the conversation")
    paper = chat.page.frames[-1]
    assert paper.locator("h1").inner_text() == "PCN Assistant, Yarm Medical Practice"
    assert "group of GP surgeries" in paper.locator("body").inner_text()
    assert chat.page.evaluate("window.printed") == 0, "the page around was printed"


def test_whether_an_answer_helped_is_asked_and_told_once(chat: Chat) -> None:
    chat.ask("what is a pcn", "group of GP surgeries")
    with chat.page.expect_request("**/api/feedback") as sent:
        tab_to(chat.page, "Yes")
        chat.page.keyboard.press("Enter")
    told = sent.value.post_data_json
    assert (told["topic"], told["helpful"]) == ("what-is-a-pcn", True)
    assert told["conversation"]
    expect(chat.root.get_by_text("Thank you. This helps us to improve the answers.")).to_be_focused()
    expect(chat.root.get_by_role("button", name="Yes")).to_have_count(0)


def test_nobody_is_asked_to_rate_a_safety_reply(chat: Chat) -> None:
    chat.ask("my dad is not breathing", "Call 999 now")
    expect(chat.root.get_by_text("Was this answer helpful?")).to_have_count(0)
