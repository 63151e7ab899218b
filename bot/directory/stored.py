"""The directory of an edition with its index, which is made at the import and read back in milliseconds."""

from bot.directory.editions import Edition, Editions
from bot.directory.find import Directory
from bot.directory.index import Index, StaleIndexError
from bot.directory.people import people

INDEX = "index"


def directory_of(editions: Editions, edition: Edition) -> Directory:
    """The directory of an edition; an index that is missing or of another version is made anew and kept.

    Raises:
        DirectoryError: the edition cannot be read.
    """
    directory = Directory(people(editions.read(edition)))
    stored = editions.derived(edition, INDEX)
    try:
        directory.index = Index.from_bytes(stored or b"")
    except StaleIndexError:
        keep_index(editions, edition, directory)
    return directory


def keep_index(editions: Editions, edition: Edition, directory: Directory) -> None:
    """Keeps the index of an edition's directory beside it.

    Raises:
        DirectoryError: the file of editions cannot be written.
    """
    editions.keep_derived(edition, INDEX, directory.index.to_bytes())
