"""Every list by the kind of its records; its module is loaded when it is first asked for: a start shows directives."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.record_kinds import RECORD_KINDS, require_complete
from ngkt_tui.query.lists.listing import Listing, RecordCount

if TYPE_CHECKING:
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

_MODULES = {
    RecordKind.DIRECTIVE: "directive_list",
    RecordKind.CONFERENCE: "conference_list",
    RecordKind.AGREEMENT: "trade_lists",
    RecordKind.MARKET: "trade_lists",
    RecordKind.OFFICIAL: "people_list",
    RecordKind.ORGANISATION: "people_list",
    RecordKind.DOCUMENT: "reference_list",
    RecordKind.FIGURE: "reference_list",
    RecordKind.RESULT: "reference_list",
    RecordKind.THEME: "reference_list",
    RecordKind.COMPANY: "reference_list",
    RecordKind.FAMILY: "reference_list",
    RecordKind.ARTICLE: "reference_list",
}
"""The module of each list, which is called there as records of its kind are on the command line, in capitals."""
require_complete("query.lists", _MODULES)


class _Listings(Mapping[RecordKind, Listing[Any]]):
    def __getitem__(self, kind: RecordKind) -> Listing[Any]:
        module = import_module(f"{__name__}.{_MODULES[kind]}")
        listing: Listing[Any] = getattr(module, RECORD_KINDS[kind].list_name.upper())
        return listing

    def __iter__(self) -> Iterator[RecordKind]:
        return iter(_MODULES)

    def __len__(self) -> int:
        return len(_MODULES)


LISTINGS: Mapping[RecordKind, Listing[Any]] = _Listings()

__all__ = ["LISTINGS", "Listing", "RecordCount", "Row"]
