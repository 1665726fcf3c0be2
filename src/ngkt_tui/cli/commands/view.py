"""`ngkt-tui view`: save, list and delete views."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.completions import ViewName
from ngkt_tui.cli.forms import Detailed
from ngkt_tui.cli.ids import RecordId
from ngkt_tui.cli.kinds import Listed
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption, text_or_json
from ngkt_tui.cli.typed import refuse_options, wrong
from ngkt_tui.cli.values import OneOf
from ngkt_tui.domain.clean import one_line
from ngkt_tui.domain.exact_json import exact_json
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language
from ngkt_tui.services.record_ids import full_ids

if TYPE_CHECKING:
    from ngkt_tui.services.reader import Reader
    from ngkt_tui.services.views import NamedView


class Act(StrEnum):
    """What can be done with views."""

    SAVE = "save"
    LIST = "list"
    DELETE = "delete"


class Viewed(StrEnum):
    """What a view can be of: what the dashboard has a pane for."""

    DIRECTIVES = Listed.DIRECTIVES.value
    CONFERENCES = Listed.CONFERENCES.value
    AGREEMENTS = Listed.AGREEMENTS.value
    MARKETS = Listed.MARKETS.value
    OFFICIALS = Listed.OFFICIALS.value
    AGENCIES = Listed.AGENCIES.value


def _view(
    call: Call,
    act: Act,
    name: str | None,
    expr: Sequence[str],
    scope: Sequence[str],
    kind: Viewed | None,
    force: bool,
    form: Detailed,
) -> None:
    refuse_options(each for each in (name, *expr) if each)
    if act is not Act.SAVE and (scope or kind or force):
        raise wrong("only-save")
    if act is Act.LIST:
        if name is not None:
            raise wrong("too-many", words=" ".join((name, *expr)))
        _list(call, form)
        return
    if form is Detailed.JSON:
        raise wrong("only-view-list")
    from ngkt_tui.services.views import can_name  # these read the store, which help does not need

    if not name or not can_name(name):
        raise wrong("missing", name="NAME")
    if act is Act.DELETE and expr:
        raise wrong("too-many", words=" ".join(expr))
    if act is Act.DELETE:
        from ngkt_tui.services.views import delete_view  # as above

        delete_view(call.ready(), name)
        call.tell("view.deleted", name=name)
    else:
        _save(call, name, " ".join(expr), scope, kind or Viewed.DIRECTIVES, force)


def _list(call: Call, form: Detailed) -> None:
    from ngkt_tui.services.views import all_views  # as above

    with call.reader() as reader:
        if form is Detailed.JSON:
            views = [_exact(view, call.context.language) for view in all_views(reader, call.context.language)]
            call.terminal.out.write_utf8(exact_json(views, indent=1) + "\n")
            return
        for view in all_views(reader, call.context.language):
            call.print(one_line("  ".join(_parts(call, reader, view)), limit=1000))


def _exact(view: "NamedView", language: Language) -> dict[str, object]:
    return {
        "name": view.name,
        "kind": Listed.of(view.kind),
        "filter": view.filter,
        "scope": [{"kind": chip.kind, "id": chip.id} for chip in view.scope],
        "built_in": view.is_built_in,
        "problem": view.problem.said(language) if view.problem else None,
    }


def _parts(call: Call, reader: "Reader", view: "NamedView") -> list[str]:
    parts = [view.name, view.filter, *_chips(call, reader, view)]
    if view.kind is not RecordKind.DIRECTIVE:
        parts.append(f"({next(kind for kind in Viewed if Listed(kind.value).record is view.kind)})")
    if view.is_built_in:
        parts.append(f"({call.say('view.built-in')})")
    if view.problem:
        parts.append(f"({call.say('view.unusable')}: {view.problem.said(call.context.language)})")
    return [part for part in parts if part]


def _chips(call: Call, reader: "Reader", view: "NamedView") -> list[str]:
    """Return the chips of a view by kind and id: with `--scope` and the ids it can be saved again."""
    chips = []
    for chip in view.scope:
        mark = f" ({call.say('record.withdrawn')})" if reader.find(chip.id).is_withdrawn else ""
        chips.append(f"‹{call.say(f'record.{chip.kind}')} {chip.id}{mark}›")
    return chips


def _save(call: Call, name: str, text: str, scope: Sequence[str], kind: Viewed, force: bool) -> None:
    from ngkt_tui.services.views import NamedView, save_view, scope_named  # as above

    if not text and not scope:
        raise wrong("missing", name="EXPR")
    with call.reader() as reader:
        chips = scope_named(reader, full_ids(call.context, scope))
    save_view(call.ready(), NamedView(name, text, chips, Listed(kind.value).record), may_replace=force)
    call.tell("view.saved", name=name)


COMMAND = SpokenCommand(
    "view",
    _view,
    [
        click.Argument(["act"], type=OneOf(Act), metavar="save|list|delete"),
        click.Argument(["name"], required=False, type=ViewName(), metavar="[NAME]"),
        click.Argument(["expr"], nargs=-1, metavar="[EXPR]..."),
        SpokenOption("--scope", multiple=True, type=RecordId(), metavar="ID"),
        SpokenOption("--kind", type=OneOf(Viewed), words="view-kind"),
        SpokenOption("--force", is_flag=True, words="view-force"),
        text_or_json(),
    ],
    takes_words=True,
)
