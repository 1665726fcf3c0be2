"""The rows of lists that no pane shows: documents, figures, results, companies, families, articles, themes."""

from typing import NamedTuple

from ngkt_tui.domain.enums import FigureKind, ResultKind
from ngkt_tui.domain.stored_values import Damaged, StoredDate


class DocumentRow(NamedTuple):
    """A document with who issued it and how many directives rest on it."""

    position: int
    id: str
    number: str | None
    kind: str
    title_vi: str
    title_en: str | None
    issuer_vi: str | None
    issuer_en: str | None
    issued: StoredDate | None
    directives: int
    withdrawn: int
    own: int = 0
    corrected: int = 0


class FigureRow(NamedTuple):
    """A figure with who said it; `said_by_*` are names, empty where nobody is named."""

    position: int
    id: str
    conference: str | None
    conference_date: StoredDate | None
    kind: FigureKind | Damaged
    label_vi: str
    label_en: str | None
    printed_as: str
    said_by_vi: str
    said_by_en: str
    withdrawn: int
    value: float | None = None
    value_max: float | None = None
    bound: str | None = None
    amount_vi: str = ""
    """Value and unit as Vietnamese writes them, as printed where there is no value."""
    amount_en: str = ""
    own: int = 0
    corrected: int = 0


class ResultRow(NamedTuple):
    """A result as reported; `answers` counts the directives that it may answer."""

    position: int
    id: str
    conference: str | None
    conference_date: StoredDate | None
    text_vi: str
    text_en: str | None
    said_by_vi: str
    said_by_en: str
    answers: int
    withdrawn: int
    kind: ResultKind | Damaged = ResultKind.RESULT
    own: int = 0
    corrected: int = 0


class CompanyRow(NamedTuple):
    """A company that conferences name, with how many of them do."""

    position: int
    id: str
    name: str
    printed_as: str | None
    country_vi: str | None
    country_en: str | None
    conferences: int
    withdrawn: int
    own: int = 0
    corrected: int = 0


class FamilyRow(NamedTuple):
    """An enumeration that a source names, with how many directives its items hold."""

    position: int
    id: str
    conference: str | None
    conference_date: StoredDate | None
    name_vi: str
    name_en: str | None
    printed_count: int | None
    directives: int
    withdrawn: int
    own: int = 0
    corrected: int = 0


class ArticleRow(NamedTuple):
    """An article with how many records name it as their source."""

    position: int
    id: str
    title: str | None
    outlet: str | None
    author: str | None
    published: StoredDate | None
    language: str
    paragraphs: int
    records: int
    withdrawn: int
    own: int = 0
    corrected: int = 0


class ThemeRow(NamedTuple):
    """A theme with how many directives speak of it, and how many that can be followed are neither done nor dropped."""

    position: int
    id: str
    name_vi: str
    name_en: str | None
    directives: int
    open: int
    withdrawn: int
    own: int = 0
    corrected: int = 0
