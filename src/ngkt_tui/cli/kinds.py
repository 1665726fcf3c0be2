"""The kinds of records by the names under which the command line lists them."""

from enum import StrEnum
from typing import Self

from ngkt_tui.domain.enums import RecordKind


class Listed(StrEnum):
    """A kind of record that can be listed."""

    DIRECTIVES = "directives"
    CONFERENCES = "conferences"
    AGREEMENTS = "agreements"
    MARKETS = "markets"
    OFFICIALS = "officials"
    AGENCIES = "agencies"
    DOCUMENTS = "documents"
    FIGURES = "figures"
    RESULTS = "results"
    THEMES = "themes"
    COMPANIES = "companies"
    FAMILIES = "families"
    ARTICLES = "articles"

    @property
    def record(self) -> RecordKind:
        """Return the kind of the records."""
        return _RECORDS[self]

    @classmethod
    def of(cls, kind: RecordKind) -> Self:
        """Return the name under which records of `kind` are listed."""
        return next(each for each in cls if each.record is kind)


_RECORDS = {
    Listed.DIRECTIVES: RecordKind.DIRECTIVE,
    Listed.CONFERENCES: RecordKind.CONFERENCE,
    Listed.AGREEMENTS: RecordKind.AGREEMENT,
    Listed.MARKETS: RecordKind.MARKET,
    Listed.OFFICIALS: RecordKind.OFFICIAL,
    Listed.AGENCIES: RecordKind.ORGANISATION,
    Listed.DOCUMENTS: RecordKind.DOCUMENT,
    Listed.FIGURES: RecordKind.FIGURE,
    Listed.RESULTS: RecordKind.RESULT,
    Listed.THEMES: RecordKind.THEME,
    Listed.COMPANIES: RecordKind.COMPANY,
    Listed.FAMILIES: RecordKind.FAMILY,
    Listed.ARTICLES: RecordKind.ARTICLE,
}
