"""The details of agreements, markets, documents, themes, families, companies, figures, results and articles."""

from ngkt_tui.domain.amounts import Amount
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
from ngkt_tui.query.detail.links import DetailLoader, both, listed
from ngkt_tui.query.detail.mentions import mentions, records_of
from ngkt_tui.query.detail.values import Item, PeriodEntry, StageChangeEntry
from ngkt_tui.query.lists.agreement_list import standing
from ngkt_tui.query.stages import STANDING, STOOD

_AGREEMENT = f"SELECT it.kind, it.aliases, {STANDING}, {STOOD} FROM agreement AS it WHERE it.id = :id"
_MOVES = "SELECT id, at, actor, stage, moved_on, next_step FROM stage_move WHERE record = :id ORDER BY moved_on, id"


def agreement_body(reading: DetailLoader) -> AgreementDetail:
    """Return what is told of the agreement that is read."""
    kind, aliases, packed, stood = reading.row(_AGREEMENT)
    return AgreementDetail(
        kind=kind,
        aliases=listed(aliases),
        partners=reading.targets("partner"),
        observations=mentions(reading, "observation", "agreement"),
        directives=reading.backlink_list("agreement"),
        standing=standing(packed, stood),
        moves=tuple(
            StageChangeEntry(id, at, actor, member_reader(Stage)(stage), stored_date(on) or Damaged(), next_step)
            for id, at, actor, stage, on, next_step in reading.rows(_MOVES)
        ),
    )


def market_body(reading: DetailLoader) -> MarketDetail:
    """Return what is told of the market that is read."""
    kind, aliases, assessment = reading.row("SELECT kind, aliases, assessment FROM market WHERE id = :id")
    companies = reading.rows(
        "SELECT it.id FROM company AS it JOIN record ON record.id = it.id WHERE it.country = :id"
        " ORDER BY record.position"
    )
    return MarketDetail(
        kind=kind,
        aliases=listed(aliases),
        mentions=mentions(reading, "market_mention", "market"),
        agreements=reading.backlink_list("partner", RecordKind.AGREEMENT),
        companies=reading.refs([row[0] for row in companies]),
        directives=reading.backlink_list("market"),
        assessment=stored_member(Assessment, assessment),
    )


def document_body(reading: DetailLoader) -> DocumentDetail:
    """Return what is told of the document that is read."""
    kind, number, issuer, issued, vi, en, start, end, printed_as = reading.row(
        "SELECT kind, number, issuer, issued, period_vi, period_en, period_start, period_end, printed_as"
        " FROM document WHERE id = :id"
    )
    articles = reading.rows(
        "SELECT it.id FROM article AS it JOIN record ON record.id = it.id WHERE it.document = :id"
        " ORDER BY it.published, record.position"
    )
    return DocumentDetail(
        kind=kind,
        number=number,
        issuer=reading.ref(issuer),
        issued=stored_date(issued),
        period=PeriodEntry(both(vi, en), stored_date(start), stored_date(end)),
        printed_as=printed_as,
        implements=reading.targets("implements"),
        implemented_by=reading.backlink_list("implements", RecordKind.DOCUMENT),
        articles=reading.refs([row[0] for row in articles]),
        directives=reading.backlink_list("document"),
    )


def theme_body(reading: DetailLoader) -> ThemeDetail:
    """Return what is told of the theme that is read: directives and results name a theme in the same way."""
    return ThemeDetail(reading.backlink_list("theme"), reading.backlink_list("theme", RecordKind.RESULT))


def family_body(reading: DetailLoader) -> FamilyDetail:
    """Return what is told of the enumeration that is read."""
    conference, printed_count = reading.row("SELECT conference, printed_count FROM family WHERE id = :id")
    rows = reading.rows("SELECT item, directive, text_vi, text_en FROM family_item WHERE family = :id ORDER BY ordinal")
    reading.load_refs(row[1] for row in rows)
    items: dict[int, Item] = {}
    for number, directive, vi, en in rows:
        item = items.setdefault(number, Item((), both(vi, en)))
        named = reading.ref(directive)
        items[number] = item._replace(records=(*item.records, named)) if named else item
    return FamilyDetail(reading.ref(conference), printed_count, tuple(items.values()))


def company_body(reading: DetailLoader) -> CompanyDetail:
    """Return what is told of the company that is read."""
    printed_as, country = reading.row("SELECT printed_as, country FROM company WHERE id = :id")
    return CompanyDetail(printed_as, reading.ref(country), mentions(reading, "company_mention", "company"))


def figure_body(reading: DetailLoader) -> FigureDetail:
    """Return what is told of the figure that is read."""
    conference, kind, printed_as, *amount, period_vi, period_en, said_by = reading.row(
        "SELECT conference, kind, printed_as, value, value_max, bound, unit_vi, unit_en, period_vi, period_en,"
        " said_by FROM figure WHERE id = :id"
    )
    return FigureDetail(
        conference=reading.ref(conference),
        kind=kind,
        printed_as=printed_as,
        amount=Amount(*amount),
        period=both(period_vi, period_en),
        said_by=reading.ref(said_by),
        directives=reading.backlink_list("figure"),
        results=reading.backlink_list("figure", RecordKind.RESULT),
    )


def result_body(reading: DetailLoader) -> ResultDetail:
    """Return what is told of the result that is read."""
    kind, conference, said_by = reading.row("SELECT kind, conference, said_by FROM result WHERE id = :id")
    return ResultDetail(
        kind=kind,
        conference=reading.ref(conference),
        said_by=reading.ref(said_by),
        actors=reading.targets("actor"),
        themes=reading.targets("theme"),
        figures=reading.targets("figure"),
        answers=reading.targets("answers"),
    )


def article_body(reading: DetailLoader) -> ArticleDetail:
    """Return what is told of the article that is read."""
    title, outlet, author, published, language, url, complete, document, paragraphs, sha256 = reading.row(
        "SELECT title, outlet, author, published, language, url, complete, document, paragraphs, sha256"
        " FROM article WHERE id = :id"
    )
    (records,) = reading.row("SELECT count(DISTINCT record) FROM source WHERE article = :id")
    return ArticleDetail(
        title=title,
        outlet=outlet,
        author=author,
        published=stored_date(published),
        language=language,
        url=url,
        is_complete=bool(complete),
        document=reading.ref(document),
        paragraphs=paragraphs,
        sha256=sha256,
        records=records,
        by_kind=records_of(reading),
    )
