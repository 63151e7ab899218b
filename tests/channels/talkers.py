"""People who talk to the assistant, each through another channel, in the same two ways.

`says` and `presses` return the words of each message of the answer.
"""

import uuid
from typing import Protocol
from urllib.parse import urlencode

from tests.channels.page import Page
from tests.serving import Server

FORM = "application/x-www-form-urlencoded"


class Talker(Protocol):
    """Somebody who chats."""

    def says(self, text: str) -> list[str]:
        """Sends words."""
        ...

    def presses(self, choice: str) -> list[str]:
        """Sends the id of a button, or something forged in its place."""
        ...


class ByApi:
    """A program, such as the widget. It shows what the assistant says, or why it says nothing."""

    def __init__(self, server: Server) -> None:
        self._server, self._token = server, None

    def says(self, text: str) -> list[str]:
        """Sends words."""
        return self._send(text=text)

    def presses(self, choice: str) -> list[str]:
        """Sends the id of a button."""
        return self._send(choice=choice)

    def _send(self, **what: str) -> list[str]:
        response = self._server.post({**what, **({"conversation": self._token} if self._token else {})})
        assert response.status_code < 500, response.text
        body = response.json()
        if "error" in body:
            return [body["error"]["message"]]
        self._token = body["conversation"]
        return [message["text"] for message in body["messages"]]


class ByForm:
    """Somebody on the page, without JavaScript."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._page = Page(server.get("/"))

    def says(self, text: str) -> list[str]:
        """Sends words."""
        return self._send(text=text)

    def presses(self, choice: str) -> list[str]:
        """Sends the id of a button."""
        return self._send(text="", choice=choice)

    def _send(self, **fields: str) -> list[str]:
        body = urlencode({**self._page.hidden, **fields}, errors="surrogatepass")
        response = self._server.post(body, "/", headers={"Content-Type": FORM})
        assert response.status_code == 200, response.text
        self._page = Page(response)
        newest = [turn.words.split(maxsplit=2)[-1] for turn in self._page.turns if turn.who == "name"]
        return newest[-1:]


class ByRest:
    """A program on Rasa's own `rest` channel, where an operator opened it."""

    def __init__(self, server: Server) -> None:
        self._server, self._sender = server, uuid.uuid4().hex

    def says(self, text: str) -> list[str]:
        """Sends words."""
        body = {"sender": self._sender, "message": text}
        response = self._server.post(body, "/webhooks/rest/webhook")
        assert response.status_code == 200, response.text
        # Rasa cuts a reply at its empty lines.
        return ["\n\n".join(message["text"] for message in response.json())]

    def presses(self, choice: str) -> list[str]:
        """Sends the payload of a button, which Rasa's channels send like words."""
        return self.says(choice)
