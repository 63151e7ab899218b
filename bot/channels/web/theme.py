"""Theme: the colours and the logo of the chat (data/theme.yml)."""

import re
from pathlib import Path
from typing import Any

from pydantic import Field

from bot.answers.answer import Strict
from bot.answers.files import StaffFile
from bot.errors import ContentError

LIGHT, DARK = "#ffffff", "#212b32"
"""The backgrounds that the accent colours stand on, in chat.css and widget.css."""
ENOUGH = 4.5
"""The least contrast of text with its background: WCAG 2.2, success criterion 1.4.3."""
PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp"}


class Theme(Strict):
    """data/theme.yml."""

    accent: str = Field(regex=r"^#[0-9a-fA-F]{6}$")
    accent_in_dark: str = Field(regex=r"^#[0-9a-fA-F]{6}$")
    logo: str = ""
    logo_words: str = ""

    def colours(self) -> dict[str, str]:
        """The colours by the names that the style sheets use, without the two hyphens."""
        return {"accent": self.accent, "accent-in-dark": self.accent_in_dark}

    def as_json(self) -> dict[str, Any]:
        """What the widget needs."""
        logo = {"url": "logo", "alt": self.logo_words} if self.logo else None
        return {"colours": self.colours(), "logo": logo}

    @classmethod
    def load(cls, data: Path) -> "Theme":
        """Reads the file.

        Raises:
            ContentError: it is missing or wrong, a colour cannot be read, or the logo is not there.
        """
        file = StaffFile(data / "theme.yml", Path("data/theme.yml"))
        theme = file.as_model(cls)
        if theme:
            _look(file, theme, data)
        if theme is None or file.problems:
            raise ContentError(file.problems)
        return theme


def _look(file: StaffFile, theme: Theme, data: Path) -> None:
    for name, background in (("accent", LIGHT), ("accent_in_dark", DARK)):
        found = contrast(getattr(theme, name), background)
        if found < ENOUGH:
            what = f"{name}: text in this colour cannot be read well: its contrast is {found:.1f}."
            file.problem(
                file.line(name), what, f"Choose a colour with a contrast of {ENOUGH} to {background}."
            )
    if theme.logo and (Path(theme.logo).suffix not in PICTURES or not (data / theme.logo).is_file()):
        known = ", ".join(PICTURES)
        file.problem(
            file.line("logo"), f"logo: there is no picture data/{theme.logo}.", f"Put it there ({known})."
        )
    if theme.logo and not theme.logo_words:
        file.problem(file.line("logo_words"), "logo_words: this is empty.", "Write what the picture says.")


def contrast(one: str, other: str) -> float:
    """The contrast of two colours such as #005eb8: 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(part, 16) / 255 for part in re.findall("[0-9a-fA-F]{2}", colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
