"""The history: groups of changes, newest first, of the whole store or of one record, and what others add to it."""

import json
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple, Protocol

from ngkt_tui.domain.enums import REMOVED, RecordKind
from ngkt_tui.domain.readable import Readable, read_together
from ngkt_tui.domain.stored_values import StoredDate, stored_date
from ngkt_tui.query.former_ids import lifetimes, present_id
from ngkt_tui.query.sql import named_rows

MAX_SHOWN = 50


class ChangeRow(NamedTuple):
    """One field of one record, before and after; `None` where there is no value."""

    id: int
    group: int
    record: str
    field: str
    before: str | None
    after: str | None
    why: str | None


class DueMove(NamedTuple):
    """A due date that was given, moved or taken away, by whom and why; UTC."""

    at: str
    actor: str
    before: StoredDate | None
    after: StoredDate | None
    why: str | None


class ChangeGroupRow(NamedTuple):
    """One action of a user, or one import."""

    id: int
    at: str
    """UTC, `YYYY-MM-DDTHH:MM:SSZ`."""
    actor: str
    kind: str
    """`edit`, `undo`, `redo`, `import`, or `removal`: that of the digest which the title names."""
    undoes: int | None
    """The group that an undo or a redo took back."""
    undone_by: int | None
    """The newest group that took this one back and is not taken back itself; `None` while this one stands."""
    title: str | None
    size: int
    """How many changes the group has; `changes` holds the first of them."""
    changes: tuple[ChangeRow, ...] = ()


_UNDONE_BY = """(
    SELECT max(undoing.id)
    FROM change_group AS undoing
    WHERE undoing.undoes = made.id
        AND NOT EXISTS (SELECT 1 FROM change_group AS again WHERE again.undoes = undoing.id)
)"""
_IS_REMOVAL = f"made.kind = 'import' AND substr(made.title, 1, {len(REMOVED)}) = '{REMOVED}'"
_GROUPS = "(SELECT CAST(value AS BIGINT) FROM json_each(:groups))"
_OWN = """
    (
        SELECT
            json_extract(value, '$[0]') AS id,
            CAST(json_extract(value, '$[1]') AS BIGINT) AS since,
            CAST(json_extract(value, '$[2]') AS BIGINT) AS before
        FROM json_each(:spans)
    ) AS span
    CROSS JOIN change  -- the few ids lead, not the whole history
    WHERE change.record = span.id AND change.id > span.since AND change.id < span.before
"""
"""The changes of one record, under every id that it bore."""
_OF_RECORD = f"made.id IN (SELECT change.change_group FROM {_OWN})"


def groups(
    connection: Readable, record: str | None = None, limit: int = 50, before: int | None = None
) -> list[ChangeGroupRow]:
    """Return at most `limit` groups, newest first by their numbers, older than group `before` where that is given.

    With a record: those that changed it, under whatever id, and of their changes only its own. An id that it bore
    before leads to it.
    """
    conditions = ["made.id < :before" if before is not None else "TRUE", _OF_RECORD if record is not None else "TRUE"]
    changed = f"{_OWN} AND" if record is not None else "change WHERE"
    statement = f"""
        SELECT
            made.id AS id,
            made.at AS at,
            made.actor AS actor,
            CASE WHEN {_IS_REMOVAL} THEN 'removal' ELSE made.kind END AS kind,
            made.undoes AS undoes,
            {_UNDONE_BY} AS undone_by,
            CASE WHEN {_IS_REMOVAL} THEN ltrim(made.title, '{REMOVED}') ELSE made.title END AS title,
            (SELECT count(*) FROM {changed} change.change_group = made.id) AS size
        FROM change_group AS made
        WHERE {" AND ".join(conditions)}
        ORDER BY made.id DESC
        LIMIT :limit
    """
    borne = None if record is None else json.dumps(lifetimes(connection, present_id(connection, record)))
    values = {"spans": borne, "before": before, "limit": limit}
    rows = [ChangeGroupRow(**row) for row in named_rows(connection, statement, values)]
    shown = _first_changes(connection, [row.id for row in rows], borne)
    return [row._replace(changes=tuple(shown.get(row.id, ()))) for row in rows]


def due_moves(connection: Readable, record: str) -> tuple[DueMove, ...]:
    """Return how the due date of a record came to be what it is, oldest first, without what was taken back."""
    statement = f"""
        WITH due AS (SELECT change.* FROM {_OWN} AND change.field = 'due')
        SELECT made.kind, made.at, made.actor, due.before, due.after, due.why
        FROM due JOIN change_group AS made ON made.id = due.change_group
        ORDER BY due.id
    """
    borne = json.dumps(lifetimes(connection, present_id(connection, record)))
    moves: list[DueMove] = []
    gone: list[DueMove] = []
    for kind, at, actor, before, after, why in connection.execute(statement, {"spans": borne}).fetchall():
        if kind == "undo":
            gone += moves[-1:]
            del moves[-1:]
        elif kind == "redo":
            moves += gone[-1:]
            del gone[-1:]
        elif kind == "edit":
            moves.append(DueMove(at, actor, stored_date(before), stored_date(after), why))
    return tuple(moves)


def changes(connection: Readable, group: int, after: int = 0, limit: int = 500) -> list[ChangeRow]:
    """Return at most `limit` changes of a group in their order, those numbered higher than `after`."""
    statement = f"""
        SELECT {_COLUMNS}
        FROM change
        WHERE change.change_group = :group AND change.id > :after
        ORDER BY change.id
        LIMIT :limit
    """
    values = {"group": group, "after": after, "limit": limit}
    return [ChangeRow(**row) for row in named_rows(connection, statement, values)]


