"""What records are called in sentences, and who changed one last."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.services.reader import Reader

MAX_GROUPS = 50
"""Groups of changes that are looked through for the last one of a field."""


class LastChange(NamedTuple):
    """Who changed a field last, and when: UTC, as the history has it."""

    actor: str
    at: str


def names_of(reader: Reader, ids: Sequence[str]) -> Mapping[str, str]:
    """Return what records say, or what they are called in full; what is not in the store is left out."""
    from ngkt_tui.query.names import load_refs  # needed after a first edit only

    with reader.connection() as connection:
        found = load_refs(connection, ids)
    return {record: each.name(reader.context.language) for record, each in found.items()}


def last_change(reader: Reader, record: str, field: str) -> LastChange | None:
    """Return the last change of a field of a record, `None` where the history tells of none."""
    try:
        groups = reader.history(record, limit=MAX_GROUPS)
    except UnknownRecordError:
        return None
    for group in groups:
        if any(change.field == field for change in group.changes):
            return LastChange(group.actor, group.at)
    return None
