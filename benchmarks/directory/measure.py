"""Times and sizes: of a query, of a start, of a directory ten and a hundred times the size."""

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.directory.grow import grown
from benchmarks.directory.queries import Asked
from bot.directory.editions import stored
from bot.directory.find import Directory

ROOT = Path(__file__).parents[2]


def latency(directory: Directory, queries: list[Asked]) -> dict[str, float]:
    """Milliseconds of a processor core and of the clock that a query takes: the median and the slowest hundredth."""
    core, clock = [], []
    for asked in queries:
        before = time.thread_time(), time.perf_counter()
        directory.find(asked.text, asked.network)
        core.append((time.thread_time() - before[0]) * 1000)
        clock.append((time.perf_counter() - before[1]) * 1000)
    return {
        "core_p50": _percentile(core, 0.5),
        "core_p99": _percentile(core, 0.99),
        "clock_p50": _percentile(clock, 0.5),
        "clock_p99": _percentile(clock, 0.99),
    }


def start(directory: Directory, work: Path) -> dict[str, Any]:
    """What a start of a process with this directory takes.

    Args:
        directory: to be stored and read.
        work: a folder for the stored file.
    """
    file = work / "directory.bin"
    before = time.process_time()
    content = stored.to_bytes(directory)
    made = time.process_time() - before
    file.write_bytes(content)
    command = [sys.executable, "-m", "benchmarks.directory.start", str(file)]
    runs = [
        json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
        for _ in range(3)
    ]
    best = min(runs, key=lambda run: run["import"] + run["read"] + run["first"])
    return {**best, "made": made, "stored_bytes": len(content)}


def growth(directory: Directory, times: int, queries: list[Asked], work: Path) -> dict[str, Any]:
    """What becomes of all this when the directory grows."""
    bigger = grown(directory, times)
    size = {"practices": len(bigger.practices), "networks": len(bigger.networks)}
    numbers = start(bigger, work)
    return {**size, **numbers, **latency(bigger, queries)}


def _percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]
