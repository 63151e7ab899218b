"""A directory that was stored is the same when it is read back."""

import pytest

from bot.directory.editions import stored
from bot.directory.find import Directory
from bot.directory.finding.index import StaleIndexError

QUERIES = ("yarm", "park house medical centre", "TS15 9DD", "synergy", "nothing of that name")


def test_a_stored_directory_is_the_same(directory: Directory) -> None:
    again = stored.from_bytes(stored.to_bytes(directory))
    assert again.date == directory.date
    assert again.practices == directory.practices
    assert again.networks == directory.networks
    for text in QUERIES:
        assert again.find(text) == directory.find(text)


def test_what_it_does_not_have_is_none(embedded: Directory) -> None:
    again = stored.from_bytes(stored.to_bytes(embedded))
    assert again.practice("a81027") == embedded.practice("A81027")
    assert again.practice("A99999") is None
    assert again.network("U00000") is None


@pytest.mark.parametrize("damaged", [b"", b"not a directory", b"PK\x03\x04 and no more"])
def test_what_is_no_directory_is_refused(damaged: bytes) -> None:
    with pytest.raises(StaleIndexError):
        stored.from_bytes(damaged)


def test_one_of_another_version_is_refused(embedded: Directory, monkeypatch: pytest.MonkeyPatch) -> None:
    content = stored.to_bytes(embedded)
    monkeypatch.setattr(stored, "FORMAT", -1)
    with pytest.raises(StaleIndexError):
        stored.from_bytes(content)
