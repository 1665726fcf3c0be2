"""`ngkt-tui history`: who changed what, and when."""

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.forms import TableFormat
from ngkt_tui.cli.ids import RecordIdType
from ngkt_tui.cli.spoken import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.values import CountType, EnumChoice
from ngkt_tui.services.record_ids import full_id

SHOWN_AT_FIRST = 50


def _history(call: Invocation, record: str | None, form: TableFormat, limit: int | None) -> None:
    from ngkt_tui.cli.past import print_history  # these read the store, which help does not need
    from ngkt_tui.services.history import groups_of

    most = limit if limit is not None else (SHOWN_AT_FIRST if form is TableFormat.TABLE else 0)
    with call.reader() as reader:
        record = record and full_id(call.context, record)
        groups = groups_of(reader, record, most + 1 if most else 0)
        written = print_history(call, reader, form, groups, most)
    if written.is_cut:
        call.print_message("history.cut", shown=most)
    if not written.groups:
        call.print_message("history.nothing")


COMMAND = LocalizedCommand(
    "history",
    _history,
    [
        click.Argument(["record"], required=False, type=RecordIdType(), metavar="[ID]"),
        LocalizedOption("--format", "form", type=EnumChoice(TableFormat), default=TableFormat.TABLE, words="format"),
        LocalizedOption("--limit", type=CountType(), metavar="N"),
    ],
)
