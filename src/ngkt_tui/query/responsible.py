"""Who owes a directive: the agencies that a user gave it to, else those that the digests name; and groups of agencies.

A user gives agencies in charge and agencies that join in, each in place of the digests'; addressees are the digests'.
"""

from ngkt_tui.domain.stored_values import each_of
from ngkt_tui.domain.user_fields import OVERRIDABLE

RESPONSIBLE = (*OVERRIDABLE, "addressee")


def agencies_of(*relations: str, targets: str = "", positions: str = "") -> str:
    """Return the subselect of (position, target) by which directives name who owes them.

    `relations` are some of `RESPONSIBLE`; `targets` confines it to organisations, `positions` to directives, each as in
    `= :id` or `IN (SELECT …)`. An index holds all that it asks for.
    """
    arms = (arm for relation in relations or RESPONSIBLE for arm in _arms(relation, targets, positions))
    return f"({' UNION ALL '.join(arms)})"


def agencies_of_rows(table: str, carried: str) -> str:
    """Return the subselect of `carried` and target by which the directives of `table` name who owes them.

    It is led by `table`, whose column `id` names directives; `carried` are columns of it. An agency may come twice.
    """
    names = ", ".join(f"'{relation}'" for relation in RESPONSIBLE)
    replaced = " AND ".join(
        f"""
            (
                link.relation <> '{relation}'
                OR link.record NOT IN (SELECT given.id FROM directive AS given WHERE given.{relation} IS NOT NULL)
            )
        """
        for relation in OVERRIDABLE
    )
    digests = f"""
        SELECT {carried}, link.target
        FROM {table}
        CROSS JOIN link ON link.record = {table}.id AND link.relation IN ({names})
        WHERE {replaced}
    """
    users = (
        f"""
        SELECT {carried}, own.value
        FROM directive AS given  -- the few whose agencies a user gave lead
        CROSS JOIN {table} ON {table}.id = given.id
        JOIN {each_of(f"given.{relation}")} AS own ON TRUE
        WHERE given.{relation} IS NOT NULL
        """
        for relation in OVERRIDABLE
    )
    return f"({' UNION ALL '.join((digests, *users))})"


def _arms(relation: str, targets: str, positions: str) -> list[str]:
    named, given = [f"link.relation = '{relation}'"], [f"given.{relation} IS NOT NULL"]
    if targets:
        named.append(f"link.target {targets}")
        given.append(f"own.value {targets}")
    if positions:
        named.append(f"+link.position {positions}")  # looked up for each link, not the links for each of them
        given.append(f"+given.position {positions}")
    is_not_given = f"link.position NOT IN (SELECT given.position FROM directive AS given WHERE {given[0]})"
    if relation in OVERRIDABLE:
        named.append(is_not_given)
    digests = f"""
        SELECT link.position, link.target
        FROM link
        WHERE {" AND ".join(named)}
    """
    users = f"""
        SELECT given.position, own.value
        FROM directive AS given JOIN {each_of(f"given.{relation}")} AS own ON TRUE
        WHERE {" AND ".join(given)}
    """
    return [digests, users] if relation in OVERRIDABLE else [digests]


def _further(table: str, body: str, carried: str = "") -> str:
    """Return the recursive term that leads from the column `body` of `table` to the groups above it.

    There are two ways up, by membership and by being a part, and one term: PostgreSQL takes no more.
    """
    return f"""
        UNION
        SELECT {carried}coalesce(link.target, whole.id)
        FROM {table}
        CROSS JOIN (SELECT 1 AS number UNION ALL SELECT 2) AS way
        LEFT JOIN link ON way.number = 1 AND link.record = {table}.{body} AND link.relation = 'member'
        LEFT JOIN organisation AS part ON way.number = 2 AND part.id = {table}.{body}
        LEFT JOIN organisation AS whole ON whole.id = part.parent AND whole.kind = 'group'
        WHERE coalesce(link.target, whole.id) IS NOT NULL
    """


def with_groups(ids: str) -> str:
    """Return the subselect of the organisations of the subselect `ids` and of all groups that they belong to."""
    return f"""(
        WITH RECURSIVE grouped (id) AS (
            SELECT value FROM {ids} AS meant
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
