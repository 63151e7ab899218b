"""How quickly the widget is there on a slow phone: `python -m benchmarks.widget http://localhost:5005`.

A phone of the lower middle class is imitated as Lighthouse does: Chromium's processor slowed down, and a slow 4G
connection (https://github.com/GoogleChrome/lighthouse/blob/main/docs/throttling.md).
"""

import statistics
from typing import Any

import click
from playwright.sync_api import Browser, sync_playwright

from tests.browser import chromium

PHONE = {"width": 360, "height": 640}
SLOW_4G = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
WATCH = """() => {
    window.marks = {};
    new MutationObserver((_, watcher) => {
        if (!document.querySelector("pcn-assistant")?.shadowRoot?.querySelector("button")) return;
        watcher.disconnect();
        window.marks.there = performance.now();
    }).observe(document, {childList: true, subtree: true});
    window.marks.blocked = 0;
    new PerformanceObserver(list => {
        for (const task of list.getEntries()) window.marks.blocked = Math.max(window.marks.blocked, task.duration);
    }).observe({type: "longtask", buffered: true});
}"""
MARKS = """() => {
    const script = performance.getEntriesByType("resource").find(entry => entry.name.endsWith("/widget.js"));
    const runs = Math.max(script.responseEnd, performance.timing.domInteractive - performance.timeOrigin);
    return {...window.marks, loaded: script.responseEnd, ran: window.marks.there - runs, bytes: script.encodedBodySize};
}"""


def measure(browser: Browser, url: str, slower: float) -> dict[str, float]:
    """One visit by somebody who has not been there before.

    Args:
        browser: a Chromium.
        url: the assistant's address.
        slower: by what factor the processor is slowed down.

    Returns:
        milliseconds from the script's arrival until its button can be pressed (`ran`), from the press until one can
        type (`opened`), the longest time that the page was blocked, 0 for less than 50 (`blocked`), and the script's
        size as sent, in bytes.
    """
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW_4G)
    page.add_init_script(f"({WATCH})()")
    page.goto(url + "/demo", wait_until="load")
    page.wait_for_function("window.marks.there")
    marks: dict[str, Any] = page.evaluate(MARKS)
    marks["opened"] = page.evaluate(
        """async () => {
            const root = document.querySelector("pcn-assistant").shadowRoot;
            const began = performance.now();
            root.querySelector("button").click();
            while (root.activeElement?.id !== "text") await new Promise(requestAnimationFrame);
            return performance.now() - began;
        }"""
    )
    context.close()
    return marks


@click.command()
@click.argument("url", default="http://localhost:5005")
@click.option("--slower", default=6.0, show_default=True, help="By what factor the processor is slowed down.")
@click.option(
    "--visits",
    default=15,
    show_default=True,
    help="Visits; the quickest, the median and the slowest are shown.",
)
def command(url: str, slower: float, visits: int) -> None:
    """Measures the widget on the demonstration's website of a running assistant."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(playwright), args=chromium.arguments()
        )
        found = [measure(browser, url.rstrip("/"), slower) for _ in range(visits)]
        version = browser.version
        browser.close()
    click.echo(f"Chromium {version}, processor {slower:g} times slower, slow 4G, {visits} visits\n")
    click.echo("| | quickest | median | slowest |\n| --- | ---: | ---: | ---: |")
    for name, title in (
        ("ran", "script has arrived, button can be pressed"),
        ("opened", "button pressed, one can type"),
        ("blocked", "page blocked at a stretch, at the longest"),
    ):
        times = [marks[name] for marks in found]
        shown = " | ".join(f"{each:.0f} ms" for each in (min(times), statistics.median(times), max(times)))
        click.echo(f"| {title} | {shown} |")
    click.echo(f"| size as sent | {found[0]['bytes'] / 1000:.1f} kB | | |")


if __name__ == "__main__":
    command()
