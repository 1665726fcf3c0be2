"""What is done with saved views: using one, saving the present one, putting them in order, deleting."""

from functools import partial

from ngkt_tui.domain.errors import BuiltInViewError, ViewExistsError
from ngkt_tui.domain.language import Language
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.services.facets import infer_kind
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.scope_words import scope_words
from ngkt_tui.services.views import (
    NamedView,
    all_views,
    delete_view,
    is_built_in,
    move_view,
    named_scope,
    save_view,
)
from ngkt_tui.tui.desk import DialogHost
from ngkt_tui.tui.dialogs.question import ChoiceDialog
from ngkt_tui.tui.dialogs.views import ViewItem, ViewNameDialog, ViewsDialog
from ngkt_tui.tui.view import LabelledScope


async def open_views(desk: DialogHost) -> None:
    """Show all views until one is used or the dialog is left."""
    at = ""
    while True:
        views = await desk.read(partial(_listed, desk.language))
        wanted = await desk.ask(ViewsDialog(desk.language, views, at=at, is_plain=desk.context.ascii))
        if wanted is None:
            return
        if wanted.view is None:
            at = await _save(desk)
        elif wanted.act == "use" and wanted.view.unusable:
            at = wanted.view.name
            desk.tell_failure(wanted.view.unusable)
        elif wanted.act == "use":
            await use_view(desk, wanted.view)
            return
        else:
            at = await _change(desk, wanted.act, wanted.view)


def _listed(language: Language, reader: Reader) -> tuple[ViewItem, ...]:
    views = all_views(reader, language)
    with reader.connection() as connection:
        return tuple(ViewItem(view, scope_words(connection, view.scope, language)) for view in views)


async def use_view(desk: DialogHost, view: NamedView) -> None:
    """Look at what a view leaves."""
    names = await desk.read(lambda reader: named_scope(reader, view.scope))
    desk.look_at(view.kind, view.filter, tuple(LabelledScope(*name) for name in names))


async def _save(desk: DialogHost) -> str:
    first, text = desk.pane_filter
    kind = infer_kind(text, dict.fromkeys((first, *desk.pane_kinds)))  # a mistake is told before a name is asked for
    name: str | None = None
    while name := await desk.ask(ViewNameDialog(desk.language, name or "")):
        view = NamedView(name, text, tuple(ScopeItem(chip.kind, chip.id) for chip in desk.view.scope), kind)
        if await _is_saved(desk, view):
            desk.tell(desk.say("view.saved", name=name))
            return name
    return ""


async def _is_saved(desk: DialogHost, view: NamedView) -> bool:
    """Save a view; where it cannot be, tell why, so that another name can be typed."""
    if is_built_in(view.name):
        desk.tell_failure(BuiltInViewError(name=view.name))
        return False
    try:
        await desk.work(partial(save_view, desk.context, view))
    except ViewExistsError:
        if not await _is_sure(desk, "replace", view.name):
            return False
        await desk.work(partial(save_view, desk.context, view, may_replace=True))
    return True


async def _change(desk: DialogHost, act: str, view: NamedView) -> str:
    if act == "up":
        await desk.work(partial(move_view, desk.context, view.name, -1))
        return view.name
    if not await _is_sure(desk, "delete", view.name):
        return view.name
    await desk.work(partial(delete_view, desk.context, view.name))
    desk.tell(desk.say("view.deleted", name=view.name))
    return ""


async def _is_sure(desk: DialogHost, act: str, name: str) -> bool:
    question = ChoiceDialog(
        desk.language,
        title=desk.say(f"dialog.views.{act}.title"),
        text=desk.say(f"dialog.views.{act}.text", name=name),
        yes=f"dialog.views.{act}.yes",
        no="dialog.views.keep",
    )
    return await desk.ask(question) is True
