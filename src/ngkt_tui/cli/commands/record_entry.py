"""The commands that make records by hand and take them away: `add`, `remove`."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import DateType, FilePathType, WordChoice
from ngkt_tui.cli.completions import RecordIdType
from ngkt_tui.cli.error_stream import print_edit
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption
from ngkt_tui.domain.enums import RecordKind

if TYPE_CHECKING:
    from ngkt_tui.services.record_fields import Given

ENTERED = {kind.value: kind for kind in RecordKind if kind is not RecordKind.ARTICLE}
"""What can be made by hand: an article belongs into a digest that cites it."""


def _add(
    call: Invocation,
    kind: RecordKind,
    fields: Sequence[str],
    id: str | None,
    force: bool,
    document: str | None,
    point: str | None,
    source: Sequence[str],
    articles: Path | None,
    due: date | None,
) -> None:
    given = _given(fields)
    if due and kind is not RecordKind.DIRECTIVE:
        raise usage_error("no-option", word="--due")
    from ngkt_tui.services.record_fields import required_fields  # loads Pydantic, which help does not need

    for name in required_fields(kind):
        if name not in given:
            raise usage_error("missing", name=f"--{name}")
    from ngkt_tui.services.record_entry import RecordBasis, add_fields  # reads the store

    basis = RecordBasis(document or "", point or "", tuple(source), articles)
    record, edited = add_fields(
        call.ready(),
        kind,
        given,
        basis,
        record=id,
        due=due.isoformat() if due else None,
        may_be_alike=force,
    )
    call.print(record)  # alone on the standard output, for a script to take
    call.print_message(edited.sentence, **edited.values)
    call.print_message("edited.group", group=edited.group)


def _given(words: Sequence[str]) -> "Given":
    """Return the fields that `--FIELD VALUE` and `--FIELD=VALUE` give; raises `UsageError` for anything else."""
    given: dict[str, list[str]] = {}
    left = list(words)
    while left:
        name, equals, value = left.pop(0).partition("=")
        if not name.startswith("--") or len(name) < 3:
            raise usage_error("too-many", words=name)
        if not equals:
            if not left:
                raise usage_error("needs-value", word=name)
            value = left.pop(0)
        given.setdefault(name[2:].replace("_", "-"), []).append(value)
    return given


ADD_COMMAND = LocalizedCommand(
    "add",
    _add,
    [
        click.Argument(["kind"], type=WordChoice(ENTERED), metavar="KIND"),
        click.Argument(["fields"], nargs=-1, type=click.UNPROCESSED, metavar="--FIELD VALUE …"),
        LocalizedOption("--document", metavar="NUMBER", words="add-document"),
        LocalizedOption("--point", metavar="TEXT", words="add-point"),
        LocalizedOption("--source", multiple=True, metavar="ARTICLE:PARA:TERM", words="add-source"),
        LocalizedOption("--articles", type=FilePathType(), metavar="DIR", words="add-articles"),
        LocalizedOption("--due", type=DateType(may_come=True), metavar="DATE", words="add-due"),
        LocalizedOption("--id", metavar="ID", words="add-id"),
        LocalizedOption("--force", is_flag=True, words="add-force"),
    ],
    takes_words=True,
)


def _correct(call: Invocation, record: str, fields: Sequence[str], why: str | None) -> None:
    given = _given(fields)
    from ngkt_tui.services.reader import full_ids  # these read the store, which help does not need

    context = call.ready()
    ids = full_ids(context, [record])
    from ngkt_tui.services.correction import correct_fields

    print_edit(call, correct_fields(context, ids[0], given, why))


CORRECT_COMMAND = LocalizedCommand(
    "correct",
    _correct,
    [
        click.Argument(["record"], type=RecordIdType(), metavar="ID"),
        click.Argument(["fields"], nargs=-1, type=click.UNPROCESSED, metavar="--FIELD VALUE …"),
        LocalizedOption("--why", metavar="TEXT", words="correct-why"),
    ],
    takes_words=True,
)


def _remove(call: Invocation, record: str) -> None:
    from ngkt_tui.services.edit import delete_record  # as above
    from ngkt_tui.services.reader import full_ids

    context = call.ready()
    print_edit(call, delete_record(context, full_ids(context, [record])[0]))


REMOVE_COMMAND = LocalizedCommand("remove", _remove, [click.Argument(["record"], type=RecordIdType(), metavar="ID")])
