"""What users corrected of records, held against what digests say by now."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from ngkt_tui.digest.contributions import in_present_schema, merge, uncorrected
from ngkt_tui.domain.enums import OWN_DIGEST, RecordKind
from ngkt_tui.domain.stored_values import dump_record
from ngkt_tui.store.unit_of_work import FieldChange

_CORRECTED = """
    SELECT contribution.record, contribution.kind, contribution.body
    FROM json_each(?) AS wanted
    CROSS JOIN contribution ON contribution.record = wanted.value AND contribution.digest = ?
    WHERE json_extract(contribution.body, '$.corrects') IS NOT NULL
"""
_CONTRIBUTIONS = """
    SELECT contribution.body
    FROM contribution JOIN digest ON digest.id = contribution.digest
    WHERE contribution.record = ? AND contribution.digest <> ?
    ORDER BY digest.ordinal
"""


class StoredCorrection(NamedTuple):
    """What users corrected of a record: the fields in which digests now say the same, and those in which not."""

    record: str
    kind: RecordKind
    body: Mapping[str, Any]
    agreed: tuple[str, ...]
    disputed: tuple[str, ...]

    @property
    def is_settled(self) -> bool:
        """Return whether some of it is needed no more."""
        return bool(self.agreed)


def corrections_of(connection: Connection, records: Iterable[str]) -> Iterator[StoredCorrection]:
    """Yield what users corrected of `records`."""
    for record, kind, text in connection.exec_driver_sql(_CORRECTED, (json.dumps(list(records)), OWN_DIGEST)).all():
        body, stored = json.loads(text), _stored_values(connection, record, RecordKind(kind))
        agreed = tuple(name for name in body["corrects"] if stored.get(name) == body.get(name))
        disputed = tuple(name for name in body["corrects"] if name not in agreed)
        yield StoredCorrection(record, RecordKind(kind), body, agreed, disputed)


def _stored_values(connection: Connection, record: str, kind: RecordKind) -> Mapping[str, Any]:
    merged: Mapping[str, Any] = {}
    for (body,) in connection.exec_driver_sql(_CONTRIBUTIONS, (record, OWN_DIGEST)).all():
        merged = merge(merged, in_present_schema(kind, uncorrected(json.loads(body))))
    return merged


def drop_corrections(connection: Connection, correction: StoredCorrection) -> FieldChange:
    """Take away what is corrected and agreed upon; return the change of the history that this is."""
    body = {name: value for name, value in correction.body.items() if name not in correction.agreed}
    body["corrects"] = list(correction.disputed)
    if not correction.disputed:
        del body["corrects"]
    before, after = (_compact(each) for each in (correction.body, body))
    where = (correction.record, OWN_DIGEST)
    if len(body) > 1:
        connection.exec_driver_sql("UPDATE contribution SET body = ? WHERE record = ? AND digest = ?", (after, *where))
    else:
        connection.exec_driver_sql("DELETE FROM contribution WHERE record = ? AND digest = ?", where)
    kept = dump_record(correction.kind, after) if len(body) > 1 else None
    return FieldChange(correction.record, "record", dump_record(correction.kind, before), kept)


def _compact(body: Mapping[str, Any]) -> str:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
