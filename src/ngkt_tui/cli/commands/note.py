"""`ngkt-tui note`: add a note to a record."""

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.edited import tell_edited
from ngkt_tui.cli.ids import RecordId
from ngkt_tui.cli.spoken import SpokenCommand
from ngkt_tui.cli.values import wrong


def _note(call: Call, record: str, text: str) -> None:
    if not text.strip():
        raise wrong("no-text")
    from ngkt_tui.services.edit import add_note  # reads the store, which help does not need

    tell_edited(call, add_note(call.ready(), record, text))


COMMAND = SpokenCommand(
    "note",
    _note,
    [
        click.Argument(["record"], type=RecordId(), metavar="ID"),
        click.Argument(["text"], metavar="TEXT"),
    ],
    takes_words=True,
)
