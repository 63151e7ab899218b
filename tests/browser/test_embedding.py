"""One line on somebody else's website: the chat works there, and nothing else on it changes."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests
from playwright.sync_api import Page, expect

from bot.channels.web.script import script
from bot.resources import resources
from tests.browser.chat import LAUNCHER, Chat
from tests.browser.proxy import Proxy
from tests.browser.website import Website, website
from tests.serving import own_root, serving

pytestmark = pytest.mark.slow

BUDGET = 20_000
"""Bytes, compressed."""
YARM = "which pcn is yarm medical practice in"
THEIRS = """() => {
    const their = [...document.querySelectorAll("html, body, main, h1, p, button, a")];
    return their.map(element => {
        const style = getComputedStyle(element);
        const looks = [...style].filter(name => !name.startsWith("--")).map(name => name + ":" + style.getPropertyValue(name));
        const { x, y, width, height } = element.getBoundingClientRect();
        return [element.tagName, x, y, width, height, looks.join(";")];
    });
}"""


class Host:
    """A website, the assistant behind a proxy, and the means to start the assistant anew."""

    def __init__(self, folder: Path, site: Website, stack: ExitStack) -> None:
        self.site = site
        self._folder = folder
        self._stack = stack
        listed = ('website: ""', f'website: ""\nwebsites: ["{site.url}"]')
        self._root = own_root(folder, {"data/networks/bytes/network.yml": listed})
        self._server = ExitStack()
        stack.push(lambda *_: self._server.close())
        self.proxy = Proxy("")
        stack.push(lambda *_: self.proxy.close())
        self.start()

    def start(self) -> None:
        """Starts the assistant, after ending the one that runs; what it keeps stays."""
        self._server.close()
        running = self._server.enter_context(serving(self._folder, PCNBOT_ROOT=str(self._root)))
        self.proxy.server = running.url

    def stop(self) -> None:
        """Ends the assistant."""
        self.proxy.server = ""
        self._server.close()

    def line(self, attributes: str = 'data-practice="A81027"') -> str:
        """The line for the website's page."""
        return f'<script src="{self.proxy.url}/widget.js" {attributes} defer></script>'


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    """A website that the network's profile lists, and an assistant of its own."""
    with ExitStack() as stack:
        yield Host(tmp_path_factory.mktemp("host"), stack.enter_context(website()), stack)


@pytest.fixture
def host(running: Host) -> Host:
    """The same, with the strictest policy that lets the chat work, and the one line."""
    running.site.policy = (
        f"default-src 'none'; style-src 'self'; script-src {running.proxy.url}; connect-src {running.proxy.url}; "
        "require-trusted-types-for 'script'"
    )
    running.site.line = running.line()
    return running


def test_it_works_under_a_strict_policy_with_nothing_to_complain_about(page: Page, host: Host) -> None:
    """The fixture `page` fails the test on any error in the console; a violation of the policy is one."""
    chat = Chat.on(page, host.site.url)
    chat.ask(YARM, "BYTES PCN")
    chat.press("Options")
    chat.root.get_by_label("Language").select_option("pl")
    expect(page.get_by_role("dialog")).to_have_attribute("lang", "pl")
    colour = page.get_by_role("dialog").locator(".send").evaluate("e => getComputedStyle(e).backgroundColor")
    assert colour == "rgb(0, 127, 59)", "the style sheet is not in use"


def test_the_page_looks_and_works_as_without_it(page: Page, host: Host) -> None:
    host.site.line = '<script type="text/plain"></script>'
    page.goto(host.site.url)
    before = page.evaluate(THEIRS)
    names = page.evaluate("Object.keys(window)")
    host.site.line = host.line()
    page.goto(host.site.url)
    expect(page.get_by_role("button", name=LAUNCHER)).to_be_visible()
    assert page.evaluate(THEIRS) == before
    assert page.evaluate("Object.keys(window)") == names
    Chat.open(page)
    page.evaluate("scrollTo(0, 0)")  # the Tab key has scrolled to the button
    assert page.evaluate(THEIRS) == before


def test_the_pages_styles_do_not_reach_it(page: Page, host: Host) -> None:
    """Their text is 10 px, their buttons crimson capitals."""
    chat = Chat.on(page, host.site.url)
    size, case, family = chat.root.get_by_role("button", name="Close").evaluate(
        "e => { const s = getComputedStyle(e); return [s.fontSize, s.textTransform, s.fontFamily] }"
    )
    assert (size, case) == ("16px", "none") and "Georgia" not in family


def test_nothing_moves_when_it_comes(page: Page, host: Host) -> None:
    page.add_init_script(
        """window.shift = 0;
        new PerformanceObserver(list => {
            for (const entry of list.getEntries()) window.shift += entry.value;
        }).observe({type: "layout-shift", buffered: true});"""
    )
    Chat.on(page, host.site.url).press("Close")
    page.wait_for_timeout(200)
    assert page.evaluate("window.shift") == 0


