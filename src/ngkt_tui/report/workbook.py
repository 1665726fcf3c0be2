"""A workbook of XLSX sheets as offices print them: A4 across, ruled cells, a frozen heading with a filter.

Rows are written as they come and kept on disk, never in memory. The same content gives the same bytes: a workbook is
made on the day that it tells of, and XlsxWriter dates the files within it by a day of its own.

`put_row` writes a whole row at once, where XlsxWriter would take each of its cells apart on its own. XlsxWriter
keeps the height of every row, and looks each cell over several times: with its public methods alone, 100,000 directives
took 84 MiB in place of 55, and 18 seconds of processor time in place of 12. So the four names with an underscore, or
outside its documentation, that are used for it (`_get_xf_index`, `_write_single_row`, `_check_dimensions`, `fh`):
nothing public writes a row without keeping its height. A row that is written so goes to the file of the worksheet as it
is; all else of the sheet is XlsxWriter's. It must run with `constant_memory`, and rows must come in their order.
"""

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import format_date, translate
from ngkt_tui.report.annex import AnnexCell

CHUNK = 1 << 16
MAX_WIDTH = 26
"""Letters in a line of a list's column: with wider ones nobody could read it on paper."""
MAX_LINES = 25
LINE_HEIGHT = 14.5
"""Points, of a line in the font of a cell."""

_FONT = {"font_name": "Times New Roman", "font_size": 11}
_CELL = {**_FONT, "border": 1, "border_color": "#8C7A64", "valign": "top", "text_wrap": True}
_FORMATS = {
    "cell": _CELL,
    "number": _CELL | {"align": "center"},
    "open": _CELL | {"locked": False, "bg_color": "#FFF9E0"},
    "late": _CELL | {"font_color": "#B3301C", "bold": True, "align": "center"},
    "heading": _CELL | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#EFE4CF"},
    "fill-in": _CELL | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#FFE9A8"},
    "id": _FONT | {"font_size": 9, "font_color": "#6D5F50", "valign": "top"},
    "title": _FONT | {"bold": True, "font_size": 14},
    "text": _FONT | {"valign": "top"},
}
_DATES = {Language.VI: "dd/mm/yyyy", Language.EN: "yyyy-mm-dd"}


