"""`ngkt-tui import`: take a digest into the store."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.values import FilePath

if TYPE_CHECKING:
    from ngkt_tui.store.intake import IntakeReport


def _import(call: Call, file: Path, dry_run: bool) -> None:
    from ngkt_tui.services.intake import take_in  # loads Pydantic and PyYAML

    report = take_in(call.ready(), file, dry_run=dry_run, stdin=call.terminal.input)
    from ngkt_tui.cli.intake_report import print_report  # loads SQLModel, which a faulty digest does not need

    print_report(call, report, with_ids=dry_run)
    call.tell(_outcome(report, dry_run), digest=report.digest, group=report.group)


def _outcome(report: "IntakeReport", dry_run: bool) -> str:
    if dry_run:
        return "import.dry-run"
    return "import.unchanged" if report.group is None else "import.taken-in"


COMMAND = SpokenCommand(
    "import",
    _import,
    [
        click.Argument(["file"], type=FilePath(), metavar="FILE|-"),
        SpokenOption("--dry-run", is_flag=True),
    ],
)
