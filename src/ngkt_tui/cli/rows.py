"""Writing rows: as columns for people, as CSV and JSON for programs, as ids for a pipe."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.cells import Style, cells_of, headings_of
from ngkt_tui.cli.columns import columns
from ngkt_tui.cli.forms import Form
from ngkt_tui.domain.clean import clean
from ngkt_tui.domain.exact_json import exact_json
from ngkt_tui.domain.kinds import RecordKind

_JSON_FIELDS = ("stages", "stances", "own_lead", "own_coordinating")
_TRUTHS = ("withdrawn", "date_inferred", "stage_is_own")


def write_rows(call: Call, kind: RecordKind, form: Form, rows: Iterator[Any]) -> None:
    """Write the rows of records of one kind."""
    _WRITERS[form](call, kind, rows)


def _write_table(call: Call, kind: RecordKind, rows: Iterator[Any]) -> None:
    out = call.terminal.out
    style = Style(call.language, call.context.ascii)
    table = [cells_of(kind, row, style) for row in rows]
    if out.isatty() and table:
        table.insert(0, tuple(call.say(f"column.{name}") for name in headings_of(kind)))
    for line in columns(table, out.columns if out.isatty() else None):
        call.print(line)


def _write_ids(call: Call, kind: RecordKind, rows: Iterator[Any]) -> None:
    for row in rows:
        call.print(clean(row.id))


def _write_json(call: Call, kind: RecordKind, rows: Iterator[Any]) -> None:
    write = call.terminal.out.write_utf8
    separator = "[\n"
    for row in rows:
        write(separator + exact_json(exact(row)))
        separator = ",\n"
    write("\n]\n" if separator == ",\n" else "[]\n")


def _write_csv(call: Call, kind: RecordKind, rows: Iterator[Any]) -> None:
    from ngkt_tui.report.csv_rows import csv_line  # only for this form

    write = call.terminal.out.write_utf8
    for number, row in enumerate(rows):
        values = exact(row)
        if number == 0:
            write("\ufeff" + csv_line(values))
        write(csv_line(_cell(value) for value in values.values()))


def exact(row: Any) -> dict[str, object]:
    """Return a row for a program: field names as in the store, dates in ISO, both languages."""
    values = row._asdict()
    del values["position"]
    for name in _JSON_FIELDS:
        if values.get(name) is not None:
            values[name] = _parsed(values[name])
    for name in _TRUTHS:
        if name in values:
            values[name] = bool(values[name])
    return dict(values)


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text  # a damaged row is given as it stands


def _cell(value: object) -> str:
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "yes" if value else ""
    return "" if value is None else str(value)


_WRITERS: dict[Form, Callable[[Call, RecordKind, Iterator[Any]], None]] = {
    Form.TABLE: _write_table,
    Form.CSV: _write_csv,
    Form.JSON: _write_json,
    Form.IDS: _write_ids,
}
