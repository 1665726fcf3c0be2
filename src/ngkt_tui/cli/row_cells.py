"""The cells of each kind of record in a list, and their layout in plain columns.

Each column is as wide as its widest cell; the last one is cut to the width of the terminal.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import ASCII_GLYPHS, GLYPHS, Language, RecordKind, Status
from ngkt_tui.domain.record_kinds import require_complete
from ngkt_tui.domain.standing import newest_stances
from ngkt_tui.domain.stored_values import Damaged, StoredDate
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import catalogue, format_date, localized, render
from ngkt_tui.query.lists.reference_rows import (
    ArticleRow,
    CompanyRow,
    DocumentRow,
    FamilyRow,
    FigureRow,
    ResultRow,
    ThemeRow,
)
from ngkt_tui.query.lists.rows import AgencyRow, AgreementRow, ConferenceRow, DirectiveRow, MarketRow, OfficialRow
from ngkt_tui.report.text_layout import pad, width_of


class CellFormatter(NamedTuple):
    """How cells are written."""

    language: Language
    is_ascii: bool

    def text(self, vi: str | None, en: str | None) -> str:
        return localized(self.language, vi, en)

    def day(self, day: StoredDate | None) -> str:
        """Return a date as the language writes it; one that is no date as it stands."""
        return format_date(day, self.language)

    def word(self, prefix: str, value: str | None) -> str:
        """Return the word for a value of a vocabulary; one that is damaged as it stands."""
        return catalogue(self.language).get(f"{prefix}.{value}", value or "")

    def glyph(self, status: Status | Damaged) -> str:
        """Return the glyph of a status, a question mark for a damaged one."""
        glyphs = ASCII_GLYPHS if self.is_ascii else GLYPHS
        return "?" if isinstance(status, Damaged) else glyphs[status]


Cells = tuple[str, ...]


def row_cells(kind: RecordKind, row: Any, style: CellFormatter) -> Cells:
    """Return the cells of a row, its id first; a record that is withdrawn, own or corrected is marked."""
    *cells, last = _TABLES[kind].cells(row, style)
    marks = (f"({style.word('list', mark)}) " for mark in ("withdrawn", "own", "corrected") if getattr(row, mark))
    return (row.id, *cells, "".join(marks) + last)


def row_headings(kind: RecordKind) -> tuple[str, ...]:
    """Return the ends of the catalogue keys `column.…` of the columns of a kind."""
    return ("id", *_TABLES[kind].headings)


def _directive(row: DirectiveRow, style: CellFormatter) -> Cells:
    text = style.text(row.text_vi, row.text_en)
    agencies = style.text(row.agencies_vi, row.agencies_en)
    return (style.glyph(row.status), style.day(row.conference_date), agencies, style.day(row.due), text)


def _conference(row: ConferenceRow, style: CellFormatter) -> Cells:
    progress = f"{row.done}/{row.followed}" + (f" +{row.spirit} {style.word('nature', 'spirit')}" if row.spirit else "")
    return (
        style.day(row.date),
        progress,
        style.text(row.chair_vi, row.chair_en),
        style.text(row.title_vi, row.title_en),
    )


def _agreement(row: AgreementRow, style: CellFormatter) -> Cells:
    standing = row.standing
    name = style.text(row.name_vi, row.name_en)
    return (render(style.language, standing.word), render(style.language, standing.day), str(row.directives), name)


def _market(row: MarketRow, style: CellFormatter) -> Cells:
    name = style.text(row.name_vi, row.name_en)
    _, stances = newest_stances(row.stances)
    words = "; ".join(style.word("stance", stance) for stance in stances)
    return (style.word("market-kind", row.kind), words, str(row.directives), name)


def _official(row: OfficialRow, style: CellFormatter) -> Cells:
    return (str(row.issued), row.name, style.text(row.posts_vi, row.posts_en))


def _agency(row: AgencyRow, style: CellFormatter) -> Cells:
    asked = (row.lead, row.coordinating, row.addressed, row.through_groups)
    counts = (*asked, row.open, row.blocked, row.overdue, row.spirit)
    return (*(str(count) for count in counts), style.text(row.name_vi, row.name_en))


def _document(row: DocumentRow, style: CellFormatter) -> Cells:
    issued = style.day(row.issued)
    return (row.number or "", issued, style.text(row.issuer_vi, row.issuer_en), style.text(row.title_vi, row.title_en))


def _figure(row: FigureRow, style: CellFormatter) -> Cells:
    kind = style.word("figure-kind", row.kind)
    amount = style.text(row.amount_vi, row.amount_en)
    return (style.day(row.conference_date), kind, amount, style.text(row.label_vi, row.label_en))


def _result(row: ResultRow, style: CellFormatter) -> Cells:
    said_by = style.text(row.said_by_vi, row.said_by_en)
    kind = style.word("result-kind", row.kind)
    return (style.day(row.conference_date), kind, said_by, style.text(row.text_vi, row.text_en))


def _theme(row: ThemeRow, style: CellFormatter) -> Cells:
    return (str(row.directives), str(row.open), style.text(row.name_vi, row.name_en))


def _company(row: CompanyRow, style: CellFormatter) -> Cells:
    return (style.text(row.country_vi, row.country_en), str(row.conferences), row.name)


def _family(row: FamilyRow, style: CellFormatter) -> Cells:
    return (style.day(row.conference_date), str(row.directives), style.text(row.name_vi, row.name_en))


def _article(row: ArticleRow, style: CellFormatter) -> Cells:
    return (style.day(row.published), row.outlet or "", str(row.paragraphs), str(row.records), row.title or "")


class _Table(NamedTuple):
    """The columns of a list: their headings, and what writes the cells of a row."""

    headings: tuple[str, ...]
    cells: Callable[[Any, CellFormatter], Cells]


_OWED = ("lead", "coordinating", "addressed", "through-groups", "open", "blocked", "overdue", "spirit")
_TABLES = {
    RecordKind.DIRECTIVE: _Table(("status", "conference", "agencies", "due", "text"), _directive),
    RecordKind.CONFERENCE: _Table(("date", "done", "chair", "title"), _conference),
    RecordKind.AGREEMENT: _Table(("stage", "reported", "directives", "name"), _agreement),
    RecordKind.MARKET: _Table(("kind", "stance", "directives", "name"), _market),
    RecordKind.OFFICIAL: _Table(("issued", "name", "post"), _official),
    RecordKind.ORGANISATION: _Table((*_OWED, "name"), _agency),
    RecordKind.DOCUMENT: _Table(("number", "issued-on", "issuer", "title"), _document),
    RecordKind.FIGURE: _Table(("conference", "kind", "amount", "label"), _figure),
    RecordKind.RESULT: _Table(("conference", "kind", "said-by", "text"), _result),
    RecordKind.THEME: _Table(("directives", "open", "name"), _theme),
    RecordKind.COMPANY: _Table(("country", "conferences", "name"), _company),
    RecordKind.FAMILY: _Table(("conference", "directives", "name"), _family),
    RecordKind.ARTICLE: _Table(("published", "outlet", "paragraphs", "records", "title"), _article),
}
require_complete("cli.row_cells", _TABLES)

GAP = "  "
MIN_COUNT = 20


def columns(rows: Sequence[Sequence[str]], width: int | None) -> Iterator[str]:
    """Yield the lines of a table; `width` is that of the terminal, `None` where no cell is to be cut."""
    cells = [[sanitize_line(cell) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(width_of(row[place]) for row in cells) for place in range(len(cells[0]))]
    room = None if width is None else max(MIN_COUNT, width - sum(widths[:-1]) - len(GAP) * (len(widths) - 1))
    for row in cells:
        shown = [pad(cell, size) for cell, size in zip(row[:-1], widths[:-1], strict=True)]
        yield GAP.join([*shown, cut(row[-1], room)]).rstrip()


def cut(text: str, room: int | None) -> str:
    """Return `text` in at most `room` cells, with an ellipsis where something was left out."""
    if room is None or width_of(text) <= room:
        return text
    kept = text[:room]
    while width_of(kept) > room - 1:
        kept = kept[:-1]
    return kept.rstrip() + "…"
