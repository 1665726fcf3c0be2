"""Records that users make: what the store's own digest says of them, joined and written as what any digest says.

Making and deleting them are changes of the history; nothing here adds to it.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from ngkt_tui.digest.checks.references import targets
from ngkt_tui.digest.contributions import canonical_fields, dump_fields
from ngkt_tui.digest.faults import Diagnostic, FieldPath, Issue
from ngkt_tui.digest.model.base_models import Record
from ngkt_tui.digest.model.whole_digest import MODELS
from ngkt_tui.digest.validation_errors import record_or_issue
from ngkt_tui.domain.enums import OWN_DIGEST, Language, RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.progress import Phase, PhaseCounter, report_nothing
from ngkt_tui.domain.stored_values import dump_record, load_record
from ngkt_tui.domain.user_fields import COLUMN_FIELDS, ENTRY_FIELDS
from ngkt_tui.domain.words import LazyText, translate
from ngkt_tui.store.importing.joiner import RecordJoiner
from ngkt_tui.store.importing.withdrawal import orphaned, references_to, remove
from ngkt_tui.store.search_index import dependents
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
    VALUES (?, ?, ?, ?, ?)
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
        raise refusal(str(values.get("id")), record)
    return record


def own_text(connection: Connection, record: str) -> str | None:
    """Return what users made of a record, as the history keeps it; `None` where they made none."""
    sql = "SELECT kind, body FROM contribution WHERE digest = ? AND record = ?"
    found = connection.exec_driver_sql(sql, (OWN_DIGEST, record)).first()
    return None if found is None else dump_record(RecordKind(found.kind), found.body)


def holders_of(connection: Connection, record: str) -> list[str]:
    """Return the digests of files that speak of a record."""
    sql = "SELECT digest FROM contribution WHERE record = ? AND digest <> ? ORDER BY digest"
    return list(connection.exec_driver_sql(sql, (record, OWN_DIGEST)).scalars())


class StatedRecord(NamedTuple):
    """What users say of a record: what is given of it as plain values, that as canonical JSON, and what it refers to.

    The model is not kept: those of thousands of records would take as much room as all the rest.
    """

    id: str
    kind: RecordKind
    fields: Mapping[str, Any]
    body: str
    references: tuple[tuple[str, frozenset[RecordKind]], ...]
    """The ids of other records that it names, each with the kinds that it may be of."""

    @property
    def text(self) -> str:
        """Return the record as the history keeps it."""
        return dump_record(self.kind, self.body)


def state_record(record: Record) -> StatedRecord:
    """Return a record with what the store keeps of it."""
    fields = canonical_fields(record)
    named = tuple(targets(type(record), fields))
    return StatedRecord(record.id, record.kind_of_record, fields, dump_fields(fields), named)


def write_records(
    connection: Connection, changes: Sequence[FieldChange], at: str, stated: Mapping[str, StatedRecord] = {}
) -> set[int]:
    """Make, change and delete records as `changes` say; return the positions that the index is to hold anew.

    `stated` are those of them that were parsed already. Raises `EditRefusedError` for a record that refers to none,
    that contradicts a digest or lacks something, and for the deletion of one that another record refers to or that
    users gave something to.
    """
    made = {
        change.record: stated.get(change.record) or state_record(parse_text(change.record, change.after))
        for change in changes
        if change.after is not None
    }
    deleted = [change.record for change in changes if change.after is None]
    _keep(connection, made, deleted, at)
    gone = orphaned(connection, deleted)
    _require_unused(connection, gone)
    remove(connection, gone)
    left = {record: kind for record, kind in kinds_of(connection, deleted).items() if record not in gone}
    touched = _join(connection, {record: each.kind for record, each in made.items()} | left, made)
    _require_references(connection, made.values())
    return touched


def parse_text(record: str, text: str) -> Record:
    """Return the record of that id which the history keeps as `text`; raises as `parse_record` does."""
    value = load_record(text)
    if value is None or value.body.get("id") != record:
        raise EditRefusedError(id=record, detail=LazyText("edit.no-record"))
    return parse_record(value.kind, value.body)


def _keep(connection: Connection, made: Mapping[str, StatedRecord], deleted: Sequence[str], at: str) -> None:
    titles = {f"{language}": translate(language, "digest.own") for language in Language}
    connection.exec_driver_sql(_OPEN, {"id": OWN_DIGEST, "at": at, **titles})
    drop = "DELETE FROM contribution WHERE digest = ? AND record IN (SELECT value FROM json_each(?))"
    connection.exec_driver_sql(drop, (OWN_DIGEST, json.dumps(deleted)))
    first = connection.exec_driver_sql(_NEXT, (OWN_DIGEST,)).scalar_one()
    bodies = sorted(
        (OWN_DIGEST, record, each.kind.value, ordinal, each.body)
        for ordinal, (record, each) in enumerate(made.items(), first)
    )
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


def kinds_of(connection: Connection, records: Iterable[str]) -> dict[str, RecordKind]:
    """Return the kinds of those of `records` that are there."""
    sql = "SELECT id, kind FROM record WHERE id IN (SELECT value FROM json_each(?))"
    rows = connection.exec_driver_sql(sql, (json.dumps(list(records)),)).all()
    return {record: RecordKind(kind) for record, kind in rows}


def _join(connection: Connection, touched: Mapping[str, RecordKind], made: Mapping[str, StatedRecord]) -> set[int]:
    """Write records as all digests together give them, and return the positions that the index is to hold anew."""
    known = kinds_of(connection, touched)
    only_own = {record: each.fields for record, each in made.items() if record not in known}
    joining = RecordJoiner(connection, OWN_DIGEST, PhaseCounter(report_nothing, Phase.WRITING, len(touched)), only_own)
    for kind in RecordKind:
        ids = [record for record, each in touched.items() if each is kind]
        reordered = kind is RecordKind.DIRECTIVE and RecordKind.CONFERENCE in touched.values()
        joining.join(kind, ids, [record for record in ids if record not in known], reordered)
    for fault in joining.faults:
        raise refusal(str(fault.values.get("id")), fault)
    return joining.touched | set(dependents(connection, known) if known else ())


def _require_references(connection: Connection, records: Collection[StatedRecord]) -> None:
    known = kinds_of(connection, {target for each in records for target, _ in each.references})
    for record, target, kinds in ((each.id, *named) for each in records for named in each.references):
        if target == record:
            raise refusal(record, Issue((), "itself", {"id": target}))
        if target not in known:
            raise refusal(record, Issue((), "dangling", {"id": target}))
        if known[target] not in kinds:
            values = {"id": target, "kind": known[target], "kinds": tuple(sorted(kinds))}
            raise refusal(record, Issue((), "wrong-kind", values))


def refusal(record: str, fault: Issue | Diagnostic) -> EditRefusedError:
    """Return the error for what a digest could not say of a record."""
    values = {name: _words(value) for name, value in fault.values.items()}
    if isinstance(fault, Issue) and "name" in values:
        values["name"] = _field_name(fault.path, str(values["name"]))
    return EditRefusedError(id=record, detail=LazyText(f"fault.{fault.key}", values))


def _field_name(path: FieldPath, name: str) -> str:
    """Return the name under which users give a field of a record: of a text within, that of what it is the text of."""
    steps = [str(step) for step in path if isinstance(step, str) and step != name] + [name]
    while len(steps) > 1 and steps[-1] in (Language.VI, "text"):
        steps.pop()
    return steps[-1].replace("_", "-")


def _words(value: object) -> object:
    if isinstance(value, RecordKind):
        return LazyText(f"record.{value}")
    return tuple(map(_words, value)) if isinstance(value, tuple) else value
