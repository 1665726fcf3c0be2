"""Finding records: by id, by name in either language, by the start of one, or by words in any text."""

import json
import re
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.record_kinds import RANGE, range_start
from ngkt_tui.domain.suggestions import nearest
from ngkt_tui.domain.text import prefix_patterns, strip_diacritics, tokenize, tokenize_query
from ngkt_tui.query.filter.filter_spec import ValueMistakeError
from ngkt_tui.query.names import Candidate, RecordRef, candidates, load_refs
from ngkt_tui.query.search import POSITION, TypedPhrase, match_phrases
from ngkt_tui.query.sql import Parameters


def global_search(connection: Readable, text: str, limit: int) -> tuple[RecordRef, ...]:
    """Return at most `limit` records that have a word beginning with each word of `text`; none for no word."""
    bindings = Parameters()
    words = [TypedPhrase(word) for word in tokenize_query(text)]
    if not words:
        return ()
    match = match_phrases(connection, bindings, words)
    statement = f"""
        SELECT record.id
        FROM search JOIN record ON record.position = {POSITION}
        WHERE {match.conditions}
        ORDER BY {match.rank}, {POSITION}
        LIMIT :most
    """
    ids = [record for (record,) in connection.execute(statement, {**bindings.values, "most": limit})]
    names = load_refs(connection, ids)
    return tuple(names[record] for record in ids if record in names)


MAX_CANDIDATES = 2000
MAX_TOLD = 4


def normalize_name(text: str) -> str:
    """Return the bare words of `text` with single spaces, the form in which names are compared."""
    return " ".join(strip_diacritics(word) for word in tokenize(text))


def find(connection: Readable, kinds: Sequence[RecordKind], typed: str) -> tuple[str, ...]:
    """Return the ids of the records of `kinds` that are called `typed`.

    An id goes before a whole name, a whole name before the start of one, that before the start of a word in
    one; of starts there must be one record only. Raises `ValueMistakeError`.
    """
    exact = by_id(connection, kinds, typed)
    if exact:
        return exact
    wanted = normalize_name(typed)
    found = with_prefix(connection, kinds, wanted, MAX_CANDIDATES) if wanted else []
    for fits in (_is_whole, _is_start, _is_inside):
        records = [each.record for each in found if any(fits(normalize_name(name), wanted) for name in each.names)]
        if len(records) == 1 or (records and fits is _is_whole):
            return tuple(record.id for record in records)
        if records:
            require_one(records)
    if (short := _shortened(wanted)) != wanted:
        return find(connection, kinds, short)
    raise ValueMistakeError("filter.problem.unknown-value", nearest=_nearest(connection, kinds, typed))


def _shortened(wanted: str) -> str:
    """Return the plain words of a name with what documents write out as lists of names have it."""
    words = re.sub(r"\buy ban nhan dan\b", "ubnd", wanted)
    return re.sub(r"\bubnd tp\b", "ubnd thanh pho", words)


def require_one(records: Sequence[RecordRef]) -> tuple[str, ...]:
    """Return the id of the only one of `records`; raises `ValueMistakeError` for several."""
    if len(records) > 1:
        raise ValueMistakeError("filter.problem.ambiguous", candidates=_first_ids(records))
    return tuple(record.id for record in records)


def whole(found: Iterable[Candidate], wanted: str) -> bool:
    """Return whether the plain words `wanted` are a whole name of one of `found`."""
    return any(_is_whole(normalize_name(name), wanted) for each in found for name in each.names)


def is_word_of(name: str, wanted: str) -> bool:
    """Return whether the plain words `wanted` are whole words of the plain `name`."""
    return f" {wanted} " in f" {name} "


def has_marks_of(name: str, typed: str) -> bool:
    """Return whether `name` has the words of `typed` with their accents, as far as they are typed."""
    spelt, wanted = tokenize(name), tokenize(typed)
    return any(
        all(_fits(word, letters) for word, letters in zip(spelt[at:], wanted, strict=False))
        for at in range(len(spelt) - len(wanted) + 1)
    )


def with_prefix(connection: Readable, kinds: Sequence[RecordKind], wanted: str, limit: int) -> list[Candidate]:
    """Return at most `limit` records of each of `kinds` in which the plain words `wanted` begin somewhere."""
    bindings = Parameters()
    match = match_phrases(connection, bindings, (TypedPhrase(wanted),))
    statement = f"""
        SELECT {POSITION}
        FROM search
        WHERE {match.conditions} AND {POSITION} >= :low AND {POSITION} < :high
        ORDER BY {POSITION}
        LIMIT :limit
    """
    values = {**bindings.values, "limit": limit}
    return [
        each for kind in kinds for each in candidates(connection, kind, _column(connection, statement, kind, values))
    ]


def first(connection: Readable, kinds: Sequence[RecordKind], limit: int) -> list[Candidate]:
    """Return the first `limit` records of each of `kinds`, in their default order."""
    statement = "SELECT position FROM record WHERE position >= :low AND position < :high ORDER BY position LIMIT :limit"
    return [
        each
        for kind in kinds
        for each in candidates(connection, kind, _column(connection, statement, kind, {"limit": limit}))
    ]


def matches(candidate: Candidate, wanted: str) -> bool:
    """Return whether a name of `candidate` has a word at which the plain words `wanted` begin."""
    return any(_is_inside(normalize_name(name), wanted) for name in candidate.names)


def _column(connection: Readable, statement: str, kind: RecordKind, values: dict[str, str | int]) -> list[int]:
    span = {"low": range_start(kind), "high": range_start(kind) + RANGE}
    return [row[0] for row in connection.execute(statement, values | span).fetchall()]


def by_id(connection: Readable, kinds: Iterable[RecordKind], typed: str) -> tuple[str, ...]:
    """Return the id `typed`, in a tuple, where a record of `kinds` has it; else nothing."""
    statement = "SELECT id FROM record WHERE id = :id AND kind IN (SELECT value FROM json_each(:kinds))"
    values = {"id": typed.lower(), "kinds": json.dumps(list(kinds))}
    return tuple(row[0] for row in connection.execute(statement, values).fetchall())


def _nearest(connection: Readable, kinds: Sequence[RecordKind], typed: str) -> str:
    every = first(connection, kinds, MAX_CANDIDATES)
    return nearest(typed, (name for candidate in every for name in candidate.names))


def _first_ids(records: Sequence[RecordRef]) -> str:
    ids = ", ".join(record.id for record in records[:MAX_TOLD])
    return ids + (", …" if len(records) > MAX_TOLD else "")


def _fits(word: str, typed: str) -> bool:
    return any(fnmatchcase(word, pattern.removesuffix("*")) for pattern in prefix_patterns(typed))


def _is_whole(name: str, wanted: str) -> bool:
    return name == wanted


def _is_start(name: str, wanted: str) -> bool:
    return name.startswith(wanted)


def _is_inside(name: str, wanted: str) -> bool:
    return f" {wanted}" in f" {name}"
