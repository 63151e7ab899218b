"""A reverse proxy as operators have one, which a test can cut off from the server, or let answer in its place."""

import contextlib
import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "host"}


class Proxy:
    """Passes requests on to a server.

    Args:
        server: the address behind it; "" for none, then connections are broken off without an answer.
    """

    def __init__(self, server: str) -> None:
        self.server = server
        self.passed: list[dict[str, Any]] = []
        """The messages that reached the server, with their keys."""
        self.lose_answers = 0
        """So many of the next answers get lost on the way back, after the server has given them."""
        self.instead: list[tuple[int, dict[str, str], dict[str, Any]]] = []
        """Answers (status, headers, JSON) that the next messages get instead of the server's."""
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Ends it."""
        self._http.shutdown()
        self._http.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                proxy._pass_on(self)

            do_POST = do_HEAD = do_OPTIONS = do_GET

            def log_message(self, *_: Any) -> None:
                """Says nothing."""

        return Handler

    def _pass_on(self, request: BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers.get("Content-Length") or 0))
        is_message = request.path == "/api/messages" and request.command == "POST"
        if not self.server:
            request.close_connection = True
            request.connection.close()
            return
        if is_message and self.instead:
            status, headers, content = self.instead.pop(0)
            _answer(
                request, status, {"Content-Type": "application/json", **headers}, json.dumps(content).encode()
            )
            return
        response, content = self._ask(request, body)
        if is_message:
            self.passed.append({"key": request.headers.get("Idempotency-Key"), **json.loads(body)})
        if is_message and self.lose_answers:
            self.lose_answers -= 1
            request.close_connection = True
            request.connection.close()
            return
        headers = {name: value for name, value in response.getheaders() if name.lower() not in HOP_BY_HOP}
        _answer(request, response.status, headers, content)

    def _ask(self, request: BaseHTTPRequestHandler, body: bytes) -> tuple[http.client.HTTPResponse, bytes]:
        connection = http.client.HTTPConnection(urlsplit(self.server).netloc, timeout=30)
        headers = {name: value for name, value in request.headers.items() if name.lower() not in HOP_BY_HOP}
        headers["Host"] = urlsplit(self.url).netloc
        with contextlib.closing(connection):
            connection.request(request.command, request.path, body or None, headers)
            response = connection.getresponse()
            return response, response.read()


def _answer(request: BaseHTTPRequestHandler, status: int, headers: dict[str, str], content: bytes) -> None:
    request.send_response(status)
    for name, value in headers.items():
        request.send_header(name, value)
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    if request.command != "HEAD":
        request.wfile.write(content)
