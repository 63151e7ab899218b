"""The token by which a browser continues its own conversation and nobody else's."""

import time

import jwt
import pytest

from bot.channels.web import token
from bot.settings import settings

SECRET = "a secret of this test, which nobody else knows"


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.cache_clear()
    monkeypatch.setenv("PCNBOT_SECRET", SECRET)
    yield
    settings.cache_clear()


def made(secret: str = SECRET, algorithm: str = "HS256", **claims: object) -> str:
    """A token that somebody made."""
    return jwt.encode(claims, secret, algorithm=algorithm)


def later() -> int:
    return int(time.time()) + 600


def test_a_token_continues_the_conversation_that_it_was_issued_for() -> None:
    conversation = token.new_conversation()
    assert token.conversation_of(token.issue(conversation)) == conversation


def test_no_two_conversations_have_one_id() -> None:
    ids = {token.new_conversation() for _ in range(1000)}
    assert len(ids) == 1000 and all(len(each) == 32 for each in ids)


def test_a_token_expires_after_the_set_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    settings.cache_clear()
    monkeypatch.setenv("PCNBOT_CONVERSATION_MINUTES", "30")
    claims = jwt.decode(token.issue("abc"), SECRET, algorithms=["HS256"])
    assert 0 <= time.time() + 30 * 60 - claims["exp"] < 60


@pytest.mark.parametrize(
    "forged",
    [
        None,
        "",
        "abc",
        "a.b.c",
        7,
        ["abc"],
        made(secret="another secret, just as long as ours is", sub="abc", exp=later()),
        made(sub="abc", exp=int(time.time()) - 1),
        made(sub="abc"),
        made(exp=later()),
        made(secret="", algorithm="none", sub="abc", exp=later()),
        made(algorithm="HS512", sub="abc", exp=later()),
        made(sub="abc", exp=later())[:-3],
    ],
    ids=[
        "none",
        "empty",
        "a word",
        "dots",
        "a number",
        "a list",
        "another secret",
        "expired",
        "eternal",
        "nobody's",
        "unsigned",
        "another algorithm",
        "cut",
    ],
)
def test_any_other_token_continues_nothing(forged: object) -> None:
    assert token.conversation_of(forged) is None


def test_after_a_change_of_the_secret_old_tokens_continue_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    old = token.issue("abc")
    settings.cache_clear()
    monkeypatch.setenv("PCNBOT_SECRET", "a new secret")
    assert token.conversation_of(old) is None
