"""`ngkt-tui redo`: take back the newest undo."""

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.edited import print_edit
from ngkt_tui.cli.spoken import LocalizedCommand


def _redo(call: Invocation) -> None:
    from ngkt_tui.services.edit import redo  # reads the store, which help does not need

    print_edit(call, redo(call.ready()))


COMMAND = LocalizedCommand("redo", _redo)
