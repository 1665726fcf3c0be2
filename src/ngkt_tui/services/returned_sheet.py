"""Reading the sheet that an agency sends back: what it was sent, and what each cell says now, with its address."""

import html
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from ngkt_tui.digest.faults import MAX_FAULTS, Diagnostic
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.errors import SheetError
from ngkt_tui.domain.words import LazyText, catalogue
from ngkt_tui.report.annex import FILLED_IN, AnnexColumn, plain_cell
from ngkt_tui.report.annex_workbook import SHEET_SCHEMA, STATE_HEADINGS, STATE_SHEET
from ngkt_tui.services.task_sheet import MAX_HEADING_ROWS, Sheet, cell_fault, fold_heading, wrong_sheet

MAX_ENTRY_BYTES = 256 * 1024 * 1024
"""A sheet that unpacks to more is none that anybody was sent."""
_NEEDED = (AnnexColumn.ID, AnnexColumn.TEXT, *FILLED_IN)
_HEADINGS = {
    fold_heading(catalogue(language)[f"annex.{column}"]): column for language in Language for column in AnnexColumn
}
_SHEET = re.compile(rb'<(?:\w+:)?sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGETS = (
    re.compile(rb'<Relationship [^>]*?Id="([^"]*)"[^>]*?Target="([^"]*)"'),
    re.compile(rb'<Relationship [^>]*?Target="([^"]*)"[^>]*?Id="([^"]*)"'),
)
_FORMULA = re.compile(rb'<(?:\w+:)?c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f[ >/]')


class SentRow(NamedTuple):
    """What the row of a directive said when it was sent."""

    id: str
    status: str
    result: str
    difficulty: str
    proposal: str
    text: str

    def value_of(self, column: AnnexColumn) -> str:
        """Return what the cell of a column held: of a status its code."""
        return str(getattr(self, column.value))


class ReturnedRow(NamedTuple):
    """A row that came back: its number from 0, the cells that are read, and what was sent."""

    row: int
    cells: Mapping[AnnexColumn, str]
    sent: SentRow


class ReturnedSheet(NamedTuple):
    """The sheet of an agency with its rows; `places` holds where each column stands."""

    sheet: Sheet
    agency: str
    rows: tuple[ReturnedRow, ...]
    places: Mapping[AnnexColumn, int]

    def address(self, row: int, column: AnnexColumn) -> str:
        """Return the address of a cell, as `SHEET!B7`."""
        return self.sheet.address(row, self.places[column])


def read_returned(path: Path) -> ReturnedSheet:
    """Return what came back. Raises `SheetError` with every cell that is wrong of itself, whatever the store holds."""
    sheet, state = _read(path)
    if len(state) < 2 or state[0][0] != SHEET_SCHEMA or tuple(state[1]) != STATE_HEADINGS:
        raise wrong_sheet(str(path), "sheet-not-sent")
    sent = {row[0]: SentRow(*row) for row in state[2:]}
    faults: list[Diagnostic] = []
    heading, places = _columns(sheet, faults)
    if not faults:
        faults += _formulas(path, sheet)
    rows = () if faults else tuple(_rows(sheet, heading, places, sent, faults))
    if faults:
        raise SheetError(tuple(faults[:MAX_FAULTS]), path=sheet.name)
    return ReturnedSheet(sheet, state[0][1], rows, places)


def _read(path: Path) -> tuple[Sheet, list[list[str]]]:
    if not path.exists():
        raise wrong_sheet(str(path), "file-missing")
    calamine = import_module("python_calamine")  # loaded for a spreadsheet alone
    try:
        book = calamine.load_workbook(str(path))
        names = [name for name in book.sheet_names if name != STATE_SHEET]
        if len(names) == len(book.sheet_names) or not names:
            raise wrong_sheet(str(path), "sheet-not-sent")
        rows = book.get_sheet_by_name(names[0]).to_python(skip_empty_area=False)
        state = book.get_sheet_by_name(STATE_SHEET).to_python()
    except (calamine.CalamineError, OSError, UnicodeDecodeError) as error:
        raise wrong_sheet(str(path), "sheet-unreadable") from error
    width = len(STATE_HEADINGS)
    return Sheet(names[0], rows), [[_text(cell) for cell in row[:width]] for row in state if len(row) >= width]


