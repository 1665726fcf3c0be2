"""`ngkt-tui backup`: copy the store to a file."""

from pathlib import Path

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.spoken import LocalizedCommand
from ngkt_tui.cli.values import FilePathType
from ngkt_tui.domain.clean import sanitize_line


def _backup(call: Invocation, file: Path) -> None:
    from ngkt_tui.services.safety import back_up_to  # opens SQLite, which help does not need

    back_up_to(call.ready(), file)
    call.print_message("backup.written", path=sanitize_line(str(file)))


COMMAND = LocalizedCommand("backup", _backup, [click.Argument(["file"], type=FilePathType(), metavar="FILE")])
