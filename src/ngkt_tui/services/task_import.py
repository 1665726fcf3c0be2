"""Taking in a sheet of tasks: each row that the store does not have yet becomes a directive of one's own."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from ngkt_tui.digest.faults import MAX_FAULTS, Diagnostic
from ngkt_tui.domain.enums import Nature, RecordKind
from ngkt_tui.domain.errors import SheetError, UsageError
from ngkt_tui.domain.text import strip_diacritics
from ngkt_tui.domain.typed_dates import DateParseError
from ngkt_tui.services.agencies import KnownNames, agencies_called
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, create_records
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_entry import document_numbered, free_slug, id_start
from ngkt_tui.services.task_sheet import (
    Sheet,
    SheetColumn,
    TaskRow,
    cell_fault,
    due_of,
    is_ongoing,
    read_sheet,
    task_rows,
)

Record = tuple[RecordKind, dict[str, Any]]

_KNOWN = """
    SELECT
        json_extract(contribution.body, '$.text.vi'),
        coalesce(json_extract(contribution.body, '$.sources[0].document'), '')
    FROM contribution JOIN digest ON digest.id = contribution.digest
    WHERE digest.own = 1 AND contribution.kind = 'directive'
"""


class TaskReport(NamedTuple):
    """What became of the rows of a sheet: the ids of the new directives, and how many were there already.

    `columns` tells where each column stands; `edited` is `None` where nothing was taken in.
    """

    new: tuple[str, ...]
    unchanged: int
    columns: Mapping[SheetColumn, str]
    edited: EditMessage | None


def import_tasks(
    context: Context,
    path: Path,
    mapping: Mapping[str, SheetColumn] = {},
    *,
    document: str = "",
    issued: str = "",
    dry_run: bool = False,
) -> TaskReport:
    """Take in the tasks of a sheet as one group; what was taken in before is left as it is.

    They rest on the document of their row, else on `document`, of the day `issued`; else they are one's own. Raises
    `SheetError` with every cell that cannot be taken, and nothing is changed then.
    """
    from ngkt_tui.store.unit_of_work import collector_paused  # loads SQLModel, which the others do not need

    with collector_paused():
        return _import_tasks(context, path, mapping, document, issued, dry_run)


def _import_tasks(
    context: Context, path: Path, mapping: Mapping[str, SheetColumn], document: str, issued: str, dry_run: bool
) -> TaskReport:
    with Reader(context) as reader:
        taken = _read_tasks(reader, path, mapping, document, issued)
    new = tuple(str(values["id"]) for kind, values in taken.records if kind is RecordKind.DIRECTIVE)
    edited = None if dry_run or not new else create_records(context, taken.records, taken.updates)
    return TaskReport(new, taken.unchanged, taken.columns, edited)


class _Tasks(NamedTuple):
    """The tasks of a sheet as records, and the values of users' fields that they begin with."""

    records: list[Record]
    updates: dict[str, dict[str, str]]
    unchanged: int
    columns: Mapping[SheetColumn, str]


def _read_tasks(reader: Reader, path: Path, mapping: Mapping[str, SheetColumn], document: str, issued: str) -> _Tasks:
    """Read the tasks of a sheet; its cells are let go before anything is written."""
    sheet = read_sheet(path)
    rows = task_rows(sheet, mapping)
    records, updates, unchanged = _TaskReader(reader, sheet, document, issued).read(rows)
    columns = {column: sheet.letters(place) for column, place in rows[0].places.items()}
    return _Tasks(records, updates, unchanged, columns)


