"""Sheets as offices keep them, CSV or XLSX: each row a task, or an agreement of a register.

Columns are known by their headings, in any order, in either language; a row of headings may be merged above another.
What cannot be taken is named by the address of its cell, and nothing is taken then.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

from ngkt_tui.digest.faults import Diagnostic
from ngkt_tui.domain.errors import SheetError
from ngkt_tui.domain.text import first_control_char, has_control_chars, strip_diacritics
from ngkt_tui.domain.typed_dates import Aim, read_period

MAX_HEADING_ROWS = 20
MAX_TEXT = 20_000
MIN_HEADINGS = 2


class SheetColumn(StrEnum):
    """What a column of a sheet holds; which of them there may be, the headings of a kind of sheets tell."""

    NUMBER = "number"
    TEXT = "text"
    LEAD = "lead"
    COORDINATING = "coordinating"
    DUE = "due"
    PRODUCT = "product"
    DOCUMENT = "document"
    RESULT = "result"
    NOTE = "note"
    PARTNER = "partner"
    SIGNED = "signed"
    PLACE = "place"
    PLAN = "plan"
    DIFFICULTY = "difficulty"
    PROPOSAL = "proposal"
    CONFIDENCE = "confidence"
    WHY = "why"


Headings = Mapping[SheetColumn, tuple[str, ...]]
"""What the columns of a kind of sheets may be called, as `fold_heading` folds it."""
TASK_HEADINGS: Headings = {
    SheetColumn.NUMBER: ("tt", "stt", "so tt", "so thu tu", "no", "no."),
    SheetColumn.TEXT: ("noi dung", "nhiem vu", "noi dung nhiem vu", "noi dung cong viec", "cong viec", "ten nhiem vu",
                       "noi dung chi dao", "task", "content", "text"),
    SheetColumn.LEAD: ("co quan chu tri", "don vi chu tri", "chu tri", "chu tri thuc hien", "lead", "lead agency"),
    SheetColumn.COORDINATING: ("phoi hop", "co quan phoi hop", "don vi phoi hop", "coordinating", "with"),
    SheetColumn.DUE: ("thoi han", "han", "thoi gian", "thoi gian hoan thanh", "thoi han hoan thanh", "tien do",
                      "han hoan thanh", "due", "due date", "deadline"),
    SheetColumn.PRODUCT: ("san pham", "san pham dau ra", "du kien san pham", "product", "output"),
    SheetColumn.DOCUMENT: ("van ban", "so ky hieu", "so van ban", "can cu", "van ban giao", "document"),
    SheetColumn.RESULT: ("ket qua", "ket qua thuc hien", "tinh hinh thuc hien", "result", "results"),
    SheetColumn.NOTE: ("ghi chu", "note", "notes", "remarks"),
}  # fmt: skip
REGISTER_HEADINGS: Headings = {
    SheetColumn.NUMBER: TASK_HEADINGS[SheetColumn.NUMBER],
    SheetColumn.TEXT: ("noi dung", "thoa thuan", "cam ket", "ten thoa thuan", "ten van kien", "noi dung cam ket",
                       "noi dung thoa thuan", "content", "text", "agreement", "commitment", "name"),
    SheetColumn.PARTNER: ("doi tac", "nuoc doi tac", "doi tac ky ket", "ben ky ket", "partner", "partners"),
    SheetColumn.SIGNED: ("ngay ky", "thoi gian ky", "ky ngay", "ngay ky ket", "thoi gian ky ket", "signed",
                         "signed on", "date of signing"),
    SheetColumn.PLACE: ("noi ky", "dia diem ky", "noi ky ket", "place", "signed at", "signed where", "where"),
    SheetColumn.LEAD: TASK_HEADINGS[SheetColumn.LEAD],
    SheetColumn.PLAN: ("ke hoach", "ke hoach trien khai", "ke hoach thuc hien", "plan", "next step"),
    SheetColumn.DUE: (*TASK_HEADINGS[SheetColumn.DUE], "lo trinh", "lo trinh thuc hien", "timeline"),
    SheetColumn.PRODUCT: TASK_HEADINGS[SheetColumn.PRODUCT],
    SheetColumn.RESULT: (*TASK_HEADINGS[SheetColumn.RESULT], "progress"),
    SheetColumn.DIFFICULTY: ("kho khan", "vuong mac", "kho khan vuong mac", "difficulty", "difficulties"),
    SheetColumn.PROPOSAL: ("kien nghi", "de xuat", "kien nghi de xuat", "de xuat kien nghi", "proposal", "proposals",
                           "recommendation", "recommendations"),
    SheetColumn.CONFIDENCE: ("muc do tin cay", "danh gia", "danh gia tien do", "kha nang dung han", "du bao",
                             "confidence", "forecast"),
    SheetColumn.WHY: ("ly do", "nguyen nhan", "why", "reason"),
    SheetColumn.NOTE: TASK_HEADINGS[SheetColumn.NOTE],
}  # fmt: skip
_MARKS = ";,\t"
_LEADING = re.compile(r"^(?:truoc|den|het|trong|cham nhat|muon nhat)\s+(?:ngay\s+)?|^ngay\s+")
_ONGOING = ("thuong xuyen", "hang nam", "hang quy", "hang thang", "ongoing")


def wrong_sheet(place: str, problem: str, **values: object) -> SheetError:
    """Return the error of a sheet with one fault; `problem` is the end of the catalogue key `fault.…`."""
    return SheetError((Diagnostic(place, None, None, problem, values),), path=place)


class Sheet(NamedTuple):
    """The cells of a sheet, row by row, as texts and days."""

    name: str
    rows: list[list[Any]]

    def address(self, row: int, column: int) -> str:
        """Return the address of a cell, both numbers from 0."""
        return f"{self.name}!{self.letters(column)}{row + 1}"

    def letters(self, column: int) -> str:
        """Return what a column is called, its number from 0."""
        letters = ""
        number = column + 1
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(ord("A") + rest) + letters
        return letters


class TaskRow(NamedTuple):
    """A row of a sheet: the number of its row from 0, its cells by column and what they say, where columns stand."""

    row: int
    cells: Mapping[SheetColumn, Any]
    texts: Mapping[SheetColumn, str]
    places: Mapping[SheetColumn, int]

    def text(self, column: SheetColumn) -> str:
        """Return what a cell says; empty for none."""
        return self.texts.get(column, "")


def _cell_text(value: Any) -> str:
    if isinstance(value, str) and value.isprintable() and "  " not in value:
        return normalize("NFC", value.strip())  # nothing printable but this one is a space
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else normalize("NFC", " ".join(str(value).split()))


def read_sheet(path: Path) -> Sheet:
    """Return the first sheet of a file; raises `SheetError` for a file that is none."""
    if not path.exists():
        raise wrong_sheet(str(path), "file-missing")
    try:
        if path.suffix.lower() == ".csv":
            return _read_csv(path)
        calamine = import_module("python_calamine")  # loaded for a spreadsheet alone
        try:
            book = calamine.load_workbook(str(path))
            name = book.sheet_names[0]
            return Sheet(name, _filled(book.get_sheet_by_name(name)))
        except (calamine.CalamineError, IndexError) as error:
            raise wrong_sheet(str(path), "sheet-unreadable") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise wrong_sheet(str(path), "sheet-unreadable") from error


def _read_csv(path: Path) -> Sheet:
    text = path.read_text("utf-8-sig")
    marked = next((line for line in text.splitlines() if any(mark in line for mark in _MARKS)), "")
    mark = max(_MARKS, key=marked.count)  # a title above the table has none
    csv.field_size_limit(10_000_000)
    return Sheet(path.stem, [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)])


def _filled(sheet: Any) -> list[list[Any]]:
    """Return the rows of a spreadsheet from its first cell on, what is merged in each of its cells."""
    rows = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                rows[row][column] = rows[top][left]
    return rows


_LEADING_COLUMNS = {SheetColumn.NUMBER, SheetColumn.TEXT}
_NUMBERING = {f"({each})" for each in range(1, 30)} | {str(each) for each in range(1, 30)} | {""}
"""What the cells of a row say that numbers the columns."""


def task_rows(
    sheet: Sheet, mapping: Mapping[str, SheetColumn] = {}, headings: Headings = TASK_HEADINGS
) -> list[TaskRow]:
    """Return the rows of a sheet; raises `SheetError` where no column of their texts is found, or no row.

    `mapping` names columns by letter or heading, in place of what their headings tell.
    """
    places, first = _columns(sheet, mapping, headings)
    rows: list[TaskRow] = []
    for number, cells in enumerate(sheet.rows[first:], first):
        filled = {column: cells[place] for column, place in places.items() if place < len(cells)}
        task = TaskRow(number, filled, {column: _cell_text(cell) for column, cell in filled.items()}, places)
        has_more = bool(filled.keys() - _LEADING_COLUMNS)
        is_title = has_more and task.text(SheetColumn.TEXT) == task.text(SheetColumn.NUMBER)
        if not is_title and not _NUMBERING.issuperset(task.texts.values()):
            rows.append(task)
    if not rows:
        raise wrong_sheet(sheet.name, "sheet-no-tasks")
    return rows


def _columns(
    sheet: Sheet, mapping: Mapping[str, SheetColumn], headings: Headings
) -> tuple[dict[SheetColumn, int], int]:
    """Return where each column stands, and the first row below the headings."""
    known = {name: column for column, names in headings.items() for name in names}
    best: dict[SheetColumn, int] = {}
    below = 0
    for number, cells in enumerate(sheet.rows[:MAX_HEADING_ROWS]):
        found = _found(cells, known)
        if len(found) > len(best) or (best and len(found) == len(best) and set(found) - set(best)):
            best, below = found, number + 1
    if 0 < below < len(sheet.rows):  # the second row of merged headings tells more of some columns
        second = _found(sheet.rows[below], known)
        if second and SheetColumn.TEXT not in set(second) - set(best):
            new = {column: place for column, place in second.items() if column not in best}
            if new or set(second.values()) & set(best.values()):
                best, below = {**best, **new}, below + 1
    for column, place, rows in _mapped(sheet, mapping):
        best, below = {**best, column: place}, max(below, rows)
    if SheetColumn.TEXT not in best or (len(best) < MIN_HEADINGS and not mapping):
        raise wrong_sheet(sheet.name, "sheet-no-headings")
    return best, below


def _found(cells: Sequence[Any], known: Mapping[str, SheetColumn]) -> dict[SheetColumn, int]:
    found: dict[SheetColumn, int] = {}
    for place, cell in enumerate(cells):
        column = known.get(fold_heading(cell))
        if column is not None:
            found.setdefault(column, place)
    return found


def fold_heading(cell: Any) -> str:
    """Return a heading as it is looked for: bare letters in lower case, no marks."""
    return " ".join(re.sub(r"[^\w. ]+", " ", strip_diacritics(str(cell))).split()) if isinstance(cell, str) else ""


def _mapped(sheet: Sheet, mapping: Mapping[str, SheetColumn]) -> Iterator[tuple[SheetColumn, int, int]]:
    """Yield the columns that are named by hand, each with where it stands and how many rows of headings tell so."""
    headings = [[fold_heading(cell) for cell in row] for row in sheet.rows[:MAX_HEADING_ROWS]]
    width = max(map(len, sheet.rows), default=0)
    for typed, column in mapping.items():
        wanted = fold_heading(typed)
        found = [(row.index(wanted), number + 1) for number, row in enumerate(headings) if wanted in row]
        if found:
            yield (column, *found[0])
            continue
        place = 0
        for letter in typed.upper() if re.fullmatch("[A-Za-z]{1,2}", typed) else "":
            place = place * 26 + ord(letter) - ord("A") + 1
        if 0 < place <= width:
            yield column, place - 1, 0
        else:
            raise wrong_sheet(sheet.name, "sheet-no-column", name=typed)


def cell_fault(place: str, value: Any) -> Diagnostic | None:
    """Return what no record can hold in a cell: control characters, or a text that is far too long."""
    if not isinstance(value, str) or (value.isprintable() and len(value) <= MAX_TEXT):
        return None
    if has_control_chars(" ".join(value.split())):
        return Diagnostic(place, None, None, "unsafe", {"code": first_control_char(value)})
    return Diagnostic(place, None, None, "text-long", {"limit": MAX_TEXT}) if len(value) > MAX_TEXT else None


def day_of(value: Any, today: date, aim: Aim = Aim.AHEAD) -> date | None:
    """Return the day that a cell names, `None` for none and for work that goes on; raises `DateParseError`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return _typed_day(str(value or ""), today, aim)


@lru_cache(maxsize=4096)  # a sheet of thousands of tasks has some hundred days
def _typed_day(typed: str, today: date, aim: Aim) -> date | None:
    text = _folded_date(typed)
    if not text or text in _ONGOING:
        return None
    return read_period(_LEADING.sub("", text), today, aim).last


def is_ongoing(value: Any) -> bool:
    """Return whether a cell says that work goes on rather than ends on a day."""
    return isinstance(value, str) and _folded_date(value) in _ONGOING


@lru_cache(maxsize=4096)
def _folded_date(typed: str) -> str:
    return " ".join(strip_diacritics(typed).split()).strip(" .")
