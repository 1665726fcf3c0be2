"""Every list by the kind of its records."""

from collections.abc import Mapping
from typing import Any

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import require_complete
from ngkt_tui.query.lists.conference_list import CONFERENCES
from ngkt_tui.query.lists.directive_list import DIRECTIVES
from ngkt_tui.query.lists.listing import Listing, RecordCount
from ngkt_tui.query.lists.people_list import AGENCIES, OFFICIALS
from ngkt_tui.query.lists.reference_list import ARTICLES, COMPANIES, DOCUMENTS, FAMILIES, FIGURES, RESULTS, THEMES
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
from ngkt_tui.query.lists.trade_lists import AGREEMENTS, MARKETS

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

_LISTINGS: tuple[Listing[Any], ...] = (
    DIRECTIVES, CONFERENCES, AGREEMENTS, MARKETS, OFFICIALS, AGENCIES, DOCUMENTS, FIGURES, RESULTS, THEMES,
    COMPANIES, FAMILIES, ARTICLES,
)  # fmt: skip
LISTINGS: Mapping[RecordKind, Listing[Any]] = {listing.kind: listing for listing in _LISTINGS}
require_complete("query.lists", LISTINGS)

__all__ = ["LISTINGS", "Listing", "RecordCount", "Row"]
