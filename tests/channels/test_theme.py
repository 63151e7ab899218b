"""The chat's looks: colours on which text can be read, and a logo that is there."""

from pathlib import Path

import pytest

from bot.channels.web.theme import ENOUGH, Theme, contrast
from bot.errors import ContentError

REAL = Path(__file__).parents[2] / "data"


def theme(folder: Path, **changes: str) -> Theme:
    """A theme like the real one, with some fields changed."""
    fields = {"accent": "#005eb8", "accent_in_dark": "#a6d1ff", "logo": "", "logo_words": "", **changes}
    (folder / "theme.yml").write_text("".join(f'{name}: "{value}"\n' for name, value in fields.items()))
    return Theme.load(folder)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
    ],
)
def test_contrast_is_what_wcag_says_it_is(one: str, other: str, ratio: float) -> None:
    """The last two are the greys on both sides of the limit, known from the standard's own material."""
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)
    assert (ratio >= ENOUGH) == (contrast(one, other) >= ENOUGH)


def test_the_real_theme_is_readable() -> None:
    assert Theme.load(REAL).colours()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"accent": "#41b6e6"}, "theme.yml:1: accent: text in this colour cannot be read well"),
        ({"accent_in_dark": "#005eb8"}, "theme.yml:2: accent_in_dark: text in this colour"),
        ({"accent": "blue"}, "theme.yml:1: accent"),
        (
            {"logo": "logo.svg", "logo_words": "Our surgery"},
            "theme.yml:3: logo: there is no picture data/logo.svg",
        ),
        ({"logo": "theme.yml", "logo_words": "Our surgery"}, "theme.yml:3: logo: there is no picture"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, changes: dict[str, str], said: str) -> None:
    with pytest.raises(ContentError, match=said):
        theme(tmp_path, **changes)


def test_a_logo_needs_words_for_those_who_cannot_see_it(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<svg/>")
    with pytest.raises(ContentError, match="logo_words: this is empty"):
        theme(tmp_path, logo="logo.svg")
    found = theme(tmp_path, logo="logo.svg", logo_words="Our surgery").as_json()
    assert found["logo"] == {"url": "logo", "alt": "Our surgery"}
