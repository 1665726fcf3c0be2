"""Writing merged records into the tables that are read from: rows collected by table, then written in bulk.

Columns that belong to users are never among those written.
"""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, cast

from sqlalchemy import Connection, Table
from sqlmodel import SQLModel

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.store.importing.mapping import MAPPINGS, ChildTable, ColumnMapping, LinkMapping, TableMapping, as_json
from ngkt_tui.store.importing.merge import MergedRecord, OwnedCitation
from ngkt_tui.store.tables.content import LinkTable, SourceTable
from ngkt_tui.store.tables.user_owned import RecordTable

_RECORD = ("position", "id", "kind", "notes_vi", "notes_en", "inferred", "withdrawn", "own", "corrected", "since")
_LINK = ("record", "relation", "ordinal", "target", "how", "position")
_PLACE_OF_LINK = itemgetter(0, 1, 3)
_SOURCE = ("record", "path", "ordinal", "article", "document", "point", "paragraphs", "terms", "fields", "digest")
_PLACE_OF_SOURCE = itemgetter(0, 1, 2)


def write(
    connection: Connection,
    kind: RecordKind,
    merged: Sequence[MergedRecord],
    positions: Mapping[str, int],
    new: Container[str],
    since: int,
) -> None:
    """Write records of one kind, those that are not `new` over what is there; the import `since` brings them."""
    form = MAPPINGS[kind]
    clear(connection, kind, [each.id for each in merged if each.id not in new])
    records = ((*_record_row(each, kind, positions[each.id]), since) for each in merged)
    _run(connection, upserting(RecordTable, _RECORD), records)
    names = (*_leading(kind), *_names(form.columns))
    rows = ((*_leading_cells(each, kind, positions), *_cells(form.columns, each.values)) for each in merged)
    _run(connection, upserting(form.table, names), rows)
    for entries in form.entries:
        names = (entries.owner, "ordinal", *_names(entries.columns), "digest", *_split_names(entries))
        _run(
            connection, inserting(entries.table, names), (row for each in merged for row in _entry_rows(each, entries))
        )
    tied = (row for each in merged for links in form.links for row in _link_rows(each, links, positions[each.id]))
    _run(connection, inserting(LinkTable, _LINK), sorted(tied, key=_PLACE_OF_LINK))  # in the order that they are kept
    cited = (row for each in merged for row in _source_rows(each, form))
    _run(connection, inserting(SourceTable, _SOURCE), sorted(cited, key=_PLACE_OF_SOURCE))


def clear(connection: Connection, kind: RecordKind, ids: Sequence[str]) -> None:
    """Delete the rows of lists, links and sources that records of one kind have."""
    owned: list[tuple[type[SQLModel], str]] = [(entries.table, entries.owner) for entries in MAPPINGS[kind].entries]
    owned += [(LinkTable, "record"), (SourceTable, "record")]
    for table, owner in owned:
        delete(connection, table, owner, ids)


def delete(connection: Connection, table: type[SQLModel], column: str, ids: Sequence[str]) -> None:
    """Delete the rows of `table` in which `column` is one of `ids`."""
    sql = f"DELETE FROM {_name(table)} WHERE {column} IN (SELECT value FROM json_each(?))"
    connection.exec_driver_sql(sql, (json.dumps(list(ids)),))


@cache
def inserting(table: type[SQLModel], names: tuple[str, ...]) -> str:
    """Return the statement that inserts a row of `table`, with a parameter for each of `names`."""
    return f"INSERT INTO {_name(table)} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


@cache
def upserting(table: type[SQLModel], names: tuple[str, ...]) -> str:
    """Return the statement that inserts a row, or updates the one with the same id, which stays where and since when
    it is."""
    updated = ", ".join(f"{name} = excluded.{name}" for name in names if name not in ("id", "position", "since"))
    return f"{inserting(table, names)} ON CONFLICT (id) DO UPDATE SET {updated}"


def _name(table: type[SQLModel]) -> str:
    return cast(Table, table.__table__).name  # type: ignore[attr-defined]


