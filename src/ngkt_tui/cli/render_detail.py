"""Writing everything about one record, and the history, a line for each change: text for people, JSON for programs."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from itertools import islice
from typing import Any, NamedTuple

from ngkt_tui.cli.click_types import TableFormat
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.row_cells import CellFormatter, columns
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.text import dumps_escaped, sanitize, sanitize_line
from ngkt_tui.domain.words import format_date
from ngkt_tui.query.change_groups import ChangeGroupRow
from ngkt_tui.query.detail import RecordDetail
from ngkt_tui.query.names import RecordRef
from ngkt_tui.report.text_layout import pad, width_of, wrap
from ngkt_tui.services.change_text import FormattedChange, agencies_of, format_change
from ngkt_tui.services.detail_lines.lines import DetailLine
from ngkt_tui.services.reader import Reader

MAX_LABEL_WIDTH = 24


def print_entries(call: Invocation, head: str, entries: Iterable[DetailLine]) -> None:
    """Print a heading, where there is one, and lines, wrapped to the terminal; in a pipe, a line stays a line."""
    out = call.terminal.out
    lines = list(entries)
    labels = [width_of(sanitize_line(entry.label)) for entry in lines if entry.label]
    column = min(max(labels, default=0), MAX_LABEL_WIDTH) + 1
    if head:
        call.print(sanitize_line(head))
    for entry in lines:
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
    lead = " " * (len(text) - len(text.lstrip(" ")))  # in which branches stand that are over
    is_address = entry.target is not None and ":" in entry.target  # no id has one, and a text shows the address already
    text += f" [{entry.target}]" if entry.target and not is_address else ""
    indent = "" if entry.label is None else " " * column
    indent += "  " * (entry.indent + (entry.label is None and bool(entry.target)))
    wrapped = [each for part in text.split("\n") for each in _wrapped(part, indent, width)]
    first = pad(sanitize_line(entry.label), column - 1) + " " if entry.label else indent
    yield first + lead + wrapped[0]
    yield from (indent + lead + line for line in wrapped[1:])


def _wrapped(text: str, indent: str, width: int | None) -> list[str]:
    return [sanitize_line(text)] if width is None else wrap(sanitize_line(text), max(20, width - len(indent)))


_HEADINGS = ("change", "moment", "actor", "act", "id", "what")


class PrintResult(NamedTuple):
    """How many groups were written, and whether there are more."""

    groups: int
    is_cut: bool


def print_history(
    call: Invocation,
    reader: Reader,
    form: TableFormat,
    groups: Iterator[ChangeGroupRow],
    most: int,
    *,
    has_header: bool = True,
) -> PrintResult:
    """Write groups of changes that `reader` gave, at most `most`, 0 for all. `has_header` asks for headings."""
    wanted = list(islice(groups, most)) if most else list(groups)
    if form is TableFormat.JSON:
        call.terminal.out.write_utf8(dumps_escaped([_exact(group) for group in wanted], indent=1) + "\n")
    else:
        out = call.terminal.out
        with reader.connection() as connection:
            agencies = agencies_of(connection, wanted)
        lines = [line for group in wanted for line in _change_lines(call, group, agencies)]
        if has_header and lines:
            lines.insert(0, tuple(call.translate(f"column.{name}") for name in _HEADINGS))
        for line in columns(lines, out.columns if out.isatty() else None):
            call.print(line)
    return PrintResult(len(wanted), next(groups, None) is not None)


def _change_lines(
    call: Invocation, group: ChangeGroupRow, agencies: Mapping[str, RecordRef]
) -> Iterator[tuple[str, ...]]:
    mark = f" ({call.translate('history.undone')})" if group.undone_by else ""
    of = f" {group.undoes}" if group.undoes else ""
    style = CellFormatter(call.language, call.context.ascii)
    head = (
        str(group.id),
        format_local_time(group.at, call.language),
        group.actor,
        f"{style.word('group-kind', group.kind)}{of}{mark}",
    )
    for change in group.changes:
        yield (*head, change.record, _what(format_change(change, group, agencies, call.language)))
    if not group.changes:
        yield (*head, "", group.title or "")
    elif group.size > len(group.changes):
        yield (*head, "", call.translate("history.more", count=group.size - len(group.changes)))


def _what(change: FormattedChange) -> str:
    if change.entry:
        return f"{change.entry}{change.after or change.before}"
    before, after = ("–" if value is None else value for value in (change.before, change.after))
    return f"{change.field}: {before} → {after}" + (f" ({change.why})" if change.why else "")


def format_local_time(text: str, language: Language) -> str:
    """Return a moment of the store in the machine's zone, as `language` writes it; a damaged one as it stands."""
    try:
        moment = datetime.fromisoformat(text).astimezone()
    except ValueError:
        return text
    return f"{format_date(moment.date(), language)} {moment:%H:%M}"


def _exact(group: ChangeGroupRow) -> dict[str, object]:
    values = group._asdict()
    changes = [{name: value for name, value in change._asdict().items() if name != "group"} for change in group.changes]
    return {**values, "changes": changes}
