"""The ids that a record bore before: digests rename records, and the history keeps the ids of its day.

A renaming stands in the history under both ids, as a change of `id` from the old one to the new one. It is followed
whenever it was made, also in a question about a day before it.
"""

from typing import NamedTuple

from ngkt_tui.domain.readable import Readable

ID_HISTORY_OF = """(
    WITH RECURSIVE borne_by(id) AS (
        SELECT {record}
        UNION
        SELECT renaming.before
        FROM borne_by
        JOIN main.change AS renaming
            ON renaming.record = borne_by.id AND renaming.field = 'id' AND renaming.after = borne_by.id
    )
    SELECT borne_by.id FROM borne_by
)"""
"""All ids of the record that bears the id `{record}`."""

IS_RENAMED = "EXISTS (SELECT 1 FROM main.change AS renaming WHERE renaming.record = {record} AND renaming.field = 'id')"
"""Whether the record that bears the id `{record}` bore another one: cheaper to ask than its ids are to gather."""

ID_HISTORY = """
    renamed AS MATERIALIZED (
        SELECT newest.record, newest.after, newest.at, newest.number
        FROM (
            SELECT
                renaming.record,
                renaming.after,
                made.at,
                renaming.id AS number,
                row_number() OVER (PARTITION BY renaming.record ORDER BY renaming.id DESC) AS place
            FROM main.change AS renaming JOIN main.change_group AS made ON made.id = renaming.change_group
            WHERE renaming.field = 'id' AND renaming.before = renaming.record
        ) AS newest
        WHERE newest.place = 1
    ),
    followed(id, record, at, rank, number) AS (
        SELECT renamed.record, renamed.after, renamed.at, renamed.number, renamed.number
        FROM renamed
        UNION ALL
        SELECT followed.id, renamed.after, followed.at, followed.rank, renamed.number
        FROM followed JOIN renamed ON renamed.record = followed.record AND renamed.number > followed.number
    ),
    present_id AS MATERIALIZED (
        SELECT newest.id, newest.record, newest.at, newest.rank
        FROM (
            SELECT
                followed.id,
                followed.record,
                followed.at,
                followed.rank,
                row_number() OVER (PARTITION BY followed.id ORDER BY followed.number DESC) AS place
            FROM followed
        ) AS newest
        WHERE newest.place = 1
    ),
    borne AS MATERIALIZED (
        SELECT present_id.id, present_id.record, present_id.at, present_id.rank
        FROM present_id
        WHERE present_id.id <> present_id.record
        UNION
        SELECT present_id.record, present_id.record, NULL, 0
        FROM present_id
    )
"""
"""Common table expressions that end in `borne`: every id of every record that was renamed, with the present one.

`at` is the UTC time at which the id was given up, NULL for the present one; `rank` tells whose columns were carried
over first, that of the present id being 0. An id that was given back is followed from its last renaming on.
"""

NO_ID_HISTORY = """
    borne (id, record, at, rank) AS (
        SELECT CAST(NULL AS TEXT), CAST(NULL AS TEXT), CAST(NULL AS TEXT), 0
        WHERE FALSE
    )
"""
"""The same where no record was ever renamed. SQLite writes out an expression wherever it is used, and whatever that
uses: without the others it takes half the time to prepare a question about the past."""
_ANY_RENAMING = "SELECT EXISTS (SELECT 1 FROM change AS renaming WHERE renaming.field = 'id')"

_GIVEN_UP = """
    SELECT max(given.id)
    FROM change AS given
    WHERE given.record = {id} AND given.field = 'id' AND given.before = given.record AND given.id {limit}
"""
_PRESENT_ID = f"""
    WITH RECURSIVE later(id, number) AS (
        SELECT CAST(:record AS TEXT), CAST(0 AS BIGINT)
        WHERE NOT EXISTS (SELECT 1 FROM record WHERE record.id = :record)
        UNION ALL
        SELECT given_up.after, given_up.id
        FROM later
        JOIN change AS given_up ON given_up.id = ({_GIVEN_UP.format(id="later.id", limit="> later.number")})
    )
    SELECT later.id
    FROM later
    ORDER BY later.number DESC
    LIMIT 1
"""
_SINCE = f"coalesce(({_GIVEN_UP}), 0)"
_LIFETIMES = f"""
    WITH RECURSIVE span(id, since, before) AS (
        SELECT CAST(:record AS TEXT), {_SINCE.format(id=":record", limit="< :end")}, CAST(:end AS BIGINT)
        UNION ALL
        SELECT given_up.record, {_SINCE.format(id="given_up.record", limit="< given_up.id")}, given_up.id
        FROM span
        JOIN change AS taken_on
            ON taken_on.record = span.id AND taken_on.field = 'id' AND taken_on.after = taken_on.record
            AND taken_on.id > span.since AND taken_on.id < span.before
        JOIN change AS given_up
            ON given_up.change_group = taken_on.change_group AND given_up.field = 'id'
            AND given_up.record = taken_on.before AND given_up.after = taken_on.record AND given_up.id < taken_on.id
    )
    SELECT span.id AS id, span.since AS since, span.before AS before
    FROM span
"""
_END = 2**63 - 1


class IdLifetime(NamedTuple):
    """An id that a record bore, and between which changes, by their numbers: after `since`, before `before`."""

    id: str
    since: int
    before: int


def id_history(connection: Readable) -> str:
    """Return the common table expressions that end in `borne`, for this store."""
    return ID_HISTORY if connection.execute(_ANY_RENAMING).fetchone()[0] else NO_ID_HISTORY


def present_id(connection: Readable, record: str) -> str:
    """Return the id under which the record that once bore the id `record` is known now; `record` where it still is."""
    found = connection.execute(_PRESENT_ID, {"record": record}).fetchone()
    return str(found[0]) if found else record


def lifetimes(connection: Readable, record: str) -> list[IdLifetime]:
    """Return the ids that the record `record` bore, the present one first.

    An id that was given away and then given to another record tells of each only what was done in its time.
    """
    return [IdLifetime(*row) for row in connection.execute(_LIFETIMES, {"record": record, "end": _END}).fetchall()]
