"""The commands on the store as a whole, and the shell: `backup`, `completion`, `copy`, `doctor`, `restore`.

`grant`, `revoke` and `who` are about a store on a server.
"""

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
from ngkt_tui.domain.enums import StoreRole
from ngkt_tui.domain.place import Place
from ngkt_tui.domain.text import dumps_escaped, sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.store.health import Finding, HealthReport
    from ngkt_tui.store.postgres.roles import Person


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


_NAME = click.Argument(["name"], metavar="NAME")


def _grant(call: Invocation, name: str, role: StoreRole) -> None:
    from ngkt_tui.services.maintenance import grant_role  # opens the store, which help does not need

    grant_role(call.context, name, role)
    call.print_message("roles.given", name=name, role=call.translate(f"role-in-store.{role}"))


GRANT_COMMAND = LocalizedCommand(
    "grant", _grant, [_NAME, click.Argument(["role"], type=EnumChoice(StoreRole), metavar="reader|editor|keeper")]
)


def _revoke(call: Invocation, name: str) -> None:
    from ngkt_tui.services.maintenance import revoke_role  # as above

    call.print_message("roles.taken" if revoke_role(call.context, name) else "roles.none", name=name)


REVOKE_COMMAND = LocalizedCommand("revoke", _revoke, [_NAME])


def _who(call: Invocation, form: DetailFormat) -> None:
    from ngkt_tui.services.maintenance import people_of  # as above

    people = people_of(call.context)
    if form is DetailFormat.JSON:
        exact = [person._asdict() for person in people]
        call.terminal.out.write_utf8(dumps_escaped(exact, indent=1) + "\n")
        return
    from ngkt_tui.report.text_layout import pad, width_of  # as above

    names = [sanitize_line(person.name) for person in people]
    roles = {role: call.translate(f"role-in-store.{role}") for role in StoreRole}
    widths = [max(map(width_of, column), default=0) for column in (names, roles.values())]
    for name, person in zip(names, people, strict=True):
        call.print(f"{pad(name, widths[0])}  {pad(roles[person.role], widths[1])}  {_presence(call, person)}")


def _presence(call: Invocation, person: "Person") -> str:
    if not person.connections:
        return call.translate("roles.away")
    if person.since is None:  # the server tells that of others to whom it wants
        return call.translate("roles.connected")
    from ngkt_tui.services.detail_lines import formatter_of  # loads what telling of a record needs

    return call.translate("roles.connected-since", since=formatter_of(call.context).moment(person.since))


WHO_COMMAND = LocalizedCommand("who", _who, [text_or_json()])
