"""Both themes are complete, and every ink can be read on every ground."""

import pytest
from rich.color import Color as TerminalColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from ngkt_tui.tui.line_filters import SixteenColorsFilter, nearest_of_sixteen
from ngkt_tui.tui.themes import OFFERED_THEMES, PALETTES, THEMES, other_theme, palette_of, text_styles_of, theme_of

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


@pytest.mark.parametrize("theme", OFFERED_THEMES)
def test_every_ink_can_be_read_on_every_ground(theme: str) -> None:
    palette = palette_of(theme)

    for ground in GROUNDS:
        for ink in INKS:
            assert contrast(getattr(palette, ink), getattr(palette, ground)) >= MIN_COUNT, (ground, ink)


@pytest.mark.parametrize("theme", OFFERED_THEMES)
def test_no_two_meanings_have_one_ink_and_the_cursor_has_a_ground_of_its_own(theme: str) -> None:
    palette = palette_of(theme)

    assert len({getattr(palette, ink) for ink in INKS}) == len(INKS)
    assert palette.raised not in (palette.ground, palette.panel)
    assert theme_of(theme).variables.keys() == THEMES["son-mai"].variables.keys()


@pytest.mark.parametrize("theme", PALETTES)
def test_sixteen_colours_keep_the_inks_apart(theme: str) -> None:
    palette = palette_of(theme)

    def drawn(name: str, *, is_ground: bool = False) -> int | None:
        return nearest_of_sixteen(TerminalColor.parse(getattr(palette, name)), is_ground=is_ground).number

    bright = 8 if theme == "son-mai" else 0
    hues = {"vermilion": 1, "jade": 2, "gold": 3, "sky": 4, "violet": 5}
    assert {name: drawn(name) for name in hues} == {name: hue + bright for name, hue in hues.items()}
    assert drawn("ground", is_ground=True) == drawn("panel", is_ground=True) != drawn("raised", is_ground=True)
    assert drawn("text") != drawn("muted")
    assert not {drawn("text"), drawn("muted")} & {drawn("ground", is_ground=True), drawn("raised", is_ground=True)}
    assert nearest_of_sixteen(TerminalColor.parse("default")).is_default


@pytest.mark.parametrize(("theme", "readable"), [("son-mai", 15), ("giay-do", 0)])
def test_of_sixteen_colours_the_row_of_the_cursor_has_words_that_can_be_read(theme: str, readable: int) -> None:
    palette = palette_of(theme)

    def drawn(text: str, ink: str, ground: str) -> Style:
        style = Style(color=getattr(palette, ink), bgcolor=getattr(palette, ground))
        (segment,) = SixteenColorsFilter().apply([Segment(text, style)], Color.parse(palette.ground))
        assert segment.style is not None
        assert segment.style.color is not None
        return segment.style

    for ink in INKS:
        for text in ("3 trễ", "?"):
            style = drawn(text, ink, "raised")
            assert (style.color and style.color.number, bool(style.bold)) == (readable, ink not in ("text", "muted"))
        on_bar, beside = drawn("━━", ink, "raised"), drawn("3 trễ", ink, "ground")
        assert on_bar.color == beside.color == nearest_of_sixteen(TerminalColor.parse(getattr(palette, ink)))


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
    assert text_styles_of("no-such-theme") == text_styles_of("son-mai")
