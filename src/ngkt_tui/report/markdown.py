"""A report as Markdown (CommonMark with GitHub's tables)."""

import re
from collections.abc import Iterable, Iterator
from functools import singledispatch

from ngkt_tui.report.blocks import (
    ADDRESS,
    Bars,
    Block,
    Checklist,
    ColumnBlock,
    HeadingBlock,
    Legend,
    Paragraph,
    Sentences,
    Table,
    Title,
)

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def markdown_blocks(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield blocks as Markdown, piece by piece."""
    for block in blocks:
        yield from _lines(block)
        yield "\n"


def escape(text: str) -> str:
    """Return `text` so that Markdown shows it letter for letter."""
    if "://" in text:
        parts = ADDRESS.split(text)
        parts[::2] = map(_escape_words, parts[::2])
        parts[1::2] = (f"<{address}>" for address in parts[1::2])
        escaped = "".join(parts)
    else:
        escaped = _escape_words(text)
    return _LINE_START.sub(lambda match: f"{match[1]}{match[2][:-1]}\\{match[2][-1]}", escaped)


def _escape_words(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;")


@singledispatch
def _lines(block: Block) -> Iterator[str]:
    raise NotImplementedError(block)


@_lines.register
def _(block: Title) -> Iterator[str]:
    yield f"# {escape(block.text)}\n\n"
    yield from (f"- {escape(line)}\n" for line in block.lines)


@_lines.register
def _(block: HeadingBlock) -> Iterator[str]:
    yield f"{'#' * block.level} {escape(block.text)}\n"


@_lines.register
def _(block: Paragraph) -> Iterator[str]:
    yield f"{escape(block.text)}\n"


@_lines.register
def _(block: Sentences) -> Iterator[str]:
    yield from (f"- {escape(sentence)}\n" for sentence in block.sentences)


@_lines.register
def _(block: Table) -> Iterator[str]:
    yield from _table(block.columns, block.rows)


def _table(columns: tuple[ColumnBlock, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(column.label for column in columns)
    yield "|" + "|".join(" ---: " if column.is_number else " --- " for column in columns) + "|\n"
    yield from (_row(row) for row in rows)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(escape(cell) for cell in cells) + " |\n"


@_lines.register
def _(block: Legend) -> Iterator[str]:
    yield f"{escape(block.text())}\n"


@_lines.register
def _(block: Bars) -> Iterator[str]:
    columns = (ColumnBlock(" "), ColumnBlock(" "), ColumnBlock(" "))
    rows = ((bar.label, bar.text(10), bar.caption) for bar in block.bars)
    yield from _table(columns, rows)


@_lines.register
def _(block: Checklist) -> Iterator[str]:
    for item in block.items:
        sign = f"{item.number}. " if item.number else "- "
        yield f"{sign}{escape(item.glyph)} **{escape(item.text)}**  \n"
        details = (f"{label}: {text}" if text else label for label, text, _ in item.details)
        yield f"{' ' * len(sign)}{' · '.join(escape(part) for part in (item.word, *details))}\n"
