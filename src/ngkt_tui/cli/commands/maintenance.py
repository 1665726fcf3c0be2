"""The commands on the store as a whole, and the shell: `backup`, `completion`, `copy`, `doctor`, `restore`."""

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ngkt_tui import __version__
from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import DetailFormat, EnumChoice, FilePathType, PlaceType
from ngkt_tui.cli.error_stream import progress_bar
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.domain.place import Place
from ngkt_tui.domain.text import dumps_escaped, sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.store.health import Finding, HealthReport


def _backup(call: Invocation, file: Path) -> None:
    from ngkt_tui.services.maintenance import back_up_to  # opens SQLite, which help does not need

    back_up_to(call.ready(), file)
    call.print_message("backup.written", path=sanitize_line(str(file)))


BACKUP_COMMAND = LocalizedCommand("backup", _backup, [click.Argument(["file"], type=FilePathType(), metavar="FILE")])


def _copy(call: Invocation, target: Place | None, origin: Place | None, file: Path | None) -> None:
    if (target is None) == (origin is None) or (file is None) != (origin is None):
        raise usage_error("copy-to-or-from")
    from ngkt_tui.services.maintenance import copy_store  # opens SQLite, which help does not need

    context, place = (replace(call.context, store=origin), file) if origin else (call.ready(), target)
    with progress_bar(call) as progress:
        copied = copy_store(replace(context, report=progress), place or context.store)
    values = {"from": sanitize_line(str(context.store)), "path": sanitize_line(str(place))}
    call.print_message("copy.done", records=copied.records, changes=copied.changes, **values)


COPY_COMMAND = LocalizedCommand(
    "copy",
    _copy,
    [
        LocalizedOption("--to", "target", type=PlaceType(), metavar="PLACE", words="copy-to"),
        LocalizedOption("--from", "origin", type=PlaceType(), metavar="PLACE", words="copy-from"),
        click.Argument(["file"], type=FilePathType(), metavar="[FILE]", required=False),
    ],
)


class Shell(StrEnum):
    """A shell that can complete."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"


def _completion(call: Invocation, shell: Shell) -> None:
    from click.shell_completion import get_completion_class  # only here

    from ngkt_tui.cli.bash_completion import BashCompletion  # as above
    from ngkt_tui.cli.dispatch import APP  # the program imports its commands by name, never at its start

    words = BashCompletion if shell is Shell.BASH else get_completion_class(shell)
    if words is None:
        raise NotImplementedError(shell)
    script = words(APP, {}, "ngkt-tui", "_NGKT_TUI_COMPLETE")
    call.print((script.source_template % script.source_vars()).strip())


COMPLETION_COMMAND = LocalizedCommand("completion", _completion, [click.Argument(["shell"], type=EnumChoice(Shell))])


def _doctor(call: Invocation, form: DetailFormat, repair: bool) -> None:
    from ngkt_tui.services.maintenance import check_store, remove_planted  # opens SQLite, which help does not need

    if repair:
        remove_planted(call.context)
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
    engine, version = ("server", health.server) if health.server else ("sqlite", health.sqlite)
    call.print(f"{call.translate(f'doctor.{engine}')}: {version}")
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
        **({"postgresql": health.server} if health.server else {"sqlite": health.sqlite}),
        "sound": not health.problems,
        "findings": findings,
        "totals": dict(health.totals.values),
    }


def _verdict(finding: "Finding") -> str:
    if finding.is_repaired:
        return "doctor.mended"
    return "doctor.wrong" if finding.problems else "doctor.fine"


DOCTOR_COMMAND = LocalizedCommand(
    "doctor",
    _doctor,
    [
        text_or_json(),
        LocalizedOption("--repair", is_flag=True),
    ],
)


def _restore(call: Invocation, file: Path) -> None:
    from ngkt_tui.services.maintenance import restore  # opens SQLite, which help does not need

    kept = restore(call.context, file)
    call.print_message("restore.done", path=sanitize_line(str(file)))
    if kept is not None:
        call.print_message("restore.kept", path=sanitize_line(str(kept)))


RESTORE_COMMAND = LocalizedCommand("restore", _restore, [click.Argument(["file"], type=FilePathType(), metavar="FILE")])
