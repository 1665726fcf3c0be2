"""Grouping a list of directives: the order that keeps the records of a group together, and one count of all groups.

A list in groups reads its rows as any list does. Where a group begins follows from how many records those before it
have, so that no row is read to draw, to find or to fold one.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.record_kinds import FIRST_RECOMMENDATION, KIND_RANGES
from ngkt_tui.domain.stored_values import StoredDate, stored_date, valid_or_empty
from ngkt_tui.query.lists.listing import selection
from ngkt_tui.query.lists.rows import BETWEEN_AGENCIES, ConferenceRow, DirectiveRow
from ngkt_tui.query.sql import IS_FOLLOWED, IS_OPEN, CompiledFilter


class ListGrouping(StrEnum):
    """What the rows of a list are grouped by; the words are `grouping.<value>`."""

    CONFERENCE = "conference"
    AGENCY = "agency"
    DUE = "due"
    """The month of the due date."""
    STATUS = "status"
    THREAD = "thread"
    """The chain of one ask across conferences."""
    STAGE = "stage"
    """Of agreements; directives have none."""
    YEAR = "year"
    """The year in which conferences have their place."""
    TREE = "tree"
    """Of agencies."""
    NONE = "none"


TRACKED_KINDS = (RecordKind.AGREEMENT, RecordKind.MARKET)
"""The kinds that have groups of their own, `tracked_groups`."""

FEW_RECORDS = 100  # so many have their groups read by themselves: there may be thousands of others


class NamedThread(NamedTuple):
    """The chain of one ask: an id for it, what it is called, and the directives that it is made of."""

    id: str
    label_vi: str
    label_en: str
    members: tuple[str, ...]


class RecordGroup(NamedTuple):
    """Records that stand together under a line of their own. The groups of a list are in the order of its rows.

    `key` says which group it is, and is empty for the records without a value. `label_*` is what it is called, empty
    where the `key` alone says so; `words` the key of the catalogue where that names it. `date` stands before it.
    `records` counts all. Where they are directives, `done`, `open`, `blocked` and `late` count those that can be
    followed: `blocked` and `late` are among the `open`; where not `is_counted`, only where the group begins is known.
    """

    key: str
    records: int
    label_vi: str = ""
    label_en: str | None = None
    date: StoredDate | None = None
    done: int = 0
    open: int = 0
    blocked: int = 0
    late: int = 0
    is_counted: bool = True
    words: str = ""


class FirstGroups(NamedTuple):
    """Groups of a list in their order: all, or those that its first rows stand in, of which the last may go on."""

    groups: tuple[RecordGroup, ...] = ()
    are_all: bool = True


_RANKS = " ".join(f"WHEN '{status}' THEN {rank}" for rank, status in enumerate(Status))

_AGENCY = f"""
    CASE
        WHEN it.lead IS NULL THEN it.first_agency
        ELSE coalesce(
            json_extract({valid_or_empty("it.lead")}, '$[0]'),
            json_extract({valid_or_empty("it.assigned")}, '$.addressee[0]')
        )
    END
"""
"""The agency that a row names first: one in charge, else an addressee."""


class _Key(NamedTuple):
    """How directives are grouped: the expression of a group's key, what orders the groups, what orders a group.

    The order of groups, and the join of the one row that a key is the id of, are made of `{key}`: of the expression for
    rows, of what it came to for groups. `labels` are its date, its Vietnamese and its English name.
    """

    key: str
    order: tuple[str, ...]
    join: str = ""
    within: tuple[str, ...] = ()
    labels: str = "NULL, '', NULL"


_PLACES = "BETWEEN {} AND {}".format(*KIND_RANGES[RecordKind.ORGANISATION])  # few: PostgreSQL looks among these alone
_THREAD = """
    CASE
        WHEN it.id IN (SELECT thread_of.id FROM thread_of)
        THEN (SELECT thread_of.thread FROM thread_of WHERE thread_of.id = it.id)
    END