_COLUMNS = """
    change.id AS id,
    change.change_group AS "group",
    change.record AS record,
    change.field AS field,
    change.before AS before,
    change.after AS after,
    change.why AS why
"""


def _first_changes(connection: Readable, numbers: list[int], borne: str | None) -> dict[int, list[ChangeRow]]:
    """Return the first changes of each group, in one statement."""
    changed = "change WHERE" if borne is None else f"{_OWN} AND"
    statement = f"""
        SELECT id, "group", record, field, before, after, why
        FROM (
            SELECT
                {_COLUMNS},
                row_number() OVER (PARTITION BY change.change_group ORDER BY change.id) AS number
            FROM {changed} change.change_group IN {_GROUPS}
        ) AS numbered
        WHERE number <= :most
        ORDER BY id
    """
    values = {"groups": json.dumps(numbers), "spans": borne, "most": MAX_SHOWN}
    shown: dict[int, list[ChangeRow]] = {}
    for row in named_rows(connection, statement, values):
        shown.setdefault(row["group"], []).append(ChangeRow(**row))
    return shown


MAX_RECORDS = 1000
MAX_GROUPS = 100
_SINCE = f"""
    SELECT DISTINCT store.version, made.id, made.kind, change.record, record.kind
    FROM (SELECT {{version}} AS version) AS store
    LEFT JOIN (
        SELECT id, kind
        FROM change_group
        WHERE id > :before
        ORDER BY id
        LIMIT {MAX_GROUPS + 1}  -- no value: the planner knows that these are few
    ) AS made ON TRUE
    LEFT JOIN change ON change.change_group = made.id AND made.kind <> 'import'
    LEFT JOIN record ON record.id = change.record
    LIMIT {MAX_RECORDS + 1}
"""


class ExternalChanges(NamedTuple):
    """What others have done since the last time somebody asked."""

    groups: tuple[int, ...]
    """Their groups of changes; empty where the store was written without one."""
    records: tuple[str, ...]
    """The records they changed; empty where these are too many to name or not known: anything may have changed."""
    kinds: frozenset[RecordKind] = frozenset()
    """The kinds of these records; empty where anything may have changed."""


class NewRecords(NamedTuple):
    """What imports have brought: how many records of each kind, and the ids of the first of them."""

    counts: tuple[tuple[RecordKind, int], ...] = ()
    ids: frozenset[str] = frozenset()


MAX_NEW = 10_000


def new_records(connection: Readable, seen: int | None) -> NewRecords:
    """Return what imports have brought after the entry `seen` of the history; nothing where that is not known."""
    brought = "FROM record WHERE since > 0 AND since > :seen"
    counts = connection.execute(f"SELECT kind, count(*) {brought} GROUP BY kind", {"seen": seen}).fetchall()
    rows = connection.execute(f"SELECT id {brought} LIMIT :most", {"seen": seen, "most": MAX_NEW}).fetchall()
    by_kind = {RecordKind(kind): count for kind, count in counts}
    return NewRecords(
        tuple((kind, by_kind[kind]) for kind in RecordKind if kind in by_kind), frozenset(r for (r,) in rows)
    )


class WatchedConnection(Readable, Protocol):
    """A connection on which it is seen that somebody has written."""

    def data_version(self) -> int:
        """Return a number that is another one whenever somebody has committed something since."""
        ...


class ChangeWatcher:
    """A watch on one connection, which must not write itself.

    An engine tells only that somebody has written since; the history tells who it was, in one read.
    """

    def __init__(self, connection: WatchedConnection) -> None:
        self._connection = connection
        self._since = _SINCE.format(version=getattr(connection, "version_column", "NULL"))
        self._version = self._connection.data_version()
        self._newest = self._newest_group()

    @property
    def newest(self) -> int:
        """Return the number of the newest entry of the history that was looked at; 0 where there was none."""
        return self._newest

    def poll(self, own: Collection[int] = ()) -> ExternalChanges | None:
        """Return what others have changed since the last call; `None` where nothing, or only we have: the groups `own`.

        One that is stopped has seen nothing: the next one finds it all.
        """
        version = self._connection.data_version()
        if version == self._version:
            return None
        (rows,) = read_together(self._connection, [self._since], {"before": self._newest})
        version = rows[0][0] or version  # of the moment of the read: what is told afterwards may be in it already
        if version == self._version:
            return None
        made = {row[1] for row in rows} - {None}
        is_whole = len(rows) <= MAX_RECORDS and len(made) <= MAX_GROUPS
        if not is_whole:
            listed = self._connection.execute(
                "SELECT id FROM change_group WHERE id > :before", {"before": self._newest}
            )
            made = {row[0] for row in listed.fetchall()}
        others = tuple(sorted(made.difference(own)))
        only_we = bool(made) and not others
        touched = [row for row in rows if row[1] in others] if is_whole else []
        changes = None if only_we else ExternalChanges(others, *_touched(touched))
        self._version, self._newest = version, max(made, default=self._newest)
        return changes

    def _newest_group(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(id), 0) FROM change_group", {}).fetchall()[0][0])


def _touched(rows: Sequence[tuple[Any, ...]]) -> tuple[tuple[str, ...], frozenset[RecordKind]]:
    """Return the records of groups, and their kinds: none after an import, and no kinds where one is not known.

    That is so where one is no record of a digest, as a watch item is none.
    """
    if any(made == "import" for _, _, made, _, _ in rows):
        return (), frozenset()
    kinds = {record: kind for *_, record, kind in rows if record is not None}
    known = () if None in kinds.values() else kinds.values()
    return tuple(kinds), frozenset(map(RecordKind, known))
