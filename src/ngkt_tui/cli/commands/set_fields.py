"""`ngkt-tui set`: give directives a status."""

from collections.abc import Sequence
from datetime import date

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.edited import tell_edited
from ngkt_tui.cli.ids import RecordId
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.values import Day, OneOf, wrong
from ngkt_tui.domain.status import Status
from ngkt_tui.domain.words import Saying


def _set(call: Call, ids: Sequence[str], status: Status | None, on: date | None, why: str | None) -> None:
    if status is None:
        raise wrong("nothing-to-set")
    if on is not None and status is not Status.DONE:
        raise wrong("on-without-done")
    if status.asks_why and not (why or "").strip():
        raise wrong("why-wanted", status=Saying(f"status.{status}"))
    from ngkt_tui.services.edit import set_status  # reads the store, which help does not need

    tell_edited(call, set_status(call.ready(), list(dict.fromkeys(ids)), status, why=why, on=on))


COMMAND = SpokenCommand(
    "set",
    _set,
    [
        click.Argument(["ids"], nargs=-1, required=True, type=RecordId(), metavar="ID..."),
        SpokenOption("--status", type=OneOf(Status, "status")),
        SpokenOption("--on", type=Day(), metavar="DATE"),
        SpokenOption("--why", metavar="TEXT"),
    ],
)
