"""The commands for what agencies are asked, answer and report: `confirm`."""

from collections.abc import Sequence
from datetime import date

import click

from ngkt_tui.cli.click_types import DateType
from ngkt_tui.cli.completions import RecordIdType
from ngkt_tui.cli.error_output import print_edit
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption
from ngkt_tui.cli.standard_input import words_or_input


def _ids() -> click.Argument:
    return click.Argument(["ids"], nargs=-1, required=True, type=RecordIdType(), metavar="ID...|-")


def _confirm(call: Invocation, ids: Sequence[str], evidence: Sequence[str], on: date | None) -> None:
    from ngkt_tui.services.edit import confirm  # reads the store, which help does not need
    from ngkt_tui.services.reader import full_ids

    ids = words_or_input(call, ids)
    context = call.ready()
    edited = confirm(context, full_ids(context, ids), on=on, evidence=evidence)
    print_edit(call, edited)
    if edited.group is not None and not evidence:
        call.print_message("confirm.no-evidence")


CONFIRM_COMMAND = LocalizedCommand(
    "confirm",
    _confirm,
    [
        _ids(),
        LocalizedOption("--evidence", multiple=True, metavar="REF"),
        LocalizedOption("--on", type=DateType(), metavar="DATE"),
    ],
)
