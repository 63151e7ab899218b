"""How our replies are read."""

import pytest

from benchmarks.ours import begin, understand
from benchmarks.subject import Heard


class OneReply:
    """Stands where the client is: answers every message with the same, and keeps what was sent."""

    def __init__(self, *messages: dict) -> None:
        self.messages = list(messages)
        self.sent: list[dict] = []

    def post(self, path: str, body: dict) -> dict:
        self.sent.append(body)
        return {"conversation": f"token {len(self.sent)}", "messages": self.messages}


def message(topic: str, *choices: str) -> dict:
    return {
        "text": "",
        "topic": topic,
        "choices": [{"id": choice, "title": ""} for choice in choices],
        "links": [],
    }


def test_a_conversation_goes_on_with_the_token_of_the_last_reply() -> None:
    client = OneReply(message("greet"))
    say = begin(client)
    say("hi")
    say("what is a pcn")
    assert client.sent == [{"text": "hi"}, {"text": "what is a pcn", "conversation": "token 1"}]


@pytest.mark.parametrize(
    ("messages", "expected"),
    [
        ([message("pcn-size", "ask:why-pcns")], Heard(("pcn-size",), ())),
        ([message("pcn-size"), message("why-pcns")], Heard(("pcn-size", "why-pcns"), ())),
        ([message("not-understood", "ask:pcn-size", "say:menu")], Heard((), ("pcn-size",))),
        ([], Heard((), ())),
    ],
)
def test_topics_are_answers_and_choices_count_where_nothing_was_understood(
    messages: list[dict], expected: Heard
) -> None:
    assert understand(OneReply(*messages), "…") == expected
