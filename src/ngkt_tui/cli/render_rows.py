"""Writing rows: as columns for people, as CSV and JSON for programs, as ids for a pipe. Drawing a summary.

A summary is drawn in colour where a person looks at it, else in plain text of the same layout.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import OutputFormat
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.row_cells import CellFormatter, columns, row_cells, row_headings
from ngkt_tui.cli.streams import Output
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.text import dumps_escaped, sanitize
from ngkt_tui.domain.words import catalogue
from ngkt_tui.report.csv_rows import COLUMNS, MARK, CsvForm, csv_line, directive_csv, heading
from ngkt_tui.services.row_words import TRUTHS, row_values

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from ngkt_tui.domain.summary_items import DirectiveItem


def worded(kind: RecordKind, row: Any, language: Language) -> dict[str, str]:
    """Return the fields of a row as text, texts in two languages as one; dates stay ISO, for programs to sort by."""
    return {name: str(value) for name, value in row_values(kind, row, language).items()}


Value = TypeVar("Value")


def write_rows(call: Invocation, kind: RecordKind, form: OutputFormat, rows: Iterator[Any], layout: CsvForm) -> None:
    """Write the rows of records of one kind; raises `UsageError` for a column that there is not."""
    _WRITERS[form](call, kind, rows, layout)


def write_directives(call: Invocation, items: "Iterable[DirectiveItem]", layout: CsvForm) -> None:
    """Write directives as the CSV of an export; raises `UsageError` for a column that there is not."""
    _chosen(dict.fromkeys(COLUMNS), layout.columns)
    for line in directive_csv(items, call.language, layout):
        call.terminal.out.write_utf8(line)


def _write_table(call: Invocation, kind: RecordKind, rows: Iterator[Any], layout: CsvForm) -> None:
    out = call.terminal.out
    style = CellFormatter(call.language, call.context.ascii)
    names = layout.columns or row_headings(kind)
    words = catalogue(call.language)
    table = [_cells(kind, row, style, layout.columns) for row in rows]
    if layout.has_header and table:
        headings = (words.get(f"column.{name}") or heading(name, words).upper() for name in names)
        table.insert(0, tuple(headings))
    for line in columns(table, out.columns if out.isatty() else None):
        call.print(line)


def _cells(kind: RecordKind, row: Any, style: CellFormatter, wanted: Sequence[str]) -> Sequence[str]:
    usual = row_cells(kind, row, style)
    if not wanted:
        return usual
    return _chosen({**worded(kind, row, style.language), **dict(zip(row_headings(kind), usual, strict=True))}, wanted)


def _chosen(values: Mapping[str, Value], wanted: Sequence[str]) -> list[Value]:
    for name in wanted:
        if name not in values:
            raise usage_error("no-column", word=name, known=", ".join(values))
    return [values[name] for name in wanted]


def _write_ids(call: Invocation, kind: RecordKind, rows: Iterator[Any], layout: CsvForm) -> None:
    for row in rows:
        call.print(sanitize(row.id))


def _write_json(call: Invocation, kind: RecordKind, rows: Iterator[Any], layout: CsvForm) -> None:
    write = call.terminal.out.write_utf8
    separator = "[\n"
    for row in rows:
        values = exact(row)
        names = layout.columns or tuple(values)
        write(separator + dumps_escaped(dict(zip(names, _chosen(values, names), strict=True))))
        separator = ",\n"
    write("\n]\n" if separator == ",\n" else "[]\n")


def _write_csv(call: Invocation, kind: RecordKind, rows: Iterator[Any], layout: CsvForm) -> None:
    write = call.terminal.out.write_utf8
    words = {} if layout.has_codes else catalogue(call.language)
    mark = MARK
    for row in rows:
        values = _coded(row) if layout.has_codes else worded(kind, row, call.language)
        names = layout.columns or tuple(values)
        line = csv_line(_chosen(values, names), layout.delimiter)
        if mark and layout.has_header:
            line = csv_line((heading(name, words) for name in names), layout.delimiter) + line
        write(mark + line)
        mark = ""


def _coded(row: Any) -> dict[str, str]:
    return {name: _cell(value) for name, value in exact(row).items()}


def exact(row: Any) -> dict[str, object]:
    """Return a row for a program: field names as in the store, dates in ISO, both languages."""
    values = row._asdict()
    del values["position"]
    for name in TRUTHS:
        if name in values:
            values[name] = bool(values[name])
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: object) -> object:
    """Return a value as what JSON can hold."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: object) -> str:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


_WRITERS: dict[OutputFormat, Callable[[Invocation, RecordKind, Iterator[Any], CsvForm], None]] = {
    OutputFormat.TABLE: _write_table,
    OutputFormat.CSV: _write_csv,
    OutputFormat.JSON: _write_json,
    OutputFormat.IDS: _write_ids,
}


WIDTH_OF_A_PIPE = 100


def print_summary(call: Invocation, as_of: date | None = None, width: int | None = None, brief: bool = False) -> None:
    """Print the summary of what `--filter` and `--view` leave."""
    from rich.console import Console  # a list needs none of these

    from ngkt_tui.report.terminal import renderables
    from ngkt_tui.services.summary import build_summary

    context = call.ready()
    out = call.terminal.out
    console = Console(
        file=out,  # type: ignore[arg-type]  # as much of a file as Rich asks for
        width=width or (out.columns if out.isatty() else WIDTH_OF_A_PIPE),
        markup=False,
        highlight=False,
        emoji=False,
        no_color="NO_COLOR" in call.environ,
        legacy_windows=False,
        safe_box=True,
    )
    view = call.view()
    with build_summary(context, view.filter, scope=view.scope, as_of=as_of, brief=brief) as summary:
        for each in renderables(summary, context.ascii):
            _print_block(console, each, out)


def _print_block(console: "Console", drawn: "RenderableType", out: Output) -> None:
    """Print a block; in a pipe, without the blanks that fill its lines."""
    if out.isatty():
        console.print(drawn)
        return
    with console.capture() as captured:
        console.print(drawn)
    out.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))
