"""The table of directives as the screen shows it, to be written or copied: filter, scope, order, groups and columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from ngkt_tui.domain.enums import GLYPHS, ClearAspect, Language, Nature
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.words import LazyText, format_date, format_month, localized, translate
from ngkt_tui.query.lists.grouping import ListGrouping, RecordGroup
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.report.blocks import Block, ColumnBlock, HeadingBlock, Table, Title
from ngkt_tui.report.csv_rows import MARK, csv_line
from ngkt_tui.report.formats import Format, write_blocks
from ngkt_tui.services.context import Context
from ngkt_tui.services.pane_lists import DIRECTIVES, ListSource, open_lists
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.reports import Coverage

FORMATS = (Format.TEXT, Format.MARKDOWN, Format.HTML, Format.CSV)
USUAL = ("status", "text", "who", "due", "conference", "marks")
"""The columns where none were chosen."""
PAGE = 500


class ShownTable(NamedTuple):
    """What the rows are grouped by, and the columns that were chosen, none of them for the usual ones."""

    grouping: ListGrouping = ListGrouping.CONFERENCE
    columns: tuple[str, ...] = ()


def shown_pieces(context: Context, chosen: Format, coverage: Coverage, table: ShownTable) -> Iterator[str]:
    """Yield the table as `chosen`, piece by piece; raises `UsageError` for a format that it does not have, or a day."""
    if chosen not in FORMATS:
        raise UsageError(detail=LazyText("usage.shown-format", {"formats": ", ".join(FORMATS)}))
    if coverage.as_of is not None:
        raise UsageError(detail=LazyText("usage.shown-as-of"))
    language, by = context.language, table.grouping
    names = table.columns or tuple(name for name in USUAL if name != by)
    with Reader(context) as reader:
        (source,) = open_lists(reader, (DIRECTIVES,), coverage.filter, coverage.scope, by)
        if source is None:
            return
        cells = ([_CELLS[name](row, language) for name in names] for row in _rows(source))
        groups = source.groups() or (RecordGroup("", source.count()),)
        headings = [translate(language, f"table-column.{name}") for name in names]
        if chosen is Format.CSV:
            yield MARK + csv_line([translate(language, "shown-table.group"), *headings])
            for group in groups:
                name = _group_name(group, by, language)
                yield from (csv_line([name, *line]) for line in islice(cells, group.records))
            return
        blocks = _blocks(groups, by, headings, cells, language, source.count())
        yield from write_blocks(chosen, blocks, language, context.ascii)


def _blocks(
    groups: Iterable[RecordGroup],
    by: ListGrouping,
    headings: list[str],
    cells: Iterator[list[str]],
    language: Language,
    count: int,
) -> Iterator[Block]:
    columns = tuple(ColumnBlock(words) for words in headings)
    yield Title(translate(language, "shown-table.title"), (translate(language, "shown-table.count", count=count),))
    for group in groups:
        if name := _group_name(group, by, language):
            yield HeadingBlock(2, f"{name} ({group.records})")
        yield Table(columns, [tuple(line) for line in islice(cells, group.records)])


def _rows(source: ListSource) -> Iterator[DirectiveRow]:
    number = 0
    while rows := source.page(number, PAGE):
        yield from (row for row in rows if isinstance(row, DirectiveRow))
        number += 1


def _group_name(group: RecordGroup, by: ListGrouping, language: Language) -> str:
    if by is ListGrouping.NONE:
        return ""
    if not group.key and not group.date:
        return translate(language, f"group.no-{by}")
    if by is ListGrouping.STATUS and group.key in GLYPHS:
        return translate(language, f"status.{group.key}")
    if by is ListGrouping.DUE:
        return format_month(group.key, language)
    names = (format_date(group.date, language), localized(language, group.label_vi, group.label_en))
    return " ".join(filter(None, names))


def _marks(row: DirectiveRow, _language: Language) -> str:
    signs = (("!", row.importance), ("✎", row.notes), ("↻", row.repeats))
    return " ".join(f"{sign}{many}" for sign, many in signs if many)


_CELLS: Mapping[str, Callable[[DirectiveRow, Language], str]] = {
    "status": lambda row, language: translate(language, f"status.{row.status}") if row.status in GLYPHS else row.status,
    "text": lambda row, language: localized(language, row.text_vi, row.text_en),
    "product": lambda row, language: row.own_product or localized(language, row.product_vi or "", row.product_en),
    "who": lambda row, language: localized(language, row.agencies_vi, row.agencies_en),
    "due": lambda row, language: format_date(row.due, language),
    "conference": lambda row, language: format_date(row.conference_date, language),
    "step": lambda row, _language: row.next_step or "",
    "clear": lambda row, _language: f"{row.clear}/{len(ClearAspect)}",
    "nature": lambda row, language: translate(language, f"nature.{row.nature}") if row.nature in tuple(Nature) else "",
    "evidence": lambda row, _language: str(row.evidence or ""),
    "marks": _marks,
}
