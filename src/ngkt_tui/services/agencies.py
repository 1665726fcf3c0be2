"""Finding the agencies that a user names, to give a directive to them."""

import shlex
from collections.abc import Callable, Iterable, Sequence

from ngkt_tui.domain.enums import OrganisationKind, RecordKind
from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.readable import Readable
from ngkt_tui.domain.words import LazyText
from ngkt_tui.query.filter.filter_spec import ValueMistakeError
from ngkt_tui.query.lookup import find, first, normalize_name, with_prefix
from ngkt_tui.query.names import RecordRef, load_refs
from ngkt_tui.query.record_heads import has_digest
from ngkt_tui.services.context import USUAL_BODIES
from ngkt_tui.services.reader import Reader

_BODIES = {
    "ban chi dao": OrganisationKind.COMMITTEE,
    "bo": OrganisationKind.MINISTRY,
    "cac": OrganisationKind.GROUP,
    "cong ty": OrganisationKind.ENTERPRISE,
    "cuc": OrganisationKind.AGENCY,
    "dai su quan": OrganisationKind.MISSION,
    "hiep hoi": OrganisationKind.ASSOCIATION,
    "so": OrganisationKind.AGENCY,
    "tap doan": OrganisationKind.ENTERPRISE,
    "thanh pho": OrganisationKind.PROVINCE,
    "thanh uy": OrganisationKind.PARTY,
    "tinh": OrganisationKind.PROVINCE,
    "tinh uy": OrganisationKind.PARTY,
    "tong cong ty": OrganisationKind.ENTERPRISE,
    "tong cuc": OrganisationKind.AGENCY,
    "tong lanh su quan": OrganisationKind.MISSION,
    "ubnd": OrganisationKind.PROVINCE,
    "uy ban nhan dan": OrganisationKind.PROVINCE,
}
"""What kind of body a name begins with."""


_Problem = Callable[[str, ValueMistakeError], LazyText]
KnownNames = dict[str, tuple[str, ...] | ValueMistakeError]
"""What names were found to call, the mistakes too."""


def agencies_called(reader: Reader, typed: Iterable[str], known: KnownNames | None = None) -> tuple[str, ...]:
    """Return the ids of the organisations that are called by their id, a name or a unique start of one.

    A semicolon separates several, a comma too where it is not part of a name. Raises `UsageError` with the nearest.
    Names that are `known` are not looked up again, and those that were looked up are added to them.
    """
    return _called(reader, (RecordKind.ORGANISATION,), typed, {} if known is None else known, _name_problem)


def partners_called(reader: Reader, typed: Iterable[str], known: KnownNames | None = None) -> tuple[str, ...]:
    """Return the ids of the markets or organisations that are called so; see `agencies_called`."""
    kinds = (RecordKind.MARKET, RecordKind.ORGANISATION)
    return _called(reader, kinds, typed, {} if known is None else known, _partner_problem)


def _called(
    reader: Reader, kinds: Sequence[RecordKind], typed: Iterable[str], known: KnownNames, problem: _Problem
) -> tuple[str, ...]:
    found: dict[str, None] = {}
    with reader.connection() as connection:
        for part in (part for text in typed for part in text.split(";")):
            pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
            while pieces:
                ids, length = _longest(connection, kinds, pieces, known, problem)
                found.update(dict.fromkeys(ids))
                pieces = pieces[length:]
    return tuple(found)


def lacks_usual_bodies(reader: Reader) -> bool:
    """Return whether the packaged digest of usual bodies is still to be taken in, and may be."""
    with reader.connection() as connection:
        return reader.context.may_import and not has_digest(connection, USUAL_BODIES)


def records_beginning(
    reader: Reader, typed: str, limit: int, kinds: Sequence[RecordKind] = (RecordKind.ORGANISATION,)
) -> tuple[RecordRef, ...]:
    """Return at most `limit` records of each of `kinds` in whose names the first words of `typed` begin.

    As many words as can; where not even one does, the first records.
    """
    words = normalize_name(typed).split()
    with reader.connection() as connection:
        for length in range(len(words), 0, -1):
            if found := with_prefix(connection, kinds, " ".join(words[:length]), limit):
                return tuple(each.record for each in found)
        return tuple(each.record for each in first(connection, kinds, limit))


def _longest(
    connection: Readable, kinds: Sequence[RecordKind], pieces: Sequence[str], known: KnownNames, problem: _Problem
) -> tuple[tuple[str, ...], int]:
    """Return the ids that the longest run of pieces calls, a name with commas in it before its parts, and its length.

    Raises `UsageError` where not even the first piece alone is a name.
    """
    for length in range(len(pieces), 0, -1):
        name = ", ".join(pieces[:length])
        if name not in known:
            try:
                known[name] = find(connection, kinds, name)
            except ValueMistakeError as mistake:
                known[name] = mistake
        called = known[name]
        if not isinstance(called, ValueMistakeError):
            return called, length
        if length == 1:
            raise UsageError(detail=problem(name, called)) from called
    return (), len(pieces)


def agencies_named(reader: Reader, typed: Iterable[str]) -> tuple[RecordRef, ...]:
    """Return the organisations that `agencies_called` finds, with their names."""
    ids = agencies_called(reader, typed)
    with reader.connection() as connection:
        found = load_refs(connection, ids)
    return tuple(found[each] for each in ids)


def called(reader: Reader, kind: RecordKind, typed: str) -> RecordRef:
    """Return the one record of a kind that is called `typed`. Raises `ValueMistakeError`."""
    with reader.connection() as connection:
        (record,) = find(connection, (kind,), typed)[:1]
        return load_refs(connection, [record])[record]


def _name_problem(typed: str, mistake: ValueMistakeError) -> LazyText:
    candidates, nearest = mistake.values.get("candidates"), mistake.nearest
    if candidates:
        return LazyText("usage.several-agencies", {"word": typed, "candidates": candidates})
    kind = body_called(typed) or OrganisationKind.AGENCY
    values = {"word": typed, "nearest": nearest, "name": shlex.quote(typed), "kind": kind.value}
    return LazyText("usage.no-agency-near" if nearest else "usage.no-agency", values)


def _partner_problem(typed: str, mistake: ValueMistakeError) -> LazyText:
    candidates, nearest = mistake.values.get("candidates"), mistake.nearest
    if candidates:
        return LazyText("usage.several-partners", {"word": typed, "candidates": candidates})
    values = {"word": typed, "nearest": nearest, "name": shlex.quote(typed)}
    return LazyText("usage.no-partner-near" if nearest else "usage.no-partner", values)


def body_called(name: str) -> OrganisationKind | None:
    """Return what kind of body is called `name`, as far as its first words tell."""
    words = normalize_name(name)
    begun = [begin for begin in _BODIES if f"{words} ".startswith(f"{begin} ")]
    return _BODIES[max(begun, key=len)] if begun else None
