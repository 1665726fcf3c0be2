"""Taking in what an agency reports in the sheet that it was sent: all of it as one group, or nothing.

Its "done" is what it reports, not what anybody here has found; results, difficulties and proposals are kept as its own.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.digest.faults import MAX_FAULTS, Diagnostic
from ngkt_tui.domain.enums import Language, RecordKind, ReportAspect, Status
from ngkt_tui.domain.errors import SheetError, UnknownRecordError
from ngkt_tui.domain.field_values import dump_entry
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.user_fields import USER_FIELDS
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.names import load_refs
from ngkt_tui.query.reminders import AgencyReport, agency_reports_of
from ngkt_tui.report.annex import FILLED_IN, REPORTED, AnnexColumn, cell_text, plain_cell, status_word
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, perform
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.returned_sheet import ReturnedRow, ReturnedSheet, read_returned
from ngkt_tui.services.task_sheet import wrong_sheet

if TYPE_CHECKING:
    from ngkt_tui.store.unit_of_work import Author, EditResult, FieldEdit, UnitOfWork

_STATUSES = {
    strip_diacritics(word): status
    for status in Status
    for word in (status.value, *(status_word(status, language) for language in Language))
}
_KNOWN = frozenset(_STATUSES.values())


class CellChange(NamedTuple):
    """A cell that an agency has changed. Of a status `before` and `after` are codes; empty for nothing."""

    address: str
    record: str
    column: AnnexColumn
    before: str
    after: str
    why: str = ""
    """Of the status blocked: what is difficult."""


class ProgressReport(NamedTuple):
    """What an agency has reported: the cells that it changed. `edited` is `None` where nothing was taken in."""

    agency: str
    changes: tuple[CellChange, ...]
    edited: EditMessage | None


def import_progress(context: Context, path: Path, *, dry_run: bool = False) -> ProgressReport:
    """Take in the sheet that an agency filled in, as one group; what it left as it was changes nothing.

    Raises `SheetError` with every cell that cannot be taken, and nothing is changed then.
    """
    returned = read_returned(path)
    with Reader(context) as reader:
        found = _Comparison(reader, returned)
        changes = found.changes()
        with reader.connection() as connection:
            agency = load_refs(connection, [returned.agency])[returned.agency].name(context.language)
    if dry_run or not changes:
        return ProgressReport(agency, changes, None)

    def action(unit: "UnitOfWork", author: "Author") -> "EditResult":
        from ngkt_tui.store.edits import apply  # loaded when an edit is made

        return apply(unit, [*_status_edits(unit, context, changes), *found.report_edits(changes)], author)

    return ProgressReport(agency, changes, perform(context, {each.record for each in changes}, action))


def _status_edits(unit: "UnitOfWork", context: Context, changes: tuple[CellChange, ...]) -> "Iterator[FieldEdit]":
    from ngkt_tui.store.edits import status_edits  # as above

    by_status: defaultdict[tuple[str, str], dict[str, Status]] = defaultdict(dict)
    for each in changes:
        if each.column is AnnexColumn.STATUS:
            by_status[each.after, each.why][each.record] = Status(each.before)
    for (status, why), seen in by_status.items():
        yield from status_edits(unit, list(seen), Status(status), context.today(), why=why or None, seen=seen)


class _Comparison:
    """Compares what came back with what was sent, and with what the store says now."""

    def __init__(self, reader: Reader, returned: ReturnedSheet) -> None:
        self._today = reader.context.today()
        self._returned = returned
        self._faults: list[Diagnostic] = []
        try:
            is_agency = reader.find(returned.agency).kind is RecordKind.ORGANISATION
        except UnknownRecordError:
            is_agency = False
        if not is_agency:
            raise wrong_sheet(returned.sheet.name, "sheet-foreign-agency", id=returned.agency)
        self._ids = {row.sent.id: reader.present_id(row.sent.id) for row in returned.rows}
        with reader.connection() as connection:
            reports = agency_reports_of(connection, self._ids.values())
            statuses = connection.execute("SELECT id, status FROM directive").fetchall()
        self._statuses = dict(statuses)
        self._reports: Mapping[tuple[str, str], AgencyReport] = {
            (each.record, each.aspect): each for each in reports if each.agency_id == returned.agency
        }

    def changes(self) -> tuple[CellChange, ...]:
        """Return the changed cells; raises `SheetError` for those that cannot be taken."""
        found = tuple(change for row in self._returned.rows for change in self._row(row))
        if self._faults:
            raise SheetError(tuple(self._faults[:MAX_FAULTS]), path=self._returned.sheet.name)
        return found

    def _row(self, row: ReturnedRow) -> Iterator[CellChange]:
        record = self._ids[row.sent.id]
        if record not in self._statuses:
            self._wrong(row, AnnexColumn.ID, "sheet-foreign", id=record)
            return
        for column in FILLED_IN:
            after = self._wanted(row, column)
            before = self._present(record, column)
            if after is None or after in (row.sent.value_of(column), before):
                continue
            if before != row.sent.value_of(column):
                sent = row.sent.value_of(column)
                values = {"present": _cell_words(column, before), "sent": _cell_words(column, sent)}
                self._wrong(row, column, "sheet-stale", **values)
                continue
            why = row.cells[AnnexColumn.DIFFICULTY] if after == Status.BLOCKED else ""
            yield CellChange(self._returned.address(row.row, column), record, column, before, after, why)

    def _wanted(self, row: ReturnedRow, column: AnnexColumn) -> str | None:
        """Return what a cell asks for; `None` where it cannot be taken."""
        cell = row.cells[column]
        if column is not AnnexColumn.STATUS:
            return cell
        status = _STATUSES.get(strip_diacritics(cell))
        if status is None:
            self._wrong(row, column, "sheet-status", word=cell)
            return None
        if status == row.sent.status:
            return status.value
        if status is Status.DROPPED:
            self._wrong(row, column, "sheet-status-own", word=cell)
            return None
        if status is Status.BLOCKED and not row.cells[AnnexColumn.DIFFICULTY]:
            self._wrong(row, AnnexColumn.DIFFICULTY, "sheet-no-difficulty")
            return None
        return (Status.REPORTED if status is Status.DONE else status).value

    def _present(self, record: str, column: AnnexColumn) -> str:
        if column is AnnexColumn.STATUS:
            return str(self._statuses[record])
        report = self._reports.get((record, REPORTED[column]))
        return plain_cell(cell_text(report.text)) if report else ""

    def report_edits(self, changes: tuple[CellChange, ...]) -> "Iterator[FieldEdit]":
        """Yield the edits of what the agency reports beside the status."""
        from ngkt_tui.store.unit_of_work import FieldEdit  # as above

        for each in changes:
            if each.column is AnnexColumn.STATUS:
                continue
            aspect: ReportAspect = REPORTED[each.column]
            values = {
                "made_on": self._today.isoformat(), "agency": self._returned.agency,
                "aspect": aspect.value, "text": each.after,
            }  # fmt: skip
            wanted = dump_entry(USER_FIELDS["agency_report"], values) if each.after else None
            report = self._reports.get((each.record, aspect))
            if report is None:
                yield FieldEdit(each.record, "agency_report", wanted)
            else:
                yield FieldEdit(each.record, "agency_report", wanted, seen=report.entry, entry=report.id)

    def _wrong(self, row: ReturnedRow, column: AnnexColumn, problem: str, **values: object) -> None:
        self._faults.append(Diagnostic(self._returned.address(row.row, column), None, None, problem, values))


def _cell_words(column: AnnexColumn, value: str) -> LazyText | str:
    """Return what a cell says, in the words of its reader."""
    if not value:
        return LazyText("edit.nothing")
    return LazyText(f"status.{value}") if column is AnnexColumn.STATUS and value in _KNOWN else value


def change_words(change: CellChange) -> LazyText:
    """Return a change from what to what."""
    values = {
        "address": change.address, "id": change.record, "column": LazyText(f"annex.{change.column}"),
        "before": _cell_words(change.column, change.before), "after": _cell_words(change.column, change.after),
    }  # fmt: skip
    return LazyText("progress-sheet.change", values)
