"""Single records by id, their contributions of each digest, the digests of the store, and saved views."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import Any, NamedTuple

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import AmbiguousRecordError, UnknownDigestError, UnknownRecordError
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.stored_values import Damaged, load_ids
from ngkt_tui.domain.suggestions import nearest
from ngkt_tui.domain.text import natural_key
from ngkt_tui.query.former_ids import present_id


class ContributionRow(NamedTuple):
    """What one digest says of a record, as the digest gives it."""

    digest: str
    kind: RecordKind
    body: dict[str, Any]


def digests(connection: Readable) -> list[str]:
    """Return the ids of all digests, in the order in which they were first taken in."""
    return [row[0] for row in connection.execute("SELECT id FROM digest ORDER BY ordinal").fetchall()]


def of_record(connection: Readable, record: str, but: str | None = None) -> list[ContributionRow]:
    """Return what the digests say of a record, in their order; what the digest `but` says is left out."""
    statement = """
        SELECT contribution.digest, contribution.kind, contribution.body
        FROM contribution JOIN digest ON digest.id = contribution.digest
        WHERE contribution.record = :record AND contribution.digest <> :but
        ORDER BY digest.ordinal
    """
    rows = connection.execute(statement, {"record": record, "but": but or ""}).fetchall()
    return [ContributionRow(digest, RecordKind(kind), json.loads(body)) for digest, kind, body in rows]


def records(connection: Readable, but: str | None = None) -> Iterator[str]:
    """Return the ids of the records that a digest other than `but` speaks of."""
    statement = "SELECT DISTINCT record FROM contribution WHERE digest <> :but ORDER BY record"
    return iter([row[0] for row in connection.execute(statement, {"but": but or ""}).fetchall()])


def has_digest(connection: Readable, digest: str) -> bool:
    """Return whether the store holds a digest."""
    return connection.execute("SELECT 1 FROM digest WHERE id = :id", {"id": digest}).fetchone() is not None


ALIKE = 2000


class RecordHead(NamedTuple):
    """What every record has."""

    position: int
    id: str
    kind: RecordKind
    is_withdrawn: bool


def find(connection: Readable, record: str) -> RecordHead:
    """Return the head of the record with that id; raises `UnknownRecordError` with the id it bears now, or the
    nearest."""
    heads = known(connection, [record])
    if record in heads:
        return heads[record]
    later = present_id(connection, record)
    raise UnknownRecordError(id=record, nearest=later if known(connection, [later]) else _nearest(connection, record))


def known(connection: Readable, ids: Iterable[str]) -> dict[str, RecordHead]:
    """Return the heads of those of `ids` that the store knows."""
    statement = """
        SELECT position, id, kind, withdrawn
        FROM record
        WHERE id IN (SELECT value FROM json_each(:ids))
    """
    rows = connection.execute(statement, {"ids": json.dumps(list(ids))}).fetchall()
    return {id: RecordHead(position, id, RecordKind(kind), bool(withdrawn)) for position, id, kind, withdrawn in rows}


def ids_beginning(connection: Readable, text: str, limit: int) -> list[str]:
    """Return at most `limit` ids that begin with `text`, by their letters and numbers."""
    statement = "SELECT id FROM record WHERE id >= :first AND id < :end ORDER BY id LIMIT :limit"
    values = {"first": text, "end": text + "\U0010ffff", "limit": limit}
    return sorted((row[0] for row in connection.execute(statement, values).fetchall()), key=natural_key)


def _nearest(connection: Readable, record: str) -> str:
    """Return the id that ends so or that this is the name of, else the nearest of those that begin with its letter.

    A long store is not read whole.
    """
    from ngkt_tui.query.filter.filter_spec import ValueMistakeError
    from ngkt_tui.query.lookup import find as find_called  # only for a mistake

    statement = "SELECT id FROM record WHERE id LIKE :ending ESCAPE '!' ORDER BY id LIMIT 1"
    ending = re.sub("[!%_]", r"!\g<0>", record.lower())
    if meant := connection.execute(statement, {"ending": f"%-{ending}"}).fetchone():
        return str(meant[0])
    with suppress(ValueMistakeError):
        return find_called(connection, _NAMED, record)[0]
    beginnings = (ids_beginning(connection, record[:length].lower(), ALIKE) for length in (12, 6, 1))
    return next((right for ids in beginnings if (right := nearest(record, ids))), "")


_NAMED = tuple(kind for kind in RecordKind if kind not in (RecordKind.DIRECTIVE, RecordKind.RESULT, RecordKind.FIGURE))
"""The kinds of which records are called by a name."""


StoredScope = tuple[tuple[str, str], ...]


class SavedViewRow(NamedTuple):
    """A view as the store keeps it: `scope` are pairs of kind and id, `position` its place from 1."""

    position: int
    name: str
    kind: str
    filter: str
    scope: StoredScope | Damaged


def saved_views(connection: Readable) -> list[SavedViewRow]:
    """Return all saved views in their order."""
    statement = "SELECT position, name, kind, filter, scope FROM saved_view ORDER BY position, name"
    rows = connection.execute(statement).fetchall()
    return [
        SavedViewRow(position, name, kind, filter, stored_scope(scope)) for position, name, kind, filter, scope in rows
    ]


def stored_scope(text: str) -> StoredScope | Damaged:
    """Return the pairs of kind and id that a JSON list of such pairs holds."""
    try:
        pairs = json.loads(text)
    except (ValueError, RecursionError):
        return Damaged(text)
    if not isinstance(pairs, list) or not all(_is_pair(each) for each in pairs):
        return Damaged(text)
    return tuple((kind, id) for kind, id in pairs)


def _is_pair(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value)


MAX_CANDIDATES = 8

_MEANT = """
    SELECT typed.value
    FROM json_each(:typed) AS typed
    WHERE EXISTS (SELECT 1 FROM record WHERE record.id = typed.value)
       OR EXISTS (SELECT 1 FROM change WHERE change.record = typed.value)
