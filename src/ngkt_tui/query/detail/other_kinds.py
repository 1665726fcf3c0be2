"""The details of agreements, markets, documents, themes, families, companies, figures, results and articles."""

from ngkt_tui.domain.enums import Assessment, RecordKind, Stage
from ngkt_tui.domain.stored_values import Damaged, member_reader, stored_date, stored_member
from ngkt_tui.query.detail.bodies import (
    AgreementDetail,
    ArticleDetail,
    CompanyDetail,
    DocumentDetail,
    FamilyDetail,
    FigureDetail,
    MarketDetail,
    ResultDetail,
    ThemeDetail,
)
from ngkt_tui.query.detail.document_tree import document_tree
from ngkt_tui.query.detail.links import DetailLoader, both, listed
from ngkt_tui.query.detail.mentions import mentions, records_of
from ngkt_tui.query.detail.values import Item, PeriodEntry, StageChangeEntry
from ngkt_tui.query.lists.trade_lists import standing
from ngkt_tui.query.names import Amount
from ngkt_tui.query.sql import NamedRow
from ngkt_tui.query.stages import STANDING, STOOD
from ngkt_tui.query.watch_items import watch_items

_AGREEMENT = f"""
    SELECT it.kind AS kind, it.aliases AS aliases, {STANDING} AS standing, {STOOD} AS stood
    FROM agreement AS it
    WHERE it.id = :id
"""
_MOVES = """
    SELECT id, at, actor, stage, moved_on, next_step
    FROM stage_move
    WHERE record = :id
    ORDER BY moved_on NULLS FIRST, id
"""
_COMPANIES = """
    SELECT it.id
    FROM company AS it JOIN record ON record.id = it.id
    WHERE it.country = :id
    ORDER BY record.position
"""
_DOCUMENT = """
    SELECT kind, number, issuer, issued, period_vi, period_en, period_start, period_end, printed_as
    FROM document
    WHERE id = :id
"""
_ARTICLES = """
    SELECT it.id
    FROM article AS it JOIN record ON record.id = it.id
    WHERE it.document = :id
    ORDER BY it.published NULLS FIRST, record.position
"""
_ITEMS = """
    SELECT it.family, it.item, it.directive, it.text_vi, it.text_en
    FROM family_item AS it JOIN family ON family.id = it.family
    WHERE family.{owner} = :id
    ORDER BY it.ordinal
"""
_FIGURE = """
    SELECT
        conference, kind, printed_as,
        value, value_max, bound, unit_vi, unit_en,
        period_vi, period_en, said_by
    FROM figure
    WHERE id = :id
"""
_ARTICLE = """
    SELECT title, outlet, author, published, language, url, complete, document, paragraphs, sha256
    FROM article
    WHERE id = :id
"""


def agreement_body(reading: DetailLoader) -> AgreementDetail:
    """Return the body of the detail of the agreement that is read."""
    own = reading.row(_AGREEMENT)
    return AgreementDetail(
        kind=own["kind"],
        aliases=listed(own["aliases"]),
        partners=reading.targets("partner"),
        observations=mentions(reading, "observation", "agreement"),
        directives=reading.backlink_list("agreement"),
        standing=standing(own["standing"], own["stood"]),
        moves=tuple(_move(row) for row in reading.rows(_MOVES)),
        within=reading.targets("within"),
        contained=reading.backlink_list("within", RecordKind.AGREEMENT),
    )


def _move(row: NamedRow) -> StageChangeEntry:
    stage, on = member_reader(Stage)(row["stage"]), stored_date(row["moved_on"])
    return StageChangeEntry(row["id"], row["at"], row["actor"], stage, on or Damaged(), row["next_step"])


def market_body(reading: DetailLoader) -> MarketDetail:
    """Return the body of the detail of the market that is read."""
    own = reading.row("SELECT kind, aliases, assessment FROM market WHERE id = :id")
    return MarketDetail(
        kind=own["kind"],
        aliases=listed(own["aliases"]),
        mentions=mentions(reading, "market_mention", "market"),
        agreements=reading.backlink_list("partner", RecordKind.AGREEMENT),
        companies=reading.refs([row["id"] for row in reading.rows(_COMPANIES)]),
        directives=reading.backlink_list("market"),
        assessment=stored_member(Assessment, own["assessment"]),
        watched=watch_items(reading.connection, record=reading.id),
        within=reading.targets("within"),
        contained=reading.backlink_list("within", RecordKind.MARKET),
    )