def test_nothing_is_stored_and_nobody_else_is_asked(page: Page, host: Host) -> None:
    """No cookie ever; nothing in the browser before the first message; only the two servers are spoken to."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    chat = Chat.on(page, host.site.url)
    stored = "[document.cookie, localStorage.length, sessionStorage.length]"
    assert page.evaluate(stored) == ["", 0, 0]
    chat.ask("what is a pcn", "group of GP surgeries")
    assert page.evaluate(stored) == ["", 0, 1]
    assert page.context.cookies() == []
    assert page.evaluate("async () => (await indexedDB.databases()).length") == 0
    allowed = (host.site.url, host.proxy.url)
    assert all(url.startswith(allowed) for url in asked), asked


def test_before_it_is_opened_only_the_script_is_loaded(page: Page, host: Host) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(host.proxy.url)))
    page.goto(host.site.url)
    expect(page.get_by_role("button", name=LAUNCHER)).to_be_visible()
    page.wait_for_timeout(300)
    assert [path for path in asked if path.startswith("/") and not path.startswith("//")] == ["/widget.js"]
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_button_gives_way_to_what_has_the_focus(page: Page, host: Host) -> None:
    page.goto(host.site.url)
    button = page.get_by_role("button", name=LAUNCHER)
    expect(button).to_be_in_viewport()
    page.evaluate(
        """() => {
            const places = {display: "block", position: "fixed", right: "30px", bottom: "30px"};
            for (const [name, value] of Object.entries(places)) {
                document.querySelector("#end").style.setProperty(name, value);
            }
        }"""
    )
    for _ in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "end":
            break
    expect(button).not_to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(button).to_be_focused()
    expect(button).to_be_in_viewport()


def test_two_lines_make_one_chat(page: Page, host: Host) -> None:
    host.site.line = host.line() + host.line()
    page.goto(host.site.url)
    expect(page.get_by_role("button", name=LAUNCHER)).to_have_count(1)


def test_it_can_stand_in_the_page_itself(page: Page, host: Host) -> None:
    host.site.line = host.line('data-practice="A81027" data-in="here"')
    Chat.in_page(page, host.site.url).ask(YARM, "BYTES PCN")
    expect(page.get_by_role("button", name=LAUNCHER)).to_have_count(0)


def test_an_old_browser_gets_a_link_to_the_full_page(page: Page, host: Host) -> None:
    page.add_init_script("delete Document.prototype.adoptedStyleSheets")
    page.goto(host.site.url)
    link = page.get_by_role("link", name=LAUNCHER)
    expect(link).to_have_attribute("href", f"{host.proxy.url}/chat/A81027")


def test_a_frame_shows_the_full_page_and_its_links_open_outside(page: Page, host: Host) -> None:
    """For builders that allow nothing but a frame."""
    host.site.policy = ""
    host.site.line = (
        f'<iframe title="Chat" src="{host.proxy.url}/chat/A81027" width="360" height="640"></iframe>'
    )
    page.goto(host.site.url)
    frame = page.frame_locator("iframe")
    frame.get_by_role("textbox", name="Type your question").fill("what is a pcn")
    frame.get_by_role("button", name="Send").press("Enter")
    link = frame.locator(".turn.name .said a[href^=https]").first
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_contain_text("(opens in a new tab)")


def test_a_website_that_is_not_listed_cannot_show_it(new_page: Callable[..., Page], host: Host) -> None:
    with website() as other:
        other.line = host.line()
        page = new_page(bypass_csp=True)
        page.goto(other.url)
        page.get_by_role("button", name=LAUNCHER).press("Enter")
        expect(page.get_by_role("status")).to_have_text(
            "We cannot load the chat. Check your connection and try again."
        )


def test_the_server_restarts_in_mid_conversation(any_page: Page, host: Host) -> None:
    chat = Chat.on(any_page, host.site.url)
    chat.ask(YARM, "BYTES PCN")
    host.stop()
    chat.type("am i still registered at my own practice")
    expect(chat.root.get_by_role("status")).to_have_text(
        "We cannot reach the assistant. We keep your message and try again."
    )
    host.start()
    expect(chat.answers.last).to_contain_text("still registered with Yarm Medical Practice", timeout=60_000)
    assert [said.split()[0] for said in chat.said()] == ["You", "PCN", "You", "PCN"]


def test_without_javascript_the_server_restarts_in_mid_conversation(
    new_page: Callable[..., Page], host: Host
) -> None:
    page = new_page(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page.goto(host.proxy.url + "/chat/A81027")
    _send(page, "which pcn is west oak surgery in")
    expect(page.locator("#latest")).to_contain_text("Synergy Health PCN")
    host.stop()
    host.start()
    _send(page, "am i still registered at my own practice")
    expect(page.locator("#latest")).to_contain_text("West Oak Surgery")


def _send(page: Page, text: str) -> None:
    page.get_by_label("Type your question").fill(text)
    page.get_by_role("button", name="Send", exact=True).press("Enter")


def test_the_script_is_small() -> None:
    read = resources()
    words, colours = read.interface.english.items(), read.theme.colours().items()
    assert len(script(tuple(words), tuple(colours)).zipped) <= BUDGET


def test_the_script_is_sent_compressed_and_only_when_it_changed(host: Host) -> None:
    address = host.proxy.url + "/widget.js"
    first = requests.get(address, timeout=10, headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip" and "javascript" in first.headers["Content-Type"]
    again = requests.get(address, timeout=10, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    plain = requests.get(address, timeout=10, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers and plain.content == first.content
