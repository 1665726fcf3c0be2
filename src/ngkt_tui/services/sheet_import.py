"""Taking in a sheet whose rows become records of one's own: those that the store does not have yet are made.

What cannot be taken is named by the address of its cell, and nothing is taken then. Each name is looked up once.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from ngkt_tui.digest.faults import MAX_FAULTS, Diagnostic
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import SheetError, UsageError
from ngkt_tui.domain.field_values import format_field_value
from ngkt_tui.domain.text import sanitize_line, strip_diacritics
from ngkt_tui.domain.typed_dates import Aim, DateParseError
from ngkt_tui.domain.words import render, translate
from ngkt_tui.query.names import load_refs
from ngkt_tui.services.agencies import KnownNames, agencies_called
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, create_records
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.record_entry import free_slug, id_start, names_in
from ngkt_tui.services.task_sheet import (
    Headings,
    Sheet,
    SheetColumn,
    TaskRow,
    cell_fault,
    day_of,
    read_sheet,
    task_rows,
)

if TYPE_CHECKING:
    from ngkt_tui.store.unit_of_work import FieldEdit

MAX_FIRST_ROWS = 20
"""Of so many new rows a report shows what they are."""
Record = tuple[RecordKind, dict[str, Any]]
Updates = dict[str, list[tuple[str, str]]]
"""The values of users' fields that records begin with, by id."""


class SheetReport(NamedTuple):
    """What became of the rows of a sheet: the ids of new and of changed records, and how many are as they were.

    `columns` is where each column stands; `edited` is `None` where nothing was taken in. `first_rows` are the first of
    the new records, in words.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: int
    columns: Mapping[SheetColumn, str]
    edited: EditMessage | None
    first_rows: tuple[str, ...] = ()

    def column_words(self, language: Language) -> str:
        """Return which column was taken for what."""
        return ", ".join(f"{translate(language, f'sheet.column.{each}')} {at}" for each, at in self.columns.items())


class SheetRecords(NamedTuple):
    """The rows of a sheet as records, what they rest on first, and as edits of records that are there."""

    records: list[Record]
    updates: Updates
    edits: "list[FieldEdit]"
    unchanged: int
    columns: Mapping[SheetColumn, str]


class SheetReader:
    """Reads the rows of a sheet as records of one kind; what `read_row` says of each, a subclass tells."""

    kind: ClassVar[RecordKind]
    headings: ClassVar[Headings]

    def __init__(self, reader: Reader, sheet: Sheet) -> None:
        self.reader = reader
        self.today = reader.context.today()
        self._sheet = sheet
        self._called: dict[str, tuple[str, ...] | UsageError] = {}
        self._names: KnownNames = {}
        self._faults: list[Diagnostic] = []
        with reader.connection() as connection:
            self._ids = {row[0] for row in connection.execute("SELECT id FROM record")}
        self._known = {(text, basis): record for text, basis, record in self.known_rows()}

    def known_rows(self) -> Iterator[tuple[str, str, str]]:
        """Yield what distinguishes the rows that are in the store: folded texts, what they rest on, and their ids."""
        raise NotImplementedError

    def basis(self, row: TaskRow) -> str:
        """Return what distinguishes a row from others beside its text."""
        raise NotImplementedError

    def read_row(self, row: TaskRow, record: str) -> tuple[dict[str, Any], list[tuple[str, str]]]:
        """Return what is said of the record of a row, and the values of users' fields that it begins with."""
        raise NotImplementedError

    def edits_of(self, row: TaskRow, record: str) -> "list[FieldEdit]":  # noqa: ARG002
        """Return what a row changes of the record that it became before: nothing, where a kind says no more."""
        return []

    def records_beneath(self) -> list[Record]:
        """Return the records that those of the rows rest on."""
        return []

    def read(self, rows: list[TaskRow]) -> SheetRecords:
        """Return the records of all rows; raises `SheetError` with every cell that cannot be taken."""
        made: list[Record] = []
        updates: Updates = {}
        edits: list[FieldEdit] = []
        done: set[str] = set()
        unchanged = 0
        for row in rows:
            self._check(row)
            key = (folded(row.text(SheetColumn.TEXT)), self.basis(row))
            if key in self._known:
                record = self._known[key]
                wanted = [] if record in done else self.edits_of(row, record)  # a row that comes twice counts once
                edits += wanted
                unchanged += not wanted
                done.add(record)
                continue
            record = self._known[key] = self.free_id(id_start(self.kind, row.text(SheetColumn.TEXT)))
            done.add(record)
            values, given = self.read_row(row, record)
            made.append((self.kind, values))
            if given:
                updates[record] = given
        if self._faults:
            raise SheetError(tuple(self._faults[:MAX_FAULTS]), path=self._sheet.name)
        columns = {column: self._sheet.letters(place) for column, place in rows[0].places.items()}
        return SheetRecords([*(self.records_beneath() if made else ()), *made], updates, edits, unchanged, columns)

    def _check(self, row: TaskRow) -> None:
        for column, value in row.cells.items():
            if isinstance(value, str) and (fault := cell_fault("", value)):
                self._faults.append(replace(fault, path=self._address(row, column)))
        if not row.text(SheetColumn.TEXT):
            self.wrong(row, SheetColumn.TEXT, "sheet-no-text")

    def agencies(self, row: TaskRow, column: SheetColumn) -> tuple[str, ...]:
        """Return the agencies that a cell names."""
        return self.named(row, column, agencies_called)

    def named(
        self, row: TaskRow, column: SheetColumn, look_up: Callable[[Reader, list[str], KnownNames], tuple[str, ...]]
    ) -> tuple[str, ...]:
        """Return the ids of what a cell names, each name looked up once; none, and a complaint, for an unknown one."""
        typed = row.text(column)
        if not typed:
            return ()
        if typed not in self._called:
            try:
                self._called[typed] = look_up(self.reader, [typed], self._names)
            except UsageError as unknown:
                self._called[typed] = unknown
        found = self._called[typed]
        if isinstance(found, UsageError):
            self.wrong(row, column, "sheet-cell", detail=found.values["detail"])
            return ()
        return found

    def day(self, row: TaskRow, column: SheetColumn, aim: Aim = Aim.AHEAD) -> date | None:
        """Return the day that a cell names; none, and a complaint, for one that cannot be read."""
        try:
            return day_of(row.cells.get(column), self.today, aim)
        except DateParseError as unclear:
            self.wrong(row, column, "sheet-cell", detail=unclear.message)
            return None

    def free_id(self, start: str) -> str:
        """Return an id that no record has, and that is taken from now on."""
        record = free_slug(start, self._ids)
        self._ids.add(record)
        return record

    def wrong(self, row: TaskRow, column: SheetColumn, problem: str, **values: object) -> None:
        """Complain of a cell; `problem` is the end of the catalogue key `fault.…`."""
        self._faults.append(Diagnostic(self._address(row, column), None, None, problem, values))

    def _address(self, row: TaskRow, column: SheetColumn) -> str:
        return self._sheet.address(row.row, row.places.get(column, row.places[SheetColumn.TEXT]))


