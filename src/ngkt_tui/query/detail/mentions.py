"""Mentions of agreements, markets and companies at conferences, and what an article contributes."""

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.detail.links import MAX_TIED, DetailLoader, both
from ngkt_tui.query.detail.values import (
    ArticleContribution,
    ArticleRemark,
    ArticleVersion,
    LinkList,
    Mention,
)

_STATES = {
    "observation": "it.stage AS state, it.next_step_vi AS next_step_vi, it.next_step_en AS next_step_en",
    "market_mention": "it.stance AS state, NULL AS next_step_vi, NULL AS next_step_en",
    "company_mention": "NULL AS state, NULL AS next_step_vi, NULL AS next_step_en",
}


def mentions(reading: DetailLoader, table: str, owner: str) -> tuple[Mention, ...]:
    """Return what each conference said of the record that is read, oldest first and without a date last."""
    return _mentions(
        reading,
        f"""
        SELECT it.conference AS record, it.what_vi AS what_vi, it.what_en AS what_en, {_STATES[table]}
        FROM {table} AS it LEFT JOIN record ON record.id = it.conference
        WHERE it.{owner} = :id
        ORDER BY record.position, it.ordinal
        """,
    )


def mentioned(reading: DetailLoader, table: str, owner: str) -> tuple[Mention, ...]:
    """Return what the conference that is read said of records of one kind, in their default order."""
    return _mentions(
        reading,
        f"""
        SELECT it.{owner} AS record, it.what_vi AS what_vi, it.what_en AS what_en, {_STATES[table]}
        FROM {table} AS it JOIN record ON record.id = it.{owner}
        WHERE it.conference = :id
        ORDER BY record.position, it.ordinal
        """,
    )


def _mentions(reading: DetailLoader, statement: str) -> tuple[Mention, ...]:
    rows = reading.rows(statement)
    reading.load_refs(row[0] for row in rows)
    mentions = (
        (reading.ref(record), state, both(what_vi, what_en), both(step_vi, step_en))
        for record, what_vi, what_en, state, step_vi, step_en in rows
    )
    return tuple(Mention(record, state, what, step) for record, state, what, step in mentions if record)


_OF_ARTICLE = """
    SELECT id, kind, many
    FROM (
        SELECT
            record.id,
            record.kind,
            record.position,
            count(*) OVER (PARTITION BY record.kind) AS many,
            row_number() OVER (PARTITION BY record.kind ORDER BY record.position) AS number
        FROM record
        WHERE record.id IN (SELECT source.record FROM source WHERE source.article = :id)
    ) AS numbered
    WHERE number <= :most
    ORDER BY position
"""
_ENTRIES = "".join(
    f"""
        UNION
        SELECT source.record, source.article
        FROM {table} AS entry
        JOIN source ON source.record = entry.{owner} AND source.path = '{entries}/' || entry.ordinal
        WHERE entry.conference = :id
    """
    for table, owner, entries in (
        ("observation", "agreement", "observations"),
        ("market_mention", "market", "mentions"),
        ("company_mention", "company", "mentions"),
    )
)
_TOLD = f"""
    WITH told (id) AS (
        SELECT :id
        UNION ALL SELECT directive.id FROM directive WHERE directive.conference = :id
        UNION ALL SELECT figure.id FROM figure WHERE figure.conference = :id
        UNION ALL SELECT result.id FROM result WHERE result.conference = :id
        UNION ALL SELECT family.id FROM family WHERE family.conference = :id
    ),
    printed AS (
        SELECT source.record, source.article
        FROM told JOIN source ON source.record = told.id
        {_ENTRIES}
    )
"""
"""Which articles say what of a conference: of its own records, or of what it said of others (UNION: each once)."""

