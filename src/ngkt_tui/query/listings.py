"""Every list by the kind of its records."""

from collections.abc import Mapping
from typing import Any

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.agreements import AGREEMENTS
from ngkt_tui.query.conferences import CONFERENCES
from ngkt_tui.query.directives import DIRECTIVES
from ngkt_tui.query.listing import Listing, RecordCount
from ngkt_tui.query.markets import MARKETS
from ngkt_tui.query.people import AGENCIES, OFFICIALS
from ngkt_tui.query.references import ARTICLES, COMPANIES, DOCUMENTS, FAMILIES, FIGURES, RESULTS, THEMES
from ngkt_tui.query.rows import (
    AgencyRow,
    AgreementRow,
    ArticleRow,
    CompanyRow,
    ConferenceRow,
    DirectiveRow,
    DocumentRow,
    FamilyRow,
    FigureRow,
    MarketRow,
    OfficialRow,
    ResultRow,
    ThemeRow,
)

Row = (
    DirectiveRow
    | ConferenceRow
    | AgreementRow
    | MarketRow
    | OfficialRow
    | AgencyRow
    | DocumentRow
    | FigureRow
    | ResultRow
    | ThemeRow
    | CompanyRow
    | FamilyRow
    | ArticleRow
)

LISTINGS: Mapping[RecordKind, Listing[Any]] = {
    listing.kind: listing
    for listing in (
        DIRECTIVES,
        CONFERENCES,
        AGREEMENTS,
        MARKETS,
        OFFICIALS,
        AGENCIES,
        DOCUMENTS,
        FIGURES,
        RESULTS,
        THEMES,
        COMPANIES,
        FAMILIES,
        ARTICLES,
    )
}

__all__ = ["LISTINGS", "Listing", "RecordCount", "Row"]
