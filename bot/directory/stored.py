"""What is computed once at an import and read back in milliseconds: names as people write them, and the index."""

import hashlib
import json
import logging
import zlib
from dataclasses import astuple
from datetime import date
from functools import lru_cache
from pathlib import Path

from bot.directory.editions import Edition, Editions
from bot.directory.find import Directory
from bot.directory.index import Index, StaleIndexError
from bot.directory.people import Reports, people
from bot.directory.practice import Network, Practice
from bot.directory.records import Records
from bot.errors import DirectoryError

logger = logging.getLogger(__name__)
INDEX, REPORTS = "index", "reports"
WRITERS = ("people.py", "names.py", "address.py", "practice.py", "vocabulary.py", "vocabulary.yml")
"""The files that decide how names are written; when one of them changes, all is computed anew."""


def directory_of(editions: Editions, edition: Edition) -> Directory:
    """The directory of an edition. What was not stored with it, or by another version, is computed and stored.

    Raises:
        DirectoryError: the edition cannot be read.
    """
    reports = _unpacked(editions.derived(edition, REPORTS), date.today())
    if reports is None:
        return keep(editions, edition, editions.read(edition))
    directory = Directory(reports)
    try:
        directory.index = Index.from_bytes(editions.derived(edition, INDEX) or b"")
    except StaleIndexError:
        _store(editions, edition, INDEX, directory.index.to_bytes())
    return directory


def keep(editions: Editions, edition: Edition, records: Records) -> Directory:
    """Computes what an edition's records come to, and stores it beside them where the file can be written."""
    today = date.today()
    directory = Directory(people(records, today))
    _store(editions, edition, REPORTS, _packed(directory.reports, _changes_on(records, today)))
    _store(editions, edition, INDEX, directory.index.to_bytes())
    return directory


def _store(editions: Editions, edition: Edition, name: str, content: bytes) -> None:
    try:
        editions.keep_derived(edition, name, content)
    except DirectoryError as error:
        logger.warning("The %s of the directory is computed at each start: %s", name, error)


def _changes_on(records: Records, today: date) -> date:
    """The first day to come on which a practice closes or leaves, or a network closes."""
    days = [record.closed for record in (*records.practices.values(), *records.networks.values())]
    days += [spell.end for spell in records.memberships]
    return min((day for day in days if day and day > today), default=date.max)


@lru_cache(maxsize=1)
def _version() -> str:
    digest = hashlib.sha256()
    for name in WRITERS:
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()


def _packed(reports: Reports, until: date) -> bytes:
    content = {
        "version": _version(),
        "until": until,
        "date": reports.date,
        "practices": [astuple(practice) for practice in reports.practices.values()],
        "networks": [astuple(network) for network in reports.networks.values()],
    }
    return zlib.compress(json.dumps(content, default=date.isoformat).encode(), level=1)


def _unpacked(stored: bytes | None, today: date) -> Reports | None:
    """What was stored, if this version stored it and it still holds today."""
    try:
        content = json.loads(zlib.decompress(stored or b""))
        if content["version"] != _version() or today >= date.fromisoformat(content["until"]):
            return None
        practices = [_practice(values) for values in content["practices"]]
        networks = [Network(*values[:3], tuple(values[3])) for values in content["networks"]]
    except (zlib.error, ValueError, KeyError, TypeError):
        return None
    return Reports(
        content["date"],
        {practice.code: practice for practice in practices},
        {network.code: network for network in networks},
    )


def _practice(values: list) -> Practice:
    practice = Practice(*values)
    for name in ("address", "other_names"):
        object.__setattr__(practice, name, tuple(getattr(practice, name)))
    for name in ("closed", "left_network"):
        if day := getattr(practice, name):
            object.__setattr__(practice, name, date.fromisoformat(day))
    return practice
