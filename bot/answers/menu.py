"""Menu: the first screen, the groups of topics, and the words on buttons (data/menu.yml)."""

from pathlib import Path

from bot.answers.answer import Strict
from bot.answers.files import StaffFile
from bot.errors import ContentError


class Shelf(Strict):
    """Questions shown together under a title."""

    title: str
    topics: list[str]


class Menu(Strict):
    """data/menu.yml."""

    first_screen: list[Shelf]
    groups: dict[str, str]
    anybody: dict[str, str]
    buttons: dict[str, str]

    @classmethod
    def load(cls, data: Path) -> "Menu":
        """Reads the file.

        Raises:
            ContentError: where it is missing or wrong.
        """
        file = StaffFile(data / "menu.yml", Path("data/menu.yml"))
        menu = file.as_model(cls)
        if menu is None:
            raise ContentError(file.problems)
        return menu
