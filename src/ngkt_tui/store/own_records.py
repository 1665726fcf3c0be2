"""Records that users make: what the store's own digest says of them, joined and written as what any digest says.

Making and deleting them are changes of the history; nothing here adds to it.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from ngkt_tui.digest.checks.references import uses
from ngkt_tui.digest.contributions import canonical_json
from ngkt_tui.digest.faults import Diagnostic, Issue
from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.digest.model.whole_digest import MODELS
from ngkt_tui.digest.validation_errors import record_or_issue
from ngkt_tui.domain.enums import OWN_DIGEST, Language, RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.progress import Phase, PhaseCounter, report_nothing
from ngkt_tui.domain.stored_values import dump_record, load_record
from ngkt_tui.domain.user_fields import COLUMN_FIELDS, ENTRY_FIELDS
from ngkt_tui.domain.words import LazyText, translate
from ngkt_tui.store.importing.joiner import Rebuilder
from ngkt_tui.store.importing.withdrawal import orphaned, references_to, remove
from ngkt_tui.store.search_index import SearchIndex, dependents
from ngkt_tui.store.unit_of_work import FieldChange

_MODELS = {model.kind_of_record: model for model in MODELS.values()}
_OPEN = """
    INSERT INTO digest (id, ordinal, title_vi, title_en, uses, sha256, taken_in_at, own)
    SELECT :id, (SELECT coalesce(max(ordinal), 0) + 1 FROM digest), :vi, :en, '[]', '', :at, 1
    WHERE NOT EXISTS (SELECT 1 FROM digest WHERE id = :id)
"""
_CLOSE = "DELETE FROM digest WHERE id = :id AND NOT EXISTS (SELECT 1 FROM contribution WHERE digest = :id)"
_KEEP = """
    INSERT INTO contribution (digest, record, kind, ordinal, body)
    VALUES (:digest, :record, :kind, :ordinal, :body)
    ON CONFLICT (digest, record) DO UPDATE SET body = excluded.body
