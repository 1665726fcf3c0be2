"""A summary as one HTML file: no network, no script, readable on paper."""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from html import escape

from ngkt_tui.domain.bars import REST
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.summary_items import Summary
from ngkt_tui.report.blocks import Bar, Bars, Block, Checklist, HeadingBlock, ItemBlock, Legend, Paragraph, Table, Title
from ngkt_tui.report.outline import build_blocks

BAR_WIDTH = 1000
"""Units of the picture that the longest bar takes."""

_STYLE = """
:root { --ground: #f7f0e1; --panel: #fbf6ea; --line: #b7a385; --text: #2a211b; --muted: #6d5f50;
  --gold: #855f0a; --red: #b3301c; --jade: #22684a; --sky: #1f5c86; --violet: #7a3f82; }
@media (prefers-color-scheme: dark) { :root { --ground: #17120f; --panel: #1f1814; --line: #5a463a;
  --text: #efe3d0; --muted: #a8957f; --gold: #e3b25b; --red: #ee6a50; --jade: #7fc29b; --sky: #7fb3d5;
  --violet: #c39ac9; } }
@media print { :root { --ground: #fff; --panel: #fff; --text: #000; } }
body { background: var(--ground); color: var(--text); font: 16px/1.5 Georgia, "Times New Roman", serif;
  margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1, h2, h3 { color: var(--gold); line-height: 1.25; }
h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; padding-bottom: .25rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; }
ul.checklist { list-style: none; padding: 0; }
ul.checklist li { break-inside: avoid; margin: .6rem 0; padding-left: 1.8rem; text-indent: -1.8rem; }
.glyph { display: inline-block; text-indent: 0; width: 1.8rem; }
.details, .caption, header p { color: var(--muted); }
.details { font-size: .9rem; text-indent: 0; }
svg.square { height: .8rem; margin-left: .8rem; width: .8rem; } .legend { color: var(--muted); }
svg.bar { display: block; height: .8rem; width: 14rem; }
svg .rest { fill: var(--panel); stroke: var(--line); stroke-width: .5; } svg .done { fill: var(--jade); }
svg .doing { fill: var(--sky); } svg .blocked { fill: var(--red); } svg .dropped { fill: var(--line); }
svg .reported, svg .agreements, svg .target { fill: var(--gold); }
.done { color: var(--jade); } .doing { color: var(--sky); } .blocked { color: var(--red); }
.reported { color: var(--gold); }
.dropped, .unrated { color: var(--muted); }
"""


def html(summary: Summary) -> Iterator[str]:
    """Yield the summary as an HTML document, piece by piece."""
    return html_blocks(build_blocks(summary), summary.language)


def html_blocks(blocks: Iterator[Block], language: Language) -> Iterator[str]:
    """Yield blocks as an HTML document, piece by piece; the first is its title."""
    title = next(blocks)
    assert isinstance(title, Title)
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape(title.text)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield from _parts(title)
    for block in blocks:
        yield from _parts(block)
    yield "</body>\n</html>\n"


@singledispatch
def _parts(block: Block) -> Iterator[str]:
    raise NotImplementedError(block)


@_parts.register
def _(block: Title) -> Iterator[str]:
    yield f"<header>\n<h1>{escape(block.text)}</h1>\n"
    yield from (f"<p>{escape(line)}</p>\n" for line in block.lines)
    yield "</header>\n"


@_parts.register
def _(block: HeadingBlock) -> Iterator[str]:
    yield f"<h{block.level}>{escape(block.text)}</h{block.level}>\n"


@_parts.register
def _(block: Paragraph) -> Iterator[str]:
    yield f"<p>{escape(block.text)}</p>\n"


@_parts.register
def _(block: Table) -> Iterator[str]:
    numbers = [column.is_number for column in block.columns]
    yield "<table>\n<thead>"
    yield _row("th", (column.label for column in block.columns), numbers)
    yield "</thead>\n<tbody>\n"
    yield from (_row("td", row, numbers) for row in block.rows)
    yield "</tbody>\n</table>\n"


def _row(tag: str, cells: Iterable[str], numbers: list[bool]) -> str:
    drawn = (
        f"<{tag}{' class=number' if is_number else ''}>{escape(cell)}</{tag}>"
        for cell, is_number in zip(cells, numbers, strict=True)
    )
    return f"<tr>{''.join(drawn)}</tr>\n"


@_parts.register
def _(block: Legend) -> Iterator[str]:
    square = (
        '<svg class="square" viewBox="0 0 10 10" aria-hidden="true"><rect class="{}" width="10" height="10"/></svg>'
    )
    told = (f"<span>{square.format(name)} {escape(words)}</span>" for name, words in block.entries)
    yield f'<p class="legend">{" ".join(told)}</p>\n'


@_parts.register
def _(block: Bars) -> Iterator[str]:
    yield "<table>\n<tbody>\n"
    yield from (_bar(bar) for bar in block.bars)
    yield "</tbody>\n</table>\n"


def _bar(bar: Bar) -> str:
    drawn = (
        f'<svg class="bar" viewBox="0 0 {BAR_WIDTH} 10" preserveAspectRatio="none" role="img"'
        f' aria-label="{escape(bar.caption)}">{"".join(_rectangles(bar))}</svg>'
    )
    return f'<tr><td>{escape(bar.label)}</td><td>{drawn}</td><td class="caption">{escape(bar.caption)}</td></tr>\n'


def _rectangles(bar: Bar) -> Iterator[str]:
    """Yield the frame of the whole, and a rectangle for each part of it."""
    if width := bar.length(BAR_WIDTH):
        yield f'<rect class="rest" width="{width}" height="10"/>'
    start = 0
    for name, many in bar.runs(BAR_WIDTH):
        if name != REST:
            yield f'<rect class="{name}" x="{start}" width="{many}" height="10"/>'
        start += many


@_parts.register
def _(block: Checklist) -> Iterator[str]:
    yield '<ul class="checklist">\n'
    yield from (_item(item) for item in block.items)
    yield "</ul>\n"


def _item(item: ItemBlock) -> str:
    details = (f"{label}: {text}" if text else label for label, text in item.details)
    line = escape(" · ".join((item.word, *details)))
    status = item.status or "damaged"
    return (
        f'<li><span class="glyph {status}">{escape(item.glyph)}</span>'
        f'{escape(item.text)}<div class="details">{line}</div></li>\n'
    )
