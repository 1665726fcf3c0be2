"""Finding the agencies that a user names, to give a directive to them."""

from collections.abc import Iterable

from ngkt_tui.domain.errors import UsageError
from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.words import Saying
from ngkt_tui.query.lookup import find
from ngkt_tui.query.mistakes import ValueMistake
from ngkt_tui.query.names import Named, named
from ngkt_tui.services.reader import Reader


def agencies_called(reader: Reader, typed: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of the organisations that are called by their id, a name or a unique start of one.

    A comma separates several. Raises `UsageError` with the nearest name.
    """
    called = [part.strip() for text in typed for part in text.split(",") if part.strip()]
    found: dict[str, None] = {}
    with reader.reading() as connection:
        for each in called:
            try:
                found.update(dict.fromkeys(find(connection, (RecordKind.ORGANISATION,), each)))
            except ValueMistake as mistake:
                raise UsageError(detail=_told(each, mistake)) from mistake
    return tuple(found)


def agencies_named(reader: Reader, typed: Iterable[str]) -> tuple[Named, ...]:
    """Return the organisations that `agencies_called` finds, with their names."""
    ids = agencies_called(reader, typed)
    with reader.reading() as connection:
        found = named(connection, ids)
    return tuple(found[each] for each in ids)


def _told(typed: str, mistake: ValueMistake) -> Saying:
    candidates, nearest = mistake.values.get("candidates"), mistake.nearest
    if candidates:
        return Saying("usage.several-agencies", {"word": typed, "candidates": candidates})
    return Saying("usage.no-agency-near" if nearest else "usage.no-agency", {"word": typed, "nearest": nearest})
