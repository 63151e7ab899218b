"""What is computed once at an import and kept beside the edition: names as people write them, and the index."""

import hashlib
import json
import logging
from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.directory.editions.archive import Edition, Editions
from bot.directory.editions.stored import from_bytes, to_bytes
from bot.directory.find import Directory
from bot.directory.finding.index import StaleIndexError
from bot.directory.reports.people import people
from bot.directory.reports.records import Records
from bot.errors import DirectoryError

logger = logging.getLogger(__name__)
DIRECTORY, HOLDS = "directory", "holds"
PACKAGE = Path(__file__).parents[1]
WRITERS = (
    "reports/people.py",
    "reports/names.py",
    "reports/address.py",
    "practice.py",
    "vocabulary.py",
    "vocabulary.yml",
)
"""The files that decide how names are written; when one of them changes, all is computed anew."""


def directory_of(editions: Editions, edition: Edition) -> Directory:
    """The directory of an edition. What was not kept with it, or by another version, is computed and kept.

    Raises:
        DirectoryError: the edition cannot be read.
    """
    if _still_holds(editions.derived(edition, HOLDS)):
        try:
            return from_bytes(editions.derived(edition, DIRECTORY) or b"")
        except StaleIndexError:
            pass  # computed below
    return keep(editions, edition, editions.read(edition))


def keep(editions: Editions, edition: Edition, records: Records) -> Directory:
    """Computes what an edition's records come to, and keeps it beside them where the file can be written."""
    today = date.today()
    directory = Directory(people(records, today))
    holds = {"version": _version(), "until": _changes_on(records, today).isoformat()}
    try:
        editions.keep_derived(edition, DIRECTORY, to_bytes(directory))
        editions.keep_derived(edition, HOLDS, json.dumps(holds).encode())
    except DirectoryError as error:
        logger.warning("The directory is computed at each start: %s", error)
    return directory


def _changes_on(records: Records, today: date) -> date:
    """The first day to come on which a practice closes or leaves, or a network closes."""
    days = [record.closed for record in (*records.practices.values(), *records.networks.values())]
    days += [spell.end for spell in records.memberships]
    return min((day for day in days if day and day > today), default=date.max)


def _still_holds(kept: bytes | None) -> bool:
    """Whether this version kept it, and nothing that the reports announce has happened since."""
    try:
        holds = json.loads(kept or b"")
        return holds["version"] == _version() and date.today() < date.fromisoformat(holds["until"])
    except (ValueError, KeyError, TypeError):
        return False


@lru_cache(maxsize=1)
def _version() -> str:
    digest = hashlib.sha256()
    for name in WRITERS:
        digest.update((PACKAGE / name).read_bytes())
    return digest.hexdigest()
