"""`ngkt-tui doctor`: examine the store."""

from typing import TYPE_CHECKING

import click

from ngkt_tui import __version__
from ngkt_tui.cli.call import Call
from ngkt_tui.cli.forms import Detailed
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption, text_or_json
from ngkt_tui.domain.clean import one_line
from ngkt_tui.domain.exact_json import exact_json

if TYPE_CHECKING:
    from ngkt_tui.store.examining import Finding, Health


def _doctor(call: Call, form: Detailed, repair: bool) -> None:
    from ngkt_tui.services.safety import examine  # opens SQLite, which help does not need

    health = examine(call.ready(), repair=repair)
    if form is Detailed.JSON:
        call.terminal.out.write_utf8(exact_json(_exact(call, health), indent=1) + "\n")
    else:
        _print(call, health)
        call.tell("doctor.unsound" if health.problems else "doctor.sound", count=health.problems)
    click.get_current_context().exit(1 if health.problems else 0)


def _print(call: Call, health: "Health") -> None:
    call.print(f"{call.say('doctor.file')}: {one_line(str(call.store))}")
    call.print(f"{call.say('doctor.version')}: {health.version}")
    call.print(f"{call.say('doctor.program')}: ngkt-tui {__version__}")
    call.print(f"{call.say('doctor.sqlite')}: {health.sqlite}")
    for finding in health.findings:
        call.print(f"{call.say(f'doctor.{finding.check}')}: {call.say(_verdict(finding))}")
        for problem in finding.problems:
            call.print(f"  {one_line(problem.said(call.language))}")
    call.print(health.totals.said(call.language))


def _exact(call: Call, health: "Health") -> dict[str, object]:
    findings = [
        {
            "check": finding.check,
            "sound": finding.is_well,
            "repaired": finding.is_mended,
            "problems": [problem.said(call.language) for problem in finding.problems],
        }
        for finding in health.findings
    ]
    return {
        "store": str(call.store),
        "schema_version": health.version,
        "program": __version__,
        "sqlite": health.sqlite,
        "sound": not health.problems,
        "findings": findings,
        "totals": dict(health.totals.values),
    }


def _verdict(finding: "Finding") -> str:
    if finding.is_mended:
        return "doctor.mended"
    return "doctor.wrong" if finding.problems else "doctor.fine"


COMMAND = SpokenCommand(
    "doctor",
    _doctor,
    [
        text_or_json(),
        SpokenOption("--repair", is_flag=True),
    ],
)
