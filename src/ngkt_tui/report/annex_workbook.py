"""A summary as an XLSX workbook: the annex, the counting form with its chart, and if asked a sheet for each kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ngkt_tui.domain.counting_form import CountingCategory
from ngkt_tui.domain.enums import DirectiveKind, ReportAspect, Status
from ngkt_tui.domain.summary_items import DirectiveItem, Summary
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import translate
from ngkt_tui.report.annex import (
    FILLED_IN,
    AgencySheet,
    AnnexCell,
    AnnexColumn,
    annex_row,
    cell_text,
    reported_by,
    status_word,
)
from ngkt_tui.report.workbook import LINE_HEIGHT, KindTable, StyledCell, Workbook, file_pieces, format_number, put_row

MAX_MEASURED = 400
"""Of so many rows it is looked up first which columns hold anything."""
STATE_SHEET = "_ngkt"
"""The hidden sheet of what an agency was sent: its id, and what each row said."""
STATE_HEADINGS = ("id", "status", "result", "difficulty", "proposal", "text")
SHEET_SCHEMA = "1"

_COLUMNS = tuple(AnnexColumn)
_FILLED_IN_AT = [place for place, column in enumerate(_COLUMNS) if column in FILLED_IN]
_WIDTHS = (4.5, 38, 16, 17, 15, 12, 15, 12, 28, 20, 16, 14, 18)
_EMPTY_WIDTH = 9
"""The width of a column in which nothing stands: there is more room for the others on paper."""
_MAX_HEIGHT = 400
_MIN_OPEN_LINES = 3
"""The lines for which a row has room that an agency fills in."""


def xlsx(summary: Summary, agency: AgencySheet | None = None, tables: Iterable[KindTable] = ()) -> Iterator[bytes]:
    """Yield the workbook of a summary, or the sheet of an agency to fill in; `tables` are sheets behind the annex."""

    def write(path: Path, folder: str) -> None:
        _AnnexWorkbook(path, folder, summary, agency).write(tables)

    return file_pieces(write)


class _AnnexWorkbook(Workbook):
    def __init__(self, path: Path, folder: str, summary: Summary, agency: AgencySheet | None) -> None:
        title = translate(summary.language, "summary.title")
        super().__init__(path, folder, summary.language, summary.as_of, title)
        self._summary = summary
        self._agency = agency

    def write(self, tables: Iterable[KindTable]) -> None:
        """Write every sheet, and put the file together."""
        state = self._annex()
        if self._agency:
            self._keep_state(state)
        else:
            self._counting_form()
        for table in tables:
            self.add_table(table)
        self.close()

    def _annex(self) -> list[tuple[str, ...]]:
        """Write the rows of directives; return what the rows of an agency said."""
        sheet = self.book.add_worksheet(self.words("annex.sheet-agency" if self._agency else "annex.sheet"))
        sheet.set_row(0, 2.4 * LINE_HEIGHT)
        for place, column in enumerate(AnnexColumn):
            is_open = self._agency is not None and column in FILLED_IN
            form = self.formats["fill-in" if is_open else "heading"]
            sheet.write_string(0, place, self.words(f"annex.{column}"), form)
        widths = self._widths()
        state = []
        number = 0
        styles = {name: format_number(form) for name, form in self.formats.items()}
        least = _MIN_OPEN_LINES if self._agency else 1
        for number, (line, cells) in enumerate(self._rows(), 1):
            styled = self._styled(cells, styles, self._is_late(line))
            put_row(sheet, number, _height(cells, widths, least), styled)
            if self._agency:
                state.append(self._sent_values(line))
        self._lay_out(sheet, number, widths)
        return state

    def _rows(self) -> Iterator[tuple[DirectiveItem, tuple[AnnexCell, ...]]]:
        number = 0
        for conference in self._summary.conferences:
            for line in conference.directives:
                if self._agency is None or line.kind != DirectiveKind.RECOMMENDATION:
                    number += 1
                    yield line, annex_row(line, conference, number, self.language, self._agency)

    def _widths(self) -> list[float]:
        """Return the width of each column; one in which nothing stands is narrow where there are few rows."""
        if self._summary.form.total + self._summary.recommendations > MAX_MEASURED:
            return list(_WIDTHS)
        filled = {place for _, cells in self._rows() for place, cell in enumerate(cells) if cell != ""}
        if self._agency:
            filled.update(place for place, column in enumerate(AnnexColumn) if column in FILLED_IN)
        return [each if place in filled else min(each, _EMPTY_WIDTH) for place, each in enumerate(_WIDTHS)]

    def _styled(self, cells: Sequence[AnnexCell], styles: Mapping[str, int], is_late: bool) -> list[StyledCell]:
        day, number, fill_in = styles["late-day" if is_late else "day"], styles["number"], styles["open"]
        texts = [styles["cell"]] * (len(_COLUMNS) - 1)
        for place in _FILLED_IN_AT if self._agency else ():
            texts[place] = fill_in
        return [
            StyledCell(cell, form if isinstance(cell, str) else day if isinstance(cell, date) else number)
            for cell, form in zip(cells, (*texts, styles["id"]), strict=True)
        ]

    def _is_late(self, line: DirectiveItem) -> bool:
        is_open = line.status not in (Status.DONE, Status.DROPPED)
        return is_open and line.due is not None and line.due < self._summary.as_of

    def _sent_values(self, line: DirectiveItem) -> tuple[str, ...]:
        own = reported_by(line, self._agency.id if self._agency else "")
        reported = (cell_text(own.get(aspect, "")) for aspect in ReportAspect)
        return (line.id, line.status or "", *reported, cell_text(line.text))

    def _lay_out(self, sheet: Any, rows: int, widths: Sequence[float]) -> None:
        last = len(_COLUMNS) - 1
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 2)
        sheet.autofilter(0, 0, rows, last)
        statuses = [each for each in Status if not (self._agency and each is Status.DROPPED)]
        words = [status_word(each, self.language) for each in statuses]
        status = _COLUMNS.index(AnnexColumn.STATUS)
        sheet.data_validation(1, status, max(1, rows), status, {"validate": "list", "source": words})
        self.set_page(sheet, self._page_title())
        sheet.print_area(0, 0, rows, last - 1)  # who reads the paper need not see ids
        if self._agency:
            sheet.protect("", {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True})

    def _page_title(self) -> str:
        if self._agency:
            return self.words("annex.title-agency", agency=self._agency.name)
        return self.words("annex.title")

    def _keep_state(self, state: Iterable[tuple[str, ...]]) -> None:
        """Keep what the agency was sent, for what comes back to be compared with."""
        sheet = self.book.add_worksheet(STATE_SHEET)
        sheet.very_hidden()
        agency = self._agency.id if self._agency else ""
        head = (SHEET_SCHEMA, agency, self._summary.as_of.isoformat(), str(self.language))
        for row, cells in enumerate((head, STATE_HEADINGS, *state)):
            for place, cell in enumerate(cells):
                sheet.write_string(row, place, cell)

    def _counting_form(self) -> None:
        """Write the counting form with its chart."""
        summary, formats = self._summary, self.formats
        sheet = self.book.add_worksheet(self.words("summary.counting"))
        sheet.set_column(0, 0, 44, None)
        sheet.set_column(1, 1, 12, None)
        sheet.write_string(0, 0, self.words("summary.title"), formats["title"])
        sentence = summary.filter_sentence
        key = "summary.filter" if sentence else "summary.everything"
        text = self.words(key, sentence=sanitize_line(sentence))
        sheet.write_string(1, 0, self.words("summary.as-of", date=summary.as_of), formats["text"])
        sheet.write_string(2, 0, text, formats["text"])
        headings = ("summary.cell", "summary.count")
        for place, key in enumerate(headings):
            sheet.write_string(4, place, self.words(key), formats["heading"])
        cells = [(self.words(f"cell.{each}"), summary.form.count_of(each)) for each in CountingCategory]
        cells.append((self.words("summary.total"), summary.form.total))
        for row, (label, count) in enumerate(cells, 5):
            sheet.write_string(row, 0, label, formats["cell"])
            sheet.write_number(row, 1, count, formats["number"])
        sheet.insert_chart(4, 3, self._chart(sheet.get_name(), len(CountingCategory)))
        self.set_page(sheet, self.words("summary.counting"))

    def _chart(self, sheet: str, rows: int) -> Any:
        chart = self.book.add_chart({"type": "bar"})
        last = 5 + rows - 1
        chart.add_series({
            "categories": [sheet, 5, 0, last, 0],
            "values": [sheet, 5, 1, last, 1],
            "data_labels": {"value": True},
            "fill": {"color": "#22684A"},
            "gap": 60,
        })  # fmt: skip
        chart.set_legend({"none": True})
        chart.set_title({"name": self.words("summary.counting"), "name_font": {"name": "Times New Roman", "size": 13}})
        chart.set_y_axis({"reverse": True, "num_font": {"name": "Times New Roman", "size": 10}})
        chart.set_x_axis({"major_gridlines": {"visible": False}, "num_format": "0"})
        chart.set_size({"width": 640, "height": 380})
        return chart


def _height(cells: Sequence[AnnexCell], widths: Sequence[float], least: int) -> float:
    """Return the height of a row in which every text has its lines, in points."""
    lines = least
    for cell, width in zip(cells, widths, strict=True):
        if isinstance(cell, str) and (len(cell) > width or "\n" in cell):
            lines = max(lines, sum(1 + int(len(each) / (1.15 * width)) for each in cell.split("\n")))
    return min(_MAX_HEIGHT, LINE_HEIGHT * lines + 3)
