"""The counting form: what each cell holds and what it is a share of; a cell narrows the checklist to its records.

It counts all directives of the scope, or those of each conference, agency or theme; the arrows left and right switch.
"""

from collections.abc import Iterator

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding

from ngkt_tui.domain.counting_form import DATED, CountingCategory, CountingForm, Ratio
from ngkt_tui.domain.stored_values import undamaged
from ngkt_tui.domain.words import format_date, localized
from ngkt_tui.query.scope import Scope
from ngkt_tui.query.totals import Grouping
from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, TextRun, Tone, heading, line
from ngkt_tui.services.overview import CountedGroup, CountingResult, count_directives
from ngkt_tui.tui.dialogs.dialog import Dialog
from ngkt_tui.tui.dialogs.openers import DialogHost
from ngkt_tui.tui.widgets.drawing import fit, fit_right, sanitize_cell
from ngkt_tui.tui.widgets.inputs import Picker, RadioOption
from ngkt_tui.tui.widgets.rich_list import RichList

_TONES: dict[CountingCategory, Tone] = {
    CountingCategory.ON_TIME: "done",
    CountingCategory.DONE: "done",
    CountingCategory.LATE: "alarm",
    CountingCategory.OVERDUE: "alarm",
    CountingCategory.OPEN: "doing",
}
_ALL = "all"
LABEL_CELLS = 34
NUMBER_CELLS = 7
MAX_GROUPS = 200
"""Groups that are shown; whoever wants the rest narrows the dashboard first."""
NOT_COUNTED = "summary.not-counted"
BESIDE_LABEL = 46
"""Cells that frame, numbers and shares need beside a label."""


