"""The commands that read the store: `history`, `list`, `paths`, `show`, `summary`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ngkt_tui.cli.arguments import refuse_options, usage_error
from ngkt_tui.cli.click_types import (
    CountType,
    DateType,
    DetailFormat,
    EnumChoice,
    OutputFormat,
    TableFormat,
    kind_choice,
)
from ngkt_tui.cli.completions import FilterWord, RecordIdType
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import (
    LocalizedCommand,
    LocalizedOption,
    delimiter_option,
    invocation_of,
    text_or_json,
)
from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.place import Place, ServerAddress
from ngkt_tui.domain.record_kinds import RECORD_KINDS
from ngkt_tui.domain.text import dumps_escaped, sanitize_line
from ngkt_tui.report.formats import Format

if TYPE_CHECKING:
    from ngkt_tui.report.csv_rows import CsvForm


DEFAULT_CHANGES = 50


def _history(call: Invocation, record: str | None, form: TableFormat, limit: int | None, no_header: bool) -> None:
    from ngkt_tui.cli.render_detail import print_history  # these read the store, which help does not need
    from ngkt_tui.services.history_page import groups_of

    if no_header and form is TableFormat.JSON:
        raise usage_error("columns-misplaced", form=form)
    most = limit if limit is not None else (DEFAULT_CHANGES if form is TableFormat.TABLE else 0)
    with call.reader() as reader:
        record = reader.full_ids([record])[0] if record else None
        groups = groups_of(reader, record, most + 1 if most else 0)
        written = print_history(call, reader, form, groups, most, has_header=not no_header)
    if written.is_cut:
        call.print_message("history.cut", shown=most)
    if not written.groups:
        call.print_message("history.nothing")


HISTORY_COMMAND = LocalizedCommand(
    "history",
    _history,
    [
        click.Argument(["record"], required=False, type=RecordIdType(), metavar="[ID]"),
        LocalizedOption("--format", "form", type=EnumChoice(TableFormat), default=TableFormat.TABLE, words="format"),
        LocalizedOption("--limit", type=CountType(), metavar="N"),
        LocalizedOption("--no-header", is_flag=True),
    ],
)

DEFAULT_ROWS = 50


def _list(
    call: Invocation, kind: RecordKind, expr: Sequence[str], form: OutputFormat, limit: int | None, **asked: Any
) -> None:
    from ngkt_tui.cli.render_rows import write_directives, write_rows  # these read the store, which help does not need
    from ngkt_tui.services.browse import browse, browse_items, filter_text

    refuse_options(expr)
    layout = _layout(form, **asked)
    view = call.view()
    text = filter_text(expr, view.filter)
    most = limit if limit is not None else (DEFAULT_ROWS if form is OutputFormat.TABLE else 0)
    with call.reader() as reader:
        if kind is RecordKind.DIRECTIVE and form is OutputFormat.CSV:
            total, items = browse_items(reader, text, most, view.scope)
            write_directives(call, items, layout)
        else:
            total, rows = browse(reader, kind, text, most, view.scope)
            write_rows(call, kind, form, rows, layout)
    if 0 < most < total:
        call.print_message("list.cut", shown=most, total=total)
    if not total:
        call.print_message("list.nothing-left" if text else "list.nothing", filter=text)


def _layout(form: OutputFormat, wanted: str | None, no_header: bool, codes: bool, delimiter: str | None) -> "CsvForm":
    """Return what of the rows is asked for; raises `UsageError` where the form has no such thing."""
    from ngkt_tui.report.csv_rows import CsvForm  # as above

    if (codes or delimiter) and form is not OutputFormat.CSV:
        raise usage_error("codes-without-csv")
    if (no_header and form in (OutputFormat.JSON, OutputFormat.IDS)) or (
        wanted is not None and form is OutputFormat.IDS
    ):
        raise usage_error("columns-misplaced", form=form)
    names = [name.strip() for name in (wanted or "").split(",")]
    columns = tuple(name for name in names if name)
    return CsvForm(columns, not no_header, codes, "\t" if delimiter == "tab" else delimiter or ",")


class ListCommand(LocalizedCommand):
    """`list`, whose help names the fields of the filter."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from ngkt_tui.cli.commands.help import field_lines  # loads the filter language

        super().format_help(ctx, formatter)
        call = invocation_of(ctx)
        with formatter.section(call.translate("help.filter.section")):
            formatter.write_dl(field_lines(call))


