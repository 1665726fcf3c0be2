"""`ngkt-tui view`: save, list and delete views."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from ngkt_tui.cli.arguments import argument_name, refuse_options, usage_error
from ngkt_tui.cli.click_types import DetailFormat, EnumChoice, kind_choice
from ngkt_tui.cli.completions import RecordIdType, ViewName
from ngkt_tui.cli.invocation import Invocation
from ngkt_tui.cli.localized_click import LocalizedCommand, LocalizedOption, text_or_json
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.record_kinds import PANE_KINDS, RECORD_KINDS
from ngkt_tui.domain.text import dumps_escaped, sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.services.reader import Reader
    from ngkt_tui.services.views import NamedView


class ViewCommand(StrEnum):
    """What can be done with views."""

    SAVE = "save"
    LIST = "list"
    DELETE = "delete"


def _view(
    call: Invocation,
    act: ViewCommand,
    name: str | None,
    expr: Sequence[str],
    scope: Sequence[str],
    kind: RecordKind | None,
    force: bool,
    form: DetailFormat,
) -> None:
    refuse_options(each for each in (name, *expr) if each)
    if act is not ViewCommand.SAVE and (scope or kind or force):
        raise usage_error("only-save")
    if act is ViewCommand.LIST:
        if name is not None:
            raise usage_error("too-many", words=" ".join((name, *expr)))
        _list(call, form)
        return
    if form is DetailFormat.JSON:
        raise usage_error("only-view-list")
    from ngkt_tui.services.views import can_name  # these read the store, which help does not need

    if not name or not can_name(name):
        raise usage_error("missing", name=argument_name("NAME"))
    if act is ViewCommand.DELETE and expr:
        raise usage_error("too-many", words=" ".join(expr))
    if act is ViewCommand.DELETE:
        from ngkt_tui.services.views import delete_view  # as above

        delete_view(call.ready(), name)
        call.print_message("view.deleted", name=name)
    else:
        _save(call, name, " ".join(expr), scope, kind or RecordKind.DIRECTIVE, force)


def _list(call: Invocation, form: DetailFormat) -> None:
    from ngkt_tui.services.views import all_views  # as above

    with call.reader() as reader:
        if form is DetailFormat.JSON:
            views = [_exact(view, call.context.language) for view in all_views(reader, call.context.language)]
            call.terminal.out.write_utf8(dumps_escaped(views, indent=1) + "\n")
            return
        for view in all_views(reader, call.context.language):
            call.print(sanitize_line("  ".join(_parts(call, reader, view)), limit=1000))


def _exact(view: "NamedView", language: Language) -> dict[str, object]:
    return {
        "name": view.name,
        "kind": RECORD_KINDS[view.kind].list_name,
        "filter": view.filter,
        "scope": [{"kind": chip.kind, "id": chip.id} for chip in view.scope],
        "built_in": view.is_built_in,
        "problem": view.problem.render(language) if view.problem else None,
    }


def _parts(call: Invocation, reader: "Reader", view: "NamedView") -> list[str]:
    parts = [view.name, view.filter, *_chips(call, reader, view)]
    if view.kind is not RecordKind.DIRECTIVE:
        parts.append(f"({RECORD_KINDS[view.kind].list_name})")
    if view.is_built_in:
        parts.append(f"({call.translate('view.built-in')})")
    if view.problem:
        parts.append(f"({call.translate('view.unusable')}: {view.problem.render(call.context.language)})")
    return [part for part in parts if part]


def _chips(call: Invocation, reader: "Reader", view: "NamedView") -> list[str]:
    """Return the chips of a view by kind and id: with `--scope` and the ids it can be saved again."""
    chips = []
    for chip in view.scope:
        mark = f" ({call.translate('record.withdrawn')})" if reader.find(chip.id).is_withdrawn else ""
        chips.append(f"‹{call.translate(f'record.{chip.kind}')} {chip.id}{mark}›")
    return chips


def _save(call: Invocation, name: str, text: str, scope: Sequence[str], kind: RecordKind, force: bool) -> None:
    from ngkt_tui.services.views import NamedView, save_view, scope_named  # as above

    if not text and not scope:
        raise usage_error("missing", name=argument_name("EXPR"))
    with call.reader() as reader:
        chips = scope_named(reader, reader.full_ids(scope))
    save_view(call.ready(), NamedView(name, text, chips, kind), may_replace=force)
    call.print_message("view.saved", name=name)


VIEW_COMMAND = LocalizedCommand(
    "view",
    _view,
    [
        click.Argument(["act"], type=EnumChoice(ViewCommand), metavar="save|list|delete"),
        click.Argument(["name"], required=False, type=ViewName(), metavar="[NAME]"),
        click.Argument(["expr"], nargs=-1, metavar="[EXPR]..."),
        LocalizedOption("--scope", multiple=True, type=RecordIdType(), metavar="ID"),
        LocalizedOption("--kind", type=kind_choice(PANE_KINDS), words="view-kind"),
        LocalizedOption("--force", is_flag=True, words="view-force"),
        text_or_json(),
    ],
    takes_words=True,
)
