"""`ngkt-tui show`: everything about one record."""

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.forms import DetailFormat
from ngkt_tui.cli.ids import RecordIdType
from ngkt_tui.cli.spoken import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.values import EnumChoice
from ngkt_tui.services.record_ids import full_id


def _show(call: Invocation, record: str, form: DetailFormat) -> None:
    from ngkt_tui.cli.detail_text import print_entries, print_json  # these read the store, which help does not need
    from ngkt_tui.services.telling import build_detail, formatter_of, load_detail

    with call.reader() as reader:
        record = full_id(call.context, record)
        if form is DetailFormat.JSON:
            print_json(call, reader.detail(record))
            return
        told = load_detail(reader, record)
    head = f"{told.detail.id} · {call.translate(f'record.{told.detail.kind}')}"
    print_entries(call, head, build_detail(told, formatter_of(call.context)))


COMMAND = LocalizedCommand(
    "show",
    _show,
    [
        click.Argument(["record"], type=RecordIdType(), metavar="ID"),
        LocalizedOption("--format", "form", type=EnumChoice(DetailFormat), default=DetailFormat.TEXT, words="format"),
    ],
)