def folded(text: str) -> str:
    """Return a text as rows are told apart by it: bare letters, single spaces."""
    return " ".join(map(_bare, text.split()))


_bare = lru_cache(maxsize=65_536)(strip_diacritics)


def import_sheet(
    context: Context,
    path: Path,
    mapping: Mapping[str, SheetColumn],
    make_reader: Callable[[Reader, Sheet], SheetReader],
    *,
    dry_run: bool = False,
) -> SheetReport:
    """Take in the rows of a sheet as one group; taken in once more it changes nothing.

    Raises `SheetError` with every cell that cannot be taken, and nothing is changed then.
    """
    from ngkt_tui.store.unit_of_work import collector_paused  # loads SQLModel, which the others do not need

    with collector_paused():
        with Reader(context) as reader:
            kind, taken = _read(reader, path, mapping, make_reader)
            made = [values for each, values in taken.records if each is kind]
            first = tuple(_row_words(reader, values, taken.updates) for values in made[:MAX_FIRST_ROWS])
        new = tuple(str(values["id"]) for values in made)
        changed = tuple(dict.fromkeys(each.record for each in taken.edits))
        edited = None
        if (new or changed) and not dry_run:
            edited = create_records(context, taken.records, taken.updates, taken.edits)
        return SheetReport(new, changed, taken.unchanged, taken.columns, edited, first)


def _row_words(reader: Reader, values: Mapping[str, Any], updates: Updates) -> str:
    """Return what the record of a row is called, who it names, its product, and what users give to it."""
    language = reader.context.language
    parts = [values[name] for name in ("partners", "lead", "coordinating") if values.get(name)]
    with reader.connection() as connection:
        refs = load_refs(connection, {each for part in parts for each in part})
    named = [", ".join(refs[each].short(language) if each in refs else each for each in part) for part in parts]
    product = values.get("product", {}).values()
    given = [render(language, format_field_value(*each)) for each in updates.get(str(values["id"]), ())]
    return sanitize_line(" · ".join((names_in(values)[0], *named, *product, *given)))


def _read(
    reader: Reader,
    path: Path,
    mapping: Mapping[str, SheetColumn],
    make_reader: Callable[[Reader, Sheet], SheetReader],
) -> tuple[RecordKind, SheetRecords]:
    """Read the rows of a sheet, whose cells are let go before anything is written."""
    sheet = read_sheet(path)
    rows_of = make_reader(reader, sheet)
    return rows_of.kind, rows_of.read(task_rows(sheet, mapping, rows_of.headings))
