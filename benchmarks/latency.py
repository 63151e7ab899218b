"""How long replies take, message by message, for one patient after the other."""

import math
import time
from collections.abc import Iterable

from benchmarks.client import Client
from benchmarks.subject import Subject

SHARES = (50, 95, 99)


def milliseconds(subject: Subject, client: Client, conversations: Iterable[list[str]]) -> list[float]:
    """The time of each message from sending it to having read the reply; one after the other on one connection."""
    times = []
    for messages in conversations:
        say = subject.begin(client)
        for message in messages:
            began = time.perf_counter()
            say(message)
            times.append((time.perf_counter() - began) * 1000)
    return times


def percentiles(times: list[float]) -> dict[str, float]:
    """p50, p95 and p99: the smallest time that so many percent of all do not exceed."""
    ordered = sorted(times)
    return {
        f"p{share}": round(ordered[max(0, math.ceil(len(ordered) * share / 100) - 1)], 1) for share in SHARES
    }