"""
_THREAD_TABLES = (
    """
    thread_named (id, label_vi, label_en, place) AS MATERIALIZED (
        SELECT
            json_extract(each.value, '$[0]'),
            json_extract(each.value, '$[1]'),
            json_extract(each.value, '$[2]'),
            each.key
        FROM json_each(:threads) AS each
    )
    """,
    """
    thread_of (id, thread) AS MATERIALIZED (
        SELECT member.value, json_extract(each.value, '$[0]')
        FROM json_each(:threads) AS each, json_each(json_extract(each.value, '$[3]')) AS member
    )
    """,
)

_KEYS: Mapping[ListGrouping, _Key] = {
    ListGrouping.CONFERENCE: _Key(
        "it.conference",
        ("named.date DESC NULLS LAST", "{key} NULLS FIRST"),
        "LEFT JOIN conference AS named ON named.id = {key}",
        labels="named.date, named.title_vi, named.title_en",
    ),
    ListGrouping.AGENCY: _Key(
        _AGENCY,
        ("placed.position NULLS LAST",),
        f"""
            LEFT JOIN organisation AS named ON named.id = {{key}}
            LEFT JOIN record AS placed ON placed.id = {{key}} AND placed.position {_PLACES}
        """,
        labels="NULL, named.name_vi, named.name_en",
    ),
    ListGrouping.DUE: _Key("substr(it.due, 1, 7)", ("{key} NULLS LAST",), within=("it.due",)),
    ListGrouping.THREAD: _Key(
        _THREAD,
        ("named.place NULLS LAST",),
        "LEFT JOIN thread_named AS named ON named.id = {key}",
        labels="NULL, named.label_vi, named.label_en",
    ),
    ListGrouping.STATUS: _Key("it.status", (f"CASE {{key}} {_RANKS} END NULLS FIRST",)),
}

_COUNTED = (
    f"it.status = 'done' AND {IS_FOLLOWED}",
    f"{IS_OPEN} AND {IS_FOLLOWED}",
    f"it.status = 'blocked' AND {IS_FOLLOWED}",
    f"it.due < :today AND {IS_OPEN} AND {IS_FOLLOWED}",
)
"""What is counted of a group: done, open, blocked, late."""


def order_by_group(
    where: CompiledFilter, by: ListGrouping, *, has_own_natures: bool = False, threads: Sequence[NamedThread] = ()
) -> CompiledFilter:
    """Return the filter of directives with an order that keeps the records of each group together.

    Within a group come first what can be followed, then spirit, each in the order of the filter. The default order
    has the conferences one behind the other already, and in each its spirit last, where no user has judged otherwise.
    """
    is_in_order = by is ListGrouping.CONFERENCE and not where.order and not has_own_natures
    if by is ListGrouping.NONE or is_in_order:
        return where
    if by is ListGrouping.THREAD:
        parameters = {**where.parameters, "threads": json.dumps(threads)}
        where = where._replace(tables=(*where.tables, *_THREAD_TABLES), parameters=parameters)
    key, asked = _KEYS[by], where.order[1:]  # the first item keeps the recommendations behind
    behind = f"it.position >= {FIRST_RECOMMENDATION}"
    groups = (each.format(key=key.key) for each in key.order)
    order = (behind, *groups, f"NOT ({IS_FOLLOWED})", *(asked or key.within))
    return where._replace(order=order, join=f"{where.join} {key.join.format(key=key.key)}", sort=None)


def has_own_natures(connection: Readable) -> bool:
    """Return whether a user has judged the nature of any directive in another way than the digests."""
    found = "SELECT 1 FROM directive WHERE nature IS NOT NULL AND nature <> digest_nature LIMIT 1"
    return connection.execute(found).fetchone() is not None


_SHOWN = "(SELECT value FROM json_each(:shown_groups))"
_END_OF_SHOWN = f"""(
    SELECT {{end}}(lying.position)
    FROM directive AS lying
    WHERE lying.conference IN {_SHOWN} AND lying.position {{side}} {FIRST_RECOMMENDATION}
)"""


def directive_groups(
    connection: Readable,
    where: CompiledFilter,
    by: ListGrouping,
    *,
    beside: bool,
    conferences: Sequence[str] | None = None,
) -> tuple[RecordGroup, ...]:
    """Return the groups of what is left by `where`, in the order that `order_by_group` gave it: one read.

    They are those of the directives, or of the recommendations `beside` them; of `conferences` alone, where given.
    """
    key, found = _KEYS[by], selection(where._replace(order=()))
    if conferences is not None:
        # The directives of a conference lie together: the search index need not go beyond them.
        first, last = (_END_OF_SHOWN.format(end=end, side=">=" if beside else "<") for end in ("min", "max"))
        shown = where._replace(order=(), conditions=(*where.conditions, f"it.conference IN {_SHOWN}"))
        found = selection(shown, start=first, last=last) if where.match else selection(shown)
        where = where._replace(parameters={**where.parameters, "shown_groups": json.dumps(conferences)})
    # The plus keeps the order of an index of conferences where there are many, which a range of positions has not.
    part = f"{found.position} >= {FIRST_RECOMMENDATION}" if beside else f"+{found.position} < {FIRST_RECOMMENDATION}"
    part = f"{'AND' if found.conditions else 'WHERE'} {part}"
    counts = ", ".join(f"count(*) FILTER (WHERE {meant}) AS count_{number}" for number, meant in enumerate(_COUNTED))
    columns = ", ".join(f"grouped.count_{number}" for number in range(len(_COUNTED)))
    statement = f"""
        {where.with_tables},
        grouped AS MATERIALIZED (
            SELECT {key.key} AS key, count(*) AS records, min({found.position}) AS first, {counts}
            {found.clause} {part}
            GROUP BY 1
        )
        SELECT coalesce(grouped.key, ''), grouped.records, {key.labels}, {columns}
        FROM grouped {key.join.format(key="grouped.key")}
        ORDER BY {", ".join(key.order).format(key="grouped.key") if where.order else "grouped.first"}
    """
    return tuple(
        RecordGroup(id, records, vi or "", en, stored_date(day) if day else None, *counts)
        for id, records, day, vi, en, *counts in connection.execute(statement, where.parameters)
    )


def conferences_of(connection: Readable, by: ListGrouping, records: Sequence[str]) -> list[str] | None:
    """Return the groups to count again for records: the conferences of a few directives; `None` for all groups."""
    if by is not ListGrouping.CONFERENCE or not 0 < len(records) <= FEW_RECORDS:
        return None
    found = "SELECT DISTINCT conference FROM directive WHERE id IN (SELECT value FROM json_each(?))"
    conferences = [conference for (conference,) in connection.execute(found, (json.dumps(records),))]
    return conferences if conferences and all(conferences) else None


def groups_of_rows(
    connection: Readable, where: CompiledFilter, rows: Iterable[object], by: ListGrouping, *, beside: bool
) -> tuple[RecordGroup, ...]:
    """Return the groups that the first rows of a list stand in, conferences of directives counted."""
    begun = begun_groups(rows, by)
    ids = [group.key for group in begun if group.key]
    if by is not ListGrouping.CONFERENCE or not ids:
        return begun
    groups = directive_groups(connection, where, by, beside=beside, conferences=ids)
    counted = {group.key: group for group in groups}
    return tuple(counted.get(group.key, group) for group in begun)


def begun_groups(rows: Iterable[object], by: ListGrouping) -> tuple[RecordGroup, ...]:
    """Return the groups that the first rows of a list stand in, without any count: the last may go on beyond them."""
    groups: list[RecordGroup] = []
    for row in rows:
        if not isinstance(row, DirectiveRow | ConferenceRow):
            return ()
        group = _begun(row, by) if isinstance(row, DirectiveRow) else _begun_year(row)
        if groups and groups[-1].key == group.key:
            group = group._replace(records=groups.pop().records + 1)
        groups.append(group)
    return tuple(groups)


def _begun_year(row: ConferenceRow) -> RecordGroup:
    year = str(row.date or row.named_on or "")[:4]
    return RecordGroup(year, 1, year, is_counted=False)


def _begun(row: DirectiveRow, by: ListGrouping) -> RecordGroup:
    match by:
        case ListGrouping.CONFERENCE:
            return RecordGroup(row.conference or "", 1, date=row.conference_date, is_counted=False)
        case ListGrouping.AGENCY:
            vi, en = (names.split(BETWEEN_AGENCIES)[0] for names in (row.agencies_vi, row.agencies_en))
            return RecordGroup(vi, 1, vi, en, is_counted=False)
        case ListGrouping.DUE:
            return RecordGroup(str(row.due or "")[:7], 1, is_counted=False)
        case _:
            return RecordGroup(str(row.status), 1, is_counted=False)
