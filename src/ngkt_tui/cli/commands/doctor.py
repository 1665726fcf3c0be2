"""`ngkt-tui doctor`: examine the store."""

from typing import TYPE_CHECKING

import click

from ngkt_tui import __version__
from ngkt_tui.cli.call import Invocation
from ngkt_tui.cli.forms import DetailFormat
from ngkt_tui.cli.spoken import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.domain.clean import sanitize_line
from ngkt_tui.domain.exact_json import dumps_escaped

if TYPE_CHECKING:
    from ngkt_tui.store.examining import Finding, HealthReport


def _doctor(call: Invocation, form: DetailFormat, repair: bool) -> None:
    from ngkt_tui.services.safety import check_store  # opens SQLite, which help does not need

    health = check_store(call.ready(), repair=repair)
    if form is DetailFormat.JSON:
        call.terminal.out.write_utf8(dumps_escaped(_exact(call, health), indent=1) + "\n")
    else:
        _print(call, health)
        call.print_message("doctor.unsound" if health.problems else "doctor.sound", count=health.problems)
    click.get_current_context().exit(1 if health.problems else 0)


def _print(call: Invocation, health: "HealthReport") -> None:
    call.print(f"{call.translate('doctor.file')}: {sanitize_line(str(call.store))}")
    call.print(f"{call.translate('doctor.version')}: {health.version}")
    call.print(f"{call.translate('doctor.program')}: ngkt-tui {__version__}")
    call.print(f"{call.translate('doctor.sqlite')}: {health.sqlite}")
    for finding in health.findings:
        call.print(f"{call.translate(f'doctor.{finding.check}')}: {call.translate(_verdict(finding))}")
        for problem in finding.problems:
            call.print(f"  {sanitize_line(problem.render(call.language))}")
    call.print(health.totals.render(call.language))


def _exact(call: Invocation, health: "HealthReport") -> dict[str, object]:
    findings = [
        {
            "check": finding.check,
            "sound": finding.is_ok,
            "repaired": finding.is_repaired,
            "problems": [problem.render(call.language) for problem in finding.problems],
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
    if finding.is_repaired:
        return "doctor.mended"
    return "doctor.wrong" if finding.problems else "doctor.fine"


COMMAND = LocalizedCommand(
    "doctor",
    _doctor,
    [
        text_or_json(),
        LocalizedOption("--repair", is_flag=True),
    ],
)
