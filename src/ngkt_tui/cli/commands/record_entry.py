"""The commands that make records by hand and take them away: `add`, `remove`."""

from collections.abc import Sequence
from enum import StrEnum

import click

from ngkt_tui.cli.arguments import usage_error
from ngkt_tui.cli.click_types import EnumChoice
from ngkt_tui.cli.completions import AgencyName, RecordIdType
from ngkt_tui.cli.error_output import print_edit
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption
from ngkt_tui.domain.enums import OrganisationKind, RecordKind


class EntryKind(StrEnum):
    """What can be made by hand: what needs no article to stand for it."""

    ORGANISATION = "organisation"
    THEME = "theme"


def _add(
    call: Invocation,
    kind: EntryKind,
    id: str | None,
    force: bool,
    form: OrganisationKind | None,
    parent: str | None,
    member_of: Sequence[str],
    alias: Sequence[str],
    **texts: str | None,
) -> None:
    values: dict[str, object] = {"id": id} if id else {}
    values |= {name: text for name in ("name", "short") if (text := _text(texts, name))}
    if "name" not in values:
        raise usage_error("missing", name="--name")
    from ngkt_tui.services.agencies import agencies_called  # these read the store, which help does not need
    from ngkt_tui.services.record_entry import add_record

    context = call.ready()
    with call.reader() as reader:
        values |= {"parent": agencies_called(reader, [parent])[0]} if parent else {}
        values |= {"member_of": list(agencies_called(reader, member_of))} if member_of else {}
    values |= {"kind": form.value} if form else {}
    values |= {"aliases": list(alias)} if alias else {}
    if kind is EntryKind.ORGANISATION and form is None:
        raise usage_error("missing", name="--kind")
    record, edited = add_record(context, RecordKind(kind.value), values, may_be_alike=force)
    call.print(record)  # alone on the standard output, for a script to take
    call.print_message(edited.sentence, **edited.values)
    call.print_message("edited.group", group=edited.group)


def _text(texts: dict[str, str | None], name: str) -> dict[str, str]:
    given = {"vi": texts[name], "en": texts[f"{name}_en"]}
    return {language: text for language, text in given.items() if text}


ADD_COMMAND = LocalizedCommand(
    "add",
    _add,
    [
        click.Argument(["kind"], type=EnumChoice(EntryKind), metavar="organisation|theme"),
        LocalizedOption("--name", metavar="TEXT", words="add-name"),
        LocalizedOption("--name-en", metavar="TEXT", words="add-name-en"),
        LocalizedOption("--kind", "form", type=EnumChoice(OrganisationKind, "organisation-kind"), words="add-kind"),
        LocalizedOption("--short", metavar="TEXT", words="add-short"),
        LocalizedOption("--short-en", metavar="TEXT", words="add-short-en"),
        LocalizedOption("--alias", multiple=True, metavar="TEXT", words="add-alias"),
        LocalizedOption("--parent", type=AgencyName(), metavar="ORG", words="add-parent"),
        LocalizedOption("--member-of", multiple=True, type=AgencyName(), metavar="ORG", words="add-member-of"),
        LocalizedOption("--id", metavar="ID", words="add-id"),
        LocalizedOption("--force", is_flag=True, words="add-force"),
    ],
)


def _remove(call: Invocation, record: str) -> None:
    from ngkt_tui.services.edit import delete_record  # as above
    from ngkt_tui.services.reader import full_ids

    context = call.ready()
    print_edit(call, delete_record(context, full_ids(context, [record])[0]))


REMOVE_COMMAND = LocalizedCommand("remove", _remove, [click.Argument(["record"], type=RecordIdType(), metavar="ID")])