class CountingDialog(Dialog[str]):
    """Answers the filter that leaves exactly the records of a cell."""

    TITLE_KEY = "dialog.counting.title"
    WIDTH = 88
    BINDINGS = [
        Binding("left", "switch(-1)", show=False),
        Binding("right", "switch(1)", show=False),
    ]

    def __init__(self, host: DialogHost, read: CountingResult) -> None:
        super().__init__(host.context.language)
        self._host, self._read = host, read

    def subtitle(self) -> str:
        return self.translate("dialog.counting.keys")

    def body(self) -> ComposeResult:
        is_plain = self._host.context.ascii
        options = [RadioOption(each, self.translate(f"dialog.counting.by.{each}")) for each in (_ALL, *Grouping)]
        yield Picker(self.translate("dialog.counting.by"), options, _ALL, is_plain=is_plain, id="by")
        yield RichList(self._entries(), marks_stops=False, is_plain=is_plain)

    def on_mount(self) -> None:
        self.query_one(RichList).focus()

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._show()

    def choose(self, choice: str) -> None:
        """Do nothing: there is nothing to choose but leaving."""

    def action_switch(self, step: int) -> None:
        self.query_one(Picker).action_step(step)

    def store_changed(self) -> None:
        self._count()

    @on(Picker.OptionPicked)
    def count_by(self) -> None:
        self._count()

    @on(RichList.Followed)
    def take(self, event: RichList.Followed) -> None:
        self.answer(event.target)

    @work(exclusive=True)
    async def _count(self) -> None:
        picked = self.query_one(Picker).picked
        by = None if picked == _ALL else Grouping(picked)
        self._read = await read_counted(self._host, by)
        self._show()

    def _show(self) -> None:
        for sheet in self.query(RichList):
            sheet.show(self._entries(), at=sheet.target)

    def _entries(self) -> list[DetailLine]:
        if not self._read.groups:
            return list(self._whole())
        groups = self._read.groups[:MAX_GROUPS]
        entries = [entry for group in groups for entry in (*self._group(group), BLANK)]
        if rest := len(self._read.groups) - len(groups):
            entries += [line(self.translate("dialog.counting.more", count=rest), "muted"), BLANK]
        return [*self._remark(), *entries[:-1]]

    def _remark(self) -> Iterator[DetailLine]:
        """Yield a line on why groups may add up to more than all."""
        if sum(group.form.total for group in self._read.groups) > self._read.whole.form.total:
            yield line(self.translate("dialog.counting.each"), "muted")
            yield BLANK

    def _whole(self) -> Iterator[DetailLine]:
        header = self._read.whole
        form = header.form
        yield line(self.translate("dialog.counting.total", count=form.total), "strong")
        yield from self._finished(form, header.evidenced, "")
        if header.own:
            yield self._row("dialog.counting.own", Ratio(header.own, form.total), "dialog.counting.of-all", "is:own")
        yield heading(self.translate("dialog.counting.dated", count=form.with_due_date))
        yield from (self._cell(form, cell, "") for cell in DATED)
        yield heading(self.translate("dialog.counting.undated", count=form.followed - form.with_due_date))
        yield from (
            self._cell(form, cell, "") for cell in CountingCategory if cell not in (*DATED, CountingCategory.SPIRIT)
        )
        if form.spirit:
            yield heading(self.translate("dialog.counting.spirit", count=form.spirit))
            yield self._cell(form, CountingCategory.SPIRIT, "")

    def _group(self, group: CountedGroup) -> Iterator[DetailLine]:
        """Return the group with its total, then the cells in which it has anything."""
        name = localized(self.language, group.name_vi, group.name_en) or self.translate("dialog.counting.none")
        day = format_date(undamaged(group.date), self.language)
        title = fit(sanitize_cell(f"{day}  {name}" if day else name), self._label_cells + NUMBER_CELLS)
        total = TextRun(self.translate("dialog.counting.total", count=group.form.total), "strong")
        yield DetailLine((TextRun(title, "title"), TextRun(" " * NUMBER_CELLS), total), target=group.filter)
        if group.form.finished:
            yield from self._finished(group.form, group.evidenced, group.filter)
        yield from (
            self._cell(group.form, cell, group.filter) for cell in CountingCategory if group.form.count_of(cell)
        )

    def _finished(self, form: CountingForm, evidenced: int, within: str) -> Iterator[DetailLine]:
        finished = Ratio(form.finished, form.followed)
        done = f"{within} status:done" + (" -nature:spirit" if form.spirit else "")
        yield self._row("dialog.counting.finished", finished, self._whole_of(form), done)
        share = Ratio(evidenced, form.finished)
        target = f"{done} is:evidenced"
        yield self._row("dialog.counting.evidenced", share, "dialog.counting.of-done", target)

    def _cell(self, form: CountingForm, cell: CountingCategory, within: str) -> DetailLine:
        target = f"{within} cell:{cell}"
        if cell is CountingCategory.SPIRIT:
            return self._row(f"cell.{cell}", Ratio(form.spirit, 0), NOT_COUNTED, target)
        is_dated = cell in DATED
        share = Ratio(form.count_of(cell), form.with_due_date if is_dated else form.followed)
        whole = "dialog.counting.of-dated" if is_dated else self._whole_of(form)
        return self._row(f"cell.{cell}", share, whole, target, _TONES.get(cell, "muted"))

    def _whole_of(self, form: CountingForm) -> str:
        return "dialog.counting.of-followed" if form.spirit else "dialog.counting.of-all"

    def _row(self, label: str, share: Ratio, whole: str, target: str, tone: Tone = "muted") -> DetailLine:
        rate = "" if share.percent is None else f"{share.percent}% "
        runs = (
            TextRun(fit(self.translate(label), self._label_cells), "text"),
            TextRun(fit_right(str(share.numerator), NUMBER_CELLS), tone if share.numerator else "muted"),
            TextRun(fit_right(rate, NUMBER_CELLS), "strong"),
            TextRun(self.translate(whole, count=share.denominator) if rate or whole == NOT_COUNTED else "", "muted"),
        )
        return DetailLine(runs, target=target.strip())

    @property
    def _label_cells(self) -> int:
        return max(LABEL_CELLS // 2, min(LABEL_CELLS, self.app.size.width - BESIDE_LABEL))


async def read_counted(host: DialogHost, by: Grouping | None = None) -> CountingResult:
    """Count what the dashboard is narrowed to."""
    scope: Scope = host.panes.view.scope
    return await host.workers.read(lambda reader: count_directives(reader, scope, by))


async def open_counting(host: DialogHost) -> None:
    """Show the counting form; a cell narrows the checklist to its records."""
    if text := await host.ask(CountingDialog(host, await read_counted(host))):
        host.navigator.filter_directives(text)
