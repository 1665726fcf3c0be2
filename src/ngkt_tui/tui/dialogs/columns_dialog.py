"""The dialog of columns: which columns the table of directives has, and in which order; each with what it holds."""

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult

from ngkt_tui.domain.table_columns import TABLE_COLUMNS
from ngkt_tui.services.detail_lines.lines import DetailLine, TextRun
from ngkt_tui.tui.dashboard.pane_controller import DIRECTIVES_PANE
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.option_row import DialogAction
from ngkt_tui.tui.widgets.rich_list import RichList

_SHOW = DialogAction("show", "space", "dialog.columns.show")
_EARLIER = DialogAction("earlier", "K,shift+up", "dialog.columns.earlier")
_LATER = DialogAction("later", "J,shift+down", "dialog.columns.later")
_RESET = DialogAction("reset", "r", "dialog.columns.reset")
TEXT = "text"
"""The column that is always there."""


class ColumnsDialog(Dialog[None]):
    """Begins with the columns `seen`; `choose_columns` is given each choice as it is made, none for a reset."""

    TITLE_KEY = "dialog.columns.title"
    WIDTH = 84

    def __init__(
        self, host: DialogHost, seen: Callable[[], Sequence[str]], choose_columns: Callable[[tuple[str, ...]], None]
    ) -> None:
        super().__init__(host.context.language)
        self._is_plain = host.context.ascii
        self._seen, self._choose_columns = seen, choose_columns
        self._columns = list(seen())
        self._pointed = self._columns[0]

    def body(self) -> ComposeResult:
        yield RichList(self._entries(), marks_stops=False, label_width=18, is_plain=self._is_plain)

    def choices(self) -> Sequence[DialogAction]:
        return _SHOW, _EARLIER, _LATER, _RESET, LEAVE

    def choose(self, choice: str) -> None:
        """Show or hide the column under the cursor, or move it; show what comes of it at once."""
        name = self._pointed
        match choice:
            case "show" if name in self._columns and name != TEXT:
                self._columns.remove(name)
            case "show" if name != TEXT:
                self._columns.append(name)
            case "earlier" | "later" if name in self._columns:
                place = self._columns.index(name) + (-1 if choice == "earlier" else 1)
                self._columns.remove(name)
                self._columns.insert(max(0, place), name)
        self._choose_columns(() if choice == "reset" else tuple(self._columns))
        if choice == "reset":
            self._columns = list(self._seen())
        sheet = self.query_one(RichList)
        sheet.show(self._entries(), at=name, top=sheet.top)

    @on(RichList.Pointed)
    def point(self, event: RichList.Pointed) -> None:
        """Have the choices be about another column."""
        self._pointed = event.target

    @on(RichList.Followed)
    def toggle(self, event: RichList.Followed) -> None:
        self._pointed = event.target
        self.choose("show")

    def _entries(self) -> list[DetailLine]:
        others = [name for name in TABLE_COLUMNS if name not in self._columns]
        return [self._entry(name) for name in (*self._columns, *others)]

    def _entry(self, name: str) -> DetailLine:
        is_shown = name in self._columns
        mark = ("x" if self._is_plain else "✓") if is_shown else "·"
        meaning = TextRun(self.translate(f"table-column.{name}.help"), "text" if is_shown else "muted")
        label = f"{mark} {self.translate(f'table-column.{name}')}"
        return DetailLine((meaning,), label=label, label_tone="key" if is_shown else "muted", target=name)


async def open_columns(host: DialogHost) -> None:
    """Choose the columns of the table of directives."""
    pane = host.panes[DIRECTIVES_PANE]

    def choose(columns: tuple[str, ...]) -> None:
        pane.lay_out(pane.options._replace(columns=columns))

    await host.ask(ColumnsDialog(host, lambda: pane.column_names or TABLE_COLUMNS, choose))
