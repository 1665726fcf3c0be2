"""A report as one HTML file: no network, no script; for the screen, for A4 paper, and to be opened in Writer and Word.

These know neither flexible layout nor pictures within the page: lists are lists there, tables tables, and of a bar
they show the signs that stand for it in text, which a browser takes for its description.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from html import escape as escape_markup

from ngkt_tui.domain.chart_scales import REST, part_sign
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import translate
from ngkt_tui.report.blocks import (
    ADDRESS,
    Bar,
    Bars,
    Block,
    Checklist,
    Detail,
    HeadingBlock,
    ItemBlock,
    Legend,
    Paragraph,
    Sentences,
    Table,
    Title,
)

BAR_WIDTH = 1000
"""Units of the picture that the longest bar takes."""
BAR_SIGNS = 12
_NOTE = re.compile(r"\[(\d+)\]")

_STYLE = """
:root { color-scheme: light dark; --ground: #f7f0e1; --panel: #fbf6ea; --line: #b7a385; --text: #2a211b;
  --muted: #6d5f50; --gold: #855f0a; --red: #b3301c; --jade: #22684a; --sky: #1f5c86; }
@media (prefers-color-scheme: dark) { :root { --ground: #17120f; --panel: #1f1814; --line: #5a463a; --text: #efe3d0;
  --muted: #a8957f; --gold: #e3b25b; --red: #ee6a50; --jade: #7fc29b; --sky: #7fb3d5; } }
body { background: var(--ground); color: var(--text); font: 16px/1.5 "Times New Roman", "Liberation Serif", serif;
  margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
h1, h2, h3 { color: var(--gold); line-height: 1.25; break-after: avoid; }
h1 { text-align: center; } h1.annex { border-top: 2px solid var(--line); margin-top: 4rem; padding-top: 2rem; }
h2 { margin-top: 1.6rem; } header p { text-align: center; }
a { color: var(--sky); overflow-wrap: anywhere; }
nav { column-width: 22rem; } nav ul { margin: 0; } nav a { text-decoration: none; }
table { border-collapse: collapse; width: 100%; } thead { display: table-header-group; } tr { break-inside: avoid; }
th, td { border-bottom: 1px solid var(--line); padding: .25rem .5rem; text-align: left; vertical-align: top; }
td.number, th.number { text-align: right; } table.bars td { width: 30%; } table.bars td.picture { width: 1%; }
li { break-inside: avoid; margin: .3rem 0; } ul.checklist { list-style: none; padding: 0; }
.details, .caption, header p, .legend { color: var(--muted); } .details { font-size: .9em; }
svg.square { height: .8rem; width: .8rem; } svg.bar { display: block; height: .8rem; width: 14rem; }
svg .rest { fill: var(--panel); stroke: var(--line); stroke-width: .5; } svg .done { fill: var(--jade); }
svg .doing { fill: var(--sky); } svg .blocked { fill: var(--red); } svg .dropped { fill: var(--line); }
svg .reported, svg .agreements, svg .target { fill: var(--gold); }
.done { color: var(--jade); } .doing { color: var(--sky); } .blocked { color: var(--red); }
.reported { color: var(--gold); } .dropped, .unrated { color: var(--muted); }
@page { size: A4; margin: 20mm 15mm 20mm 30mm; @top-center { content: counter(page); } }
@page :first { @top-center { content: none; } }
@media print { :root { color-scheme: light; --ground: #fff; --panel: #fff; --line: #888; --text: #000;
    --muted: #444; --gold: #855f0a; --red: #b3301c; --jade: #22684a; --sky: #1f5c86; }
  body { font-size: 11.5pt; line-height: 1.22; margin: 0; max-width: none; padding: 0; print-color-adjust: exact; }
  h1 { font-size: 15pt; margin: 0 0 4pt; } h2 { font-size: 12pt; margin: 7pt 0 3pt; }
  h3 { font-size: 11pt; margin: 6pt 0 2pt; } h1, h2, h3 { color: #000; } h1.annex ~ * { font-size: 10pt; }
  h1.annex ~ h2 { font-size: 12pt; } h1.annex { border: 0; break-before: page; margin-top: 0; padding-top: 0; }
  p, ul, ol { margin: 3pt 0; } li { margin: 2pt 0; } th, td { padding: 1pt 4pt; } nav { column-width: 60mm; }
  svg.bar { width: 36mm; } a { color: inherit; text-decoration: none; } }
"""


def html_blocks(blocks: Iterable[Block], language: Language) -> Iterator[str]:
    """Yield blocks as an HTML document, piece by piece; the first is its title. An annex begins with its contents."""
    title, *rest = blocks  # the long lists among them are read as they are written
    assert isinstance(title, Title)
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{escape_markup(title.text)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    yield from _parts(title)
    for number, block in enumerate(rest):
        if isinstance(block, HeadingBlock):
            yield _heading(block, number)
            if block.level == 1:
                yield from _contents(rest[number:], number, language)
        else:
            yield from _parts(block)
    yield "</body>\n</html>\n"


def _heading(block: HeadingBlock, number: int) -> str:
    kind = ' class="annex"' if block.level == 1 else ""
    return f'<h{block.level} id="h-{number}"{kind}>{escape_markup(block.text)}</h{block.level}>\n'


def _contents(blocks: list[Block], first: int, language: Language) -> Iterator[str]:
    """Yield a list of the sections up to the next annex."""
    yield f'<nav aria-label="{translate(language, "report.contents")}">\n<ul>\n'
    for number, block in enumerate(blocks[1:], first + 1):
        if isinstance(block, HeadingBlock) and block.level == 1:
            break
        if isinstance(block, HeadingBlock) and block.level == 2:
            yield f'<li><a href="#h-{number}">{escape_markup(block.text)}</a></li>\n'
    yield "</ul>\n</nav>\n"


def escape(text: str) -> str:
    """Return `text` as HTML that shows it letter for letter, with its addresses as links."""
    if "://" not in text:
        return escape_markup(text)
    parts = [escape_markup(part) for part in ADDRESS.split(text)]
    parts[1::2] = (f'<a href="{address}">{address}</a>' for address in parts[1::2])
    return "".join(parts)


@singledispatch
def _parts(block: Block) -> Iterator[str]:
    raise NotImplementedError(block)


@_parts.register
def _(block: Title) -> Iterator[str]:
    yield f"<header>\n<h1>{escape(block.text)}</h1>\n"
    yield from (f"<p>{escape(line)}</p>\n" for line in block.lines)
    yield "</header>\n"


@_parts.register
def _(block: Paragraph) -> Iterator[str]:
    yield f"<p>{escape(block.text)}</p>\n"


@_parts.register
def _(block: Sentences) -> Iterator[str]:
    yield f"<ul>\n{''.join(f'<li>{escape(each)}</li>' for each in block.sentences)}\n</ul>\n"


@_parts.register
def _(block: Table) -> Iterator[str]:
    numbers = [column.is_number for column in block.columns]
    yield "<table>\n<thead>"
    yield _row("th", [column.label for column in block.columns], numbers)
    yield "</thead>\n<tbody>\n"
    anchor = block.columns[0].anchor
    yield from (_row("td", row, numbers, anchor) for row in block.rows)
    yield "</tbody>\n</table>\n"


def _row(tag: str, cells: Sequence[str], numbers: list[bool], anchor: str = "") -> str:
    drawn = (
        f'<{tag} class="number">{escape(cell)}</{tag}>' if is_number else f"<{tag}>{escape(cell)}</{tag}>"
        for cell, is_number in zip(cells, numbers, strict=True)
    )
    name = f' id="{anchor}-{escape_markup(cells[0])}"' if anchor else ""
    return f"<tr{name}>{''.join(drawn)}</tr>\n"


@_parts.register
def _(block: Legend) -> Iterator[str]:
    square = (
        '<svg class="square" viewBox="0 0 10 10" aria-hidden="true">{}<rect class="{}" width="10" height="10"/></svg>'
    )
    entries = (
        f"<span>{square.format(_described(part_sign(name)), name)} {escape(words)}</span>"
        for name, words in block.entries
    )
    yield f'<p class="legend">{" &nbsp; ".join(entries)}</p>\n'


def _described(signs: str) -> str:
    """Return signs that a browser does not draw, and other programs do in the place of the picture."""
    return f"<desc>{escape_markup(signs)}</desc>"


@_parts.register
def _(block: Bars) -> Iterator[str]:
    yield '<table class="bars">\n<tbody>\n'
    yield from (_bar(bar) for bar in block.bars)
    yield "</tbody>\n</table>\n"


def _bar(bar: Bar) -> str:
    drawn = (
        f'<svg class="bar" viewBox="0 0 {BAR_WIDTH} 10" preserveAspectRatio="none" role="img"'
        f' aria-label="{escape_markup(bar.caption)}">{_described(bar.text(BAR_SIGNS))}{"".join(_rectangles(bar))}</svg>'
    )
    label = f"<td>{escape(bar.label)}</td>" if bar.label else ""
    return f'<tr>{label}<td class="picture">{drawn}</td><td class="caption">{escape(bar.caption)}</td></tr>\n'


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
    tag = ""
    for item in block.items:
        if not tag:
            tag = "ol" if item.number else "ul"
            yield f'<ol start="{item.number}">\n' if item.number else '<ul class="checklist">\n'
        yield _item(item)
    if tag:
        yield f"</{tag}>\n"


def _item(item: ItemBlock) -> str:
    details = " · ".join((escape(item.word), *map(_detail, item.details)))
    return (
        f'<li><span class="glyph {item.status or "damaged"}">{escape(item.glyph)}</span> '
        f'{escape(item.text)}<br><span class="details">{details}</span></li>\n'
    )


def _detail(detail: Detail) -> str:
    text = escape(f"{detail.label}: {detail.text}" if detail.text else detail.label)
    return _NOTE.sub(r'<a href="#article-\1">[\1]</a>', text) if detail.is_source else text