"""
_NEXT = "SELECT coalesce(max(ordinal), -1) + 1 FROM contribution WHERE digest = ?"
_AMONG = "IN (SELECT value FROM json_each(:ids))"
_EDITED = " UNION ".join(
    (
        *(f"SELECT record FROM {field.table} WHERE record {_AMONG}" for field in ENTRY_FIELDS),
        *(
            f"""
                SELECT id
                FROM {field.kind}
                WHERE id {_AMONG} AND coalesce(CAST({field.name} AS TEXT), '') <> '{field.default or ""}'
            """
            for field in COLUMN_FIELDS
        ),
    )
)
"""The records that users gave something to."""


def parse_record(kind: RecordKind, values: Mapping[str, Any]) -> Record:
    """Return the record of plain values; raises `EditRefusedError` for what a digest could not say."""
    record = record_or_issue(_MODELS[kind], values)
    if isinstance(record, Issue):
        raise _refused(str(values.get("id")), record)
    return record


def record_text(record: Record) -> str:
    """Return a record as the history keeps it."""
    return dump_record(record.kind_of_record, canonical_json(record))


def own_text(connection: Connection, record: str) -> str | None:
    """Return what users made of a record, as the history keeps it; `None` where they made none."""
    sql = "SELECT kind, body FROM contribution WHERE digest = ? AND record = ?"
    found = connection.exec_driver_sql(sql, (OWN_DIGEST, record)).first()
    return None if found is None else dump_record(RecordKind(found.kind), found.body)


def holders_of(connection: Connection, record: str) -> list[str]:
    """Return the digests of files that speak of a record."""
    sql = "SELECT digest FROM contribution WHERE record = ? AND digest <> ? ORDER BY digest"
    return list(connection.exec_driver_sql(sql, (record, OWN_DIGEST)).scalars())


def write_records(connection: Connection, changes: Sequence[FieldChange], at: str) -> None:
    """Make, change and delete records as `changes` say, and keep the index.

    Raises `EditRefusedError` for a record that refers to none, that contradicts a digest or lacks something, and for
    the deletion of one that another record refers to or that users gave something to.
    """
    made = {change.record: _parsed(change) for change in changes if change.after is not None}
    deleted = [change.record for change in changes if change.after is None]
    _keep(connection, made, deleted, at)
    gone = orphaned(connection, deleted)
    _require_unused(connection, gone)
    remove(connection, gone)
    left = {record: kind for record, kind in _kinds(connection, deleted).items() if record not in gone}
    touched = _join(connection, {record: each.kind_of_record for record, each in made.items()} | left)
    _require_references(connection, list(made.values()))
    SearchIndex(connection).put(sorted(touched))


def _parsed(change: FieldChange) -> Record:
    value = load_record(change.after or "")
    if value is None or value.body.get("id") != change.record:
        raise EditRefusedError(id=change.record, detail=LazyText("edit.no-record"))
    return parse_record(value.kind, value.body)


def _keep(connection: Connection, made: Mapping[str, Record], deleted: Sequence[str], at: str) -> None:
    titles = {f"{language}": translate(language, "digest.own") for language in Language}
    connection.exec_driver_sql(_OPEN, {"id": OWN_DIGEST, "at": at, **titles})
    drop = "DELETE FROM contribution WHERE digest = ? AND record IN (SELECT value FROM json_each(?))"
    connection.exec_driver_sql(drop, (OWN_DIGEST, json.dumps(deleted)))
    first = connection.exec_driver_sql(_NEXT, (OWN_DIGEST,)).scalar_one()
    bodies = [
        {
            "digest": OWN_DIGEST,
            "record": record,
            "kind": each.kind_of_record.value,
            "ordinal": ordinal,
            "body": canonical_json(each),
        }
        for ordinal, (record, each) in enumerate(made.items(), first)
    ]
    if bodies:
        connection.exec_driver_sql(_KEEP, bodies)
    connection.exec_driver_sql(_CLOSE, {"id": OWN_DIGEST})


def _require_unused(connection: Connection, gone: Sequence[str]) -> None:
    """Raise `EditRefusedError` where a record that stays refers to one that goes, or users gave something to it."""
    users = dict(references_to(connection, gone, gone))
    for record, user in users.items():
        raise EditRefusedError(id=record, detail=LazyText("edit.record-referred-to", {"record": user}))
    edited = connection.exec_driver_sql(_EDITED, {"ids": json.dumps(list(gone))}).scalar()
    if edited is not None:
        raise EditRefusedError(id=edited, detail=LazyText("edit.record-edited"))


def _kinds(connection: Connection, records: Iterable[str]) -> dict[str, RecordKind]:
    sql = "SELECT id, kind FROM record WHERE id IN (SELECT value FROM json_each(?))"
    rows = connection.exec_driver_sql(sql, (json.dumps(list(records)),))
    return {record: RecordKind(kind) for record, kind in rows}


def _join(connection: Connection, touched: Mapping[str, RecordKind]) -> set[int]:
    """Write records as all digests together give them, and return the positions that the index is to hold anew."""
    known = _kinds(connection, touched)
    joining = Rebuilder(connection, OWN_DIGEST, PhaseCounter(report_nothing, Phase.WRITING, len(touched)))
    for kind in RecordKind:
        ids = [record for record, each in touched.items() if each is kind]
        reordered = kind is RecordKind.DIRECTIVE and RecordKind.CONFERENCE in touched.values()
        joining.join(kind, ids, [record for record in ids if record not in known], reordered)
    for fault in joining.faults:
        raise _refused(str(fault.values.get("id")), fault)
    return joining.touched | set(dependents(connection, known))


def _require_references(connection: Connection, records: Sequence[Record]) -> None:
    named = [(record.id, target, kinds) for record in records for _, target, kinds in uses(record, ())]
    known = _kinds(connection, dict.fromkeys(target for _, target, _ in named))
    for record, target, kinds in named:
        if target == record:
            raise _refused(record, Issue((), "itself", {"id": target}))
        if target not in known:
            raise _refused(record, Issue((), "dangling", {"id": target}))
        if known[target] not in kinds:
            values = {"id": target, "kind": known[target], "kinds": tuple(sorted(kinds))}
            raise _refused(record, Issue((), "wrong-kind", values))


def _refused(record: str, fault: Issue | Diagnostic) -> EditRefusedError:
    values = {name: _words(value) for name, value in fault.values.items()}
    return EditRefusedError(id=record, detail=LazyText(f"fault.{fault.key}", values))


def _words(value: object) -> object:
    if isinstance(value, RecordKind):
        return LazyText(f"record.{value}")
    return tuple(map(_words, value)) if isinstance(value, tuple) else value
