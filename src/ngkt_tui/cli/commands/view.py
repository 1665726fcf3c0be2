"""`ngkt-tui view`: save, list and delete views."""

from collections.abc import Sequence
from enum import StrEnum

import click

from ngkt_tui.cli.call import Call
from ngkt_tui.cli.spoken import SpokenCommand, SpokenOption
from ngkt_tui.cli.typed import wrong
from ngkt_tui.cli.values import OneOf
from ngkt_tui.domain.clean import one_line


class Act(StrEnum):
    """What can be done with views."""

    SAVE = "save"
    LIST = "list"
    DELETE = "delete"


def _view(call: Call, act: Act, name: str | None, expr: Sequence[str], force: bool) -> None:
    if act is Act.LIST:
        if name is not None:
            raise wrong("too-many", words=" ".join((name, *expr)))
        _list(call)
        return
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
        _save(call, name, expr, force)


def _list(call: Call) -> None:
    from ngkt_tui.services.views import all_views  # as above

    with call.reader() as reader:
        for view in all_views(reader, call.context.language):
            scope = "".join(f"  ‹{chip.kind} {chip.id}›" for chip in view.scope)
            mark = f"  ({call.say('view.built-in')})" if view.is_built_in else ""
            call.print(one_line(f"{view.name}  {view.filter}{scope}{mark}", limit=1000))


def _save(call: Call, name: str, expr: Sequence[str], force: bool) -> None:
    from ngkt_tui.services.views import NamedView, save_view  # as above

    text = " ".join(expr)
    if not text:
        raise wrong("missing", name="EXPR")
    save_view(call.ready(), NamedView(name, text), may_replace=force)
    call.tell("view.saved", name=name)


COMMAND = SpokenCommand(
    "view",
    _view,
    [
        click.Argument(["act"], type=OneOf(Act), metavar="save|list|delete"),
        click.Argument(["name"], required=False, metavar="[NAME]"),
        click.Argument(["expr"], nargs=-1, metavar="[EXPR]..."),
        SpokenOption("--force", is_flag=True),
    ],
    takes_words=True,
)