class KindTable(NamedTuple):
    """The records of one kind: the name of the sheet, its headings, and the rows, walked once."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[AnnexCell]]


def table_xlsx(language: Language, as_of: date, title: str, tables: Iterable[KindTable]) -> Iterator[bytes]:
    """Yield the workbook of some tables, a sheet for each."""

    def write(path: Path, folder: str) -> None:
        book = Workbook(path, folder, language, as_of, title)
        for table in tables:
            book.add_table(table)
        book.close()

    return file_pieces(write)


def file_pieces(write: Callable[[Path, str], None]) -> Iterator[bytes]:
    """Yield the file that `write` makes at a path, for which it has a folder to itself."""
    with tempfile.TemporaryDirectory(prefix="ngkt-") as folder:
        path = Path(folder) / "report.xlsx"
        write(path, folder)
        with path.open("rb") as file:
            while piece := file.read(CHUNK):
                yield piece


class Workbook:
    """A workbook at `path`, whose parts wait in `folder` until it is closed."""

    def __init__(self, path: Path, folder: str, language: Language, as_of: date, title: str) -> None:
        xlsxwriter = import_module("xlsxwriter")  # loaded for a workbook alone
        self._file_error: type[Exception] = xlsxwriter.exceptions.FileCreateError
        self.book: Any = xlsxwriter.Workbook(str(path), {"constant_memory": True, "tmpdir": folder})
        self.language = language
        self._as_of = as_of
        made = datetime.combine(as_of, time(), UTC).replace(tzinfo=None)
        self.book.set_properties({"title": title, "created": made})
        self.formats = {name: self.book.add_format(values) for name, values in _FORMATS.items()}
        day = {"num_format": _DATES[language], "align": "center"}
        self.formats["day"] = self.book.add_format(_CELL | day)
        self.formats["late-day"] = self.book.add_format(_FORMATS["late"] | day)

    def words(self, key: str, **values: object) -> str:
        """Return words in the language of the workbook."""
        return translate(self.language, key, **values)

    def close(self) -> None:
        """Put the file together."""
        try:
            self.book.close()
        except self._file_error as error:
            raise error.args[0] from error  # what the system said

    def add_table(self, table: KindTable) -> None:
        """Write the sheet of a table; its name and headings begin with capitals."""
        name = _capitalized(table.name)
        sheet = self.book.add_worksheet(name[:31])
        widths = [max(8, min(11, len(heading) + 2)) for heading in table.headings]
        sheet.set_row(0, 3.2 * LINE_HEIGHT)
        for place, heading in enumerate(table.headings):
            sheet.write_string(0, place, _capitalized(heading), self.formats["heading"])
        row = 0
        for row, cells in enumerate(table.rows, 1):
            if (longest := max((len(cell) for cell in cells if isinstance(cell, str)), default=0)) > MAX_WIDTH:
                sheet.set_row(row, LINE_HEIGHT * min(MAX_LINES, 1 + int(longest / MAX_WIDTH)) + 3)
            for place, cell in enumerate(cells):
                self._write_cell(sheet, row, place, cell)
                widths[place] = max(widths[place], min(MAX_WIDTH, len(str(cell)) + 1))
        for place, width in enumerate(widths):
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, row, len(widths) - 1)
        self.set_page(sheet, name)

    def _write_cell(self, sheet: Any, row: int, place: int, cell: AnnexCell) -> None:
        if isinstance(cell, date):
            sheet.write_datetime(row, place, cell, self.formats["day"])
        elif isinstance(cell, int):
            sheet.write_number(row, place, cell, self.formats["number"])
        else:
            _write_text(sheet, row, place, cell, self.formats["cell"])

    def set_page(self, sheet: Any, title: str) -> None:
        """Lay a sheet out for A4 paper, with a title above each page and its number below."""
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.set_margins(left=0.5, right=0.5, top=0.9, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        day = self.words("summary.as-of", date=format_date(self._as_of, self.language))
        font = '&"Times New Roman,Bold"&14'
        sheet.set_header(f'&C{font}{_page_text(title)}\n&"Times New Roman,Italic"&11{_page_text(day)}')
        sheet.set_footer('&C&"Times New Roman,Regular"&10&P/&N')


def _write_text(sheet: Any, row: int, place: int, text: str, form: Any) -> None:
    if text:
        sheet.write_string(row, place, text, form)
    else:
        sheet.write_blank(row, place, None, form)


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def _page_text(text: str) -> str:
    """Return a text as the header of a page takes it: an ampersand begins a code, and there is little room."""
    return sanitize_line(text)[:100].replace("&", "&&")


_FIRST_DAY = date(1899, 12, 30).toordinal()
"""The day 0 of a spreadsheet."""
_ESCAPED = re.compile("_x[0-9A-Fa-f]{4}_")
"""What a spreadsheet would read as a character by its code."""
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class StyledCell(NamedTuple):
    """A cell: a text, a day or a number, and the number of its format in the workbook."""

    value: str | date | int
    format: int


def format_number(form: Any) -> int:
    """Return the number by which a workbook knows a format."""
    return int(form._get_xf_index())


def put_row(sheet: Any, row: int, height: float, cells: Sequence[StyledCell]) -> None:
    """Write the row numbered `row` from 0, `height` points high: all its cells from the first column on."""
    sheet._write_single_row(row)  # what was written before by other means
    sheet._check_dimensions(row, len(cells) - 1)
    text = "".join(_cells(str(row + 1), cells))
    sheet.fh.write(f'<row r="{row + 1}" ht="{height:g}" customHeight="1">{text}</row>')


def _cells(number: str, cells: Sequence[StyledCell]) -> Iterator[str]:
    for place, (value, form) in enumerate(cells):
        at = f'<c r="{_column(place)}{number}" s="{form}"'
        if value == "":
            yield f"{at}/>"
        elif isinstance(value, str):
            yield f'{at} t="inlineStr"><is><t xml:space="preserve">{_written(value)}</t></is></c>'
        else:
            yield f"{at}><v>{value if isinstance(value, int) else value.toordinal() - _FIRST_DAY}</v></c>"


@lru_cache(maxsize=2048)  # agencies and statuses stand in many rows
def _written(text: str) -> str:
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: f"_x005F{match.group()}", text)
    return escape(_UNSEEN.sub(lambda match: f"_x{ord(match.group()):04X}_", text))


@lru_cache(maxsize=64)
def _column(place: int) -> str:
    """Return the letters of a column of the first 702."""
    first, second = divmod(place, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + second)
