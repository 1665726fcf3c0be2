"""Both themes are complete, and every ink can be read on every ground."""

import pytest
from textual.color import Color

from ngkt_tui.tui.themes import PALETTES, THEMES, Palette, other_theme, text_styles_of

GROUNDS = ("ground", "panel", "raised")
INKS = ("text", "muted", "gold", "vermilion", "jade", "sky", "violet")
MIN_COUNT = 4.5
"""WCAG 2.2, 1.4.3: contrast of text."""


def luminance(color: Color) -> float:
    parts = [part / 255 for part in color.rgb]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(Color.parse(one)), luminance(Color.parse(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", PALETTES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_can_be_read_on_every_ground(theme: str, ground: str, ink: str) -> None:
    palette: Palette = PALETTES[theme]

    assert contrast(getattr(palette, ink), getattr(palette, ground)) >= MIN_COUNT


@pytest.mark.parametrize("theme", PALETTES)
def test_a_title_can_be_read_on_gold(theme: str) -> None:
    assert contrast(PALETTES[theme].ground, PALETTES[theme].gold) >= MIN_COUNT


def test_the_two_themes_have_the_same_variables() -> None:
    one, other = THEMES.values()

    assert one.variables.keys() == other.variables.keys()
    assert one.dark is not other.dark


def test_each_theme_leads_to_the_other() -> None:
    for name in THEMES:
        assert other_theme(other_theme(name)) == name != other_theme(name)


def test_an_unknown_theme_is_drawn_with_the_dark_inks() -> None:
    assert text_styles_of("textual-dark") == text_styles_of("son-mai")
