"""What digests tell, as far as it was asked, said or signed by a day: common table expressions for the tables.

Everything that a conference brought has the conference's day. An undated conference was held by the day on which the
first article on it was published; where that is not known either, it is left in. `:today` is the day.
"""

from ngkt_tui.domain.json_values import each_of

_NOT_YET = """
    not_yet (id) AS MATERIALIZED (
        SELECT held.id
        FROM main.conference AS held
        WHERE held.date > :today
            OR held.date IS NULL AND (
                SELECT min(article.published)
                FROM main.source JOIN main.article ON article.id = source.article
                WHERE source.record = held.id
            ) > :today
    )
"""
IS_ASKED = "now.conference NOT IN (SELECT not_yet.id FROM not_yet)"
"""What a row `now` of a conference must meet to have been there by the day."""
_UNASKED = """
    unasked (position) AS MATERIALIZED (
        SELECT given.position
        FROM main.directive AS given
        WHERE given.conference IN (SELECT not_yet.id FROM not_yet)
        UNION ALL
        SELECT record.position
        FROM main.result AS given JOIN main.record ON record.id = given.id
        WHERE given.conference IN (SELECT not_yet.id FROM not_yet)
    )
"""


def _only(table: str, condition: str) -> str:
    """Return the stand-in of `table`; it is not materialised, so that the indexes of the table serve it."""
    return f"{table} AS NOT MATERIALIZED (SELECT now.* FROM main.{table} AS now WHERE {condition})"


def is_known(entry: str, own: str, *others: str) -> str:
    """Return the condition that a record `now` was heard of: in an entry of `own` by the day, or as `others` tell.

    A record that has no entry at all was made by hand.
    """
    known = (
        f"NOT EXISTS (SELECT 1 FROM main.{entry} AS entry WHERE entry.{own} = now.id)",
        f"EXISTS (SELECT 1 FROM {entry} AS entry WHERE entry.{own} = now.id)",
        *others,
    )
    return f"({' OR '.join(known)})"


def is_named(relation: str) -> str:
    """Return the condition that a directive given by the day names the record `now` as `relation`."""
    return f"EXISTS (SELECT 1 FROM link AS given WHERE given.target = now.id AND given.relation = '{relation}')"


_OF_CONFERENCES = ("observation", "market_mention", "company_mention", "participant", "figure", "result", "family")
_HELD = each_of("now.conferences")
_POST = f"""
    NOT EXISTS (SELECT 1 FROM {_HELD} AS held)
    OR EXISTS (SELECT 1 FROM {_HELD} AS held WHERE held.value NOT IN (SELECT not_yet.id FROM not_yet))
"""

ASKED_TABLES = (
    _NOT_YET,
    _UNASKED,
    _only("conference", "now.id NOT IN (SELECT not_yet.id FROM not_yet)"),
    *(_only(table, IS_ASKED) for table in _OF_CONFERENCES),
    _only("link", "now.position NOT IN (SELECT unasked.position FROM unasked)"),
    _only("post", _POST),
    _only("document", "now.issued IS NULL OR now.issued <= :today"),
    _only("official", is_known("post", "official", is_named("issuer"))),
    _only("company", is_known("company_mention", "company")),
)
"""The stand-ins of what belongs to digests alone."""
