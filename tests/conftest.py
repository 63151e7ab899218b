"""The real thing, for the tests marked `slow`: a trained model, a server that runs it, patients who talk to it."""

import os
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from tests.conversations.script import Messages, conversations
from tests.serving import Patient, Server, serving
from tests.wording import Wording

if TYPE_CHECKING:
    from bot.assistant import Assistant


def pytest_configure() -> None:
    """Keeps what a developer has imported out of the tests: they begin with the networks that come with the program."""
    os.environ["PCNBOT_DIRECTORY_FILE"] = "var/no-imports-in-tests.db"


def pytest_xdist_auto_num_workers() -> int:
    """One process more than there are cores: much of the time goes by while a server or a browser is waited for."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all tests that leave it as it is. Its log level is the one that says most."""
    with serving(tmp_path_factory.mktemp("server"), PCNBOT_LOG_LEVEL="DEBUG") as running:
        yield running


@pytest.fixture
def patient(server: Server) -> Patient:
    """Somebody who has said nothing yet."""
    return Patient(server)


@pytest.fixture
def somebody(server: Server) -> Callable[..., Patient]:
    """Makes patients: `somebody(practice="A81027")` is on that practice's page."""
    return lambda **page: Patient(server, page)


@pytest.fixture(scope="session")
def assistant() -> "Assistant":
    """The whole dialogue in this process, for quick tests: `await assistant.ask("...")`."""
    from bot.assistant import Assistant

    return Assistant()


@pytest.fixture(scope="session")
def wording() -> Wording:
    """Everything that staff wrote."""
    return Wording()


@pytest.fixture(scope="session")
def played(server: Server) -> Callable[[str], list[Messages]]:
    """What the assistant said in a scripted conversation; each is played once, whoever asks."""
    by_name = {conversation.name: conversation for conversation in conversations()}
    return lru_cache(maxsize=None)(lambda name: by_name[name].play(server))
