"""What folders take up on the disk."""

import os
from collections.abc import Iterable
from pathlib import Path

BLOCK = 512


def bytes_on_disk(folders: Iterable[Path]) -> int:
    """The space of all files in some folders, each file once; links are not followed."""
    seen: dict[tuple[int, int], int] = {}
    for folder in folders:
        for place, _, names in os.walk(folder):
            for name in names:
                status = os.lstat(os.path.join(place, name))
                seen[status.st_dev, status.st_ino] = status.st_blocks * BLOCK
    return sum(seen.values())
