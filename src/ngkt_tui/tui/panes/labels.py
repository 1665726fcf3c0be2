"""What a record is called on a chip, in both languages."""

from ngkt_tui.domain.dates import format_date, parse_date
from ngkt_tui.domain.language import Language, localized
from ngkt_tui.query.rows import AgencyRow, AgreementRow, ConferenceRow, DirectiveRow, MarketRow, OfficialRow
from ngkt_tui.tui.widgets.sections import Row


def label_of(row: Row) -> tuple[str, str | None]:
    """Return the short name of a row's record in Vietnamese and in English."""
    match row:
        case ConferenceRow(date=day) if parse_date(day):
            return format_date(parse_date(day), Language.VI), format_date(parse_date(day), Language.EN)
        case ConferenceRow():
            return row.title_vi, row.title_en
        case AgencyRow():
            return row.short_vi or row.name_vi, row.short_en or row.name_en
        case AgreementRow() | MarketRow():
            return row.name_vi, row.name_en
        case OfficialRow():
            return row.name, None
        case DirectiveRow():
            return row.text_vi, row.text_en
        case _:
            return row.id, None


def text_of(row: Row, language: Language) -> str:
    """Return what a row's record says, or what it is called in full."""
    match row:
        case DirectiveRow():
            return localized(language, row.text_vi, row.text_en)
        case ConferenceRow():
            return localized(language, row.title_vi, row.title_en)
        case AgreementRow() | MarketRow() | AgencyRow():
            return localized(language, row.name_vi, row.name_en)
        case OfficialRow():
            return row.name
        case _:
            return row.id