def document_body(reading: DetailLoader) -> DocumentDetail:
    """Return the body of the detail of the document that is read."""
    own = reading.row(_DOCUMENT)
    return DocumentDetail(
        kind=own["kind"],
        number=own["number"],
        issuer=reading.ref(own["issuer"]),
        issued=stored_date(own["issued"]),
        period=PeriodEntry(
            both(own["period_vi"], own["period_en"]),
            stored_date(own["period_start"]),
            stored_date(own["period_end"]),
        ),
        printed_as=own["printed_as"],
        implements=reading.targets("implements"),
        implemented_by=reading.backlink_list("implements", RecordKind.DOCUMENT),
        articles=reading.refs([row["id"] for row in reading.rows(_ARTICLES)]),
        directives=reading.backlink_list("document"),
        tree=document_tree(reading),
    )


def theme_body(reading: DetailLoader) -> ThemeDetail:
    """Return the body of the detail of the theme that is read: directives and results name a theme in the same way."""
    return ThemeDetail(reading.backlink_list("theme"), reading.backlink_list("theme", RecordKind.RESULT))


def family_body(reading: DetailLoader) -> FamilyDetail:
    """Return the body of the detail of the enumeration that is read."""
    own = reading.row("SELECT conference, printed_count FROM family WHERE id = :id")
    items = items_by_family(reading, "id").get(reading.id, ())
    return FamilyDetail(reading.ref(own["conference"]), own["printed_count"], items)


def items_by_family(reading: DetailLoader, owner: str) -> dict[str, tuple[Item, ...]]:
    """Return the items of the families whose column `owner` names the record that is read."""
    rows = reading.rows(_ITEMS.format(owner=owner))
    reading.load_refs(row["directive"] for row in rows)
    items: dict[str, dict[int, Item]] = {}
    for row in rows:
        of_family, named = items.setdefault(row["family"], {}), reading.ref(row["directive"])
        item = of_family.setdefault(row["item"], Item((), both(row["text_vi"], row["text_en"])))
        of_family[row["item"]] = item._replace(records=(*item.records, named)) if named else item
    return {family: tuple(by_number.values()) for family, by_number in items.items()}


def company_body(reading: DetailLoader) -> CompanyDetail:
    """Return the body of the detail of the company that is read."""
    own = reading.row("SELECT printed_as, country FROM company WHERE id = :id")
    named = mentions(reading, "company_mention", "company")
    return CompanyDetail(own["printed_as"], reading.ref(own["country"]), named)


def figure_body(reading: DetailLoader) -> FigureDetail:
    """Return the body of the detail of the figure that is read."""
    own = reading.row(_FIGURE)
    return FigureDetail(
        conference=reading.ref(own["conference"]),
        kind=own["kind"],
        printed_as=own["printed_as"],
        amount=Amount(own["value"], own["value_max"], own["bound"], own["unit_vi"], own["unit_en"]),
        period=both(own["period_vi"], own["period_en"]),
        said_by=reading.ref(own["said_by"]),
        directives=reading.backlink_list("figure"),
        results=reading.backlink_list("figure", RecordKind.RESULT),
    )


def result_body(reading: DetailLoader) -> ResultDetail:
    """Return the body of the detail of the result that is read."""
    own = reading.row("SELECT kind, conference, said_by FROM result WHERE id = :id")
    return ResultDetail(
        kind=own["kind"],
        conference=reading.ref(own["conference"]),
        said_by=reading.ref(own["said_by"]),
        actors=reading.targets("actor"),
        themes=reading.targets("theme"),
        figures=reading.targets("figure"),
        answers=reading.targets("answers"),
    )


def article_body(reading: DetailLoader) -> ArticleDetail:
    """Return the body of the detail of the article that is read."""
    own = reading.row(_ARTICLE)
    (records,) = reading.row("SELECT count(DISTINCT record) FROM source WHERE article = :id")
    return ArticleDetail(
        title=own["title"],
        outlet=own["outlet"],
        author=own["author"],
        published=stored_date(own["published"]),
        language=own["language"],
        url=own["url"],
        is_complete=bool(own["complete"]),
        document=reading.ref(own["document"]),
        paragraphs=own["paragraphs"],
        sha256=own["sha256"],
        records=records,
        by_kind=records_of(reading),
    )
