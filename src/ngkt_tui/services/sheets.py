"""Workbooks that are more than a report: the sheet that an agency fills in, and a sheet for each kind of record."""

from collections.abc import Iterator
from datetime import date

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.domain.summary_items import Summary
from ngkt_tui.domain.words import catalogue
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.scope import Scope, units_of
from ngkt_tui.query.sql import CompiledFilter
from ngkt_tui.report.annex import AgencySheet, AnnexCell, cell_text
from ngkt_tui.report.annex_workbook import xlsx
from ngkt_tui.report.csv_rows import heading
from ngkt_tui.report.workbook import KindTable
from ngkt_tui.services.context import Context, moment_of
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.row_words import row_values

PAGE = 500


def workbook(
    context: Context, summary: Summary, scope: Scope, as_of: date | None, agency: str, *, every_kind: bool
) -> Iterator[bytes]:
    """Yield the workbook of a summary: the sheet of the agency `agency`, or one with a sheet for each kind."""
    with Reader(context) as reader, reader.connection() as connection:
        tables = _tables(context, connection, scope, as_of) if every_kind else iter(())
        yield from xlsx(summary, _agency_sheet(context, connection, agency) if agency else None, tables)


def _agency_sheet(context: Context, connection: Readable, agency: str) -> AgencySheet:
    spec = parse(f"named:{','.join(units_of(connection, agency))}", RecordKind.DIRECTIVE)
    where = compile_filter(connection, RecordKind.DIRECTIVE, moment_of(context), spec)
    found = connection.execute(f"{where.with_tables} SELECT it.id {selection(where).clause}", where.parameters)
    name = load_refs(connection, [agency])[agency].name(context.language)
    return AgencySheet(agency, name, frozenset(record for (record,) in found.fetchall()))


def _tables(context: Context, connection: Readable, scope: Scope, as_of: date | None) -> Iterator[KindTable]:
    """Yield the records of every kind but directives, which the annex tells, where there are any."""
    words = catalogue(context.language)
    for kind in RECORD_KINDS:
        where = compile_filter(connection, kind, moment_of(context, as_of), scope=scope)
        first = LISTINGS[kind].page(connection, where, 1)
        if kind is not RecordKind.DIRECTIVE and first:
            names = row_values(kind, first[0], context.language)
            headings = [heading(name, words) for name in names]
            yield KindTable(words[f"record.{kind}"], headings, _rows(context, connection, where))


def _rows(context: Context, connection: Readable, where: CompiledFilter) -> Iterator[list[AnnexCell]]:
    listing = LISTINGS[where.kind]
    positions = listing.positions(connection, where)
    for start in range(0, len(positions), PAGE):
        for row in listing.rows(connection, where, positions[start : start + PAGE]):
            values = row_values(where.kind, row, context.language).values()
            yield [cell_text(each) if isinstance(each, str) else each for each in values]
