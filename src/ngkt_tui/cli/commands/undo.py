"""`ngkt-tui undo`: take back a group of changes."""

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.completions import ChangeNumber
from ngkt_tui.cli.edited import print_edit
from ngkt_tui.cli.spoken import LocalizedCommand


def _undo(call: Invocation, group: int | None) -> None:
    from ngkt_tui.services.edit import undo  # reads the store, which help does not need

    print_edit(call, undo(call.ready(), group))


COMMAND = LocalizedCommand(
    "undo", _undo, [click.Argument(["group"], required=False, type=ChangeNumber(least=1), metavar="[GROUP]")]
)
