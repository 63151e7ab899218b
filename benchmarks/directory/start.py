"""One start of a process that answers from a stored directory: `python -m benchmarks.directory.start FILE`."""

import json
import sys
import time
from pathlib import Path

BEFORE = time.process_time()


def main() -> None:
    """Prints the seconds of a core for importing, of reading, of the first answer, and the memory in bytes, as JSON."""
    from bot.directory.editions import stored

    imported = time.process_time()
    directory = stored.from_bytes(Path(sys.argv[1]).read_bytes())
    read = time.process_time()
    directory.find("which pcn is Yarm Medical Practice in")
    directory.mentions("which pcn is Yarm Medical Practice in")
    answered = time.process_time()
    for practice in list(directory.practices)[:2000]:
        directory.find(f"is {practice.name} in {practice.town} in your network")
    resident = int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) * 1024
    seconds = {"import": imported - BEFORE, "read": read - imported, "first": answered - read}
    print(json.dumps({**seconds, "resident_bytes": resident}))


if __name__ == "__main__":
    main()
