"""Records that no digest holds any more: marked where somebody would miss them, else removed."""

import json
from collections.abc import Collection, Iterable
from itertools import groupby

from sqlalchemy import Connection

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.stored_values import each_of
from ngkt_tui.domain.user_fields import AGENCY_FIELDS, ENTRY_FIELDS
from ngkt_tui.store.importing.mapping import MAPPINGS
from ngkt_tui.store.importing.writer import clear, delete
from ngkt_tui.store.search_index import SearchIndex
from ngkt_tui.store.tables.user_owned import RecordTable

_LISTED = "SELECT value FROM json_each(:ids)"

_TOUCHED = (
    "SELECT note.record FROM note WHERE note.record IN ({listed})",
    """
        SELECT change.record
        FROM change
        JOIN change_group ON change_group.id = change.change_group
        WHERE change.record IN ({listed}) AND change_group.kind <> 'import'
    """,
    "SELECT change.record FROM change WHERE change.record IN ({listed}) AND change.field = 'id'",
)
"""Records that a user has touched, under this id or an earlier one."""

_REFERRING = (
    ("article", "document", "id"),
    ("document", "issuer", "id"),
    ("organisation", "parent", "id"),
    ("participant", "official", "conference"),
    ("participant", "organisation", "conference"),
    ("post", "organisation", "official"),
    ("family", "conference", "id"),
    ("family_item", "directive", "family"),
    ("directive", "conference", "id"),
    ("observation", "conference", "agreement"),
    ("market_mention", "conference", "market"),
    ("company", "country", "id"),
    ("company_mention", "conference", "company"),
    ("figure", "conference", "id"),
    ("figure", "said_by", "id"),
    ("result", "conference", "id"),
    ("result", "said_by", "id"),
    ("link", "target", "record"),
    ("source", "article", "record"),
    ("source", "document", "record"),
)
"""Every column that names another record: its table, itself, and the column with the record that it stands in."""


def withdrawn(connection: Connection) -> set[str]:
    """Return the records that are marked as withdrawn."""
    return set(connection.exec_driver_sql("SELECT id FROM record WHERE withdrawn = 1").scalars())


def orphaned(connection: Connection, given_up: Iterable[str]) -> list[str]:
    """Return which of `given_up` no digest holds any more; to correct a record is not to hold it."""
    held = f"SELECT record FROM contribution WHERE record IN ({_LISTED}) AND json_extract(body, '$.corrects') IS NULL"
    sql = f"{_LISTED} WHERE value NOT IN ({held})"
    return list(connection.exec_driver_sql(sql, {"ids": json.dumps(list(given_up))}).scalars())


def still_needed(connection: Connection, ids: Iterable[str], renamed: Iterable[str]) -> set[str]:
    """Return which records a user has touched, or a record that stays refers to.

    What users did to those that are `renamed` stands under another id by now.
    """
    wanted = set(ids)
    touched = json.dumps(list(wanted.difference(renamed)))
    found = set(connection.exec_driver_sql(" UNION ".join(_TOUCHED).format(listed=_LISTED), {"ids": touched}).scalars())
    while True:  # a record that stays keeps those that it refers to
        more = _referred_to(connection, wanted - found, wanted - found)
        if not more:
            return found
        found |= more


def mark_withdrawn(connection: Connection, ids: Iterable[str]) -> None:
    """Mark records as withdrawn; what digests last said of them stays to be read."""
    sql = f"UPDATE record SET withdrawn = 1 WHERE id IN ({_LISTED})"
    connection.exec_driver_sql(sql, {"ids": json.dumps(list(ids))})


def remove(connection: Connection, ids: Collection[str]) -> None:
    """Delete records, with all that was said of them."""
    sql = f"SELECT id, position, kind FROM record WHERE id IN ({_LISTED}) ORDER BY kind"
    rows = connection.exec_driver_sql(sql, {"ids": json.dumps(list(ids))}).all()
    SearchIndex(connection).drop([position for _, position, _ in rows])
    for kind, of_kind in groupby(rows, lambda row: RecordKind(row.kind)):
        listed = [row.id for row in of_kind]
        clear(connection, kind, listed)
        delete(connection, MAPPINGS[kind].table, "id", listed)
        delete(connection, RecordTable, "id", listed)


def _referred_to(connection: Connection, ids: set[str], leaving: set[str]) -> set[str]:
    return {target for target, _ in references_to(connection, ids, leaving)}


def references_to(connection: Connection, ids: Iterable[str], leaving: Iterable[str]) -> list[tuple[str, str]]:
    """Return which of `ids` records that are not `leaving` refer to, each with the record that does."""
    statements = " UNION ".join(
        f"SELECT {column}, {owner} FROM {table} WHERE {column} IN ({{listed}}) AND {owner} NOT IN ({{leaving}})"
        for table, column, owner in _REFERRING
    )
    posts = f"""
        UNION
        SELECT each.value, post.official
        FROM post
        JOIN {each_of("post.conferences")} AS each ON TRUE
        WHERE each.value IN ({{listed}}) AND post.official NOT IN ({{leaving}})
    """
    given = "".join(
        f"""
            UNION
            SELECT each.value, directive.id
            FROM directive
            JOIN {each_of(f"directive.{field}")} AS each ON TRUE
            WHERE directive.{field} IS NOT NULL AND each.value IN ({{listed}}) AND directive.id NOT IN ({{leaving}})
        """
        for field in AGENCY_FIELDS
    )
    named = "".join(
        f"""
            UNION
            SELECT {column.name}, record
            FROM {field.table}
            WHERE {column.name} IN ({{listed}}) AND record NOT IN ({{leaving}})
        """
        for field in ENTRY_FIELDS
        for column in field.references
    )
    filled = f"{statements}{posts}{given}{named}".format(
        listed=_LISTED, leaving="SELECT value FROM json_each(:leaving)"
    )
    values = {"ids": json.dumps(list(ids)), "leaving": json.dumps(list(leaving))}
    return [(target, owner) for target, owner in connection.exec_driver_sql(filled, values)]
