"""`ngkt-tui history`: who changed what, and when."""

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.forms import Tabled
from ngkt_tui.cli.ids import RecordId
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.values import Count, OneOf
from ngkt_tui.services.record_ids import full_id

SHOWN_AT_FIRST = 50


def _history(call: Call, record: str | None, form: Tabled, limit: int | None) -> None:
    from ngkt_tui.cli.past import write_history  # these read the store, which help does not need
    from ngkt_tui.services.history import groups_of

    most = limit if limit is not None else (SHOWN_AT_FIRST if form is Tabled.TABLE else 0)
    with call.reader() as reader:
        record = record and full_id(call.context, record)
        groups = groups_of(reader, record, most + 1 if most else 0)
        written = write_history(call, reader, form, groups, most)
    if written.is_cut:
        call.tell("history.cut", shown=most)
    if not written.groups:
        call.tell("history.nothing")


COMMAND = SpokenCommand(
    "history",
    _history,
    [
        click.Argument(["record"], required=False, type=RecordId(), metavar="[ID]"),
        SpokenOption("--format", "form", type=OneOf(Tabled), default=Tabled.TABLE, words="format"),
        SpokenOption("--limit", type=Count(), metavar="N"),
    ],
)
