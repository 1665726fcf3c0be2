"""`ngkt-tui note`: add a note to a record, or take one away again."""

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.edited import print_edit
from ngkt_tui.cli.ids import RecordIdType
from ngkt_tui.cli.spoken import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.standard_input import text_or_input
from ngkt_tui.cli.typed import refuse_options, usage_error
from ngkt_tui.services.record_ids import full_id


def _note(call: Invocation, record: str, text: str, remove: bool) -> None:
    refuse_options([text])
    text = text_or_input(call, text)
    if not text.strip():
        raise usage_error("no-text")
    from ngkt_tui.services.edit import add_note, remove_entry  # reads the store, which help does not need

    context = call.ready()
    record = full_id(context, record)
    edited = remove_entry(context, record, "note", text) if remove else add_note(context, record, text)
    print_edit(call, edited)


COMMAND = LocalizedCommand(
    "note",
    _note,
    [
        click.Argument(["record"], type=RecordIdType(), metavar="ID"),
        click.Argument(["text"], metavar="TEXT|-"),
        LocalizedOption("--remove", is_flag=True),
    ],
    takes_words=True,
)
