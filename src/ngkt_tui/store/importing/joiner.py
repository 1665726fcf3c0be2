"""Joining the touched records anew from what all digests say of them, and writing them over."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from ngkt_tui.digest.contributions import in_present_schema
from ngkt_tui.digest.faults import MAX_FAULTS, Diagnostic, contradiction_of
from ngkt_tui.digest.model.whole_digest import MODELS
from ngkt_tui.domain.enums import OWN_DIGEST, RecordKind
from ngkt_tui.domain.progress import PhaseCounter
from ngkt_tui.store.importing.diff import in_chunks
from ngkt_tui.store.importing.merge import MergedRecord, Statement, as_pair, merge
from ngkt_tui.store.importing.ordering import (
    PLACE,
    DirectiveKey,
    Placement,
    place_by_appearance,
    place_conferences,
    place_directives,
)
from ngkt_tui.store.importing.writer import write
from ngkt_tui.store.unit_of_work import FieldChange

_FROM = """
    FROM json_each(?) AS wanted
    CROSS JOIN contribution ON contribution.record = wanted.value  -- the wanted ones lead
    JOIN digest ON digest.id = contribution.digest
    ORDER BY wanted.key, digest.ordinal
"""
_SAID = f"SELECT contribution.record, contribution.digest, contribution.body, digest.own{_FROM}"
_DATES = f"SELECT contribution.record, json_extract(contribution.body, '$.date'){_FROM}"
_KEYS = f"""
    SELECT
        contribution.record,
        json_extract(contribution.body, '$.conference'),
        json_extract(contribution.body, '$.kind'),
        json_extract(contribution.body, '$.nature'),
        (
            SELECT CAST(json_extract(cited.value, '$.para[0]') AS INTEGER)
            FROM json_each(json_extract(contribution.body, '$.sources')) AS cited
            WHERE json_extract(cited.value, '$.para[0]') IS NOT NULL
            LIMIT 1
        ),
        json_extract(contribution.body, '$.issued'),
        {PLACE}
    {_FROM}
