"""Takes the pictures of docs/screenshots: `.venv/bin/python -m tests.browser.screenshots`."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium, states
from tests.browser.proxy import Proxy
from tests.serving import serving

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"
DESKTOP = {"width": 1100, "height": 760}
PHONE = {"width": 360, "height": 720}
COLOURS = 64
PICTURES: dict[str, tuple[Callable[[Page, Proxy], Any], dict[str, Any]]] = {
    "on-a-website": (states.opened, {"viewport": DESKTOP}),
    "answer": (states.answered, {"viewport": DESKTOP}),
    "answer-on-a-phone-dark": (states.answered, {"viewport": PHONE, "color_scheme": "dark"}),
    "leaving-quickly": (states.safeguarding, {"viewport": PHONE}),
    "no-connection": (states.unreachable, {"viewport": PHONE}),
    "right-to-left": (states.arabic, {"viewport": PHONE}),
    "forced-colours": (
        states.which_one,
        {"viewport": PHONE, "forced_colors": "active", "color_scheme": "dark"},
    ),
    "zoom-400-percent": (states.answered, {"viewport": {"width": 320, "height": 256}}),
    "full-page": (states.full_page, {"viewport": DESKTOP}),
    "answer-as-a-page": (states.answer_page, {"viewport": DESKTOP}),
    "without-javascript": (states.without_script, {"viewport": PHONE}),
}


def main() -> None:
    """Takes all of them."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=chromium.find(playwright), args=chromium.arguments()
        )
        for name, (reach, options) in PICTURES.items():
            proxy = Proxy(server.url)
            page = browser.new_context(reduced_motion="reduce", **options).new_page()
            reach(page, proxy)
            file = FOLDER / f"{name}.png"
            page.screenshot(path=file)
            Image.open(file).convert("RGB").quantize(COLOURS).save(file, optimize=True)
            page.context.close()
            proxy.close()
        browser.close()


if __name__ == "__main__":
    main()
