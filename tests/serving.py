"""A real server, as `pcnbot serve` runs it, on a free port of this machine, and a client that talks to it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import requests

ROOT = Path(__file__).parents[1]
SECRET = "a secret that only the tests' servers know"
SECONDS_TO_START = 400
SECONDS_TO_ANSWER = 20


@dataclass
class Server:
    """A running server.

    Args:
        url: its address.
        log: everything that it has printed.
        process: the process.
    """

    url: str
    log: Path
    process: subprocess.Popen

    def request(self, method: str, path: str, **kwargs: Any) -> requests.Response:
        """Any request, followed to no other address."""
        return requests.request(
            method, self.url + path, timeout=SECONDS_TO_ANSWER, allow_redirects=False, **kwargs
        )

    def get(self, path: str, **kwargs: Any) -> requests.Response:
        """A GET request."""
        return self.request("GET", path, **kwargs)

    def post(self, body: Any, path: str = "/api/messages", **kwargs: Any) -> requests.Response:
        """A POST request: bytes and words go out as they are, everything else as JSON."""
        return self.request(
            "POST", path, **{"data" if isinstance(body, bytes | str) else "json": body}, **kwargs
        )

    def printed(self) -> str:
        """Its standard output and error output so far."""
        return self.log.read_text(errors="replace")


@dataclass
class Patient:
    """Somebody who chats: keeps the token, and the practice's or network's page.

    Args:
        server: where the patient chats.
        page: "practice" and "network", as ODS codes.
        token: of the conversation, once there is one.
    """

    server: Server
    page: dict[str, str] = field(default_factory=dict)
    token: str | None = None

    def send(self, **what: str) -> list[dict[str, Any]]:
        """Sends `text=...` or `choice=...` and returns the assistant's messages."""
        body = {**what, **self.page, **({"conversation": self.token} if self.token else {})}
        response = self.server.post(body)
        assert response.status_code == 200, response.text
        self.token = response.json()["conversation"]
        return response.json()["messages"]

    def says(self, text: str) -> str:
        """Sends words and returns the words of the answer."""
        return "\n\n".join(message["text"] for message in self.send(text=text))


def own_root(folder: Path, changes: dict[str, tuple[str, str]] | None = None) -> Path:
    """A folder to serve from (PCNBOT_ROOT) whose content and configuration a test may change.

    Args:
        folder: where to put it.
        changes: by file below the root, a text that stands once in it and what stands there instead.
    """
    root = folder / "root"
    shutil.copytree(ROOT / "data", root / "data")
    for name in ("config.yml", "domain.yml", "endpoints.yml", "credentials.yml"):
        shutil.copy(ROOT / name, root)
    (root / "models").symlink_to(ROOT / "models")
    for name, (old, new) in (changes or {}).items():
        text = (root / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        (root / name).write_text(text.replace(old, new), encoding="utf-8")
    return root


@contextmanager
def serving(folder: Path, ready: int = 200, **environment: str) -> Iterator[Server]:
    """Serves until the block ends.

    Args:
        folder: for what the server writes: its conversations and what it prints.
        ready: what `/ready` is to answer before the block begins.
        environment: more settings (PCNBOT_...).
    """
    port = _free_port()
    own = {
        "PCNBOT_DATABASE_URL": f"sqlite:///{folder / 'kept' / 'conversations.db'}",
        "PCNBOT_DIRECTORY_FILE": str(folder / "kept" / "no-imports.db"),
        "PCNBOT_SECRET": SECRET,
        "PCNBOT_CONVERSATION_MESSAGES": "0",
        "PCNBOT_ADDRESS_MESSAGES": "0",
    }
    command = [sys.executable, "-c", "from bot.cli import main; main()", "serve", "--host", "127.0.0.1"]
    log = folder / "printed.log"
    with log.open("w") as printed:
        process = subprocess.Popen(
            [*command, "--port", str(port)],
            env={**os.environ, **own, **environment},
            stdout=printed,
            stderr=printed,
        )
        server = Server(f"http://127.0.0.1:{port}", log, process)
        try:
            _await(server, ready)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def _await(server: Server, ready: int) -> None:
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and server.process.poll() is None:
        try:
            answer = server.get("/ready")
        except requests.ConnectionError:
            time.sleep(0.1)
            continue
        assert answer.status_code == ready, f"/ready says {answer.text}\n{server.printed()}"
        return
    raise AssertionError(f"The server did not start:\n{server.printed()}")


def _free_port() -> int:
    with socket.socket() as a_socket:
        a_socket.bind(("127.0.0.1", 0))
        return a_socket.getsockname()[1]
