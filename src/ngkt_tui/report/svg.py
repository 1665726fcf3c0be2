"""A summary as an SVG picture of a terminal: well-formed XML, no web font, no link."""

import io
from collections.abc import Iterator

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from ngkt_tui.domain.summary_items import Summary
from ngkt_tui.report.outline import build_blocks
from ngkt_tui.report.terminal import renderables

DEFAULT_WIDTH = 110
_PAPER = TerminalTheme(
    background=(247, 240, 225),
    foreground=(42, 33, 27),
    normal=[
        (42, 33, 27),
        (179, 48, 28),
        (34, 104, 74),
        (133, 95, 10),
        (31, 92, 134),
        (122, 63, 130),
        (31, 92, 134),
        (109, 95, 80),
    ],
)
_FORMAT = """<?xml version="1.0" encoding="UTF-8"?>
<svg class="summary" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>
{lines}
</defs>
<rect fill="#f7f0e1" x="0" y="0" width="{width}" height="{height}" rx="6"/>
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def svg(summary: Summary, width: int = DEFAULT_WIDTH) -> Iterator[str]:
    """Yield the whole picture as one piece, `width` cells wide (at least 40)."""
    console = Console(
        record=True,
        width=max(width, 40),
        file=io.StringIO(),
        color_system="truecolor",
        force_terminal=True,
        legacy_windows=False,
        _environ={},
    )
    for each in renderables(summary):
        console.print(each, markup=False, emoji=False, highlight=False)
    title = next(build_blocks(summary))
    yield console.export_svg(title=str(title[0]), theme=_PAPER, code_format=_FORMAT, unique_id="ngkt")