"""
_PLACES = f"SELECT contribution.record, {PLACE}{_FROM}"
_NEXT_GROUP = "SELECT coalesce(max(id), 0) + 1 FROM change_group"
"""The number that the import gets in the history once it is written; numbers are never given again."""
_TEXTS = "SELECT id, text_vi, text_en FROM directive WHERE id IN (SELECT value FROM json_each(?))"
_REQUIRED = {model.kind_of_record: model.required for model in MODELS.values()}
_ARTICLE_ONLY = {model.kind_of_record: model.article_only for model in MODELS.values()}
"""What a record that a unit made need not have."""


class RecordJoiner:
    """Joins records of one kind after another for the digest `digest`.

    `faults` says what keeps the digest from being taken in, `touched` where the records stand that were written or
    moved, `changes` which texts of directives the history shall remember. `written` counts the records. `only_own` is
    what users say of records of which nobody else speaks, where that need not be read.
    """

    def __init__(
        self,
        connection: Connection,
        digest: str,
        written: PhaseCounter,
        only_own: Mapping[str, Mapping[str, Any]] = {},
    ) -> None:
        self._connection = connection
        self._digest = digest
        self._written = written
        self._only_own = only_own
        self._since = 0 if digest == OWN_DIGEST else connection.exec_driver_sql(_NEXT_GROUP).scalar_one()
        self.faults: list[Diagnostic] = []
        self.touched: set[int] = set()
        self.changes: list[FieldChange] = []

    def join(self, kind: RecordKind, ids: Sequence[str], new: Sequence[str], reordered: bool) -> None:
        """Join and write the records `ids` of one kind, of which some are `new`.

        `reordered` means that records of this kind may have to move although nothing else of them has changed.
        """
        if not ids and not reordered:
            return
        placement = self._place(kind, ids, new)
        self.touched.update(placement.moved)
        fresh = set(new)
        for chunk in in_chunks(ids):
            sound = [merged for merged in self._merged(kind, chunk) if self._is_sound(kind, merged)]
            if kind is RecordKind.DIRECTIVE:
                self._note_texts([each for each in sound if each.id not in fresh])
            if not self.faults:
                write(self._connection, kind, sound, placement.positions, fresh, self._since)
            self.touched.update(placement.positions[each] for each in chunk)
            self._written.add(len(chunk))

    def _place(self, kind: RecordKind, ids: Sequence[str], new: Sequence[str]) -> Placement:
        if kind is RecordKind.CONFERENCE:
            dates: dict[str, str | None] = {}
            for record, date in self._given(_DATES, ids):
                dates[record] = dates.get(record) or date
            return place_conferences(self._connection, dates)
        if kind is RecordKind.DIRECTIVE:
            own = [record for record in ids if record in self._only_own]
            keys = {record: _own_key(self._only_own[record], place) for record, place in self._given(_PLACES, own)}
            for record, *given in self._given(_KEYS, [record for record in ids if record not in self._only_own]):
                keys[record] = _joined_key(keys.get(record), *given)
            return place_directives(self._connection, keys)
        return place_by_appearance(self._connection, kind, new)

    def _given(self, sql: str, ids: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for chunk in in_chunks(ids):
            yield from map(tuple, self._connection.exec_driver_sql(sql, (json.dumps(chunk),)).all())

    def _merged(self, kind: RecordKind, ids: Sequence[str]) -> Iterator[MergedRecord]:
        only_own = self._only_own
        statements = {
            record: [Statement(OWN_DIGEST, only_own[record], True)] if record in only_own else [] for record in ids
        }
        asked = [record for record in ids if record not in only_own]
        rows = self._connection.exec_driver_sql(_SAID, (json.dumps(asked),)).all() if asked else ()
        for record, digest, body, own in rows:
            statements[record].append(Statement(digest, in_present_schema(kind, json.loads(body)), bool(own)))
        return (merge(record, each) for record, each in statements.items())

    def _is_sound(self, kind: RecordKind, merged: MergedRecord) -> bool:
        found = [*self._contradictions(merged), *self._gaps(kind, merged)]
        self.faults += found[: MAX_FAULTS - len(self.faults)]
        return not found

    def _contradictions(self, merged: MergedRecord) -> Iterator[Diagnostic]:
        for each in merged.contradictions:
            ours = each.first == self._digest
            digest, value = (each.second, each.other) if ours else (each.first, each.value)
            values = {"id": merged.id, "name": each.name, "ours": self._digest, "digest": digest, "value": value}
            yield Diagnostic(self._digest, None, None, contradiction_of(digest), values)

    def _gaps(self, kind: RecordKind, merged: MergedRecord) -> Iterator[Diagnostic]:
        for name in _REQUIRED[kind]:
            if not merged.has(name) and not (merged.is_own and name in _ARTICLE_ONLY[kind]):
                yield Diagnostic(self._digest, None, None, "lacking", {"id": merged.id, "name": name})

    def _note_texts(self, merged: Sequence[MergedRecord]) -> None:
        if not merged:
            return
        before = self._connection.exec_driver_sql(_TEXTS, (json.dumps([each.id for each in merged]),))
        texts = {record: (vi, en) for record, vi, en in before}
        for each in merged:
            new = as_pair(each.values.get("text"))
            for name, old, text in zip(("text_vi", "text_en"), texts[each.id], new, strict=True):
                if old != text:
                    self.changes.append(FieldChange(each.id, name, old, text))


def _own_key(fields: Mapping[str, Any], place: int) -> DirectiveKey:
    """Return the key of a directive of which only users speak."""
    conference, kind, nature, issued = (fields.get(name) or "" for name in ("conference", "kind", "nature", "issued"))
    cited = (source["para"][0] for source in fields.get("sources", ()) if source.get("para"))
    return DirectiveKey(conference, kind, nature, next(cited, 0), issued, place)


def _joined_key(
    known: DirectiveKey | None,
    conference: str | None,
    kind: str | None,
    nature: str | None,
    paragraph: int | None,
    issued: str | None,
    place: int,
) -> DirectiveKey:
    """Return a key, the gaps of `known` filled; a gap that is left is empty, or 0."""
    earlier = known or DirectiveKey("", "", "", 0, "", place)
    return DirectiveKey(
        earlier.conference or conference or "",
        earlier.kind or kind or "",
        earlier.nature or nature or "",
        earlier.paragraph or paragraph or 0,
        earlier.issued or issued or "",
        earlier.place,
    )
