"""`ngkt-tui list`: records of one kind in plain columns, or as CSV, JSON or ids."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.completions import FilterWord
from ngkt_tui.cli.forms import OutputFormat
from ngkt_tui.cli.kinds import Listed
from ngkt_tui.cli.spoken import LocalizedCommand, LocalizedOption, invocation_of
from ngkt_tui.cli.typed import refuse_options, usage_error
from ngkt_tui.cli.values import CountType, EnumChoice

if TYPE_CHECKING:
    from ngkt_tui.cli.rows import Layout

SHOWN_AT_FIRST = 50


def _list(
    call: Invocation, kind: Listed, expr: Sequence[str], form: OutputFormat, limit: int | None, **asked: Any
) -> None:
    from ngkt_tui.cli.rows import write_rows  # these read the store, which help does not need
    from ngkt_tui.services.browse import browse, filter_text

    refuse_options(expr)
    layout = _layout(form, **asked)
    view = call.view()
    text = filter_text(expr, view.filter)
    most = limit if limit is not None else (SHOWN_AT_FIRST if form is OutputFormat.TABLE else 0)
    with call.reader() as reader:
        found = browse(reader, kind.record, text, most, view.scope)
        write_rows(call, kind.record, form, found.rows, layout)
    if 0 < most < found.total:
        call.print_message("list.cut", shown=most, total=found.total)
    if not found.total:
        call.print_message("list.nothing-left" if text else "list.nothing", filter=text)


def _layout(form: OutputFormat, wanted: str | None, no_header: bool, codes: bool) -> "Layout":
    """Return what of the rows is asked for; raises `UsageError` where the form has no such thing."""
    from ngkt_tui.cli.rows import Layout  # as above

    if codes and form is not OutputFormat.CSV:
        raise usage_error("codes-without-csv")
    if (no_header and form in (OutputFormat.JSON, OutputFormat.IDS)) or (
        wanted is not None and form is OutputFormat.IDS
    ):
        raise usage_error("columns-misplaced", form=form)
    names = [name.strip() for name in (wanted or "").split(",")]
    return Layout(tuple(name for name in names if name), not no_header, codes)


class ListCommand(LocalizedCommand):
    """`list`, whose help names the fields of the filter."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of every command, and the fields."""
        from ngkt_tui.cli.help_pages import field_lines  # loads the filter language

        super().format_help(ctx, formatter)
        call = invocation_of(ctx)
        with formatter.section(call.translate("help.filter.section")):
            formatter.write_dl(field_lines(call))


COMMAND = ListCommand(
    "list",
    _list,
    [
        click.Argument(["kind"], type=EnumChoice(Listed), metavar="KIND"),
        click.Argument(["expr"], nargs=-1, type=FilterWord(), metavar="[EXPR]..."),
        LocalizedOption("--format", "form", type=EnumChoice(OutputFormat), default=OutputFormat.TABLE, words="format"),
        LocalizedOption("--limit", type=CountType(), metavar="N"),
        LocalizedOption("--columns", "wanted", metavar="NAME,...", words="columns"),
        LocalizedOption("--no-header", is_flag=True),
        LocalizedOption("--codes", is_flag=True),
    ],
    takes_words=True,
    takes_filter=True,
)
