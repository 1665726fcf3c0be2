"""`ngkt-tui show`: everything about one record."""

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.forms import Detailed
from ngkt_tui.cli.ids import RecordId
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.values import OneOf


def _show(call: Call, record: str, form: Detailed) -> None:
    from ngkt_tui.cli.detail_text import print_detail, print_detail_json  # reads the store, which help does not need

    with call.reader() as reader:
        detail = reader.detail(record)
    write = print_detail_json if form is Detailed.JSON else print_detail
    write(call, detail)


COMMAND = SpokenCommand(
    "show",
    _show,
    [
        click.Argument(["record"], type=RecordId(), metavar="ID"),
        SpokenOption("--format", "form", type=OneOf(Detailed), default=Detailed.TEXT, words="format"),
    ],
)