_SHARES = f"""
    {_TOLD}
    SELECT printed.article, count(*)
    FROM printed
    JOIN article ON article.id = printed.article
    JOIN record ON record.id = article.id
    GROUP BY printed.article, article.published, record.position
    ORDER BY article.published NULLS FIRST, record.position
"""
_ALONE = f"""
    {_TOLD},
    alone AS (
        SELECT record, min(article) AS article
        FROM printed
        GROUP BY record
        HAVING count(*) = 1
    )
    SELECT article, id, many
    FROM (
        SELECT
            alone.article,
            record.id,
            record.position,
            count(*) OVER (PARTITION BY alone.article) AS many,
            row_number() OVER (PARTITION BY alone.article ORDER BY record.position) AS number
        FROM alone JOIN record ON record.id = alone.record
    ) AS numbered
    WHERE number <= :most
    ORDER BY position
"""

_VERSIONS = f"""
    {_TOLD}
    SELECT link.target, min(first.article), link.record, min(second.article)
    FROM link
    JOIN printed AS first ON first.record = link.target
    JOIN printed AS second ON second.record = link.record
    JOIN record ON record.id = link.target
    WHERE link.relation IN ('repeats', 'related')
    GROUP BY link.target, link.record, record.position
    HAVING sum(CASE WHEN first.article = second.article THEN 1 WHEN first.article <> second.article THEN 0 END) = 0
    ORDER BY record.position, min(link.position)
    LIMIT :most
"""
"""Directives of the conference that are tied to each other, and that have no article in common."""

_REMARKS = f"""
    {_TOLD}
    SELECT record.id, record.notes_vi, record.notes_en
    FROM printed
    JOIN record ON record.id = printed.record
    JOIN (SELECT DISTINCT printed.article FROM printed) AS named ON instr(record.notes_vi, named.article) > 0
    GROUP BY record.position, record.id, record.notes_vi, record.notes_en
    ORDER BY record.position
    LIMIT :most
"""


def article_versions(reading: DetailLoader) -> tuple[tuple[ArticleVersion, ArticleVersion], ...]:
    """Return where articles on the conference that is read differ, two and two, the older article's report first."""
    rows = reading.rows(_VERSIONS, most=MAX_TIED)
    reading.load_refs(id for row in rows for id in row)
    outlets = {row[0]: row[1] for row in reading.rows("SELECT id, outlet FROM article")}
    versions = (
        [(reading.ref(record), outlets.get(article) or article) for record, article in (row[:2], row[2:])]
        for row in rows
    )
    return tuple(
        (ArticleVersion(first, theirs), ArticleVersion(second, others))
        for (first, theirs), (second, others) in versions
        if first and second
    )


def article_remarks(reading: DetailLoader) -> tuple[ArticleRemark, ...]:
    """Return what the digest remarks on how articles report the conference that is read and what was said there."""
    rows = reading.rows(_REMARKS, most=MAX_TIED)
    remarks = ((reading.ref(id), both(vi, en)) for id, vi, en in rows)
    return tuple(ArticleRemark(record, text) for record, text in remarks if record and text)


def records_of(reading: DetailLoader) -> tuple[tuple[RecordKind, LinkList], ...]:
    """Return the records that rest on the article that is read, kind by kind."""
    rows = reading.rows(_OF_ARTICLE, most=MAX_TIED)
    reading.load_refs(row[0] for row in rows)
    by_kind: dict[str, list[tuple[str, str, int]]] = {}
    for row in rows:
        by_kind.setdefault(row["kind"], []).append((row["id"], row["kind"], row["many"]))
    return tuple((RecordKind(kind), _tied(reading, found)) for kind, found in by_kind.items())


def article_shares(reading: DetailLoader) -> tuple[ArticleContribution, ...]:
    """Return the articles that speak of the conference that is read, oldest first, each with what it alone says."""
    shares = reading.rows(_SHARES)
    alone = reading.rows(_ALONE, most=MAX_TIED)
    reading.load_refs([*(row[0] for row in shares), *(row[1] for row in alone)])
    loaded = ((reading.ref(article), article, records) for article, records in shares)
    return tuple(
        ArticleContribution(
            named, records, _tied(reading, [(row[1], row[0], row[2]) for row in alone if row[0] == article])
        )
        for named, article, records in loaded
        if named
    )


def _tied(reading: DetailLoader, rows: list[tuple[str, str, int]]) -> LinkList:
    return LinkList(rows[0][2] if rows else 0, reading.refs([row[0] for row in rows]))
