"""Databases for the conversation store: SQLite always, PostgreSQL from a cluster of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

BINARIES = [
    *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True),
    *sorted(Path("/usr/pgsql").glob("*/bin")),
]


def binary(name: str) -> str | None:
    """One of PostgreSQL's programs, where Debian puts them or on the path."""
    found = next((folder / name for folder in BINARIES if (folder / name).exists()), None)
    return str(found) if found else shutil.which(name)


class Cluster:
    """A PostgreSQL server with its files in a folder of its own. It refuses to run as root, so root lends it a name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._user = next(
            (each.pw_name for each in pwd.getpwall() if each.pw_name in ("postgres", "nobody")), None
        )
        self._as = {"user": self._user, "extra_groups": []} if os.geteuid() == 0 else {}
        self._port = self._free_port()
        if self._as:
            shutil.chown(folder, self._user)

    @property
    def url(self) -> str:
        """The SQLAlchemy address of its database."""
        return f"postgresql://tester@127.0.0.1:{self._port}/postgres"

    def create(self) -> None:
        """Makes the files."""
        self._run(
            "initdb", "-D", self._folder / "data", "-U", "tester", "--auth=trust", "--no-sync", "-E", "UTF8"
        )

    def start(self) -> None:
        """Starts, and waits until it answers."""
        options = f"-p {self._port} -h 127.0.0.1 -k {self._folder} -c fsync=off"
        self._run(
            "pg_ctl", "-D", self._folder / "data", "-o", options, "-l", self._folder / "log", "-w", "start"
        )

    def stop(self) -> None:
        """Stops, whoever is connected."""
        self._run("pg_ctl", "-D", self._folder / "data", "-m", "immediate", "-w", "stop")

    def _run(self, name: str, *arguments: str | Path) -> None:
        command = [binary(name), *map(str, arguments)]
        done = subprocess.run(
            command,
            cwd=self._folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            **self._as,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()

    @staticmethod
    def _free_port() -> int:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            return free.getsockname()[1]


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A running PostgreSQL. It must be there in continuous integration, and may be missing on somebody's laptop."""
    if not (binary("initdb") and binary("pg_ctl")):
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL's initdb is missing; on Debian: apt-get install postgresql")
        pytest.skip(
            "PostgreSQL is not installed here (on Debian: apt-get install postgresql); continuous integration tests it"
        )
    # Not in pytest's folder, which only its owner may enter.
    folder = Path(tempfile.mkdtemp(prefix="pcnbot-postgresql-"))
    cluster = Cluster(folder)
    try:
        cluster.create()
        cluster.start()
        yield cluster
        cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite file", "sqlite memory", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of each kind of database in turn. Tests use conversation ids of their own: PostgreSQL is shared."""
    if request.param == "postgresql":
        return request.getfixturevalue("postgresql").url
    return (
        "sqlite://"
        if request.param == "sqlite memory"
        else f"sqlite:///{tmp_path / 'var' / 'conversations.db'}"
    )
