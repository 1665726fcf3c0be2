"""The saved-views dialog: use, save, move and delete a view."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import BuiltInViewError, ViewExistsError
from ngkt_tui.services.context import Context
from ngkt_tui.services.detail_lines.lines import DetailLine, TextRun
from ngkt_tui.services.facet_filter import infer_kind
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.scope_labels import scope_words
from ngkt_tui.services.views import (
    MAX_NAME_LENGTH,
    NamedView,
    all_views,
    can_name,
    delete_view,
    is_built_in,
    move_view,
    named_scope,
    save_view,
)
from ngkt_tui.tui.dialogs.dialog import LEAVE, ChoiceDialog, Dialog, UnsavedGuardDialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.inputs import TypedLine
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList


async def open_views(host: DialogHost) -> None:
    """Show all views until one is used or the dialog is left."""
    at = ""
    while True:
        views = await host.workers.read(partial(_listed, host.context.language))
        wanted = await host.ask(ViewsDialog(host.context, views, at=at))
        if wanted is None:
            return
        if wanted.view is None:
            at = await _save(host)
        elif wanted.act == "use" and wanted.view.unusable:
            at = wanted.view.name
            host.notifier.report(wanted.view.unusable)
        elif wanted.act == "use":
            await use_view(host, wanted.view)
            return
        else:
            at = await _change(host, wanted.act, wanted.view)


class ViewItem(NamedTuple):
    """A view, and what it is narrowed to in words."""

    view: NamedView
    scope: tuple[str, ...] = ()


def _listed(language: Language, reader: Reader) -> tuple[ViewItem, ...]:
    views = all_views(reader, language)
    with reader.connection() as connection:
        return tuple(ViewItem(view, scope_words(connection, view.scope, language)) for view in views)


async def use_view(host: DialogHost, view: NamedView) -> None:
    """Look at what a view leaves."""
    names = await host.workers.read(lambda reader: named_scope(reader, view.scope))
    host.navigator.look_at(view.kind, view.filter, names)


async def _save(host: DialogHost) -> str:
    first, text = host.filters.kind, host.filters.text
    kind = infer_kind(text, dict.fromkeys((first, *host.panes.kinds)))  # a mistake is told before a name is asked for
    name: str | None = None
    while name := await host.ask(ViewNameDialog(host.context.language, name or "")):
        view = NamedView(name, text, host.panes.view.scope, kind)
        if await _is_saved(host, view):
            host.notifier.show_message(host.translate("view.saved", name=name))
            return name
    return ""


async def _is_saved(host: DialogHost, view: NamedView) -> bool:
    """Save a view; where it cannot be, tell why, so that another name can be typed."""
    if is_built_in(view.name):
        host.notifier.report(BuiltInViewError(name=view.name))
        return False
    try:
        await host.workers.work(partial(save_view, host.context, view))
    except ViewExistsError:
        if not await _is_sure(host, "replace", view.name):
            return False
        await host.workers.work(partial(save_view, host.context, view, may_replace=True))
    return True


async def _change(host: DialogHost, act: str, view: NamedView) -> str:
    if act == "up":
        await host.workers.work(partial(move_view, host.context, view.name, -1))
        return view.name
    if not await _is_sure(host, "delete", view.name):
        return view.name
    await host.workers.work(partial(delete_view, host.context, view.name))
    host.notifier.show_message(host.translate("view.deleted", name=view.name))
    return ""


async def _is_sure(host: DialogHost, act: str, name: str) -> bool:
    question = ChoiceDialog(
        host.context.language,
        title=host.translate(f"dialog.views.{act}.title"),
        text=host.translate(f"dialog.views.{act}.text", name=name),
        yes=f"dialog.views.{act}.yes",
        no="dialog.views.keep",
    )
    return await host.ask(question) is True


_USE = DialogAction("use", "enter", "dialog.views.use")
_SAVE = DialogAction("save", "s", "dialog.views.save")
_UP = DialogAction("up", "K", "dialog.views.up")
_DELETE = DialogAction("delete", "d", "dialog.views.delete")


class ViewAction(NamedTuple):
    """What is to be done: `use`, `save`, `up` or `delete`, and with which view; `None` for saving."""

    act: str
    view: NamedView | None = None


class ViewsDialog(Dialog[ViewAction]):
    """Answers what is to be done with which view. `at` is the name of the view to begin on."""

    TITLE_KEY = "dialog.views.title"
    WIDTH = 84

    def __init__(self, context: Context, views: Sequence[ViewItem], *, at: str = "") -> None:
        super().__init__(context.language)
        self._views = tuple(listed.view for listed in views)
        self._scopes = tuple(listed.scope for listed in views)
        self._pointed = next((number for number, view in enumerate(self._views) if view.name == at), 0)
        self._is_plain, self._is_reader = context.ascii, context.is_reader

    def body(self) -> ComposeResult:
        entries = [self._entry(number, view) for number, view in enumerate(self._views)]
        yield RichList(entries, at=str(self._pointed), marks_stops=False, label_width=4, is_plain=self._is_plain)

    def choices(self) -> Sequence[DialogAction]:
        """Return what can be done with the view under the cursor; a built-in one can only be used."""
        if self._is_reader:
            return _USE, LEAVE
        own = () if self._views[self._pointed].is_built_in else (_UP, _DELETE)
        return _USE, _SAVE, *own, LEAVE

    def choose(self, choice: str) -> None:
        self.answer(ViewAction(choice, None if choice == _SAVE.id else self._views[self._pointed]))

    @on(RichList.Pointed)
    def point(self, event: RichList.Pointed) -> None:
        """Offer what can be done with another view."""
        self._pointed = int(event.target)
        self.query_one(ActionBar).show(self.choices())

    @on(RichList.Followed)
    def use(self, event: RichList.Followed) -> None:
        self.answer(ViewAction(_USE.id, self._views[int(event.target)]))

    def on_key(self, event: events.Key) -> None:
        for view in self._views:
            if event.key == str(view.number):
                event.stop()
                self.answer(ViewAction(_USE.id, view))

    def _entry(self, number: int, view: NamedView) -> DetailLine:
        parts = [view.filter, *(f"‹{words}›" for words in self._scopes[number])]
        runs = [
            TextRun(view.name, "strong"),
            TextRun("   "),
            TextRun("  ".join(part for part in parts if part), "muted"),
        ]
        if view.problem:
            problem = f"{self.translate('view.unusable')}: {view.problem.render(self.language)}"
            runs += [TextRun("   "), TextRun(problem, "alarm")]
        return DetailLine(tuple(runs), label=str(view.number or ""), label_tone="key", target=str(number))


class ViewNameDialog(UnsavedGuardDialog[str]):
    """Asks under which name the present view is to be saved."""

    TITLE_KEY = "dialog.views.name"
    LOSE = "dialog.form.lose"
    WIDTH = 60
    CHOICES = (DialogAction("save", "ctrl+s", "dialog.note.save"),)

    def __init__(self, language: Language, name: str = "") -> None:
        super().__init__(language)
        self._name_before = name

    def body(self) -> ComposeResult:
        yield TypedLine(
            self._name_before, hint=self.translate("dialog.views.hint"), max_length=MAX_NAME_LENGTH, id="name"
        )

    def written(self) -> int:
        return self.query_one(TypedLine).typed

    def typed_texts(self) -> Mapping[str, str]:
        return {"name": self.query_one(TypedLine).value}

    def retype(self, texts: Mapping[str, str]) -> None:
        self.query_one(TypedLine).retype(texts.get("name", ""))

    @on(Input.Submitted)
    def submit(self) -> None:
        """Take the name as it stands."""
        self.choose("save")

    def choose(self, choice: str) -> None:
        """Answer the name; without one the dialog stays."""
        name = self.query_one(TypedLine).value.strip()
        if can_name(name):
            self.answer(name)
