"""The Chromium that the browser tests drive: one that is installed, else the one that Playwright has downloaded."""

import os
import shutil
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
NONE = (
    "No Chromium found, so nothing was tested in a browser. Install one "
    "(Debian and Ubuntu: `apt-get install chromium`; elsewhere: `playwright install chromium`)."
)


def find(playwright: Playwright) -> str | None:
    """The program's path; None where there is none."""
    found = [shutil.which(name) for name in NAMES]
    candidates = [*found, *MAC, playwright.chromium.executable_path]
    return next((path for path in candidates if path and Path(path).exists()), None)


def arguments() -> list[str]:
    """Chromium's sandbox does not work for root, which is who runs tests in a container."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
