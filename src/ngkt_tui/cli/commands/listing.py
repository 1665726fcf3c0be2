"""`ngkt-tui list`: records of one kind in plain columns, or as CSV, JSON or ids."""

from collections.abc import Sequence
from enum import StrEnum

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.forms import Form
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.typed import refuse_options
from ngkt_tui.cli.values import Count, OneOf
from ngkt_tui.domain.kinds import RecordKind

SHOWN_AT_FIRST = 50


class Listed(StrEnum):
    """A kind of record that can be listed."""

    DIRECTIVES = "directives"
    CONFERENCES = "conferences"
    AGREEMENTS = "agreements"
    MARKETS = "markets"
    OFFICIALS = "officials"
    AGENCIES = "agencies"
    DOCUMENTS = "documents"
    FIGURES = "figures"
    RESULTS = "results"

    @property
    def record(self) -> RecordKind:
        """Return the kind of the records."""
        return RecordKind.ORGANISATION if self is Listed.AGENCIES else RecordKind(self.value.removesuffix("s"))


def _list(call: Call, kind: Listed, expr: Sequence[str], form: Form, limit: int | None) -> None:
    from ngkt_tui.cli.rows import write_rows  # these read the store, which help does not need
    from ngkt_tui.services.browse import browse, filter_text

    refuse_options(expr)
    view = call.view()
    text = filter_text(expr, view.filter)
    most = limit if limit is not None else (SHOWN_AT_FIRST if form is Form.TABLE else 0)
    with call.reader() as reader:
        found = browse(reader, kind.record, text, most, view.scope)
        write_rows(call, kind.record, form, found.rows)
    if 0 < most < found.total:
        call.tell("list.cut", shown=most, total=found.total)
    if not found.total:
        call.tell("list.nothing-left" if text else "list.nothing", filter=text)


COMMAND = SpokenCommand(
    "list",
    _list,
    [
        click.Argument(["kind"], type=OneOf(Listed), metavar="KIND"),
        click.Argument(["expr"], nargs=-1, metavar="[EXPR]..."),
        SpokenOption("--format", "form", type=OneOf(Form), default=Form.TABLE, words="format"),
        SpokenOption("--limit", type=Count(), metavar="N"),
    ],
    takes_words=True,
    takes_filter=True,
)
