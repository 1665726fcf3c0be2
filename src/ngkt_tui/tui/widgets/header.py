"""The head of the dashboard: how many directives there are and where they stand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style

from ngkt_tui.domain.counting_form import Ratio
from ngkt_tui.domain.enums import Status
from ngkt_tui.services.context import Context
from ngkt_tui.tui.keymap import keymap_of
from ngkt_tui.tui.messages import StoreProblem
from ngkt_tui.tui.widgets.drawing import Line, stacked_bar, status_glyph, status_ink, width_of
from ngkt_tui.tui.widgets.line_widgets import LineWidget

if TYPE_CHECKING:
    from ngkt_tui.query.totals import DashboardTotals

BOLD = Style(bold=True)


class HeaderLine(LineWidget):
    """Totals, a bar, and counts; what does not fit is left out, the least important first."""

    def __init__(self, context: Context) -> None:
        super().__init__(id="header")
        self._header: DashboardTotals | None = None
        self._why = "" if context.may_edit else "header.reader" if context.is_reader else "header.readonly"
        self._trouble: StoreProblem | None = None
        self._work = ""

    @property
    def counts(self) -> "DashboardTotals | None":
        """Return what is counted; `None` before it has been."""
        return self._header

    def show(self, header: "DashboardTotals") -> None:
        """Show other counts."""
        self._header = header
        self.refresh()

    def show_trouble(self, trouble: StoreProblem | None) -> None:
        """Show in the place of all counts why they are not true any more; `None` where they are."""
        self._trouble = trouble
        self.refresh()

    def show_work(self, words: str) -> None:
        """Show in the place of all counts how far long work has come; empty where there is none."""
        self._work = words
        self.refresh()

    def line(self, width: int) -> Line:
        if self._trouble is not None:
            return self._alarm(self._trouble, width)
        if self._work:
            return [Segment(" NGKT", self.text_styles.title), Segment(f"  {self._work}", self.text_styles.gold)]
        forms: tuple[Callable[[], Line], ...] = (
            lambda: self._form(subtitle=True, bar=26, words=True, shares=True),
            lambda: self._form(subtitle=False, bar=26, words=True, shares=True),
            lambda: self._form(subtitle=False, bar=10, words=True, shares=True),
            lambda: self._form(subtitle=False, bar=16, words=False, shares=True),
            lambda: self._form(subtitle=False, bar=26, words=True, shares=False),
            lambda: self._form(subtitle=True, bar=26, words=False, shares=False),
            lambda: self._form(subtitle=False, bar=16, words=False, shares=False),
            lambda: self._form(subtitle=False, bar=0, words=False, shares=False),
            lambda: self._form(subtitle=False, bar=0, words=False, shares=False, spirit=False),
            lambda: self._form(subtitle=False, bar=0, words=False, shares=False, spirit=False, unrated=False),
        )
        line: Line = []
        for form in forms:
            line = form()
            if width_of(line) <= width:
                break
        return line

    def _alarm(self, trouble: StoreProblem, width: int) -> Line:
        mark = "!" if self.ascii else status_glyph(Status.BLOCKED, plain=False)
        key = keymap_of(self.app).name("reopen")
        line: Line = []
        for form in ("", "-short", "-least"):
            text = self.translate(f"header.trouble-{trouble}{form}", key=key)
            line = [
                Segment(" NGKT ", self.text_styles.title),
                Segment(f" {mark} {text}", self.text_styles.vermilion + BOLD),
            ]
            if width_of(line) <= width:
                break
        return line

    def _form(
        self, *, subtitle: bool, bar: int, words: bool, shares: bool, spirit: bool = True, unrated: bool = True
    ) -> Line:
        line = [Segment(" NGKT", self.text_styles.title)]
        if subtitle:
            line.append(Segment(" " + self.translate("header.subtitle"), self.text_styles.muted))
        if self._why:
            line.append(Segment("  " + self.translate(self._why), self.text_styles.gold))
        if self._header is None:
            return line
        return [
            *line,
            *self._total(self._header, words, spirit),
            *self._bar(self._header, bar),
            *self._counts(self._header, words, shares, unrated),
        ]

    def _total(self, header: "DashboardTotals", words: bool, spirit: bool) -> Line:
        """Return how many directives there are, how many of them no rate counts, and how many users made."""
        form = header.form
        line = [Segment("  " + self.translate("header.directives", count=form.total), self.text_styles.strong)]
        if form.spirit and spirit:
            text = self.translate(
                "header.followed" if words else "header.spirit", followed=form.followed, spirit=form.spirit
            )
            line.append(Segment(f" ({text})", self.text_styles.muted))
        if header.own:
            own = self.translate("header.own", count=header.own) if words else str(header.own)
            line.append(Segment(f" {'^' if self.ascii else '⌂'} {own}", self.text_styles.gold))
        return line

    def _bar(self, header: "DashboardTotals", cells: int) -> Line:
        text_styles = self.text_styles
        parts = (
            (header.form.finished, text_styles.jade),
            (header.doing, text_styles.sky),
            (header.blocked, text_styles.vermilion),
            (header.reported, text_styles.gold),
            (header.form.dropped, text_styles.faint),
        )
        return (
            [Segment("  "), *stacked_bar(parts, header.form.followed, cells, text_styles, plain=self.ascii)]
            if cells
            else []
        )

    def _counts(self, header: "DashboardTotals", words: bool, shares: bool, unrated: bool) -> Line:
        counts = [
            [*self._count(Status.DONE, header.form.finished, words), *(self._shares(header) if shares else [])],
            self._count(Status.DOING, header.doing, words),
            self._count(Status.BLOCKED, header.blocked, words),
            self._count(Status.REPORTED, header.reported, words),
            self._overdue(header, shares),
            self._count(Status.UNRATED, header.unrated if unrated else 0, words),
        ]
        line = [Segment("  ")]
        for number, count in enumerate(each for each in counts if each):
            line += [Segment(" · ", self.text_styles.faint), *count] if number else count
        return line

    def _shares(self, header: "DashboardTotals") -> Line:
        """Return what share of what can be followed is done, and how much of it with evidence."""
        form = header.form
        if not form.finished:
            return []
        percent = Ratio(form.finished, form.followed).percent
        text = self.translate("header.shares", percent=percent, whole=form.followed, evidenced=header.evidenced)
        return [Segment(f" ({text})", self.text_styles.muted)]

    def _overdue(self, header: "DashboardTotals", shares: bool) -> Line:
        form = header.form
        if not form.overdue:
            return []
        line = [Segment(self.translate("header.overdue", count=form.overdue), self.text_styles.vermilion)]
        return (
            [*line, Segment(" " + self.translate("header.of-dated", whole=form.with_due_date), self.text_styles.muted)]
            if shares
            else line
        )

    def _count(self, status: Status, count: int, words: bool) -> Line:
        if not count:
            return []
        ink = status_ink(status, self.text_styles)
        line = [Segment(f"{status_glyph(status, self.ascii)} {count}", ink)]
        return [*line, Segment(" " + self.translate(f"status.{status}"), self.text_styles.muted)] if words else line
