"""The two themes, sơn mài (lacquer, dark) and giấy dó (handmade paper, light), and the inks that lines are drawn with.

Gold leads the eye (focus, keys, titles), jade is done, sky in progress, vermilion blocked or overdue, violet linked
or repeated. A colour never stands alone: each comes with a glyph or a word. Textual's themes can be chosen too: of
each the same inks are made, so that all is drawn in them and can be read.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme


class Palette(NamedTuple):
    """The colours of a theme. `border` is for lines, never for text."""

    ground: str
    panel: str
    raised: str
    border: str
    text: str
    muted: str
    gold: str
    vermilion: str
    jade: str
    sky: str
    violet: str


LACQUER = Palette(
    ground="#17120f",
    panel="#1f1814",
    raised="#2a201a",
    border="#5a463a",
    text="#efe3d0",
    muted="#a8957f",
    gold="#e3b25b",
    vermilion="#ee6a50",
    jade="#7fc29b",
    sky="#7fb3d5",
    violet="#c39ac9",
)
PAPER = Palette(
    ground="#f7f0e1",
    panel="#fbf6ea",
    raised="#efe4cf",
    border="#b7a385",
    text="#2a211b",
    muted="#6d5f50",
    gold="#855f0a",
    vermilion="#b3301c",
    jade="#22684a",
    sky="#1f5c86",
    violet="#7a3f82",
)


def _theme(name: str, palette: Palette, dark: bool) -> Theme:
    own = palette._asdict() | {
        "border": palette.border,
        "border-blurred": palette.border,
        "text-muted": palette.muted,
        "foreground-muted": palette.muted,
        "block-cursor-background": palette.raised,
        "block-cursor-foreground": palette.text,
        "block-cursor-blurred-background": palette.raised,
        "block-cursor-blurred-foreground": palette.text,
        "block-hover-background": palette.raised,
        "input-cursor-background": palette.gold,
        "input-cursor-foreground": palette.ground,
        "input-selection-background": palette.border,
        "screen-selection-background": palette.gold,
        "screen-selection-foreground": palette.ground,
        "scrollbar": palette.border,
        "scrollbar-hover": palette.muted,
        "scrollbar-active": palette.gold,
        "scrollbar-background": palette.panel,
        "scrollbar-background-hover": palette.panel,
        "scrollbar-background-active": palette.panel,
        "scrollbar-corner-color": palette.panel,
    }
    own.pop("panel")  # Textual's own name for what lies above a surface: our raised ground
    return Theme(
        name=name,
        primary=palette.gold,
        secondary=palette.sky,
        accent=palette.violet,
        success=palette.jade,
        warning=palette.gold,
        error=palette.vermilion,
        foreground=palette.text,
        background=palette.ground,
        surface=palette.panel,
        panel=palette.raised,
        dark=dark,
        variables=own,
    )


SON_MAI = _theme("son-mai", LACQUER, dark=True)
GIAY_DO = _theme("giay-do", PAPER, dark=False)
THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (SON_MAI, GIAY_DO)}
PALETTES: Mapping[str, Palette] = {SON_MAI.name: LACQUER, GIAY_DO.name: PAPER}


OFFERED_THEMES = (*THEMES, *(name for name, theme in BUILTIN_THEMES.items() if not theme.primary.startswith("ansi_")))
"""The names of all themes that can be chosen; those of Textual that leave the colours to the terminal have no inks."""

MIN_CONTRAST = 4.5
"""Of an ink on every ground. Source: WCAG 2.2, 1.4.3."""


@cache
def theme_of(name: str) -> Theme:
    """Return a theme with all our variables: one of ours or of Textual's. Raises `KeyError` for no such name."""
    if name in THEMES:
        return THEMES[name]
    return _theme(name, palette_of(name), BUILTIN_THEMES[name].dark)


@cache
def palette_of(name: str) -> Palette:
    """Return the colours of the theme of that name, those of the dark one for an unknown name."""
    if name in PALETTES or name not in OFFERED_THEMES:
        return PALETTES.get(name, LACQUER)
    return _derived(BUILTIN_THEMES[name])


def _derived(theme: Theme) -> Palette:
    """Return the palette of a theme of Textual's, its inks as far from the grounds as it takes to read them."""
    colors = theme.to_color_system().generate()
    ground, surface, text = (Color.parse(colors[name]) for name in ("background", "surface", "foreground"))
    panel = ground.blend(surface, 0.3)
    raised = panel.blend(text, 0.07)
    end = Color(255, 255, 255) if theme.dark else Color(0, 0, 0)

    def readable(ink: Color) -> str:
        moved = (ink.blend(end, step / 20) for step in range(21))
        return next((each for each in moved if min(_contrast(each, on) for on in grounds) >= MIN_CONTRAST), end).hex

    grounds = (ground, panel, raised)
    chief = [colors[name] for name in ("primary", "error", "success")]
    others = [colors[name] for name in ("secondary", "accent", "warning") if colors[name] not in chief]
    inks = [readable(Color.parse(value)) for value in (*chief, *others[:2])]
    return Palette(
        ground.hex,
        panel.hex,
        raised.hex,
        raised.blend(text, 0.3).hex,
        readable(text),
        readable(text.blend(ground, 0.35)),
        *inks,
    )


def _contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted(_luminance(each) for each in (one, other))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: Color) -> float:
    parts = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def other_theme(name: str) -> str:
    """Return the name of our theme that is not `name`."""
    return GIAY_DO.name if name == SON_MAI.name else SON_MAI.name


class TextStyles(NamedTuple):
    """Styles that lines are drawn with. They set no ground, so that a cursor can lie under them."""

    text: Style
    strong: Style
    muted: Style
    faint: Style
    """For lines and empty dots, never for text."""
    gold: Style
    title: Style
    vermilion: Style
    jade: Style
    sky: Style
    violet: Style
    cursor: Style
    """The ground of the line under the cursor."""
    selected: Style
    """What is selected with the mouse."""
    late: Style
    """What is late, as a sign of its own."""


@cache
def text_styles_of(theme: str) -> TextStyles:
    """Return the inks of the theme of that name; an unknown name draws as the dark one."""
    palette = palette_of(theme)
    return TextStyles(
        text=Style(color=palette.text),
        strong=Style(color=palette.text, bold=True),
        muted=Style(color=palette.muted),
        faint=Style(color=palette.border),
        gold=Style(color=palette.gold),
        title=Style(color=palette.gold, bold=True),
        vermilion=Style(color=palette.vermilion),
        jade=Style(color=palette.jade),
        sky=Style(color=palette.sky),
        violet=Style(color=palette.violet),
        cursor=Style(bgcolor=palette.raised),
        selected=Style(color=palette.ground, bgcolor=palette.gold),
        late=Style(color=palette.vermilion, bold=True),
    )
