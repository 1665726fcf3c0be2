"""The saved views: one is chosen by its number or by Enter; the present filter is saved, old views are deleted."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.widgets import Input

from ngkt_tui.domain.language import Language
from ngkt_tui.services.telling.lines import DetailLine, TextRun
from ngkt_tui.services.views import MAX_NAME_LENGTH, NamedView, can_name
from ngkt_tui.tui.dialogs.base import LEAVE, Dialog
from ngkt_tui.tui.dialogs.choices import ActionBar, DialogAction
from ngkt_tui.tui.dialogs.sheet_view import RichList
from ngkt_tui.tui.dialogs.typed import TypedLine
from ngkt_tui.tui.dialogs.writing import UnsavedGuardDialog

_USE = DialogAction("use", "enter", "dialog.views.use")
_SAVE = DialogAction("save", "s", "dialog.views.save")
_UP = DialogAction("up", "K", "dialog.views.up")
_DELETE = DialogAction("delete", "d", "dialog.views.delete")


class ViewAction(NamedTuple):
    """What is to be done: `use`, `save`, `up` or `delete`, and with which view; `None` for saving."""

    act: str
    view: NamedView | None = None


class ViewItem(NamedTuple):
    """A view, and what it is narrowed to in words."""

    view: NamedView
    scope: tuple[str, ...] = ()


class ViewsDialog(Dialog[ViewAction]):
    """Answers what is to be done with which view. `at` is the name of the view to begin on."""

    TITLE_KEY = "dialog.views.title"
    WIDTH = 84

    def __init__(self, language: Language, views: Sequence[ViewItem], *, at: str = "", is_plain: bool) -> None:
        super().__init__(language)
        self._views = tuple(listed.view for listed in views)
        self._scopes = tuple(listed.scope for listed in views)
        self._pointed = next((number for number, view in enumerate(self._views) if view.name == at), 0)
        self._is_plain = is_plain

    def body(self) -> ComposeResult:
        """Yield the views."""
        entries = [self._entry(number, view) for number, view in enumerate(self._views)]
        yield RichList(entries, at=str(self._pointed), marks_stops=False, label_width=4, is_plain=self._is_plain)

    def choices(self) -> Sequence[DialogAction]:
        """Return what can be done with the view under the cursor; a built-in one can only be used."""
        own = () if self._views[self._pointed].is_built_in else (_UP, _DELETE)
        return _USE, _SAVE, *own, LEAVE

    def choose(self, choice: str) -> None:
        """Answer the choice, with the view under the cursor."""
        self.answer(ViewAction(choice, None if choice == _SAVE.id else self._views[self._pointed]))

    @on(RichList.Pointed)
    def point(self, event: RichList.Pointed) -> None:
        """Offer what can be done with another view."""
        self._pointed = int(event.target)
        self.query_one(ActionBar).show(self.choices())

    @on(RichList.Followed)
    def use(self, event: RichList.Followed) -> None:
        """Answer the view that was chosen."""
        self.answer(ViewAction(_USE.id, self._views[int(event.target)]))

    def on_key(self, event: events.Key) -> None:
        """Answer the view of a number."""
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
            told = f"{self.say('view.unusable')}: {view.problem.render(self.language)}"
            runs += [TextRun("   "), TextRun(told, "alarm")]
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
        """Yield the box for the name."""
        yield TypedLine(self._name_before, hint=self.say("dialog.views.hint"), max_length=MAX_NAME_LENGTH, id="name")

    def written(self) -> int:
        """Return how many characters have been typed."""
        return self.query_one(TypedLine).typed

    def typed_texts(self) -> Mapping[str, str]:
        """Return the name as it stands."""
        return {"name": self.query_one(TypedLine).value}

    def retype(self, texts: Mapping[str, str]) -> None:
        """Put the name back."""
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
