"""A terminal's cells as a PNG, drawn with Pillow: letters from a font, lines and blocks as lines and blocks.

Fonts are those of the machine: one with Vietnamese letters (JetBrains Mono, Noto Sans Mono, Menlo), one with signs
(DejaVu Sans Mono). Lines and blocks are drawn here, so that frames close and bars have no gaps in any font.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual.strip import Strip

WIDTH, HEIGHT, SIZE = 9, 20, 15
PLACES = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts", "~/.fonts")
LETTERS = ("JetBrainsMono-{}.ttf", "NotoSansMono-{}.ttf", "LiberationMono-{}.ttf", "Menlo.ttc")
SIGNS = ("DejaVuSansMono{}.ttf", "NotoSansMono-{}.ttf", "Menlo.ttc")
COLOURS = 256
"""Colours of a picture: those of the theme, and the smoothed edges of letters."""
LINES = {
    "─": "lr", "│": "tb", "╭": "rb", "╮": "lb", "╰": "rt", "╯": "lt", "┌": "rb", "┐": "lb", "└": "rt", "┘": "lt",
    "├": "tbr", "┤": "tbl", "┬": "lrb", "┴": "lrt", "┼": "lrtb", "━": "LR", "┃": "TB", "┏": "RB", "┓": "LB",
    "┗": "RT", "┛": "LT", "┄": "lr", "┆": "tb",
}  # fmt: skip
"""The sides to which a line goes from the middle; a capital is a heavy one."""
BLOCKS = {"█": 8, "▉": 7, "▊": 6, "▋": 5, "▌": 4, "▍": 3, "▎": 2, "▏": 1}
SHADES = {"▓": 0.75, "▒": 0.5, "░": 0.25}
Colour = tuple[int, int, int]


def save_picture(picture: Image.Image, path: Path) -> None:
    """Write a picture as a PNG."""
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


def _beside_each_other(frames: Sequence[Image.Image]) -> Image.Image:
    """Return some of the frames as one picture, of which all get their colours: so only what changes is written."""
    some = frames[:: max(1, len(frames) // 6)]
    whole = Image.new("RGB", (frames[0].width, frames[0].height * len(some)))
    for number, frame in enumerate(some):
        whole.paste(frame, (0, number * frame.height))
    return whole


@cache
def _font(names: tuple[str, ...], is_bold: bool) -> ImageFont.FreeTypeFont:
    for name in names:
        weight = ("-Bold" if is_bold else "") if name.startswith("DejaVu") else "Bold" if is_bold else "Regular"
        for place in PLACES:
            found = next(Path(place).expanduser().rglob(name.format(weight)), None)
            if found:
                return ImageFont.truetype(str(found), SIZE)
    raise SystemExit(f"None of these fonts is here: {', '.join(names)}")


def draw_cells(strips: Iterable[Strip], size: tuple[int, int], ground: str) -> Image.Image:
    """Return the picture of the cells of a screen."""
    picture = Image.new("RGB", (size[0] * WIDTH, size[1] * HEIGHT), ground)
    pen = ImageDraw.Draw(picture)
    for y, strip in enumerate(strips):
        x = 0
        for text, style, _control in strip:
            for letter in text:
                x += _draw(pen, x, y, letter, style or Style())
    return picture


def save_recording(frames: Sequence[Image.Image], milliseconds: Sequence[int], path: Path) -> None:
    """Write pictures that follow each other as a GIF that begins anew at its end."""
    colours = _beside_each_other(frames).quantize(COLOURS, dither=Image.Dither.NONE)
    first, *others = (frame.quantize(palette=colours, dither=Image.Dither.NONE) for frame in frames)
    first.save(path, save_all=True, append_images=others, duration=list(milliseconds), loop=0, optimize=True)


def _draw(pen: ImageDraw.ImageDraw, x: int, y: int, letter: str, style: Style) -> int:
    """Draw a letter in its cells, and return how many it takes."""
    cells = cell_len(letter)
    left, top = x * WIDTH, y * HEIGHT
    right, bottom = left + cells * WIDTH - 1, top + HEIGHT - 1
    ink, paper = _rgb(style.color, (208, 208, 208)), _rgb(style.bgcolor, None)
    if style.reverse:
        ink, paper = paper or (16, 16, 16), ink
    if paper and cells:
        pen.rectangle((left, top, right, bottom), fill=paper)
    if not letter.strip() or not ink:
        return cells
    if letter in LINES:
        _line(pen, left, top, LINES[letter], ink)
    elif letter in BLOCKS:
        pen.rectangle((left, top, left + WIDTH * BLOCKS[letter] // 8 - 1, bottom), fill=ink)
    elif letter in SHADES:
        share = SHADES[letter]
        mixed = tuple(round(a * share + b * (1 - share)) for a, b in zip(ink, paper or (16, 16, 16), strict=True))
        pen.rectangle((left, top, right, bottom), fill=mixed)
    else:
        is_letter = letter.isalpha() or letter < "\u2000"
        pen.text((left, top), letter, font=_font(LETTERS if is_letter else SIGNS, bool(style.bold)), fill=ink)
    if style.underline:
        pen.line((left, bottom - 1, right, bottom - 1), fill=ink)
    return cells


def _line(pen: ImageDraw.ImageDraw, left: int, top: int, sides: Sequence[str], ink: Colour) -> None:
    middle = left + WIDTH // 2, top + HEIGHT // 2
    ends = {
        "l": (left, middle[1]),
        "r": (left + WIDTH, middle[1]),
        "t": (middle[0], top),
        "b": (middle[0], top + HEIGHT),
    }
    for side in sides:
        pen.line((*middle, *ends[side.lower()]), fill=ink, width=3 if side.isupper() else 1)


def _rgb(colour: Color | None, otherwise: Colour | None) -> Colour | None:
    if colour is None or colour.is_default or colour.triplet is None:
        return otherwise
    return colour.triplet.red, colour.triplet.green, colour.triplet.blue
