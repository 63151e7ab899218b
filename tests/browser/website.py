"""A website of somebody else's, on an origin of its own, that has the one line in its page."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

STYLE = """
html { font-size: 62.5%; }
body { margin: 0; display: grid; gap: 40px; font: 1.6rem Georgia, serif; }
* { letter-spacing: .05em; color: rgb(1, 2, 3); }
button, h2, dialog, div { position: relative; text-transform: uppercase; background: crimson; font-size: 9px; }
:last-child { border-bottom: 3px solid green; }
"""
PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Somebody's website</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/style.css"></head>
<body><main><h1>Our website</h1><p id="words">Words</p><button id="theirs">Their button</button><div id="here"></div>
{filler}<p><a href="#end" id="end">The last link</a></p></main>
{line}</body></html>"""


class Website:
    """Serves a page, a style sheet and a policy. All may be changed at any time.

    Args:
        policy: the Content-Security-Policy; "" for none.
        line: the line that puts the chat on the page.
    """

    def __init__(self) -> None:
        self.policy = ""
        self.line = ""
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.url = f"http://127.0.0.1:{self.http.server_port}"

    def page(self) -> str:
        """The page, long enough to scroll."""
        return PAGE.format(line=self.line, filler="<p>More words.</p>" * 40)


@contextmanager
def website() -> Iterator[Website]:
    """A website that is there until the block ends."""
    running = Website()
    threading.Thread(target=running.http.serve_forever, daemon=True).start()
    yield running
    running.http.shutdown()
    running.http.server_close()


def _handler(website: Website) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            is_style = self.path == "/style.css"
            body = (STYLE if is_style else website.page()).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/css" if is_style else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if website.policy:
                self.send_header("Content-Security-Policy", website.policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    return Handler
