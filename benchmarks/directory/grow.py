"""A directory many times over: copies in which half of the words of names and addresses are others."""

from collections.abc import Iterator
from dataclasses import replace
from zlib import crc32

from benchmarks.directory.material import material
from bot.directory.find import Directory
from bot.directory.practice import Network, Practice
from bot.directory.reports.ods import Reports

ENDINGS = ("ing", "ham", "ley", "wick", "thorpe", "stead", "well", "more", "ton", "by", "ford", "den")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def grown(directory: Directory, times: int) -> Directory:
    """The directory so many times over, every copy with other codes, postcodes and names."""
    networks = dict(_networks(directory, times))
    return Directory(Reports(directory.date, dict(_practices(directory, times)), networks))


def _practices(directory: Directory, times: int) -> Iterator[tuple[str, Practice]]:
    for copy in range(times):
        for practice in directory.practices:
            code = _code(practice.code, copy)
            yield (
                code,
                replace(
                    practice,
                    code=code,
                    name=_other(practice.name, copy),
                    address=tuple(_other(line, copy) for line in practice.address),
                    town=_other(practice.town, copy),
                    postcode=_postcode(practice.postcode, copy),
                    network=practice.network and _code(practice.network, copy),
                    last_network=practice.last_network and _code(practice.last_network, copy),
                    successor=practice.successor and _code(practice.successor, copy),
                    other_names=tuple(_other(name, copy) for name in practice.other_names),
                ),
            )


def _networks(directory: Directory, times: int) -> Iterator[tuple[str, Network]]:
    for copy in range(times):
        for network in directory.networks:
            code = _code(network.code, copy)
            members = tuple(_code(member, copy) for member in network.practices)
            yield code, replace(network, code=code, name=_other(network.name, copy), practices=members)


def _code(code: str, copy: int) -> str:
    """Another code of the same form; a network's still begins with U."""
    if not copy:
        return code
    number = (int(code[1:]) + copy * 7919) % 100_000
    letter = code[0] if code[0] == "U" else LETTERS[(LETTERS.index(code[0]) + copy) % 20]
    return f"{letter}{number:05d}"


def _postcode(postcode: str, copy: int) -> str:
    if not copy or not postcode:
        return postcode
    digits = "".join(char for char in postcode.partition(" ")[0] if char.isdigit())[:2]
    area = LETTERS[copy % 26] + LETTERS[copy // 26 % 26]
    return f"{area}{digits} {postcode.partition(' ')[2]}"


def _other(name: str, copy: int) -> str:
    return " ".join(_word(word, copy) for word in name.split()) if copy else name


def _word(word: str, copy: int) -> str:
    chance = crc32(f"{word} {copy}".encode())
    if len(word) < 4 or not word.isalpha() or word.lower() in material()["generic"] or chance % 2:
        return word
    first, second = chance // 2 % len(ENDINGS), chance // 32 % len(ENDINGS)
    return word + ENDINGS[first] + (ENDINGS[second] if chance // 512 % 2 else "")
