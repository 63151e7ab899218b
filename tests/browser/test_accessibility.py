"""WCAG 2.2 AA, as far as a program can test it, in every state, theme and size; the statement rests on this."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.chat import Chat, focused
from tests.browser.proxy import Proxy
from tests.browser.states import STATES
from tests.serving import Server

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "docs" / "accessibility-results.json"
Found = dict[str, Any]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIGHT, DARK, FORCED = "light", "dark", "forced colours"
THEMES: dict[str, dict[str, Any]] = {
    LIGHT: {"color_scheme": "light", "forced_colors": "none"},
    DARK: {"color_scheme": "dark", "forced_colors": "none"},
    FORCED: {"color_scheme": "dark", "forced_colors": "active"},
}
NO_CONTRAST = {"color-contrast": {"enabled": False}}
"""In forced colours axe reads the page's colours (-webkit-text-fill-color), not those drawn: FAINT looks instead."""
SIZES = {
    "desktop": {"width": 1280, "height": 1024},
    "320 px": {"width": 320, "height": 640},
    "400% zoom": {"width": 320, "height": 256},
}
WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SMALL = """() => {
    const roots = [document, ...[...document.querySelectorAll("pcn-assistant")].map(host => host.shadowRoot)];
    const ours = roots.flatMap(root => [...root.querySelectorAll("button, select, textarea, input:not([type=hidden])")]);
    const boxes = ours.map(element => [element, element.getBoundingClientRect()]);
    return boxes.filter(([element, box]) => element.checkVisibility() && !element.matches("[aria-hidden=true]") && box.height && box.height < 43.5 && !element.closest("main > section"))
        .map(([element, box]) => `${element.textContent || element.id}: ${box.width} x ${box.height}`);
}"""
"""Our buttons and boxes that are lower than 44 CSS pixels; the demonstration's own are left out."""


FAINT = """() => {
    const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(part => part / 255)
        .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
    const behind = element => {
        for (; element; element = element.parentElement || element.getRootNode().host) {
            const [r, g, b, alpha = 1] = numbers(getComputedStyle(element).backgroundColor);
            if (alpha > 0.9) return [r, g, b];
        }
        return numbers(getComputedStyle(document.body).backgroundColor);
    };
    const roots = [document, ...[...document.querySelectorAll("pcn-assistant")].map(host => host.shadowRoot)];
    const texts = roots.flatMap(root => [...root.querySelectorAll("*")]).filter(element =>
        element.checkVisibility() && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()));
    return texts.map(element => {
        const shades = [light(numbers(getComputedStyle(element).color)), light(behind(element))].sort((a, b) => a - b);
        return [element.outerHTML.slice(0, 80), (shades[1] + 0.05) / (shades[0] + 0.05)];
    }).filter(([, contrast]) => contrast < 4.5);
}"""
"""Text whose colour as drawn has too little contrast with what is drawn behind it (WCAG 1.4.3)."""


@pytest.fixture(scope="module")
def found(browser: Browser) -> Found:
    """What axe finds, check by check."""
    return {"tested": date.today().isoformat(), "axe": "", "chromium": browser.version, "checks": []}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_any_theme_or_size(
    state: str, new_page: Callable[..., Page], proxy: Proxy, found: Found
) -> None:
    page = new_page(bypass_csp=True, reduced_motion="reduce")
    STATES[state](page, proxy)
    page.wait_for_load_state()  # a form's answer can be read before its style sheet has come
    axe = Axe()
    wrong: list[str] = []
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        for theme, media in THEMES.items() if size == "desktop" else [(LIGHT, THEMES[LIGHT])]:
            page.emulate_media(**media)
            options = {"runOnly": STANDARDS, "rules": NO_CONTRAST if theme == FORCED else {}}
            results = axe.run(page, options=options).response
            violations = [
                {"rule": each["id"], "help": each["help"], "nodes": [node["html"] for node in each["nodes"]]}
                for each in results["violations"]
            ]
            found["axe"] = results["testEngine"]["version"]
            found["checks"].append({"state": state, "theme": theme, "size": size, "violations": violations})
            wrong += [f"{size}, {theme}: {violation}" for violation in violations]
            assert theme != FORCED or page.evaluate(FAINT) == []
        assert page.evaluate(WIDE) <= 0, f"{size}: one has to scroll sideways"
        assert page.evaluate(SMALL) == [], f"{size}: too small to tap"
    assert wrong == []


def test_the_accessibility_statement_rests_on_what_was_found_here(found: Found) -> None:
    """`pcnbot accessibility` reads the file that is kept with the code; it says what these tests say now."""
    if {check["state"] for check in found["checks"]} != set(STATES):
        pytest.skip("Not every state was tested in this run.")
    now = ROOT / "var" / KEPT.name
    now.parent.mkdir(exist_ok=True)
    lines = ",\n  ".join(json.dumps(check) for check in found["checks"])
    about = json.dumps({name: found[name] for name in ("tested", "axe", "chromium")})
    now.write_text(f'{about[:-1]}, "checks": [\n  {lines}\n]}}\n', encoding="utf-8")
    assert KEPT.exists() and json.loads(KEPT.read_text(encoding="utf-8"))["checks"] == found["checks"], (
        f"Run pcnbot accessibility --results {now.relative_to(ROOT)} and read what changed."
    )


