"""Completing the ids that somebody names by their beginnings."""

from collections.abc import Sequence

from ngkt_tui.services.context import Context


def full_ids(context: Context, typed: Sequence[str]) -> tuple[str, ...]:
    """Return ids, each typed as far as it is unique, in full; raises `AmbiguousRecordError`."""
    from ngkt_tui.query import abbreviated_ids  # opens SQLite, which help does not need
    from ngkt_tui.services.reader import Reader

    with Reader(context) as reader, reader.connection() as connection:
        return abbreviated_ids.full_ids(connection, typed)


def full_id(context: Context, typed: str) -> str:
    """Return one id in full; raises `AmbiguousRecordError`."""
    return full_ids(context, [typed])[0]
