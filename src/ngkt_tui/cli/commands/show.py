"""`ngkt-tui show`: everything about one record."""

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.forms import Detailed
from ngkt_tui.cli.ids import RecordId
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.values import OneOf
from ngkt_tui.services.record_ids import full_id


def _show(call: Call, record: str, form: Detailed) -> None:
    from ngkt_tui.cli.detail_text import print_entries, print_json  # these read the store, which help does not need
    from ngkt_tui.services.telling import manner_of, read_told, tell

    with call.reader() as reader:
        record = full_id(call.context, record)
        if form is Detailed.JSON:
            print_json(call, reader.detail(record))
            return
        told = read_told(reader, record)
    head = f"{told.detail.id} · {call.say(f'record.{told.detail.kind}')}"
    print_entries(call, head, tell(told, manner_of(call.context)))


COMMAND = SpokenCommand(
    "show",
    _show,
    [
        click.Argument(["record"], type=RecordId(), metavar="ID"),
        SpokenOption("--format", "form", type=OneOf(Detailed), default=Detailed.TEXT, words="format"),
    ],
)
