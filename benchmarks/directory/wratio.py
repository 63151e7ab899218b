"""What a library alone does: rapidfuzz's WRatio over the names, the likeliest one taken."""

from rapidfuzz import fuzz, process, utils

from bot.directory.find import Directory


class Baseline:
    """Takes the name that is likest by WRatio; it knows no codes, no postcodes and no doubt.

    Args:
        directory: whose names it knows.
    """

    def __init__(self, directory: Directory) -> None:
        everyone = [*directory.practices, *directory.networks]
        self._codes = [each.code for each in everyone]
        self._names = [utils.default_process(each.name) for each in everyone]

    def best(self, text: str) -> str:
        """The code of the likest name."""
        _, _, place = process.extractOne(utils.default_process(text), self._names, scorer=fuzz.WRatio)
        return self._codes[place]
