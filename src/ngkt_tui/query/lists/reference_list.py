"""The lists without a pane of their own: documents, figures, results, themes, companies, families, articles."""

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.lists.listing import Listing
from ngkt_tui.query.lists.people_list import linked_tally
from ngkt_tui.query.lists.reference_rows import (
    ArticleRow,
    CompanyRow,
    DocumentRow,
    FamilyRow,
    FigureRow,
    ResultRow,
    ThemeRow,
)
from ngkt_tui.query.names import Amount
from ngkt_tui.query.sql import CONFERENCE_DATE, IS_NOT_DECLINED

SAID_BY = """
        coalesce(speaker.name, speaking.short_vi, speaking.name_vi, '') AS said_by_vi,
        coalesce(speaker.name, speaking.short_en, speaking.name_en, speaking.name_vi, '') AS said_by_en
"""
SAID_BY_JOIN = """
    LEFT JOIN official AS speaker ON speaker.id = it.said_by
    LEFT JOIN organisation AS speaking ON speaking.id = it.said_by
"""

DOCUMENTS: Listing[DocumentRow] = Listing(
    RecordKind.DOCUMENT,
    DocumentRow,
    """
        record.position AS position,
        it.id AS id,
        it.number AS number,
        it.kind AS kind,
        it.title_vi AS title_vi,
        it.title_en AS title_en,
        coalesce(issuing.short_vi, issuing.name_vi) AS issuer_vi,
        coalesce(issuing.short_en, issuing.name_en, issuing.name_vi) AS issuer_en,
        it.issued AS issued,
        coalesce(tally.directives, 0) AS directives,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected
    """,
    """
        LEFT JOIN organisation AS issuing ON issuing.id = it.issuer
        LEFT JOIN tally ON tally.target = it.id
    """,
    linked_tally("document"),
)


def _with_amount(row: FigureRow, unit_vi: str | None, unit_en: str | None) -> FigureRow:
    amount = Amount(row.value, row.value_max, row.bound, unit_vi, unit_en)
    vi, en = (amount.format(language) or row.printed_as for language in (Language.VI, Language.EN))
    return row._replace(amount_vi=vi, amount_en=en)


FIGURES: Listing[FigureRow] = Listing(
    RecordKind.FIGURE,
    FigureRow,
    f"""
        record.position AS position,
        it.id AS id,
        it.conference AS conference,
        {CONFERENCE_DATE} AS conference_date,
        it.kind AS kind,
        it.label_vi AS label_vi,
        it.label_en AS label_en,
        it.printed_as AS printed_as,
        {SAID_BY},
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected,
        it.value AS value,
        it.value_max AS value_max,
        it.bound AS bound,
        it.unit_vi AS unit_vi,
        it.unit_en AS unit_en
    """,
    SAID_BY_JOIN,
    complete=_with_amount,
)

RESULTS: Listing[ResultRow] = Listing(
    RecordKind.RESULT,
    ResultRow,
    f"""
        record.position AS position,
        it.id AS id,
        it.conference AS conference,
        {CONFERENCE_DATE} AS conference_date,
        it.text_vi AS text_vi,
        it.text_en AS text_en,
        {SAID_BY},
        (
            SELECT count(*)
            FROM link
            WHERE link.record = it.id AND link.relation = 'answers' AND {IS_NOT_DECLINED}
        ) AS answers,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected,
        it.kind AS kind
    """,
    SAID_BY_JOIN,
)

THEMES: Listing[ThemeRow] = Listing(
    RecordKind.THEME,
    ThemeRow,
    """
        record.position AS position,
        it.id AS id,
        it.name_vi AS name_vi,
        it.name_en AS name_en,
        coalesce(tally.directives, 0) AS directives,
        coalesce(tally.open, 0) AS open,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected
    """,
    "LEFT JOIN tally ON tally.target = it.id",
    linked_tally("theme"),
)

COMPANIES: Listing[CompanyRow] = Listing(
    RecordKind.COMPANY,
    CompanyRow,
    """
        record.position AS position,
        it.id AS id,
        it.name AS name,
        it.printed_as AS printed_as,
        home.name_vi AS country_vi,
        coalesce(home.name_en, home.name_vi) AS country_en,
        (
            SELECT count(DISTINCT company_mention.conference)
            FROM company_mention
            WHERE company_mention.company = it.id
        ) AS conferences,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected
    """,
    "LEFT JOIN market AS home ON home.id = it.country",
)

FAMILIES: Listing[FamilyRow] = Listing(
    RecordKind.FAMILY,
    FamilyRow,
    f"""
        record.position AS position,
        it.id AS id,
        it.conference AS conference,
        {CONFERENCE_DATE} AS conference_date,
        it.name_vi AS name_vi,
        it.name_en AS name_en,
        it.printed_count AS printed_count,
        (
            SELECT count(DISTINCT family_item.directive)
            FROM family_item
            WHERE family_item.family = it.id
        ) AS directives,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected
    """,
)

ARTICLES: Listing[ArticleRow] = Listing(
    RecordKind.ARTICLE,
    ArticleRow,
    """
        record.position AS position,
        it.id AS id,
        it.title AS title,
        it.outlet AS outlet,
        it.author AS author,
        it.published AS published,
        it.language AS language,
        it.paragraphs AS paragraphs,
        (SELECT count(DISTINCT source.record) FROM source WHERE source.article = it.id) AS records,
        record.withdrawn AS withdrawn,
        record.own AS own,
        record.corrected AS corrected
    """,
)