def _run(connection: Connection, sql: str, rows: Iterable[tuple[Any, ...]]) -> None:
    listed = list(rows)
    if listed:
        connection.exec_driver_sql(sql, listed)


def _names(columns: Iterable[ColumnMapping]) -> Iterator[str]:
    for each in columns:
        yield from each.names


def _record_row(merged: MergedRecord, kind: RecordKind, position: int) -> tuple[Any, ...]:
    notes = merged.values.get("notes", {})
    inferred = as_json(merged.values["inferred"]) if "inferred" in merged.values else "{}"
    marks = (0, int(merged.is_unproven), int(bool(merged.corrected)))
    return (position, merged.id, kind.value, notes.get("vi"), notes.get("en"), inferred, *marks)


def _leading(kind: RecordKind) -> tuple[str, ...]:
    return ("id", "position", "paragraph") if kind is RecordKind.DIRECTIVE else ("id",)


def _leading_cells(merged: MergedRecord, kind: RecordKind, positions: Mapping[str, int]) -> tuple[Any, ...]:
    if kind is RecordKind.DIRECTIVE:
        return (merged.id, positions[merged.id], first_paragraph(merged))
    return (merged.id,)


def _cells(columns: Iterable[ColumnMapping], values: Mapping[str, Any]) -> Iterator[Any]:
    for each in columns:
        yield from each.read(values)


def _entry_rows(merged: MergedRecord, entries: ChildTable) -> Iterator[tuple[Any, ...]]:
    ordinal = 0
    for item, entry in enumerate(merged.entries.get(entries.field, ())):
        cells = (*_cells(entries.columns, entry.value), entry.digest)
        for part in _parts(entries, entry.value, item):
            yield (merged.id, ordinal, *cells, *part)
            ordinal += 1


def _split_names(entries: ChildTable) -> tuple[str, ...]:
    return (entries.into, "item") if entries.split else ()


def _parts(entries: ChildTable, value: Mapping[str, Any], item: int) -> Iterator[tuple[Any, ...]]:
    """Yield what the rows of one entry hold beside its columns: nothing, once, unless it is split."""
    if not entries.split:
        yield ()
        return
    for part in value.get(entries.split) or [None]:
        yield (part, item)


def _link_rows(merged: MergedRecord, links: LinkMapping, position: int) -> Iterator[tuple[Any, ...]]:
    if not links.target:
        for ordinal, target in enumerate(merged.values.get(links.field, ())):
            yield (merged.id, links.relation, ordinal, target, None, position)
        return
    ties: dict[tuple[str, str], str | None] = {}
    for entry in merged.entries.get(links.field, ()):
        how = entry.value.get("how")
        relation = how if how in links.apart else links.relation
        ties.setdefault((relation, entry.value[links.target]), how)
    for ordinal, ((relation, target), how) in enumerate(ties.items()):
        yield (merged.id, relation, ordinal, target, how, position)


def _source_rows(merged: MergedRecord, form: TableMapping) -> Iterator[tuple[Any, ...]]:
    yield from _cited_rows(merged.id, "", merged.sources)
    for entries in form.entries:
        for ordinal, entry in enumerate(merged.entries.get(entries.field, ())):
            yield from _cited_rows(merged.id, f"{entries.field}/{ordinal}", entry.sources)


def _cited_rows(record: str, path: str, cited: Sequence[OwnedCitation]) -> Iterator[tuple[Any, ...]]:
    for ordinal, (source, digest) in enumerate(cited):
        stands = (source.get(name) for name in ("article", "document", "point"))
        listed = (as_json(source[name]) if name in source else "[]" for name in ("para", "terms", "of"))
        yield (record, path, ordinal, *stands, *listed, digest)


def first_paragraph(merged: MergedRecord) -> int:
    """Return the paragraph that a directive is ordered by: the first that is cited; 0 where none is."""
    cited = (each.source["para"][0] for each in merged.sources if each.source.get("para"))
    return int(next(cited, 0))
