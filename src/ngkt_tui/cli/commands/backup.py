"""`ngkt-tui backup`: copy the store to a file."""

from pathlib import Path

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand
from ngkt_tui.cli.values import FilePath
from ngkt_tui.domain.clean import one_line


def _backup(call: Call, file: Path) -> None:
    from ngkt_tui.services.safety import back_up_to  # opens SQLite, which help does not need

    back_up_to(call.ready(), file)
    call.tell("backup.written", path=one_line(str(file)))


COMMAND = SpokenCommand("backup", _backup, [click.Argument(["file"], type=FilePath(), metavar="FILE")])
