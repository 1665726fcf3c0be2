"""A report as plain text of a given width, for mail and terminals without colour."""

from collections.abc import Iterable, Iterator
from functools import singledispatch

from ngkt_tui.report.blocks import (
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
from ngkt_tui.report.text_layout import pad, width_of, wrap

DEFAULT_WIDTH = 100


def text_blocks(blocks: Iterable[Block], width: int = DEFAULT_WIDTH, is_ascii: bool = False) -> Iterator[str]:
    """Yield blocks line by line, each ended, at most `width` cells wide (at least 40)."""
    width = max(width, 40)
    for block in blocks:
        for line in _lines(block, width, is_ascii):
            yield line.rstrip() + "\n"


@singledispatch
def _lines(block: Block, width: int, is_ascii: bool) -> Iterator[str]:
    raise NotImplementedError(block)


@_lines.register
def _(block: Title, width: int, is_ascii: bool) -> Iterator[str]:
    rule = "=" if is_ascii else "═"
    yield from wrap(block.text.upper(), width)
    for line in block.lines:
        yield from wrap(line, width)
    yield rule * width


@_lines.register
def _(block: HeadingBlock, width: int, is_ascii: bool) -> Iterator[str]:
    yield ""
    lines = wrap(block.text.upper() if block.level < 3 else block.text, width)
    yield from lines
    rule = {1: "=", 2: "-", 3: "."}[block.level] if is_ascii else {1: "═", 2: "─", 3: "┄"}[block.level]
    yield rule * (width if block.level < 3 else min(width, max(map(width_of, lines))))


@_lines.register
def _(block: Paragraph, width: int, is_ascii: bool) -> Iterator[str]:
    yield from wrap(block.text, width)


@_lines.register
def _(block: Sentences, width: int, is_ascii: bool) -> Iterator[str]:
    for sentence in block.sentences:
        first, *rest = wrap(sentence, width - 2)
        yield f"- {first}"
        yield from (f"  {line}" for line in rest)


@_lines.register
def _(block: Table, width: int, is_ascii: bool) -> Iterator[str]:
    rows = [tuple(column.label for column in block.columns), *block.rows]
    widths = _column_widths(rows, width)
    numbers = [column.is_number for column in block.columns]
    for index, row in enumerate(rows):
        yield from _row_lines(row, widths, numbers)
        if index == 0:
            yield "  ".join(("-" if is_ascii else "─") * each for each in widths)


def _column_widths(rows: list[tuple[str, ...]], width: int) -> list[int]:
    natural = [max(width_of(cell) for cell in column) for column in zip(*rows, strict=True)]
    room = width - 2 * (len(natural) - 1)
    while sum(natural) > room:
        widest = natural.index(max(natural))
        natural[widest] -= max(1, min(sum(natural) - room, natural[widest] - sorted(natural)[-2]))
    return natural


def _row_lines(row: tuple[str, ...], widths: list[int], numbers: list[bool]) -> Iterator[str]:
    cells = [wrap(cell, size) for cell, size in zip(row, widths, strict=True)]
    for index in range(max(map(len, cells))):
        parts = (cell[index] if index < len(cell) else "" for cell in cells)
        yield "  ".join(
            pad(part, size, is_number) for part, size, is_number in zip(parts, widths, numbers, strict=True)
        )


@_lines.register
def _(block: Legend, width: int, is_ascii: bool) -> Iterator[str]:
    yield from wrap(block.text(is_ascii), width)


@_lines.register
def _(block: Bars, width: int, is_ascii: bool) -> Iterator[str]:
    bar_width = 20
    captions = max(width_of(bar.caption) for bar in block.bars)
    labels = min(max(width_of(bar.label) for bar in block.bars), max(10, width - bar_width - captions - 4))
    for bar in block.bars:
        first, *rest = wrap(bar.label, labels)
        yield f"{pad(first, labels)}  {bar.text(bar_width, is_ascii)}  {bar.caption}"
        yield from rest


@_lines.register
def _(block: Checklist, width: int, is_ascii: bool) -> Iterator[str]:
    yield from _items(block.items, width)


def _items(items: Iterable[ItemBlock], width: int) -> Iterator[str]:
    for item in items:
        sign = f"{item.number}. {item.glyph}" if item.number else item.glyph
        indent = width_of(sign) + 1
        first, *rest = wrap(item.text, width - indent)
        yield f"{sign} {first}"
        margin = " " * indent
        yield from (margin + line for line in rest)
        shown = (Detail(item.word, ""), *item.details)
        details = " · ".join(f"{label}: {text}" if text else label for label, text, _ in shown)
        yield from (margin + "  " + line for line in wrap(details, width - indent - 2))
