"""Memory and processor time of a command and of every process that it started."""

import os
import subprocess
from contextlib import suppress
from pathlib import Path


def family(pid: int) -> dict[int, int]:
    """Resident bytes of a process and of all below it, as `ps` counts: what they share counts for each."""
    listing = subprocess.run(
        ("ps", "-A", "-o", "pid=,ppid=,rss="), capture_output=True, text=True, check=True
    ).stdout
    rows = [tuple(map(int, line.split())) for line in listing.splitlines() if line.strip()]
    members = {pid}
    while more := {child for child, parent, _ in rows if parent in members} - members:
        members |= more
    return {process: kilobytes * 1024 for process, _, kilobytes in rows if process in members}


def resident_bytes(pid: int) -> int:
    """The sum over a process and all below it."""
    return sum(family(pid).values())


def core_seconds(pid: int) -> float | None:
    """What a process and all below it have used of processor cores so far; None on systems without /proc."""
    if not Path(f"/proc/{pid}/stat").exists():
        return None
    ticks = 0
    for process in family(pid):
        with suppress(OSError):  # it has ended
            fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
