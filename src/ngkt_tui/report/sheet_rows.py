"""Writing a whole row of a worksheet at once, where XlsxWriter would take each of its cells apart on its own.

XlsxWriter keeps the height of every row, and looks each cell over several times: with its public methods alone, 100,000
directives took 84 MiB in place of 55, and 18 seconds of processor time in place of 12. So the four names with an
underscore, or outside its documentation, that are used here (`_get_xf_index`, `_write_single_row`, `_check_dimensions`,
`fh`): nothing public writes a row without keeping its height. A row that is written here goes to the file of the
worksheet as it is; all else of the sheet is XlsxWriter's. It must run with `constant_memory`, and rows must come in
their order.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

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
