"""Writing everything about one record: as text for people, as JSON for programs."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import Enum
from typing import Any

from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.domain.text import dumps_escaped, sanitize, sanitize_line
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.report.text_layout import pad, width_of, wrap
from ngkt_tui.services.detail_lines.lines import DetailLine

MAX_LABEL_WIDTH = 24


def print_entries(call: Invocation, head: str, entries: Iterable[DetailLine]) -> None:
    """Print a heading, where there is one, and lines, wrapped to the terminal; in a pipe, a line stays a line."""
    out = call.terminal.out
    told = list(entries)
    labels = [width_of(sanitize_line(entry.label)) for entry in told if entry.label]
    column = min(max(labels, default=0), MAX_LABEL_WIDTH) + 1
    if head:
        call.print(sanitize_line(head))
    for entry in told:
        for line in _lines(entry, column, out.columns if out.isatty() else None):
            call.print(line.rstrip())


def print_json(call: Invocation, detail: RecordDetail) -> None:
    """Print a record as JSON: field names as in the program, both languages, dates in ISO."""
    call.terminal.out.write_utf8(dumps_escaped(exact(detail), indent=1) + "\n")


def exact(value: Any) -> Any:
    """Return a frozen value as what JSON can hold."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return {name: exact(each) for name, each in value._asdict().items() if name != "position"}
    if isinstance(value, (tuple, list)):
        return [exact(each) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _lines(entry: DetailLine, column: int, width: int | None) -> Iterator[str]:
    text = sanitize("".join(run.text for run in entry.runs))
    is_address = entry.target is not None and ":" in entry.target  # no id has one, and a text shows the address already
    text += f" [{entry.target}]" if entry.target and not is_address else ""
    indent = "" if entry.label is None else " " * column
    indent += "  " * (entry.indent + (entry.label is None and bool(entry.target)))
    wrapped = [each for part in text.split("\n") for each in _wrapped(part, indent, width)]
    first = pad(sanitize_line(entry.label), column - 1) + " " if entry.label else indent
    yield first + wrapped[0]
    yield from (indent + line for line in wrapped[1:])


def _wrapped(text: str, indent: str, width: int | None) -> list[str]:
    return [sanitize_line(text)] if width is None else wrap(sanitize_line(text), max(20, width - len(indent)))
