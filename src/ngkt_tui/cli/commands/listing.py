"""`ngkt-tui list`: records of one kind in plain columns, or as CSV, JSON or ids."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.completions import FilterWord
from ngkt_tui.cli.forms import Form
from ngkt_tui.cli.kinds import Listed
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption, call_of
from ngkt_tui.cli.typed import refuse_options, wrong
from ngkt_tui.cli.values import Count, OneOf

if TYPE_CHECKING:
    from ngkt_tui.cli.rows import Layout

SHOWN_AT_FIRST = 50


def _list(call: Call, kind: Listed, expr: Sequence[str], form: Form, limit: int | None, **asked: Any) -> None:
    from ngkt_tui.cli.rows import write_rows  # these read the store, which help does not need
    from ngkt_tui.services.browse import browse, filter_text

    refuse_options(expr)
    layout = _layout(form, **asked)
    view = call.view()
    text = filter_text(expr, view.filter)
    most = limit if limit is not None else (SHOWN_AT_FIRST if form is Form.TABLE else 0)
    with call.reader() as reader:
        found = browse(reader, kind.record, text, most, view.scope)
        write_rows(call, kind.record, form, found.rows, layout)
    if 0 < most < found.total:
        call.tell("list.cut", shown=most, total=found.total)
    if not found.total:
        call.tell("list.nothing-left" if text else "list.nothing", filter=text)


def _layout(form: Form, wanted: str | None, no_header: bool, codes: bool) -> "Layout":
    """Return what of the rows is asked for; raises `UsageError` where the form has no such thing."""
    from ngkt_tui.cli.rows import Layout  # as above

    if codes and form is not Form.CSV:
        raise wrong("codes-without-csv")
    if (no_header and form in (Form.JSON, Form.IDS)) or (wanted is not None and form is Form.IDS):
        raise wrong("columns-misplaced", form=form)
    names = [name.strip() for name in (wanted or "").split(",")]
    return Layout(tuple(name for name in names if name), not no_header, codes)


class ListCommand(SpokenCommand):
    """`list`, whose help names the fields of the filter."""

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help of every command, and the fields."""
        from ngkt_tui.cli.help_pages import field_lines  # loads the filter language

        super().format_help(ctx, formatter)
        call = call_of(ctx)
        with formatter.section(call.say("help.filter.section")):
            formatter.write_dl(field_lines(call))


COMMAND = ListCommand(
    "list",
    _list,
    [
        click.Argument(["kind"], type=OneOf(Listed), metavar="KIND"),
        click.Argument(["expr"], nargs=-1, type=FilterWord(), metavar="[EXPR]..."),
        SpokenOption("--format", "form", type=OneOf(Form), default=Form.TABLE, words="format"),
        SpokenOption("--limit", type=Count(), metavar="N"),
        SpokenOption("--columns", "wanted", metavar="NAME,...", words="columns"),
        SpokenOption("--no-header", is_flag=True),
        SpokenOption("--codes", is_flag=True),
    ],
    takes_words=True,
    takes_filter=True,
)