def _columns(sheet: Sheet, faults: list[Diagnostic]) -> tuple[int, dict[AnnexColumn, int]]:
    """Return the row of headings and where each column stands; a heading that is gone or doubled is a fault."""
    for number, cells in enumerate(sheet.rows[:MAX_HEADING_ROWS]):
        named = [(place, _HEADINGS.get(fold_heading(cell))) for place, cell in enumerate(cells)]
        places: dict[AnnexColumn, int] = {}
        for place, column in named:
            if column is not None and places.setdefault(column, place) != place:
                faults.append(_fault(sheet, number, place, "sheet-heading-twice", name=str(cells[place])))
        if AnnexColumn.ID in places:
            missing = [column for column in _NEEDED if column not in places]
            faults += (
                _fault(sheet, number, 0, "sheet-heading-gone", column=LazyText(f"annex.{column}")) for column in missing
            )
            return number, places
        faults.clear()
    raise wrong_sheet(sheet.name, "sheet-no-ids")


def _rows(
    sheet: Sheet, heading: int, places: Mapping[AnnexColumn, int], sent: Mapping[str, SentRow], faults: list[Diagnostic]
) -> Iterator[ReturnedRow]:
    seen: dict[str, str] = {}
    for number, cells in enumerate(sheet.rows[heading + 1 :], heading + 1):
        texts = {column: _text(cells[places[column]]) if places[column] < len(cells) else "" for column in _NEEDED}
        if not any(_text(cell) for cell in cells):
            continue
        at = (sheet, number, places[AnnexColumn.ID])
        record = texts[AnnexColumn.ID]
        if record not in sent:
            faults.append(_fault(*at, "sheet-foreign" if record else "sheet-no-id", id=record))
            continue
        if record in seen:
            faults.append(_fault(*at, "sheet-doubled", id=record, other=seen[record]))
            continue
        seen[record] = sheet.address(number, places[AnnexColumn.ID])
        if texts[AnnexColumn.TEXT] != sent[record].text:
            faults.append(_fault(sheet, number, places[AnnexColumn.TEXT], "sheet-renamed", id=record))
        faults += filter(None, (cell_fault(sheet.address(number, places[each]), texts[each]) for each in FILLED_IN))
        yield ReturnedRow(number, texts, sent[record])


def _fault(sheet: Sheet, row: int, place: int, problem: str, **values: object) -> Diagnostic:
    return Diagnostic(sheet.address(row, place), None, None, problem, values)


def _text(cell: Any) -> str:
    """Return what a cell says, the same before and after another program saved it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return plain_cell(str(cell))


def _formulas(path: Path, sheet: Sheet) -> Iterator[Diagnostic]:
    """Yield the cells that are computed: calamine tells what a formula came to, not that there is one."""
    try:
        with zipfile.ZipFile(path) as book:
            for column, row in _FORMULA.findall(_part(book, _place_of(book, sheet.name))):
                place = f"{sheet.name}!{column.decode()}{row.decode()}"
                yield Diagnostic(place, None, None, "sheet-formula")
    except (KeyError, zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise wrong_sheet(str(path), "sheet-unreadable") from error


def _part(book: zipfile.ZipFile, name: str) -> bytes:
    if book.getinfo(name).file_size > MAX_ENTRY_BYTES:
        raise KeyError(name)
    return book.read(name)


def _place_of(book: zipfile.ZipFile, sheet: str) -> str:
    """Return where in the archive a sheet stands; raises `KeyError`."""
    names = _SHEET.findall(_part(book, "xl/workbook.xml"))
    number = {html.unescape(name.decode()): relation for name, relation in names}[sheet]
    relations = _part(book, "xl/_rels/workbook.xml.rels")
    targets = dict(_TARGETS[0].findall(relations)) | {id: target for target, id in _TARGETS[1].findall(relations)}
    target = str(targets[number].decode())
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
