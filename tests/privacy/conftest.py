"""Servers whose every trace can be looked at: rows, files of the database, log."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.serving import Server, serving
from tests.store.conftest import Cluster, postgresql

__all__ = ["postgresql"]


@dataclass
class Kept:
    """A server with all that it keeps.

    Args:
        server: the server.
        folder: where it writes files.
        database: its database's address.
    """

    server: Server
    folder: Path
    database: str

    def rows(self) -> list[dict]:
        """The table of its conversations."""
        engine = sa.create_engine(self.database)
        try:
            with engine.connect() as connection:
                return [
                    dict(row._mapping) for row in connection.execute(sa.text("select * from conversations"))
                ]
        finally:
            engine.dispose()

    def everything(self) -> str:
        """Every byte that it has written: rows, files of the database, log, in small letters."""
        files = [
            path.read_bytes().decode("utf-8", "replace") for path in self.folder.rglob("*") if path.is_file()
        ]
        return "\n".join([json.dumps(self.rows(), default=str), *files]).lower()


@contextmanager
def keeping(folder: Path, database: str) -> Iterator[Kept]:
    with serving(folder, PCNBOT_LOG_LEVEL="DEBUG", PCNBOT_DATABASE_URL=database) as server:
        yield Kept(server, folder, database)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """A server for each kind of database. It logs as much as it can."""
    folder = tmp_path_factory.mktemp(request.param)
    url = f"sqlite:///{folder / 'kept' / 'conversations.db'}"
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("postgresql")
        url = cluster.url
    with keeping(folder, url) as running:
        yield running
