"""Trains a subject, starts it and asks it everything; the numbers of one column."""

import statistics
from pathlib import Path
from typing import Any

from benchmarks import accuracy
from benchmarks.client import Client
from benchmarks.commands import Running, serving, timed
from benchmarks.latency import milliseconds, percentiles
from benchmarks.material import Material
from benchmarks.processes import core_seconds, resident_bytes
from benchmarks.size import bytes_on_disk
from benchmarks.subject import Subject

WARM_UP = 2


def train(subject: Subject, log: Path) -> dict[str, Any]:
    """Seconds of the whole training command."""
    took = timed(subject.train, subject.root, subject.variables, log)
    return {"training_s": round(took.seconds, 1), "training_cpu_s": round(took.core_seconds, 1)}


def measure(subject: Subject, material: Material, starts: int, log: Path) -> dict[str, Any]:
    """Everything but training.

    Args:
        subject: trained already.
        material: what it is asked.
        starts: how often it is started; the median counts.
        log: gets what its server prints.
    """
    seconds = []
    for _ in range(starts - 1):
        with serving(subject, log) as running:
            seconds.append(running.seconds)
    with serving(subject, log) as running:
        seconds.append(running.seconds)
        numbers = _ask(subject, material, running)
    numbers["cold_start_s"] = round(statistics.median(seconds), 1)
    numbers["disk_bytes"] = bytes_on_disk(subject.occupies)
    return numbers


def _ask(subject: Subject, material: Material, running: Running) -> dict[str, Any]:
    client = Client(running.port)
    milliseconds(subject, client, material.stored[:WARM_UP])
    before = core_seconds(running.pid)
    stored = milliseconds(subject, client, material.stored)
    numbers: dict[str, Any] = {"stored_ms": percentiles(stored), "stored_messages": len(stored)}
    if before is not None:
        numbers["stored_cpu_ms"] = round((core_seconds(running.pid) - before) * 1000 / len(stored), 1)
    if subject.looks_up:
        milliseconds(subject, client, material.look_ups[:WARM_UP])
        found = milliseconds(subject, client, material.look_ups)
        numbers |= {"look_up_ms": percentiles(found), "look_up_messages": len(found)}
    numbers["resident_bytes"] = resident_bytes(running.pid)
    numbers |= _understood(subject, material, client)
    client.close()
    return numbers


def _understood(subject: Subject, material: Material, client: Client) -> dict[str, float]:
    unseen = [(row, subject.understand(client, row.text)) for row in material.unseen]
    return {
        "first_answer": accuracy.first_answer(unseen),
        "likeliest": accuracy.likeliest(unseen),
        "answered_or_offered": accuracy.answered_or_offered(unseen),
        "off_topic_answered": accuracy.wrongly_answered(
            (row, subject.understand(client, row.text)) for row in material.off_topic
        ),
        "both_answered": accuracy.both_answered(
            (row, subject.understand(client, row.text)) for row in material.two_questions
        ),
    }
