"""Who owes a directive: the agencies that a user gave it to, else those that the digests name.

A user gives agencies in charge and agencies that join in, each in place of the digests'; addressees are the digests'.
"""

from collections.abc import Iterable, Mapping, Sequence

from ngkt_tui.domain.json_lists import entries

GIVEN = ("lead", "coordinating")
"""The relations for which a user may name other agencies; `directive` has a column of that name for each."""
OWING = (*GIVEN, "addressee")


def owed(*relations: str, targets: str = "", positions: str = "") -> str:
    """Return the subselect of (position, target) by which directives name who owes them.

    `relations` are some of `OWING`; `targets` confines it to organisations, `positions` to directives, each as in
    `= :id` or `IN (SELECT …)`. An index holds all that it asks for.
    """
    return _united(relations or OWING, ("position", "target"), {"target": targets, "position": positions})


def owed_in_order(records: str) -> str:
    """Return the subselect of (record, relation, ordinal, target) by which directives name who owes them, and how.

    `records` confines it to directives by their ids.
    """
    return _united(OWING, ("record", "relation", "ordinal", "target"), {"record": records})


def owed_by(table: str, carried: str) -> str:
    """Return the subselect of `carried` and target by which the directives of `table` name who owes them.

    It is led by `table`, whose column `id` names directives; `carried` are columns of it. An agency may come twice.
    """
    names = ", ".join(f"'{relation}'" for relation in OWING)
    replaced = " AND ".join(
        f"(link.relation <> '{relation}' OR link.record NOT IN"
        f" (SELECT given.id FROM directive AS given WHERE given.{relation} IS NOT NULL))"
        for relation in GIVEN
    )
    digests = (
        f"SELECT {carried}, link.target FROM {table} CROSS JOIN link"
        f" ON link.record = {table}.id AND link.relation IN ({names}) WHERE {replaced}"
    )
    users = (
        f"SELECT {carried}, own.value FROM directive AS given CROSS JOIN {table} ON {table}.id = given.id"
        f" JOIN {entries(f'given.{relation}')} AS own WHERE given.{relation} IS NOT NULL"
        for relation in GIVEN
    )
    return f"({' UNION ALL '.join((digests, *users))})"


def _united(relations: Iterable[str], columns: Sequence[str], confined: Mapping[str, str]) -> str:
    arms = (arm for relation in relations for arm in _arms(relation, columns, confined))
    return f"({' UNION ALL '.join(arms)})"


def _arms(relation: str, columns: Sequence[str], confined: Mapping[str, str]) -> list[str]:
    linked = {column: f"link.{column}" for column in ("record", "position", "relation", "ordinal", "target")}
    own = dict(zip(linked, ("given.id", "given.position", f"'{relation}'", "own.key", "own.value"), strict=True))
    by_digests, by_users = (", ".join(names[column] for column in columns) for names in (linked, own))
    named, given = (
        [f"{names[column]} {condition}" for column, condition in confined.items() if condition]
        for names in (linked, own)
    )
    named.append(f"link.relation = '{relation}'")
    if relation not in GIVEN:
        return [f"SELECT {by_digests} FROM link WHERE {' AND '.join(named)}"]
    is_given = f"given.{relation} IS NOT NULL"
    named.append(f"link.position NOT IN (SELECT given.position FROM directive AS given WHERE {is_given})")
    return [
        f"SELECT {by_digests} FROM link WHERE {' AND '.join(named)}",
        f"SELECT {by_users} FROM directive AS given JOIN {entries(f'given.{relation}')} AS own"
        f" WHERE {' AND '.join((is_given, *given))}",
    ]
