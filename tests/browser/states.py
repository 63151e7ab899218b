"""Every state of the chat that a patient can meet, and how to get there."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.chat import Chat, tab_to
from tests.browser.proxy import Proxy

Reach = Callable[[Page, Proxy], None]


def demo(page: Page, proxy: Proxy) -> Chat:
    """The chat, open on the demonstration's website."""
    return Chat.on(page, proxy.url + "/demo")


def closed(page: Page, proxy: Proxy) -> None:
    """A website with the button on it."""
    page.goto(proxy.url + "/demo")
    expect(page.get_by_role("button", name="Ask a question")).to_be_visible()


def opened(page: Page, proxy: Proxy) -> None:
    """The first screen."""
    demo(page, proxy)


def options(page: Page, proxy: Proxy) -> None:
    """With its menu open."""
    demo(page, proxy).press("Options")


def answered(page: Page, proxy: Proxy) -> None:
    """An answer with links, follow-up questions, the date it was checked, and the question whether it helped."""
    demo(page, proxy).ask("what is a pcn", "group of GP surgeries")


def which_one(page: Page, proxy: Proxy) -> None:
    """A look-up that asks back."""
    demo(page, proxy).ask("which practices are in synergy", "Which one do you mean?")


def two_misses(page: Page, proxy: Proxy) -> None:
    """Not understood twice."""
    chat = demo(page, proxy)
    chat.ask("who won the boat race", "")
    chat.ask("which cinema shows a film tonight", "01642 745 800")


def emergency(page: Page, proxy: Proxy) -> None:
    """An emergency."""
    demo(page, proxy).ask("my dad is not breathing", "Call 999 now")


def safeguarding(page: Page, proxy: Proxy) -> None:
    """Somebody who is being hurt, with the button to leave."""
    demo(page, proxy).ask("my husband hits me", "0808 2000 247")


def wrong_input(page: Page, proxy: Proxy) -> None:
    """Nothing was typed."""
    chat = demo(page, proxy)
    tab_to(page, "Type your question")
    page.keyboard.press("Enter")
    expect(chat.box).to_have_attribute("aria-invalid", "true")


def unreachable(page: Page, proxy: Proxy) -> None:
    """The server is gone, and a message waits."""
    chat = demo(page, proxy)
    chat.ask("what is a pcn", "group of GP surgeries")
    proxy.server = ""
    chat.type("am i still registered")
    expect(chat.root.get_by_role("status")).not_to_be_empty()


def thanked(page: Page, proxy: Proxy) -> None:
    """The patient has said that an answer helped."""
    chat = demo(page, proxy)
    chat.ask("what is a pcn", "group of GP surgeries")
    chat.press("Yes")


def arabic(page: Page, proxy: Proxy) -> None:
    """Written from right to left."""
    chat = demo(page, proxy)
    chat.ask("what is a pcn", "group of GP surgeries")
    chat.press("Options")
    chat.root.get_by_label("Language").select_option("ar")
    expect(page.get_by_role("dialog")).to_have_attribute("dir", "rtl")


def full_page(page: Page, proxy: Proxy) -> None:
    """The chat as a page of its own."""
    Chat.in_page(page, proxy.url + "/chat/A81027").ask("what is a pcn", "group of GP surgeries")


def answer_page(page: Page, proxy: Proxy) -> None:
    """One answer as a page, with the chat below."""
    Chat.in_page(page, proxy.url + "/chat/A81027/still-registered")


def missing_page(page: Page, proxy: Proxy) -> None:
    """An address that is no page."""
    Chat.in_page(page, proxy.url + "/chat/A81027/no-such-answer")


def without_script(page: Page, proxy: Proxy) -> None:
    """The form, where there is no JavaScript, after an answer."""
    page.route("**/widget.js", lambda route: route.abort())
    page.goto(proxy.url + "/chat/A81027")
    page.get_by_label("Type your question").fill("my husband hits me")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("0808 2000 247").first).to_be_visible()


STATES: dict[str, Reach] = {
    reach.__name__.replace("_", " "): reach
    for reach in (
        *(closed, opened, options, answered, which_one, two_misses, emergency, safeguarding),
        *(wrong_input, unreachable, thanked, arabic, full_page, answer_page, missing_page, without_script),
    )
}
