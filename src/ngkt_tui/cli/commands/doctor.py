"""`ngkt-tui doctor`: examine the store."""

from typing import TYPE_CHECKING

import click

from ngkt_tui import __version__
from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.domain.clean import one_line

if TYPE_CHECKING:
    from ngkt_tui.store.examining import Finding


def _doctor(call: Call, repair: bool) -> None:
    from ngkt_tui.services.safety import examine, remove_planted  # opens SQLite, which help does not need

    if repair and call.store.exists():
        remove_planted(call.context)
    health = examine(call.ready(), repair=repair)
    call.print(f"{call.say('doctor.file')}: {one_line(str(call.store))}")
    call.print(f"{call.say('doctor.version')}: {health.version}")
    call.print(f"{call.say('doctor.program')}: ngkt-tui {__version__}")
    call.print(f"{call.say('doctor.sqlite')}: {health.sqlite}")
    for finding in health.findings:
        call.print(f"{call.say(f'doctor.{finding.check}')}: {call.say(_verdict(finding))}")
        for problem in finding.problems:
            call.print(f"  {one_line(problem.said(call.language))}")
    call.print(health.totals.said(call.language))
    call.tell("doctor.unsound" if health.problems else "doctor.sound", count=health.problems)
    click.get_current_context().exit(1 if health.problems else 0)


def _verdict(finding: "Finding") -> str:
    if finding.is_mended:
        return "doctor.mended"
    return "doctor.wrong" if finding.problems else "doctor.fine"


COMMAND = SpokenCommand("doctor", _doctor, [SpokenOption("--repair", is_flag=True)])
