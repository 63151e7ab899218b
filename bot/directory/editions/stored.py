"""A directory as bytes, its index with it: made once at an import, read in milliseconds at a start.

Practices and networks stay as they are stored until one is asked for; finding needs none but those it found.
"""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar
from zipfile import BadZipFile

import numpy as np

from bot.directory.find import Directory
from bot.directory.finding.index import Index, StaleIndexError
from bot.directory.practice import Network, Practice
from bot.directory.reports.people import Reports

FORMAT = 1
"""Counted up whenever practices or networks get other fields."""
DAYS = ("closed", "left_network")
REMEMBERED = 2000
Kept = TypeVar("Kept", Practice, Network)


def to_bytes(directory: Directory) -> bytes:
    """A directory with its index."""
    stored = io.BytesIO()
    np.savez(
        stored,
        format=np.int32(FORMAT),
        date=np.frombuffer(directory.date.encode(), np.uint8),
        practices=_lines(directory.reports.practices),
        networks=_lines(directory.reports.networks),
        index=np.frombuffer(directory.index.to_bytes(), np.uint8),
    )
    return stored.getvalue()


def from_bytes(stored: bytes) -> Directory:
    """A directory as `to_bytes` gave it.

    Raises:
        StaleIndexError: it was stored by another version of the assistant, or is damaged; make it again.
    """
    try:
        with np.load(io.BytesIO(stored), allow_pickle=False) as parts:
            if int(parts["format"]) != FORMAT:
                raise StaleIndexError("stored by another version")
            reports = Reports(
                parts["date"].tobytes().decode(),
                Shelf(parts["practices"].tobytes(), _practice),
                Shelf(parts["networks"].tobytes(), _network),
            )
            return Directory(reports, Index.from_bytes(parts["index"].tobytes()))
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise StaleIndexError(str(error)) from error


class Shelf(Mapping[str, Kept]):
    """Practices or networks by code, each read when it is asked for.

    Args:
        lines: a line of JSON for each, which begins with its code.
        read: makes one of the fields in its line.
    """

    def __init__(self, lines: bytes, read: Callable[[list[Any]], Kept]) -> None:
        self._lines, self._places = lines, {}
        start = 0
        for line in lines.splitlines(keepends=True):
            self._places[line[2 : line.index(b'"', 2)].decode()] = (start, start + len(line))
            start += len(line)
        self._read = lru_cache(maxsize=REMEMBERED)(lambda start, end: read(json.loads(lines[start:end])))

    def __getitem__(self, code: str) -> Kept:
        return self._read(*self._places[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _lines(kept: Mapping[str, Practice] | Mapping[str, Network]) -> np.ndarray:
    lines = (json.dumps(astuple(each), default=date.isoformat) for each in kept.values())
    return np.frombuffer("".join(f"{line}\n" for line in lines).encode(), np.uint8)


def _practice(values: list[Any]) -> Practice:
    practice = Practice(*values)
    days = {name: date.fromisoformat(day) for name in DAYS if (day := getattr(practice, name))}
    return replace(practice, address=tuple(practice.address), other_names=tuple(practice.other_names), **days)


def _network(fields: list[Any]) -> Network:
    code, name, town, practices = fields
    return Network(code, name, town, tuple(practices))
