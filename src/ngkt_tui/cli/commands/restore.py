"""`ngkt-tui restore`: put a backup in the place of the store."""

from pathlib import Path

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand
from ngkt_tui.cli.values import FilePath
from ngkt_tui.domain.clean import one_line


def _restore(call: Call, file: Path) -> None:
    from ngkt_tui.services.safety import restore  # opens SQLite, which help does not need

    kept = restore(call.context, file)
    call.tell("restore.done", path=one_line(str(file)))
    if kept is not None:
        call.tell("restore.kept", path=one_line(str(kept)))


COMMAND = SpokenCommand("restore", _restore, [click.Argument(["file"], type=FilePath(), metavar="FILE")])
