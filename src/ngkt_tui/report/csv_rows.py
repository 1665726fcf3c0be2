"""The directives of a summary as CSV: UTF-8 with a byte order mark, one row a directive, safe in a spreadsheet.

Source of the quoting rule: OWASP, "CSV Injection": a cell that begins with = + - @ (or a tab or carriage return), be
it after spaces or line ends that a spreadsheet drops, may be read as a formula; such a cell gets a leading apostrophe.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from ngkt_tui.domain.enums import UNKNOWN_GLYPH
from ngkt_tui.domain.summary import DirectiveItem, Summary
from ngkt_tui.domain.text import sanitize
from ngkt_tui.domain.words import catalogue

MARK = "\ufeff"
"""The byte order mark by which spreadsheets know UTF-8."""

COLUMNS = (
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
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # full-width forms count too


def csv_rows(summary: Summary) -> Iterator[str]:
    """Yield the header and the rows in the words of the summary's language.

    Each line ends with CR LF (RFC 4180); the first piece begins with the mark.
    """
    words = catalogue(summary.language)
    yield MARK + csv_line(heading(column, words) for column in COLUMNS)
    for line in _lines(summary):
        yield csv_line(_worded(_cells(line), line, words))


def csv_codes(summary: Summary) -> Iterator[str]:
    """Yield the header and the rows with the codes of the program, the same in every language."""
    yield MARK + csv_line(COLUMNS)
    for line in _lines(summary):
        yield csv_line(_cells(line))


def heading(column: str, words: Mapping[str, str]) -> str:
    """Return what a column is called, its code where the catalogue has no word for it."""
    return words.get(f"csv.{column}", column)


def _lines(summary: Summary) -> Iterator[DirectiveItem]:
    for conference in summary.conferences:
        yield from conference.directives


def _worded(cells: tuple[str, ...], line: DirectiveItem, words: Mapping[str, str]) -> Iterator[str]:
    spoken = {"kind": "kind", "status": "status", "importance": "importance", "nature": "nature"}
    for column, cell in zip(COLUMNS, cells, strict=True):
        if column == "withdrawn":
            yield words["csv-yes"] if line.withdrawn else ""
        else:
            yield words.get(f"{spoken[column]}.{cell}", cell) if column in spoken else cell


def csv_line(cells: Iterable[str]) -> str:
    """Return one CSV row, each cell cleaned and kept from being read as a formula."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return buffer.getvalue()


def _harmless(cell: str) -> str:
    if not cell:
        return ""
    text = sanitize(cell)
    return f"'{text}" if text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA) else text


def _cells(line: DirectiveItem) -> tuple[str, ...]:
    return (
        line.id,
        line.conference,
        str(line.conference_date or ""),
        line.kind,
        line.status or UNKNOWN_GLYPH,
        line.text,
        "; ".join(line.issuers),
        "; ".join(line.lead),
        "; ".join(line.coordinating),
        "; ".join(line.addressees),
        "; ".join(line.themes),
        line.horizon,
        str(line.due or ""),
        str(line.done_on or ""),
        line.why,
        "\n".join(line.notes),
        "\n".join(line.evidence),
        "; ".join(line.sources),
        "yes" if line.withdrawn else "",
        str(line.importance or ""),
        str(line.first_due or ""),
        line.nature,
        line.product,
    )