"""  # an id that only the history still knows is no abbreviation of another one


def full_ids(connection: Readable, typed: Sequence[str]) -> tuple[str, ...]:
    """Return ids with those that are only the beginning of one record's id completed.

    What no id begins with stays as it is typed. Raises `AmbiguousRecordError` where several ids begin so.
    """
    whole = {row[0] for row in connection.execute(_MEANT, {"typed": json.dumps(list(typed))}).fetchall()}
    return tuple(each if each in whole else _full(connection, each) for each in typed)


def _full(connection: Readable, typed: str) -> str:
    beginning = typed.lower()
    found = ids_beginning(connection, beginning, MAX_CANDIDATES + 1) if beginning else []
    if beginning in found:  # typed in capitals
        return beginning
    if len(found) > 1:
        more = ("…",) if len(found) > MAX_CANDIDATES else ()
        raise AmbiguousRecordError(id=typed, candidates=", ".join((*found[:MAX_CANDIDATES], *more)))
    return found[0] if found else typed


_HEADINGS = """
    SELECT id, title_vi, title_en, uses, taken_in_at, own
    FROM digest
    ORDER BY ordinal
"""
_COUNTS = """
    SELECT digest, kind, count(*)
    FROM contribution
    GROUP BY digest, kind
    ORDER BY digest, min(ordinal)
"""
_BODIES = """
    SELECT kind, body
    FROM contribution
    WHERE digest = :digest
    ORDER BY ordinal
"""


class StoredDigest(NamedTuple):
    """A digest as the store keeps it. `uses` are the ids of the digests it refers to, `counts` its records by kind.

    `is_own` means that it holds what a unit made itself.
    """

    id: str
    title_vi: str
    title_en: str | None
    uses: tuple[str, ...]
    taken_in_at: str
    counts: dict[RecordKind, int]
    is_own: bool = False


def stored_digests(connection: Readable) -> list[StoredDigest]:
    """Return all digests, in the order in which they were first taken in."""
    counts: dict[str, dict[RecordKind, int]] = {}
    for digest, kind, count in connection.execute(_COUNTS).fetchall():
        counts.setdefault(digest, {})[RecordKind(kind)] = count
    rows = connection.execute(_HEADINGS).fetchall()
    return [
        StoredDigest(record, vi, en, load_ids(uses), at, counts.get(record, {}), bool(own))
        for record, vi, en, uses, at, own in rows
    ]


def stored_digest(connection: Readable, digest: str) -> StoredDigest:
    """Return the digest with that id; raises `UnknownDigestError` with the nearest id."""
    digests = {each.id: each for each in stored_digests(connection)}
    if digest not in digests:
        raise UnknownDigestError(id=digest, nearest=nearest(digest, digests))
    return digests[digest]


def contribution_bodies(connection: Readable, digest: str) -> Iterator[tuple[RecordKind, dict[str, object]]]:
    """Yield what a digest says of each of its records, in its order."""
    for kind, body in connection.execute(_BODIES, {"digest": digest}):
        yield RecordKind(kind), json.loads(body)


_HOLDERS = """
    SELECT holder.digest
    FROM json_each(:records) AS named
    JOIN contribution AS holder ON holder.record = named.value
    JOIN digest ON digest.id = holder.digest
    WHERE holder.digest <> :digest AND json_extract(holder.body, '$.corrects') IS NULL
    GROUP BY holder.digest, digest.ordinal
    ORDER BY digest.ordinal
"""


def holders_of(connection: Readable, records: Iterable[str], but: str) -> tuple[str, ...]:
    """Return the digests, except `but`, that speak of some of `records`, in the order in which they were taken in."""
    values = {"records": json.dumps(sorted(records)), "digest": but}
    return tuple(row[0] for row in connection.execute(_HOLDERS, values))


def store_sign(connection: Readable) -> str:
    """Return eight letters that are those of this store, whatever is done in it: of the time of its first change."""
    first = connection.execute("SELECT at FROM change_group ORDER BY id LIMIT 1").fetchone()
    return sha256((first[0] if first else "").encode()).hexdigest()[:8]