LIST_COMMAND = ListCommand(
    "list",
    _list,
    [
        click.Argument(["kind"], type=kind_choice(RECORD_KINDS), metavar="KIND"),
        click.Argument(["expr"], nargs=-1, type=FilterWord(), metavar="[EXPR]..."),
        LocalizedOption("--format", "form", type=EnumChoice(OutputFormat), default=OutputFormat.TABLE, words="format"),
        LocalizedOption("--limit", type=CountType(), metavar="N"),
        LocalizedOption("--columns", "wanted", metavar="NAME,...", words="columns"),
        LocalizedOption("--no-header", is_flag=True),
        LocalizedOption("--codes", is_flag=True),
        delimiter_option(),
    ],
    takes_words=True,
    takes_filter=True,
)


def _places(call: Invocation) -> tuple[tuple[str, Place | None], ...]:
    from ngkt_tui.services.context import USUAL_BODIES, digest_path  # needed here alone

    usual = digest_path(Path(USUAL_BODIES))
    own = (("paths.store", call.store), ("paths.config", call.config_path), ("paths.state", call.state_path))
    return (*own, ("paths.co-quan", usual))


def _paths(call: Invocation, form: DetailFormat) -> None:
    places = _places(call)
    if form is DetailFormat.JSON:
        values = {label.removeprefix("paths."): _exact(path) for label, path in places}
        call.terminal.out.write_utf8(dumps_escaped(values, indent=1) + "\n")
        return
    for label, path in places:
        if path is None:
            call.print(f"{call.translate(label)}: {call.translate('paths.no-home')}")
            continue
        is_absent = isinstance(path, Path) and not path.exists()
        mark = f"  ({call.translate('paths.absent')})" if is_absent else ""
        call.print(f"{call.translate(label)}: {sanitize_line(str(path))}{mark}")


def _exact(path: Place | None) -> dict[str, object]:
    is_there = None if isinstance(path, ServerAddress) else path is not None and path.exists()
    return {"path": None if path is None else str(path), "exists": is_there}


PATHS_COMMAND = LocalizedCommand("paths", _paths, [text_or_json()])


def _show(call: Invocation, record: str, form: DetailFormat) -> None:
    from ngkt_tui.cli.render_detail import print_entries, print_json  # these read the store, which help does not need
    from ngkt_tui.services.detail_lines import build_detail, formatter_of, load_detail

    with call.reader() as reader:
        (record,) = reader.full_ids([record])
        if form is DetailFormat.JSON:
            print_json(call, reader.detail(record))
            return
        loaded = load_detail(reader, record)
    head = f"{loaded.detail.id} · {call.translate(f'record.{loaded.detail.kind}')}"
    print_entries(call, head, build_detail(loaded, formatter_of(call.context)))


SHOW_COMMAND = LocalizedCommand(
    "show",
    _show,
    [
        click.Argument(["record"], type=RecordIdType(), metavar="ID"),
        LocalizedOption("--format", "form", type=EnumChoice(DetailFormat), default=DetailFormat.TEXT, words="format"),
    ],
)

MIN_WIDTH = 40
MAX_WIDTH = 1000


def _summary(call: Invocation, form: DetailFormat, as_of: date | None, width: int | None, brief: bool) -> None:
    if form is DetailFormat.JSON:
        from ngkt_tui.services.summary import FileForm, exported  # reads the store, which help does not need

        context, view, form_asked = call.ready(), call.view(), FileForm(brief)
        for piece in exported(context, Format.JSON, view.filter, scope=view.scope, as_of=as_of, form=form_asked):
            call.terminal.out.write_utf8(piece)
        return
    from ngkt_tui.cli.render_rows import print_summary  # loads Rich

    print_summary(call, as_of=as_of, width=width, brief=brief)


SUMMARY_COMMAND = LocalizedCommand(
    "summary",
    _summary,
    [
        text_or_json(),
        LocalizedOption("--as-of", type=DateType(may_come=True), metavar="DATE"),
        LocalizedOption("--width", type=CountType(least=MIN_WIDTH, most=MAX_WIDTH), metavar="N"),
        LocalizedOption("--brief", is_flag=True),
    ],
    takes_filter=True,
)
