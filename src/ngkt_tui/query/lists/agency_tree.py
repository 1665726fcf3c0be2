"""Agencies as a tree: each below what it is a part of, else below the first group that it belongs to.

What the Government is over stands at the top: else all would hang from it. Those that stand alone share one group.
"""

from ngkt_tui.domain.readable import Readable
from ngkt_tui.query.lists.grouping import RecordGroup
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.lists.people_list import OWING_TABLES, above
from ngkt_tui.query.sql import CompiledFilter, read_rows

MAX_LEVEL = 8


_POSITION = "(SELECT substr(CAST(1000000000000000 + record.position AS TEXT), 2) FROM record WHERE record.id = {it}.id)"
_TABLES = (
    f"""
        climb (id, at, path, level) AS (
            SELECT it.id, it.id, {_POSITION.format(it="it")}, 0
            FROM organisation AS it
            UNION ALL
            SELECT climb.id, over.id, {_POSITION.format(it="over")} || climb.path, climb.level + 1
            FROM climb
            -- CROSS: from each to what it hangs from, which is looked up by its id.
            CROSS JOIN organisation AS hanging ON hanging.id = climb.at
            CROSS JOIN organisation AS over ON over.id = {above("hanging")}
            WHERE climb.level < {MAX_LEVEL}
        )
    """,
    f"""
        keyed (id, key, path) AS MATERIALIZED (
            SELECT climb.id, CASE WHEN count(*) OVER (PARTITION BY climb.at) > 1 THEN climb.at ELSE '' END, climb.path
            FROM climb CROSS JOIN organisation AS top ON top.id = climb.at
            WHERE {above("top")} IS NULL
        )
    """,
    """
        placed (id, key, place) AS MATERIALIZED (
            SELECT
                keyed.id,
                keyed.key,
                row_number() OVER (
                    ORDER BY
                        keyed.key = '',
                        owed.rank DESC,
                        keyed.key,
                        CASE WHEN keyed.key = '' THEN coalesce(owing.rank, 0) ELSE 0 END DESC,
                        keyed.path
                )
            FROM keyed
            JOIN (
                SELECT each.key, sum(coalesce(owing.rank, 0)) AS rank
                FROM keyed AS each LEFT JOIN owing ON owing.target = each.id
                GROUP BY each.key
            ) AS owed ON owed.key = keyed.key
            LEFT JOIN owing ON owing.target = keyed.id
        )
    """,
)
_PLACE = f"coalesce((SELECT placed.place FROM placed WHERE placed.id = it.id), {2**40})"


def order_by_tree(where: CompiledFilter) -> CompiledFilter:
    """Return a filter of agencies with those that hang together one below the other, who owes most on top."""
    return where._replace(order=(_PLACE,), tables=where.tables + OWING_TABLES + _TABLES)


def agency_groups(connection: Readable, where: CompiledFilter) -> tuple[RecordGroup, ...]:
    """Return the groups of agencies in the order of `order_by_tree`, with what each owes as a whole, counted once."""
    statement = f"""
        {where.with_tables},
        meant (id) AS MATERIALIZED (SELECT it.id {selection(where._replace(order=())).clause}),
        shown AS (
            SELECT coalesce(placed.key, '') AS key, count(*) AS records, min(placed.place) AS place
            FROM meant LEFT JOIN placed ON placed.id = meant.id
            GROUP BY 1
        ),
        owing_group AS (
            SELECT DISTINCT placed.key, asked.number  -- what several of a group were asked counts once
            FROM asked JOIN placed ON placed.id = asked.target
        ),
        owed AS (
            SELECT
                owing_group.key,
                sum(assignment.done) AS done,
                sum(assignment.open) AS open,
                sum(assignment.blocked) AS blocked,
                sum(assignment.overdue) AS late
            FROM owing_group JOIN assignment ON assignment.number = owing_group.number
            GROUP BY owing_group.key
        )
        SELECT
            shown.key AS key,
            shown.records AS records,
            coalesce(named.name_vi, '') AS label_vi,
            named.name_en AS label_en,
            coalesce(owed.done, 0) AS done,
            coalesce(owed.open, 0) AS open,
            coalesce(owed.blocked, 0) AS blocked,
            coalesce(owed.late, 0) AS late
        FROM shown
        LEFT JOIN organisation AS named ON named.id = shown.key
        LEFT JOIN owed ON owed.key = shown.key
        ORDER BY shown.place NULLS LAST
    """
    return tuple(read_rows(connection, statement, where.parameters, RecordGroup))
