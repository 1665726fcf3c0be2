"""A workbook of XLSX sheets as offices print them: A4 across, ruled cells, a frozen heading with a filter.

Rows are written as they come and kept on disk, never in memory. The same content gives the same bytes: a workbook is
made on the day that it tells of, and XlsxWriter dates the files within it by a day of its own.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from ngkt_tui.domain.dates import format_date
from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import translate
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
