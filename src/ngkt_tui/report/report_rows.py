"""The reports on a period, on reminders, on agreements and for a conference as rows (CSV, XLSX) and values (JSON).

What a row is: a directive under its heading, a reminder, an agreement, an ask of a thread.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ngkt_tui.domain.report_items import (
    PERIOD_PARTS,
    Brief,
    FollowUpReport,
    PeriodReport,
    RegisterReport,
    ReviewedState,
)
from ngkt_tui.domain.summary_items import DirectiveItem
from ngkt_tui.domain.text import dumps_escaped
from ngkt_tui.domain.words import catalogue
from ngkt_tui.report.annex import AnnexCell, cell_text
from ngkt_tui.report.brief_blocks import brief_json
from ngkt_tui.report.csv_rows import MARK, WHOLE, CsvForm, csv_cell, csv_line, heading
from ngkt_tui.report.json_text import SCHEMA, plain

Report = Brief | FollowUpReport | PeriodReport | RegisterReport
Row = dict[str, object]
_VOCABULARIES = {
    "status": "status",
    "confidence": "confidence",
    "stage": "stage",
    "part": "report.period",
    "answering": "report.follow-up",
}
"""The columns whose codes the catalogue has words for, and the beginning of their keys."""
_MARKS = ("is_own", "stage_is_own")
"""The columns that hold a yes or nothing."""
_COLUMNS = {
    Brief: "thread id conference conference_date status text agencies due",
    FollowUpReport: "agency id text status level sent_on number channel reply_by answered_on answer answering",
    PeriodReport: "part id conference conference_date status text lead due done_on",
    RegisterReport: "id name partners stage stage_on stage_is_own what next_step steps directives is_own"
    " period confidence why difficulty proposal",
}


def report_xlsx(report: Report, name: str, as_of: date) -> Iterator[bytes]:
    """Yield a workbook with the rows as its one sheet, in the words of the report's language, days as days."""
    from ngkt_tui.report.workbook import KindTable, table_xlsx  # loaded for a workbook alone

    words, columns = catalogue(report.language), _COLUMNS[type(report)].split()
    headings = [heading(column, words) for column in columns]
    rows = ([_sheet_cell(column, row[column], words) for column in columns] for row in _rows(report))
    return table_xlsx(report.language, as_of, name, [KindTable(name, headings, rows)])


def _sheet_cell(column: str, value: object, words: Mapping[str, str]) -> AnnexCell:
    if isinstance(value, (date, int)) and not isinstance(value, bool):
        return value
    return cell_text(_worded(column, csv_cell(column, value), words))


def _worded(column: str, cell: str, words: Mapping[str, str]) -> str:
    if column in _MARKS:
        return words["csv-yes"] if cell else ""
    return words.get(f"{_VOCABULARIES.get(column)}.{cell}", cell)


def report_csv(report: Report, form: CsvForm = WHOLE) -> Iterator[str]:
    """Yield the heading and the rows, in the words of the report's language or in codes."""
    words, columns = catalogue(report.language), _COLUMNS[type(report)].split()
    titles = columns if form.has_codes else [heading(column, words) for column in columns]
    yield MARK + csv_line(titles, form.delimiter)
    for row in _rows(report):
        cells = [csv_cell(column, row[column]) for column in columns]
        if not form.has_codes:
            cells = [_worded(column, cell, words) for column, cell in zip(columns, cells, strict=True)]
        yield csv_line(cells, form.delimiter)


def report_json(report: Report) -> Iterator[str]:
    """Yield one JSON object with all that the report holds."""
    if isinstance(report, Brief):
        yield from brief_json(report)
        return
    values: dict[str, Any] = {"schema": SCHEMA, **plain(report)}  # type: ignore[dict-item]  # a report is a mapping
    if isinstance(report, PeriodReport):
        values["parts"] = dict(zip(PERIOD_PARTS, values["parts"], strict=True))
        for span in ("now", "before"):
            values[span]["counts"] = dict(zip(PERIOD_PARTS, values[span]["counts"], strict=True))
    yield dumps_escaped(values, indent=1) + "\n"


def _rows(report: Report) -> Iterator[Row]:
    if isinstance(report, Brief):
        threads = (*report.threads, *report.single)
        yield from (
            {**_directive(ask), "thread": number} for number, each in enumerate(threads, 1) for ask in each.asks
        )
    elif isinstance(report, PeriodReport):
        parts = zip(PERIOD_PARTS, report.parts, strict=True)
        yield from ({**_directive(line), "part": name} for name, part in parts for line in part.directives)
    elif isinstance(report, FollowUpReport):
        for each in report.reminders:
            state = "answered" if each.answered_on else "overdue" if each.is_overdue(report.as_of) else "waiting"
            yield {**_directive(each.directive), **each._asdict(), "answering": state}
    else:
        for entry in report.entries:
            line = entry.agreement
            own: Row = {"stage_on": line.on, "stage_is_own": line.is_own, "directives": entry.directives}
            own |= {"is_own": line.is_made_here}
            newest = entry.review or (None,) * len(ReviewedState._fields)
            own |= dict(zip(ReviewedState._fields, newest, strict=True))
            yield {**line._asdict(), **own, "partners": entry.partners, "steps": entry.steps}


def _directive(line: DirectiveItem) -> Row:
    return {**line._asdict(), "agencies": (*line.lead, *line.addressees)}
