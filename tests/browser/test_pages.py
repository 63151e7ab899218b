"""The addresses that browsers open: the chat as a page, a page for each answer, and all of it without JavaScript."""

from collections.abc import Callable
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Error, Page, expect

from bot.channels.web.markup import blocks
from bot.channels.web.script import FOLDER
from bot.resources import resources
from tests.browser.chat import Chat
from tests.serving import Server

pytestmark = pytest.mark.slow

NARROW = {"width": 320, "height": 640}
OUTLINE = """text => blocks(text).map(block => [
    block.tagName === "UL" ? "list" : "paragraph",
    (block.tagName === "UL" ? [...block.children] : [block]).map(line =>
        [...line.childNodes].map(node => node.tagName === "BR" ? "|" : [node.textContent, node.getAttribute?.("href") || ""])),
])"""


def outline(text: str) -> list[list[object]]:
    """The blocks as markup.py sees them, in the shape of OUTLINE."""
    result: list[list[object]] = []
    for block in blocks(text):
        lines: list[list[object]] = [[[span.text, span.href] for span in line] for line in block.lines]
        if block.kind == "paragraph":
            joined: list[object] = []
            for number, line in enumerate(lines):
                joined += ["|"] * bool(number) + line
            lines = [joined]
        result.append([block.kind, lines])
    return result


def test_the_widget_and_the_page_read_every_answer_alike(page: Page) -> None:
    """markup.js and markup.py find the same paragraphs, lists, addresses and telephone numbers."""
    page.set_content("<title>Blank</title>")
    page.add_script_tag(content=(FOLDER / "markup.js").read_text(encoding="utf-8"))
    answers = resources().library.book.answers.values()
    replies = [reply.text for reply in resources().safety.replies.replies.values()]
    odd = [
        "- a\n- b\n\n- c\n\nd\ne",
        "a\n- b\nc",
        "see https://a.example/x. Or 01642 745 800, not 01642.5",
        "",
    ]
    for text in [*(answer.answer for answer in answers), *replies, *odd]:
        assert page.evaluate(OUTLINE, text) == outline(text), text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//elsewhere.example", " javascript:x"]
)
def test_a_link_that_is_not_safe_is_words_only(page: Page, url: str) -> None:
    page.set_content("<title>Blank</title>")
    page.add_script_tag(content=(FOLDER / "markup.js").read_text(encoding="utf-8"))
    assert page.evaluate("url => link(url, 'Words').outerHTML", url) == "<span>Words</span>"


@pytest.mark.parametrize(
    "typed", ["<img src=x onerror=alert(1)>", "<b>bold</b> {{ 7*7 }}", "https://a.example/<script>"]
)
def test_what_is_typed_is_shown_as_typed(chat: Chat, typed: str) -> None:
    chat.ask(f"{typed} what is a pcn", "")
    assert typed in chat.said()[0]
    assert chat.root.locator("img, b, script").count() == 0


def test_an_answer_has_a_page_that_can_be_linked_printed_and_scanned(page: Page, server: Server) -> None:
    address = server.url + "/chat/A81027/still-registered"
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text("Am I still registered at my own practice?")
    answer = page.get_by_role("article")
    expect(answer).to_contain_text("You are still registered with Yarm Medical Practice")
    expect(answer).to_contain_text("Checked on 21 November 2026")
    drawn = answer.locator("svg.qr path").get_attribute("d")
    assert drawn and drawn in segno.make(address, error="m").svg_inline(omitsize=True)
    page.emulate_media(media="print")
    expect(answer).to_be_visible()
    expect(page.locator("#assistant")).to_be_hidden()


def test_every_stored_answer_has_a_page(server: Server) -> None:
    answers = resources().library.book.answers.values()
    for answer in (answer for answer in answers if answer.kind == "faq"):
        response = server.get(f"/chat/A81027/{answer.topic}")
        assert response.status_code == 200, answer.topic
        assert "{" not in response.text.split("<article")[1].split("</article>")[0], answer.topic


@pytest.mark.parametrize(
    "path",
    [
        "/chat/A81027/no-such-answer",
        "/chat/A81027/emergency",
        "/chat/A81027/greet",
        "/chat/A99999",
        "/chat/U99999/x",
    ],
)
def test_where_there_is_no_page_the_chat_is_offered(server: Server, path: str) -> None:
    response = server.get(path)
    assert response.status_code == 404
    assert "We do not have this page." in response.text and 'name="text"' in response.text


def test_codes_may_be_written_small(server: Server) -> None:
    assert "Yarm Medical Practice" in server.get("/chat/a81027").text
    assert "BYTES PCN" in server.get("/chat/u63844").text


@pytest.fixture
def plain(new_page: Callable[..., Page]) -> Page:
    """A browser without JavaScript, as wide as a small phone."""
    return new_page(java_script_enabled=False, viewport=NARROW)


def send(page: Page, text: str) -> None:
    """Types a question into the form and presses its button."""
    page.get_by_label("Type your question").fill(text)
    page.get_by_role("button", name="Send", exact=True).press("Enter")


def test_without_javascript_a_look_up_with_a_choice(plain: Page, server: Server) -> None:
    plain.goto(server.url + "/chat/A81027")
    send(plain, "which practices are in synergy")
    plain.get_by_role("button", name="Synergy PCN, Uxbridge").press("Enter")
    expect(plain.locator("#latest")).to_contain_text("Brunel Medical Centre")


def test_without_javascript_two_misses_and_an_emergency(plain: Page, server: Server) -> None:
    plain.goto(server.url + "/chat/A81027")
    for text in ("who won the boat race", "which cinema shows a film tonight"):
        send(plain, text)
    expect(plain.locator("#latest")).to_contain_text("01642 745 800")
    send(plain, "my dad is not breathing")
    expect(plain.locator("#latest")).to_contain_text("Call 999 now")


def test_without_javascript_offline_and_back_the_question_is_sent_when_the_page_is_loaded_again(
    plain: Page, server: Server
) -> None:
    """The browser says itself that it is offline; its button "Reload" sends what was typed."""
    plain.goto(server.url + "/chat/A81027")
    send(plain, "which pcn is west oak surgery in")
    expect(plain.locator("#latest")).to_contain_text("Synergy Health PCN")
    plain.context.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"), plain.expect_navigation():
        send(plain, "am i still registered at my own practice")
    plain.context.set_offline(False)
    plain.reload()
    expect(plain.locator("#latest")).to_contain_text("still registered with West Oak Surgery")


def test_without_javascript_one_can_leave_after_a_safeguarding_reply(plain: Page, server: Server) -> None:
    plain.goto(server.url + "/chat/A81027")
    send(plain, "my husband hits me")
    leave = plain.get_by_role("link", name="Leave this page now")
    expect(leave).to_have_attribute("href", "https://www.bbc.co.uk/weather")


def test_the_demonstration_is_a_website_with_the_one_line_on_it(server: Server) -> None:
    line = '<script src="/widget.js" data-practice="A81027" defer></script>'
    assert line in server.get("/demo").text
    assert line in (Path(FOLDER.parent) / "demo.html").read_text(encoding="utf-8")
