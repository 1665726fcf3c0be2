"""`ngkt-tui import`: take a digest into the store."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.spoken import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.values import FilePathType

if TYPE_CHECKING:
    from ngkt_tui.store.intake import IntakeReport


def _import(call: Invocation, file: Path, dry_run: bool) -> None:
    from ngkt_tui.services.intake import import_digest  # loads Pydantic and PyYAML

    report = import_digest(call.ready(), file, dry_run=dry_run, stdin=call.terminal.input)
    from ngkt_tui.cli.intake_report import print_report  # loads SQLModel, which a faulty digest does not need

    print_report(call, report, with_ids=dry_run)
    call.print_message(_outcome(report, dry_run), digest=report.digest, group=report.group)


def _outcome(report: "IntakeReport", dry_run: bool) -> str:
    if dry_run:
        return "import.dry-run"
    return "import.unchanged" if report.group is None else "import.taken-in"


COMMAND = LocalizedCommand(
    "import",
    _import,
    [
        click.Argument(["file"], type=FilePathType(), metavar="FILE|-"),
        LocalizedOption("--dry-run", is_flag=True),
    ],
)
