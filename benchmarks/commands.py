"""Runs the commands that are measured: to their end, or as a server with its first answer awaited."""

import os
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path

from benchmarks.client import HOST, Client
from benchmarks.errors import BenchmarkError
from benchmarks.subject import Subject

STARTS_WITHIN = 300
ENDS_WITHIN = 20
PAUSE = 0.05
FIRST_QUESTION = "what is a pcn"


@dataclass(frozen=True)
class Running:
    """A server that has given its first answer.

    Args:
        pid: of the command.
        port: where it listens.
        seconds: from the command to the first answer.
    """

    pid: int
    port: int
    seconds: float


@dataclass(frozen=True)
class Took:
    """What a command took.

    Args:
        seconds: on the clock.
        core_seconds: of processor cores, its own children's included; does not grow when others use the machine.
    """

    seconds: float
    core_seconds: float


def timed(command: tuple[str, ...], root: Path, variables: dict[str, str], log: Path) -> Took:
    """Runs a command to its end.

    Args:
        command: and its arguments.
        root: the folder it runs in.
        variables: added to the environment.
        log: gets what it prints.

    Raises:
        BenchmarkError: it failed; the last of what it printed.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    began, used = time.perf_counter(), _core_seconds()
    with log.open("w") as printed:
        done = subprocess.run(
            command,
            cwd=root,
            env={**os.environ, **variables},
            stdout=printed,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise BenchmarkError(f"`{' '.join(command)}` failed:\n{last_of(log)}")
    return Took(time.perf_counter() - began, _core_seconds() - used)


@contextmanager
def serving(subject: Subject, log: Path) -> Iterator[Running]:
    """Starts a subject's server, waits for its first answer, and ends it afterwards.

    Raises:
        BenchmarkError: it ended, or gave no answer in time.
    """
    port = free_port()
    command = [part.format(port=port) for part in subject.serve]
    log.parent.mkdir(parents=True, exist_ok=True)
    began = time.perf_counter()
    with log.open("w") as printed:
        process = subprocess.Popen(
            command,
            cwd=subject.root,
            env={**os.environ, **subject.variables},
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        while not _answers(subject, port):
            if process.poll() is not None or time.perf_counter() - began > STARTS_WITHIN:
                raise BenchmarkError(f"{subject.title} does not serve:\n{last_of(log)}")
            time.sleep(PAUSE)
        yield Running(process.pid, port, time.perf_counter() - began)
    finally:
        _end(process)


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def last_of(log: Path) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])


def _core_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _answers(subject: Subject, port: int) -> bool:
    client = Client(port)
    try:
        return bool(subject.begin(client)(FIRST_QUESTION))
    except (OSError, HTTPException, BenchmarkError):
        return False
    finally:
        client.close()


def _end(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, how)
        with suppress(subprocess.TimeoutExpired):
            process.wait(ENDS_WITHIN)
            return
