"""A directory many times the size of England: copies in which half of the words of each name are others."""

from collections.abc import Iterator
from dataclasses import replace
from zlib import crc32

from benchmarks.directory.material import material
from bot.directory.find import Directory
from bot.directory.ods import Reports
from bot.directory.practice import Network, Practice

ENDINGS = ("ing", "ham", "ley", "wick", "thorpe", "stead", "well", "more")


def grown(directory: Directory, times: int) -> Directory:
    """The directory so many times over, no two copies with the same names."""
    practices = dict(_copies(directory.practices, times))
    return Directory(Reports(directory.date, practices, dict(_copies(directory.networks, times))))


def _copies(
    kept: tuple[Practice, ...] | tuple[Network, ...], times: int
) -> Iterator[tuple[str, Practice | Network]]:
    for copy in range(times):
        for each in kept:
            code = f"{each.code}{copy or ''}"
            yield code, replace(each, code=code, name=_other(each.name, copy))


def _other(name: str, copy: int) -> str:
    return " ".join(_word(word, copy) for word in name.split()) if copy else name


def _word(word: str, copy: int) -> str:
    chance = crc32(f"{word} {copy}".encode())
    if len(word) < 4 or word.lower() in material()["generic"] or chance % 2:
        return word
    return word + ENDINGS[chance // 2 % len(ENDINGS)]
