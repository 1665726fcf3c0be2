"""The directives of a summary as CSV: UTF-8 with a byte order mark, one row a directive, safe in a spreadsheet.

Source of the quoting rule: OWASP, "CSV Injection": a cell that begins with = + - @ (or a tab or carriage return), be
it after spaces or line ends that a spreadsheet drops, may be read as a formula; such a cell gets a leading apostrophe.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.enums import UNKNOWN_GLYPH, Language, RecordKind, ReportAspect
from ngkt_tui.domain.text import sanitize
from ngkt_tui.domain.user_fields import COLUMN_FIELDS
from ngkt_tui.domain.words import catalogue

if TYPE_CHECKING:
    from ngkt_tui.domain.summary_items import DirectiveItem, Summary

MARK = "\ufeff"
"""The byte order mark by which spreadsheets know UTF-8."""

_LAST_COLUMNS = ("transfer", "transferred_on")
_FIRST_COLUMNS = (
    "id",
    "conference",
    "conference_date",
    "kind",
    "status",
    "text",
    "issuers",
    "lead",
    "coordinating",
    "addressees",
    "themes",
    "horizon",
    "due",
    "done_on",
    "why",
    "notes",
    "evidence",
    "sources",
    "withdrawn",
    "importance",
    "first_due",
    "nature",
    "product",
)
COLUMNS = (
    *_FIRST_COLUMNS,
    *(
        field.name
        for field in COLUMN_FIELDS
        if field.kind is RecordKind.DIRECTIVE and field.name not in (*_FIRST_COLUMNS, *_LAST_COLUMNS)
    ),
    "progress",
    "steps",
    "is_own",
    *ReportAspect,
    *_LAST_COLUMNS,
)
"""The columns, in an order to which later ones are added at the end."""

_VOCABULARIES = {"kind", "nature", *(field.name for field in COLUMN_FIELDS if field.choices)}
"""The columns that the catalogue has words for, under their own names."""
_MARKS = ("withdrawn", "is_own")
"""The columns that hold a yes or nothing."""
_LINE_ENDS = ("notes", "evidence", "progress", "steps")
"""Lists with an entry a line; the others are short."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # full-width forms count too


class CsvForm(NamedTuple):
    """What of a table is written, and how. `columns` are names of columns, none of them for all."""

    columns: tuple[str, ...] = ()
    has_header: bool = True
    has_codes: bool = False
    delimiter: str = ","


WHOLE = CsvForm()


def directive_csv(lines: "Iterable[DirectiveItem]", language: Language, form: CsvForm = WHOLE) -> Iterator[str]:
    """Yield the header and a row for each directive, in words of `language` or in codes, the same in every language.

    Each line ends with CR LF (RFC 4180); the first piece begins with the mark.
    """
    words = catalogue(language)
    columns = form.columns or COLUMNS
    mark = MARK
    if form.has_header:
        titles = columns if form.has_codes else [heading(column, words) for column in columns]
        yield MARK + csv_line(titles, form.delimiter)
        mark = ""
    for line in lines:
        cells = (csv_cell(column, _value(line, column)) for column in columns)
        shown = cells if form.has_codes else _worded(columns, cells, words)
        yield mark + csv_line(shown, form.delimiter)
        mark = ""


def csv_rows(summary: "Summary", form: CsvForm = WHOLE) -> Iterator[str]:
    """Yield the directives of a summary as CSV, in its order and its language."""
    lines = (line for conference in summary.conferences for line in conference.directives)
    yield from directive_csv(lines, summary.language, form)


def heading(column: str, words: Mapping[str, str]) -> str:
    """Return what a column is called: as in a file alone, else as its field, else its code."""
    return next(
        (words[key] for name in ("csv", "detail.field", "field") if (key := f"{name}.{column}") in words), column
    )


def _worded(columns: Iterable[str], cells: Iterable[str], words: Mapping[str, str]) -> Iterator[str]:
    for column, cell in zip(columns, cells, strict=True):
        if column in _MARKS:
            yield words["csv-yes"] if cell else ""
        else:
            yield words.get(f"{column}.{cell}", cell) if column in _VOCABULARIES else cell


def csv_line(cells: Iterable[str], delimiter: str = ",") -> str:
    """Return one CSV row, each cell cleaned and kept from being read as a formula."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return buffer.getvalue()


def _harmless(cell: str) -> str:
    if not cell:
        return ""
    text = sanitize(cell)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _value(line: "DirectiveItem", column: str) -> object:
    return line.reported(ReportAspect(column)) if column in tuple(ReportAspect) else getattr(line, column)


def _part(value: object) -> str:
    """Return an entry of a list: a text, or what its values say."""
    return value if isinstance(value, str) else " · ".join(str(part) for part in value if part)  # type: ignore[attr-defined]


def csv_cell(column: str, value: object) -> str:
    """Return a value as a cell: lists joined, days as they are in files, a code as it is."""
    if isinstance(value, tuple):
        return ("\n" if column in _LINE_ENDS else "; ").join(map(_part, value))
    if isinstance(value, bool):
        return "yes" if value else ""
    if value is None:
        return UNKNOWN_GLYPH if column == "status" else ""
    return str(value)
