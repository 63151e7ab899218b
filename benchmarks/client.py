"""Client: one connection to a server on this machine, kept alive."""

import http.client
import json
from typing import Any

from benchmarks.errors import BenchmarkError

HOST = "127.0.0.1"
PATIENCE = 60


class Client:
    """Posts JSON and reads JSON.

    Args:
        port: of the server.
    """

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        """What the server answers.

        Raises:
            OSError: nobody listens there.
            BenchmarkError: the server refuses.
        """
        headers = {"Content-Type": "application/json", "Connection": "keep-alive"}
        self._connection.request("POST", path, json.dumps(body).encode(), headers)
        response = self._connection.getresponse()
        answer = response.read()
        if response.status != 200:
            raise BenchmarkError(f"{path} answered {response.status}: {answer[:200]!r}")
        return json.loads(answer)

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()