def test_the_accessibility_tree_of_an_answer(chat: Chat) -> None:
    chat.ask("which practices are in synergy", "Which one do you mean?")
    expect(chat.root).to_match_aria_snapshot(
        """
        - dialog "PCN Assistant":
          - heading "PCN Assistant" [level=2]
          - paragraph: Yarm Medical Practice
          - button "Options"
          - button "Close"
          - paragraph:
            - text: In an emergency call
            - link "999"
            - text: . If you need help now and it is not an emergency, call
            - link "111"
          - region "Conversation":
            - heading "Conversation" [level=3]
            - log "Conversation":
              - heading "You" [level=3]
              - paragraph: which practices are in synergy
              - heading "PCN Assistant" [level=3]
              - paragraph: /Which one do you mean/
              - paragraph: "Questions to choose from: 2."
            - group "What you can do next":
              - list:
                - listitem:
                  - button /Synergy .*/
                - listitem:
                  - button /Synergy .*/
          - status
          - text: Type your question
          - textbox "Type your question"
          - button "Send"
        """
    )


def test_each_message_is_announced_once_and_nothing_else_is(chat: Chat) -> None:
    """A screen reader reads what is added to a live region, and what gets the focus: never both, never twice."""
    chat.page.evaluate(
        """() => {
            window.announced = [];
            const root = document.querySelector("pcn-assistant").shadowRoot;
            const live = root.querySelectorAll("[role=log], [role=status], [role=alert], [aria-live]");
            for (const region of live) {
                new MutationObserver(changes => {
                    for (const node of changes.flatMap(change => [...change.addedNodes])) {
                        if (node.textContent.trim()) window.announced.push(node.textContent.trim().slice(0, 40));
                    }
                }).observe(region, {childList: true, subtree: true, characterData: true});
            }
        }"""
    )
    chat.ask("what is a pcn", "group of GP surgeries")
    chat.ask("which practices are in synergy", "Which one do you mean?")
    announced = chat.page.evaluate("window.announced")
    assert [said.startswith("You") for said in announced] == [True, False, True, False]
    expect(chat.box).to_be_focused()


def test_nothing_that_was_said_before_is_announced_when_the_chat_opens_again(
    chat: Chat, server: Server
) -> None:
    chat.ask("what is a pcn", "group of GP surgeries")
    chat.page.add_init_script(
        """new MutationObserver(changes => {
            for (const node of changes.flatMap(change => [...change.addedNodes])) {
                if (node.localName === "pcn-assistant") window.host = node;
            }
        }).observe(document, {childList: true, subtree: true});"""
    )
    Chat.on(chat.page, server.url + "/demo")
    log = chat.page.evaluate("window.host.shadowRoot.querySelector('[role=log]').childElementCount")
    assert log == 2
    expect(chat.box).to_be_focused()


def test_the_focus_never_leaves_the_window_and_is_never_covered(
    new_page: Callable[..., Page], server: Server
) -> None:
    """At 400% zoom: each thing that Tab leads to is on the screen, and what is drawn there is that thing."""
    page = new_page(viewport=SIZES["400% zoom"], reduced_motion="reduce")
    chat = Chat.on(page, server.url + "/demo")
    chat.ask("which practices are in synergy", "Which one do you mean?")
    seen = set()
    for _ in range(20):
        page.keyboard.press("Tab")
        name = focused(page)
        if name in seen:
            continue
        seen.add(name)
        assert page.evaluate(
            """() => {
                const root = document.querySelector("pcn-assistant").shadowRoot;
                const element = root.activeElement;
                if (!element || element.classList.contains("scroller")) return true;
                const box = element.getBoundingClientRect();
                const [x, y] = [box.left + box.width / 2, Math.min(Math.max(box.top + box.height / 2, 1), innerHeight - 1)];
                const drawn = root.elementFromPoint(x, y);
                return box.bottom > 0 && box.top < innerHeight && (drawn === element || element.contains(drawn));
            }"""
        ), f"{name} has the focus and is not to be seen"
    assert {"Options", "Close", "Type your question", "Send", "Synergy PCN, Uxbridge"} <= seen


def test_text_at_200_percent_stays_readable(new_page: Callable[..., Page], server: Server) -> None:
    """A browser whose text is set to twice its size, at the width of a phone."""
    page = new_page(viewport={"width": 360, "height": 740})
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    chat = Chat.on(page, server.url + "/demo")
    chat.ask("what is a pcn", "group of GP surgeries")
    size = chat.answers.last.evaluate("element => parseFloat(getComputedStyle(element).fontSize)")
    assert size == 32
    wide = chat.root.evaluate(
        "root => [...root.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.unseen')).length"
    )
    assert wide == 0


def test_without_motion_nothing_moves(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(reduced_motion="reduce")
    chat = Chat.on(page, server.url + "/demo")
    chat.ask("what is a pcn", "group of GP surgeries")
    assert page.evaluate("document.getAnimations().length") == 0
    moving = chat.root.evaluate(
        "root => [...root.querySelectorAll('*')].filter(e => getComputedStyle(e).transitionDuration !== '0s' || getComputedStyle(e).animationName !== 'none').length"
    )
    assert moving == 0


def test_the_words_around_the_answers_are_in_the_chosen_language(chat: Chat) -> None:
    chat.press("Options")
    chat.root.get_by_label("Language").select_option("ur")
    dialog = chat.page.get_by_role("dialog")
    expect(dialog).to_have_attribute("lang", "ur")
    expect(dialog).to_have_attribute("dir", "rtl")
    expect(dialog.get_by_text("999")).to_be_visible()
    expect(dialog.get_by_text("جوابات انگریزی میں ہیں۔")).to_be_visible()
    box = dialog.get_by_role("textbox")
    box.fill("what is a pcn")
    box.press("Enter")
    said = dialog.locator(".turn.name .said")
    expect(said).to_contain_text("group of GP surgeries")
    expect(said).to_have_attribute("lang", "en-GB")
    expect(said).to_have_attribute("dir", "ltr")
