"""`ngkt-tui undo`: take back a group of changes."""

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.completions import ChangeNumber
from ngkt_tui.cli.edited import tell_edited
from ngkt_tui.cli.spoken import SpokenCommand


def _undo(call: Call, group: int | None) -> None:
    from ngkt_tui.services.edit import undo  # reads the store, which help does not need

    tell_edited(call, undo(call.ready(), group))


COMMAND = SpokenCommand(
    "undo", _undo, [click.Argument(["group"], required=False, type=ChangeNumber(least=1), metavar="[GROUP]")]
)