class _TaskReader:
    """Reads rows as records: each document and each agency is looked up once."""

    def __init__(self, reader: Reader, sheet: Sheet, document: str, issued: str) -> None:
        self._reader = reader
        self._sheet = sheet
        self._document = document
        self._issued = issued
        self._today = reader.context.today()
        self._agencies: dict[str, tuple[str, ...] | UsageError] = {}
        self._names: KnownNames = {}
        self._documents: dict[str, dict[str, Any]] = {}
        self._faults: list[Diagnostic] = []
        with reader.connection() as connection:
            self._ids = {row[0] for row in connection.execute("SELECT id FROM record")}
            self._known = {(_folded(text or ""), number) for text, number in connection.execute(_KNOWN)}

    def read(self, rows: list[TaskRow]) -> tuple[list[Record], dict[str, dict[str, str]], int]:
        directives: list[Record] = []
        updates: dict[str, dict[str, str]] = {}
        unchanged = 0
        for row in rows:
            self._check(row)
            document = self._document_of(row)
            key = (_folded(row.text(SheetColumn.TEXT)), document.get("id", ""))
            if key in self._known:
                unchanged += 1
                continue
            self._known.add(key)
            values, given = self._directive(row, document)
            directives.append((RecordKind.DIRECTIVE, values))
            if given:
                updates[values["id"]] = given
        if self._faults:
            raise SheetError(tuple(self._faults[:MAX_FAULTS]), path=self._sheet.name)
        made = [each for each in self._documents.values() if "kind" in each] if directives else []
        return [*((RecordKind.DOCUMENT, each) for each in made), *directives], updates, unchanged

    def _check(self, row: TaskRow) -> None:
        for column, value in row.cells.items():
            if isinstance(value, str) and (fault := cell_fault("", value)):
                self._faults.append(replace(fault, path=self._address(row, column)))
        if not row.text(SheetColumn.TEXT):
            self._wrong(row, SheetColumn.TEXT, "sheet-no-text")

    def _document_of(self, row: TaskRow) -> dict[str, Any]:
        number = row.text(SheetColumn.DOCUMENT) or self._document
        if not number:
            return {}
        if number not in self._documents:
            values = {"issued": self._issued} if self._issued else {}
            found = document_numbered(self._reader, number, values)
            self._documents[number] = found | {"id": self._free(found["id"]) if "kind" in found else found["id"]}
        return self._documents[number]

    def _directive(self, row: TaskRow, document: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        text = row.text(SheetColumn.TEXT)
        values: dict[str, Any] = {
            "id": self._free(id_start(RecordKind.DIRECTIVE, text)),
            "kind": "task",
            "text": {"vi": text},
            "issued": document.get("issued") or self._issued or self._today.isoformat(),
        }
        for column in (SheetColumn.LEAD, SheetColumn.COORDINATING):
            if named := self._named(row, column):
                values[column.value] = list(named)
        if product := row.text(SheetColumn.PRODUCT):
            values |= {"product": {"vi": product}, "nature": Nature.DELIVERABLE.value}
        if is_ongoing(row.cells.get(SheetColumn.DUE)):
            values["nature"] = Nature.ONGOING.value
        if document:
            point = row.text(SheetColumn.NUMBER)[:100]
            values["documents"] = [document["id"]]
            values["sources"] = [{"document": document["id"], **({"point": point} if point else {})}]
        return values, dict(self._given(row))

    def _given(self, row: TaskRow) -> Iterator[tuple[str, str]]:
        """Yield the values of users' fields that a row gives."""
        try:
            due = due_of(row.cells.get(SheetColumn.DUE), self._today)
        except DateParseError as unclear:
            self._wrong(row, SheetColumn.DUE, "sheet-cell", detail=unclear.message)
        else:
            if due is not None:
                yield "due", due.isoformat()
        remarks = [row.text(column) for column in (SheetColumn.RESULT, SheetColumn.NOTE)]
        if any(remarks):
            yield "note", "\n".join(filter(None, remarks))

    def _named(self, row: TaskRow, column: SheetColumn) -> tuple[str, ...]:
        typed = row.text(column)
        if not typed:
            return ()
        if typed not in self._agencies:
            try:
                self._agencies[typed] = agencies_called(self._reader, [typed], self._names)
            except UsageError as unknown:
                self._agencies[typed] = unknown
        found = self._agencies[typed]
        if isinstance(found, UsageError):
            self._wrong(row, column, "sheet-cell", detail=found.values["detail"])
            return ()
        return found

    def _free(self, start: str) -> str:
        record = free_slug(start, self._ids)
        self._ids.add(record)
        return record

    def _wrong(self, row: TaskRow, column: SheetColumn, problem: str, **values: object) -> None:
        self._faults.append(Diagnostic(self._address(row, column), None, None, problem, values))

    def _address(self, row: TaskRow, column: SheetColumn) -> str:
        return self._sheet.address(row.row, row.places[column])


def _folded(text: str) -> str:
    return " ".join(map(_bare, text.split()))


_bare = lru_cache(maxsize=65_536)(strip_diacritics)
