"""`ngkt-tui redo`: take back the newest undo."""

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.edited import tell_edited
from ngkt_tui.cli.spoken import SpokenCommand


def _redo(call: Call) -> None:
    from ngkt_tui.services.edit import redo  # reads the store, which help does not need

    tell_edited(call, redo(call.ready()))


COMMAND = SpokenCommand("redo", _redo)
