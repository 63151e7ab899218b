"""A part of a directory, to find something among a few: which of these is meant?"""

from collections.abc import Iterable

from bot.directory.find import Directory
from bot.directory.people import Reports


def part_of(directory: Directory, practices: Iterable[str], networks: Iterable[str]) -> Directory:
    """The directory of some practices and networks, the networks' members too.

    Args:
        directory: the whole.
        practices: ODS codes; what the directory does not have is left out.
        networks: the same.
    """
    kept = {code: network for code in networks if (network := directory.network(code))}
    members = [code for network in kept.values() for code in network.practices]
    there = {code: practice for code in (*practices, *members) if (practice := directory.practice(code))}
    return Directory(Reports(directory.date, there, kept))
