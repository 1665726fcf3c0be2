"""A summary rendered by Rich: for the terminal, and as the picture that SVG holds."""

from collections.abc import Iterable, Iterator
from functools import singledispatch
from itertools import islice

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table as RichTable
from rich.text import Text

from ngkt_tui.domain.chart_scales import part_sign
from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.summary_items import Summary
from ngkt_tui.domain.words import translate
from ngkt_tui.report.blocks import (
    Bar,
    Bars,
    Block,
    Checklist,
    HeadingBlock,
    ItemBlock,
    Legend,
    Paragraph,
    Sentences,
    Table,
    Title,
)
from ngkt_tui.report.outline import build_blocks

LIMIT = 500
GOLD, RED, JADE, SKY, MUTED = "#b98a2f", "#d9553d", "#4f9d76", "#4f8fb8", "#8f7d69"
BAR_CELLS = 20
PART_STYLES = {
    Status.DONE: JADE,
    Status.REPORTED: GOLD,
    Status.DOING: SKY,
    Status.BLOCKED: RED,
    "agreements": GOLD,
    "target": GOLD,
}
STYLES = {
    Status.DONE: JADE,
    Status.DOING: SKY,
    Status.BLOCKED: RED,
    Status.REPORTED: GOLD,
    Status.DROPPED: MUTED,
    Status.UNRATED: MUTED,
}


def renderables(summary: Summary, is_ascii: bool = False) -> Iterator[RenderableType]:
    """Yield what Rich prints, block by block; of the directives the first 500, then how many more there are.

    What asks for a decision is short, and told whole beside them.
    """
    room = LIMIT
    for block in build_blocks(summary, is_ascii):
        if isinstance(block, Checklist):
            items = list(block.items if block.total is None else islice(block.items, room))
            rest = 0 if block.total is None else max(0, block.total - len(items))
            room -= 0 if block.total is None else len(items)
            yield _checklist(items, rest, summary.language)
        else:
            yield _drawn(block, is_ascii)


@singledispatch
def _drawn(block: Block, is_ascii: bool) -> RenderableType:
    raise NotImplementedError(block)


@_drawn.register
def _(block: Title, is_ascii: bool) -> RenderableType:
    lines = [Text(line, style=MUTED) for line in block.lines]
    return Group(Text(block.text, style=f"bold {GOLD}"), *lines)


@_drawn.register
def _(block: HeadingBlock, is_ascii: bool) -> RenderableType:
    if block.level == 2:
        rule = Rule(
            Text(block.text, style=f"bold {GOLD}"), style=MUTED, align="left", characters="-" if is_ascii else "─"
        )
        return Padding(rule, (1, 0, 0, 0))
    return Padding(Text(block.text, style="bold"), (1, 0, 0, 0))


@_drawn.register
def _(block: Paragraph, is_ascii: bool) -> RenderableType:
    return Text(block.text, style=MUTED)


@_drawn.register
def _(block: Sentences, is_ascii: bool) -> RenderableType:
    return Text("\n".join(f"- {sentence}" for sentence in block.sentences))


@_drawn.register
def _(block: Table, is_ascii: bool) -> RenderableType:
    table = RichTable(box=box.ASCII if is_ascii else box.SIMPLE_HEAD, header_style=f"bold {GOLD}", pad_edge=False)
    for column in block.columns:
        table.add_column(Text(column.label), justify="right" if column.is_number else "left")
    for row in block.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table


@_drawn.register
def _(block: Legend, is_ascii: bool) -> RenderableType:
    drawn = Text(style=MUTED)
    for name, words in block.entries:
        drawn.append(part_sign(name, is_ascii), style=PART_STYLES.get(name, MUTED)).append(f" {words}   ")
    return drawn


@_drawn.register
def _(block: Bars, is_ascii: bool) -> RenderableType:
    grid = RichTable.grid(padding=(0, 2, 0, 0))
    for bar in block.bars:
        grid.add_row(Text(bar.label), _bar(bar, is_ascii), Text(bar.caption, style=MUTED))
    return grid


def _bar(bar: Bar, is_ascii: bool) -> Text:
    drawn = Text()
    for part in bar.runs(BAR_CELLS):
        drawn.append(part_sign(part.name, is_ascii) * part.many, style=PART_STYLES.get(part.name, MUTED))
    return drawn


def _checklist(items: Iterable[ItemBlock], rest: int, language: Language) -> RenderableType:
    grid = RichTable.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column()
    for item in items:
        style = STYLES[item.status] if item.status else RED
        details = " · ".join(f"{label}: {text}" if text else label for label, text, _ in item.details)
        body = Text(item.text).append(f"\n{item.word}", style=style)
        grid.add_row(Text(item.glyph, style=style), body.append(f" · {details}" if details else "", style=MUTED))
    if rest:
        return Group(grid, Text(translate(language, "summary.more", count=rest), style="italic"))
    return grid
