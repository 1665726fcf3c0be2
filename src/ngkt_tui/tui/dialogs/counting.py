"""The counting form: what each cell holds and what it is a share of; a cell narrows the checklist to its records."""

from textual import on
from textual.app import ComposeResult

from ngkt_tui.domain.counting import DATED, Cell, Share
from ngkt_tui.domain.language import Language
from ngkt_tui.query.totals import Header
from ngkt_tui.services.telling.lines import Entry, Run, heading, line
from ngkt_tui.tui.dialogs.base import Dialog
from ngkt_tui.tui.dialogs.sheet_view import Sheet
from ngkt_tui.tui.widgets.cells import fit, fit_right

_TONES = {Cell.ON_TIME: "done", Cell.DONE: "done", Cell.LATE: "alarm", Cell.OVERDUE: "alarm", Cell.OPEN: "doing"}


class CountingDialog(Dialog[str]):
    """Answers the filter that leaves exactly the records of a cell."""

    TITLE_KEY = "dialog.counting.title"
    WIDTH = 84

    def __init__(self, language: Language, header: Header, *, is_plain: bool) -> None:
        super().__init__(language)
        self._header = header
        self._is_plain = is_plain

    def body(self) -> ComposeResult:
        """Yield the cells, those with a due date first."""
        yield Sheet(self._entries(), marks_stops=False, is_plain=self._is_plain)

    def choose(self, choice: str) -> None:
        """Do nothing: there is nothing to choose but leaving."""

    @on(Sheet.Followed)
    def take(self, event: Sheet.Followed) -> None:
        """Answer the filter of the cell."""
        self.answer(event.target)

    def _entries(self) -> list[Entry]:
        form = self._header.form
        undated = [cell for cell in Cell if cell not in DATED]
        finished = Share(form.finished, form.total)
        evidenced = Share(self._header.evidenced, form.finished)
        return [
            line(self.say("dialog.counting.total", count=form.total), "strong"),
            self._row("dialog.counting.finished", finished, "dialog.counting.of-all", "status:done"),
            self._row("dialog.counting.evidenced", evidenced, "dialog.counting.of-done", "status:done is:evidenced"),
            heading(self.say("dialog.counting.dated", count=form.dated)),
            *(self._cell(cell, Share(form.in_cell(cell), form.dated), "dialog.counting.of-dated") for cell in DATED),
            heading(self.say("dialog.counting.undated", count=form.total - form.dated)),
            *(self._cell(cell, Share(form.in_cell(cell), form.total), "dialog.counting.of-all") for cell in undated),
        ]

    def _cell(self, cell: Cell, share: Share, whole: str) -> Entry:
        return self._row(f"cell.{cell}", share, whole, f"cell:{cell}", _TONES.get(cell, "muted"))

    def _row(self, label: str, share: Share, whole: str, target: str, tone: str = "muted") -> Entry:
        rate = "" if share.percent is None else f"{share.percent}% "
        runs = (
            Run(fit(self.say(label), 34), "text"),
            Run(fit_right(str(share.part), 7), tone if share.part else "muted"),  # type: ignore[arg-type]
            Run(fit_right(rate, 7), "strong"),
            Run(self.say(whole, count=share.whole) if rate else "", "muted"),
        )
        return Entry(runs, target=target)
