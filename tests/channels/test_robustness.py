"""Whatever comes over the line, others are answered, and nothing but "not now" is the server's fault."""

import errno
import gzip
import json
import socket
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.serving import Patient, Server

pytestmark = pytest.mark.slow

BODY = b'{"text": "what is a pcn"}'
POST = b"POST /api/messages HTTP/1.1\r\nHost: here\r\n"
WHOLE = POST + b"Content-Length: %d\r\n\r\n" % len(BODY) + BODY
LAST = WHOLE.replace(b"Host: here", b"Host: here\r\nConnection: close")


@pytest.fixture
def line(server: Server) -> Callable[[], socket.socket]:
    """Opens a line to the server on which anything can be said."""
    host, _, port = urlsplit(server.url).netloc.partition(":")
    return lambda: socket.create_connection((host, int(port)), timeout=10)


def answer_to(a_line: socket.socket, said: bytes, over: bool = False) -> bytes:
    """Everything that the server answers until it hangs up.

    Args:
        a_line: to the server.
        said: what to send.
        over: tell the server that nothing more will come.
    """
    heard = b""
    try:
        a_line.sendall(said)
        if over:
            a_line.shutdown(socket.SHUT_WR)
        while some := a_line.recv(65_536):
            heard += some
    except OSError as hung_up:  # the server has had enough
        assert hung_up.errno in (errno.ECONNRESET, errno.EPIPE, errno.ENOTCONN), hung_up
    return heard


NOT_HTTP = {
    "nothing": b"\r\n\r\n",
    "noise": bytes(range(256)) + b"\r\n\r\n",
    "TLS": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\r\n\r\n",
    "no version": b"GET /\r\n\r\n",
    "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "length that is no number": POST + b"Content-Length: many\r\n\r\n",
    "negative length": POST + b"Content-Length: -5\r\n\r\n" + BODY,
    "unknown transfer": POST + b"Transfer-Encoding: gzip\r\n\r\n" + BODY,
    "bad chunks": POST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n" + BODY,
    "header without colon": b"GET / HTTP/1.1\r\nHost here\r\n\r\n",
    "header of 1 MB": b"GET / HTTP/1.1\r\nX: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "address of 100 kB": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n\r\n",
    "address that is no UTF-8": b"GET /\xff\xfe HTTP/1.1\r\nHost: here\r\n\r\n",
    "address with a bad escape": b"GET /%ff%zz HTTP/1.1\r\nHost: here\r\n\r\n",
    "address of another host": b"GET http://elsewhere.example/ HTTP/1.1\r\nHost: here\r\n\r\n",
    "unknown expectation": POST + b"Expect: tea\r\nContent-Length: 2\r\n\r\n{}",
    "unknown method": b"BREW /api/messages HTTP/1.1\r\nHost: here\r\n\r\n",
    "upgrade": b"GET / HTTP/1.1\r\nHost: here\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    "two lengths": POST + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}",
}


@pytest.mark.parametrize("said", NOT_HTTP.values(), ids=NOT_HTTP)
def test_what_is_not_http_is_not_our_fault(
    server: Server, line: Callable[[], socket.socket], said: bytes
) -> None:
    with line() as a_line:
        heard = answer_to(a_line, said, over=True)
    assert heard == b"" or heard.split()[1][:1] in (b"2", b"4"), heard[:300]
    assert server.get("/ready").status_code == 200


@pytest.mark.parametrize("cut", [20, len(POST), len(WHOLE) - 5])
def test_who_hangs_up_in_the_middle_holds_up_nobody(
    patient: Patient, line: Callable[[], socket.socket], cut: int
) -> None:
    for _ in range(20):
        with line() as a_line:
            a_line.sendall(WHOLE[:cut])
    assert "group of GP surgeries" in patient.says("what is a pcn")


def test_who_does_not_wait_for_the_answer_can_ask_again(
    server: Server, patient: Patient, line: Callable[[], socket.socket]
) -> None:
    patient.says("hello")
    body = json.dumps({"text": "what is a pcn", "conversation": patient.token}).encode()
    for _ in range(5):
        with line() as a_line:
            a_line.sendall(POST + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    assert "group of GP surgeries" in patient.says("what is a pcn")


def test_who_types_slowly_holds_up_nobody(patient: Patient, line: Callable[[], socket.socket]) -> None:
    slow = [line() for _ in range(50)]
    for number, a_line in enumerate(slow):
        a_line.sendall(LAST[: number + 1])
    assert "group of GP surgeries" in patient.says("what is a pcn")
    for number, a_line in enumerate(slow):
        with a_line:
            assert b" 200 OK" in answer_to(a_line, LAST[number + 1 :])


def test_one_line_serves_many_messages(line: Callable[[], socket.socket]) -> None:
    """HTTP/1.1 keeps the line open, also after a request that was refused."""
    refused = POST + b"Content-Length: 4\r\n\r\nnull"
    with line() as a_line:
        heard = answer_to(a_line, WHOLE + refused + LAST)
    assert [part[:3] for part in heard.split(b"HTTP/1.1 ")[1:]] == [b"200", b"400", b"200"]


def test_a_compressed_body_is_refused(server: Server) -> None:
    refused = server.post(gzip.compress(BODY), headers={"Content-Encoding": "gzip"})
    assert refused.status_code == 415 and refused.headers["Accept-Encoding"] == "identity"


def test_a_body_that_is_too_large_is_refused_with_words(server: Server) -> None:
    refused = server.post(b'{"text": "' + b"a" * 1_000_000 + b'"}')
    assert refused.status_code == 413 and refused.json()["error"]["code"] == "too_long"
    assert "fewer words" in refused.json()["error"]["message"]


def test_a_browser_gets_a_page_where_there_is_none(server: Server) -> None:
    page = server.get("/no-such-page", headers={"Accept": "text/html"})
    assert page.status_code == 404 and "no page at this address" in page.text
    assert server.get("/no-such-page").json()["error"]["code"] == "not_found"
