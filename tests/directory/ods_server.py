"""A server of ODS reports on this machine, that can do everything servers do wrong."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Handler"], None]


@dataclass
class Ods:
    """A running server.

    Args:
        url: what a report's name is put behind.
        reports: what it serves.
        asked: how often each report was asked for.
        answers: how a report is answered, where not simply with its content.
    """

    url: str
    reports: dict[str, bytes]
    asked: Counter[str] = field(default_factory=Counter)
    answers: dict[str, Answer] = field(default_factory=dict)


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    ods: Ods

    @property
    def content(self) -> bytes:
        """The report that is asked for."""
        return self.ods.reports[self.path.rpartition("=")[2]]

    def do_GET(self) -> None:
        """Answers as the server was told to."""
        report = self.path.rpartition("=")[2]
        self.ods.asked[report] += 1
        self.ods.answers.get(report, whole)(self)

    def begin(self, status: int = 200, **headers: str) -> None:
        """The status and the headers."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing: the tests' output is enough."""


@contextmanager
def serving_reports(reports: dict[str, bytes]) -> Iterator[Ods]:
    """Serves reports until the block ends."""
    handler = type("OdsHandler", (Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    handler.ods = Ods(f"http://127.0.0.1:{server.server_port}/api/getReport?report=", reports)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield handler.ods
    finally:
        server.shutdown()
        server.server_close()


def whole(handler: Handler) -> None:
    """The report, as it is."""
    handler.begin(Content_Length=str(len(handler.content)))
    handler.wfile.write(handler.content)


def status(code: int, **headers: str) -> Answer:
    """Nothing but a status."""
    return lambda handler: handler.begin(code, Content_Length="0", **headers)


def content(body: bytes) -> Answer:
    """Something else than the report."""

    def answer(handler: Handler) -> None:
        handler.begin(Content_Length=str(len(body)))
        handler.wfile.write(body)

    return answer


def cut_off(handler: Handler) -> None:
    """Half of what was announced, then the connection is closed."""
    handler.begin(Content_Length=str(len(handler.content)))
    handler.wfile.write(handler.content[: len(handler.content) // 2])


def hung_up(handler: Handler) -> None:
    """The connection is closed without an answer."""
    handler.close_connection = True


def garbage(handler: Handler) -> None:
    """What is not HTTP."""
    handler.wfile.write(b"\x00\x01\x02 this is no HTTP \xff\xff\r\n\r\n")


def endless(handler: Handler) -> None:
    """More and more, without saying how much it will be."""
    handler.begin()
    try:
        while True:
            handler.wfile.write(b"0" * 10_000)
    except OSError:
        pass


def dripping(handler: Handler) -> None:
    """A byte now and then."""
    handler.begin(Content_Length="1000")
    try:
        for _ in range(1000):
            handler.wfile.write(b"0")
            time.sleep(0.05)
    except OSError:
        pass


def first(bad: Answer, times: int) -> Answer:
    """An answer that is bad a few times, then good."""
    left = [times]

    def answer(handler: Handler) -> None:
        left[0] -= 1
        (bad if left[0] >= 0 else whole)(handler)

    return answer
