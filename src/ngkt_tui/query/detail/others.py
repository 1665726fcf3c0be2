"""The details of agreements, markets, documents, themes, families, companies, figures, results and articles."""

from ngkt_tui.domain.amounts import Amount
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.query.agreements import standing
from ngkt_tui.query.detail.bodies import (
    AgreementBody,
    ArticleBody,
    CompanyBody,
    DocumentBody,
    FamilyBody,
    FigureBody,
    MarketBody,
    ResultBody,
    ThemeBody,
)
from ngkt_tui.query.detail.mentions import mentions
from ngkt_tui.query.detail.shares import records_of
from ngkt_tui.query.detail.ties import Reading, both, listed
from ngkt_tui.query.detail.values import Item, MovedTo, Period
from ngkt_tui.query.stages import STANDING, STOOD

_AGREEMENT = f"SELECT it.kind, it.aliases, {STANDING}, {STOOD} FROM agreement AS it WHERE it.id = :id"
_MOVES = "SELECT id, at, actor, stage, moved_on, next_step FROM stage_move WHERE record = :id ORDER BY moved_on, id"


def agreement_body(reading: Reading) -> AgreementBody:
    """Return what is told of the agreement that is read."""
    kind, aliases, packed, stood = reading.row(_AGREEMENT)
    return AgreementBody(
        kind=kind,
        aliases=listed(aliases),
        partners=reading.named_as("partner"),
        observations=mentions(reading, "observation", "agreement"),
        directives=reading.tied("agreement"),
        standing=standing(packed, stood),
        moves=tuple(MovedTo(*row) for row in reading.rows(_MOVES)),
    )


def market_body(reading: Reading) -> MarketBody:
    """Return what is told of the market that is read."""
    kind, aliases, assessment = reading.row("SELECT kind, aliases, assessment FROM market WHERE id = :id")
    companies = reading.rows("SELECT id FROM company WHERE country = :id ORDER BY id")
    return MarketBody(
        kind=kind,
        aliases=listed(aliases),
        mentions=mentions(reading, "market_mention", "market"),
        agreements=reading.tied("partner", RecordKind.AGREEMENT),
        companies=reading.every([row[0] for row in companies]),
        directives=reading.tied("market"),
        assessment=assessment,
    )


def document_body(reading: Reading) -> DocumentBody:
    """Return what is told of the document that is read."""
    kind, number, issuer, issued, vi, en, start, end, printed_as = reading.row(
        "SELECT kind, number, issuer, issued, period_vi, period_en, period_start, period_end, printed_as"
        " FROM document WHERE id = :id"
    )
    articles = reading.rows("SELECT id FROM article WHERE document = :id ORDER BY published, id")
    return DocumentBody(
        kind=kind,
        number=number,
        issuer=reading.one(issuer),
        issued=issued,
        period=Period(both(vi, en), start, end),
        printed_as=printed_as,
        implements=reading.named_as("implements"),
        implemented_by=reading.tied("implements", RecordKind.DOCUMENT),
        articles=reading.every([row[0] for row in articles]),
        directives=reading.tied("document"),
    )


def theme_body(reading: Reading) -> ThemeBody:
    """Return what is told of the theme that is read: directives and results name a theme in the same way."""
    return ThemeBody(reading.tied("theme"), reading.tied("theme", RecordKind.RESULT))


def family_body(reading: Reading) -> FamilyBody:
    """Return what is told of the enumeration that is read."""
    conference, printed_count = reading.row("SELECT conference, printed_count FROM family WHERE id = :id")
    rows = reading.rows("SELECT item, directive, text_vi, text_en FROM family_item WHERE family = :id ORDER BY ordinal")
    reading.learn(row[1] for row in rows)
    items: dict[int, Item] = {}
    for number, directive, vi, en in rows:
        item = items.setdefault(number, Item((), both(vi, en)))
        named = reading.one(directive)
        items[number] = item._replace(records=(*item.records, named)) if named else item
    return FamilyBody(reading.one(conference), printed_count, tuple(items.values()))


def company_body(reading: Reading) -> CompanyBody:
    """Return what is told of the company that is read."""
    printed_as, country = reading.row("SELECT printed_as, country FROM company WHERE id = :id")
    return CompanyBody(printed_as, reading.one(country), mentions(reading, "company_mention", "company"))


def figure_body(reading: Reading) -> FigureBody:
    """Return what is told of the figure that is read."""
    conference, kind, printed_as, *amount, period_vi, period_en, said_by = reading.row(
        "SELECT conference, kind, printed_as, value, value_max, bound, unit_vi, unit_en, period_vi, period_en,"
        " said_by FROM figure WHERE id = :id"
    )
    return FigureBody(
        conference=reading.one(conference),
        kind=kind,
        printed_as=printed_as,
        amount=Amount(*amount),
        period=both(period_vi, period_en),
        said_by=reading.one(said_by),
        directives=reading.tied("figure"),
        results=reading.tied("figure", RecordKind.RESULT),
    )


def result_body(reading: Reading) -> ResultBody:
    """Return what is told of the result that is read."""
    kind, conference, said_by = reading.row("SELECT kind, conference, said_by FROM result WHERE id = :id")
    return ResultBody(
        kind=kind,
        conference=reading.one(conference),
        said_by=reading.one(said_by),
        actors=reading.named_as("actor"),
        themes=reading.named_as("theme"),
        figures=reading.named_as("figure"),
        answers=reading.named_as("answers"),
    )


def article_body(reading: Reading) -> ArticleBody:
    """Return what is told of the article that is read."""
    title, outlet, author, published, language, url, complete, document, paragraphs, sha256 = reading.row(
        "SELECT title, outlet, author, published, language, url, complete, document, paragraphs, sha256"
        " FROM article WHERE id = :id"
    )
    (records,) = reading.row("SELECT count(DISTINCT record) FROM source WHERE article = :id")
    return ArticleBody(
        title=title,
        outlet=outlet,
        author=author,
        published=published,
        language=language,
        url=url,
        is_complete=bool(complete),
        document=reading.one(document),
        paragraphs=paragraphs,
        sha256=sha256,
        records=records,
        by_kind=records_of(reading),
    )
