"""A real Chromium, a real server, and websites that have the chat on them."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.chat import Chat
from tests.browser.proxy import Proxy
from tests.serving import Server

PATIENCE = 15_000
"""Milliseconds until a test gives up waiting for what it expects."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says at the end of a run that there was no browser; a line among many skipped tests is not read."""
    skipped = terminalreporter.stats.get("skipped", [])
    if any(chromium.NONE in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(chromium.NONE, yellow=True, bold=True)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser for all tests here; closed before any test outside this folder runs an event loop of its own."""
    with sync_playwright() as playwright:
        program = chromium.find(playwright)
        if program is None:
            (pytest.fail if os.environ.get("CI") else pytest.skip)(chromium.NONE)
        expect.set_options(timeout=PATIENCE)
        launched = playwright.chromium.launch(executable_path=program, args=chromium.arguments())
        yield launched
        launched.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens a tab of somebody's own: `new_page(color_scheme="dark")`. It fails on any error in its console."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def make(**options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: _note(wrong, said.type, said.text))
        return page

    yield make
    for context in contexts:
        context.close()
    assert wrong == []


def _note(wrong: list[str], kind: str, text: str) -> None:
    """Errors and warnings; requests that get lost, or are not allowed, are what some tests are about."""
    expected = text.startswith("Failed to load resource") or "blocked by CORS policy" in text
    if kind in ("error", "warning") and not expected:
        wrong.append(text)


@pytest.fixture(params=[{}, {"viewport": {"width": 320, "height": 640}}], ids=["desktop", "320 px"])
def any_page(request: pytest.FixtureRequest, new_page: Callable[..., Page]) -> Page:
    """A tab on a desktop computer, and one on the narrowest telephone: journeys have to work on both."""
    return new_page(**request.param)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A tab on a desktop computer."""
    return new_page()


@pytest.fixture
def chat(any_page: Page, server: Server) -> Chat:
    """The chat, open on the demonstration's website."""
    return Chat.on(any_page, server.url + "/demo")


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    """A proxy in front of the server."""
    running = Proxy(server.url)
    yield running
    running.close()
