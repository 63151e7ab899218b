"""Resident memory of a command and of every process that it started."""

import subprocess


def resident_bytes(pid: int) -> int:
    """The sum over a process and all below it, as `ps` counts (memory that they share is counted for each)."""
    listing = subprocess.run(("ps", "-A", "-o", "pid=,ppid=,rss="), capture_output=True, text=True, check=True).stdout
    rows = [tuple(map(int, line.split())) for line in listing.splitlines() if line.strip()]
    family = {pid}
    while more := {child for child, parent, _ in rows if parent in family} - family:
        family |= more
    return sum(kilobytes * 1024 for process, _, kilobytes in rows if process in family)
