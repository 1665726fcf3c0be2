"""The groups to which organisations belong: what a group was asked, its members were asked.

An organisation belongs to the groups that it names, and to a group of which it is a part; membership goes on from
group to group, not from a body to its parts.
"""


def _further(table: str, body: str, carried: str = "") -> str:
    """Return the recursive terms that lead from the column `body` of `table` to the groups above it."""
    return f"""
        UNION
        SELECT {carried}link.target
        FROM {table} JOIN link ON link.record = {table}.{body} AND link.relation = 'member'
        UNION
        SELECT {carried}whole.id
        FROM {table}
        JOIN organisation AS part ON part.id = {table}.{body}
        JOIN organisation AS whole ON whole.id = part.parent AND whole.kind = 'group'
    """


def with_groups(ids: str) -> str:
    """Return the subselect of the organisations of the subselect `ids` and of all groups that they belong to."""
    return f"""(
        WITH RECURSIVE grouped (id) AS (
            SELECT value FROM {ids}
            {_further("grouped", "id")}
        )
        SELECT grouped.id FROM grouped
    )"""


def belonging(ids: str) -> str:
    """Return the table `belonging` of (member, body): each organisation of the subselect `ids` with its groups."""
    return f"""
        among (member, body) AS (
            SELECT every.id, every.id
            FROM (SELECT organisation.id FROM organisation WHERE organisation.id IN {ids}) AS every
            {_further("among", "body", "among.member, ")}
        ),
        belonging (member, body) AS MATERIALIZED (
            SELECT among.member, among.body
            FROM among
            WHERE among.member <> among.body
        )
    """


EVERY_ORGANISATION = "(SELECT organisation.id FROM organisation)"
