"""The directives of a summary as CSV: UTF-8 with a byte order mark, one row a directive, safe in a spreadsheet.

Source of the quoting rule: OWASP, "CSV Injection": a cell that begins with = + - @ (or a tab or carriage
return) may be read as a formula; such a cell gets a leading apostrophe.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from ngkt_tui.domain.clean import clean
from ngkt_tui.domain.status import UNKNOWN_GLYPH
from ngkt_tui.domain.summary import DirectiveLine, Summary

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
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # full-width forms count too
_SUSPICIOUS = frozenset((*_FORMULA, " "))


def csv_rows(summary: Summary) -> Iterator[str]:
    """Yield the header and the rows, each ended with CR LF (RFC 4180); the first piece begins with the mark."""
    yield "\ufeff" + csv_line(COLUMNS)
    for conference in summary.conferences:
        for line in conference.directives:
            yield csv_line(_cells(line))


def csv_line(cells: Iterable[str]) -> str:
    """Return one CSV row, each cell cleaned and kept from being read as a formula."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([_harmless(cell) for cell in cells])
    return buffer.getvalue()


def _harmless(cell: str) -> str:
    if not cell:
        return ""
    text = clean(cell)
    return f"'{text}" if text[0] in _SUSPICIOUS and text.lstrip(" ").startswith(_FORMULA) else text


def _cells(line: DirectiveLine) -> tuple[str, ...]:
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
    )
