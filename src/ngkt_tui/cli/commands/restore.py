"""`ngkt-tui restore`: put a backup in the place of the store."""

from pathlib import Path

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.spoken import LocalizedCommand
from ngkt_tui.cli.values import FilePathType
from ngkt_tui.domain.clean import sanitize_line


def _restore(call: Invocation, file: Path) -> None:
    from ngkt_tui.services.safety import restore  # opens SQLite, which help does not need

    kept = restore(call.context, file)
    call.print_message("restore.done", path=sanitize_line(str(file)))
    if kept is not None:
        call.print_message("restore.kept", path=sanitize_line(str(kept)))


COMMAND = LocalizedCommand("restore", _restore, [click.Argument(["file"], type=FilePathType(), metavar="FILE")])
