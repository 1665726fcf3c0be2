"""The lists without a pane of their own: documents, figures, results, themes, companies, families, articles."""

from collections.abc import Iterable
from typing import Any

from ngkt_tui.domain.amounts import Amount
from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.lists.listing import Listing
from ngkt_tui.query.lists.people_list import linked_tally
from ngkt_tui.query.lists.rows import ArticleRow, CompanyRow, DocumentRow, FamilyRow, FigureRow, ResultRow, ThemeRow

_TALLY_JOIN = "LEFT JOIN tally ON tally.target = it.id"
_SAID_BY_JOIN = (
    "LEFT JOIN official AS speaker ON speaker.id = it.said_by"
    " LEFT JOIN organisation AS speaking ON speaking.id = it.said_by"
)
_SAID_BY = (
    "coalesce(speaker.name, speaking.short_vi, speaking.name_vi, '')",
    "coalesce(speaker.name, speaking.short_en, speaking.name_en, speaking.name_vi, '')",
)
_CONFERENCE_DATE = "(SELECT conference.date FROM conference WHERE conference.id = it.conference)"
_NAMED_AT = (
    "(SELECT count(DISTINCT company_mention.conference) FROM company_mention WHERE company_mention.company = it.id)"
)
_ANSWERS = "(SELECT count(*) FROM link WHERE link.record = it.id AND link.relation = 'answers')"

DOCUMENTS: Listing[DocumentRow] = Listing(
    RecordKind.DOCUMENT,
    DocumentRow._make,
    (
        "record.position",
        "it.id",
        "it.number",
        "it.kind",
        "it.title_vi",
        "it.title_en",
        "coalesce(issuing.short_vi, issuing.name_vi)",
        "coalesce(issuing.short_en, issuing.name_en, issuing.name_vi)",
        "it.issued",
        "coalesce(tally.directives, 0)",
        "record.withdrawn",
    ),
    f"LEFT JOIN organisation AS issuing ON issuing.id = it.issuer {_TALLY_JOIN}",
    linked_tally("document"),
)


def _figure(row: Iterable[Any]) -> FigureRow:
    *values, unit_vi, unit_en = row
    told = FigureRow(*values)
    amount = Amount(told.value, told.value_max, told.bound, unit_vi, unit_en)
    vi, en = (amount.format(language) or told.printed_as for language in (Language.VI, Language.EN))
    return told._replace(amount_vi=vi, amount_en=en)


FIGURES: Listing[FigureRow] = Listing(
    RecordKind.FIGURE,
    _figure,
    (
        "record.position",
        "it.id",
        "it.conference",
        _CONFERENCE_DATE,
        "it.kind",
        "it.label_vi",
        "it.label_en",
        "it.printed_as",
        *_SAID_BY,
        "record.withdrawn",
        "it.value",
        "it.value_max",
        "it.bound",
        "it.unit_vi",
        "it.unit_en",
    ),
    _SAID_BY_JOIN,
)

RESULTS: Listing[ResultRow] = Listing(
    RecordKind.RESULT,
    ResultRow._make,
    (
        "record.position",
        "it.id",
        "it.conference",
        _CONFERENCE_DATE,
        "it.text_vi",
        "it.text_en",
        *_SAID_BY,
        _ANSWERS,
        "record.withdrawn",
        "it.kind",
    ),
    _SAID_BY_JOIN,
)

THEMES: Listing[ThemeRow] = Listing(
    RecordKind.THEME,
    ThemeRow._make,
    (
        "record.position",
        "it.id",
        "it.name_vi",
        "it.name_en",
        "coalesce(tally.directives, 0)",
        "coalesce(tally.open, 0)",
        "record.withdrawn",
    ),
    _TALLY_JOIN,
    linked_tally("theme"),
)

COMPANIES: Listing[CompanyRow] = Listing(
    RecordKind.COMPANY,
    CompanyRow._make,
    (
        "record.position",
        "it.id",
        "it.name",
        "it.printed_as",
        "home.name_vi",
        "coalesce(home.name_en, home.name_vi)",
        _NAMED_AT,
        "record.withdrawn",
    ),
    "LEFT JOIN market AS home ON home.id = it.country",
)

FAMILIES: Listing[FamilyRow] = Listing(
    RecordKind.FAMILY,
    FamilyRow._make,
    (
        "record.position",
        "it.id",
        "it.conference",
        _CONFERENCE_DATE,
        "it.name_vi",
        "it.name_en",
        "it.printed_count",
        "(SELECT count(DISTINCT family_item.directive) FROM family_item WHERE family_item.family = it.id)",
        "record.withdrawn",
    ),
)

ARTICLES: Listing[ArticleRow] = Listing(
    RecordKind.ARTICLE,
    ArticleRow._make,
    (
        "record.position",
        "it.id",
        "it.title",
        "it.outlet",
        "it.author",
        "it.published",
        "it.language",
        "it.paragraphs",
        "(SELECT count(DISTINCT source.record) FROM source WHERE source.article = it.id)",
        "record.withdrawn",
    ),
)
