"""The values of editing: what is asked for, what was changed, what a user is told."""

from enum import Enum, auto
from typing import Final, NamedTuple


class AnyValue(Enum):
    """Stands for a value that the user of an edit has not looked at, and so does not insist on."""

    UNSEEN = auto()


ANY_VALUE: Final = AnyValue.UNSEEN


class FieldEdit(NamedTuple):
    """A wish: give `field` of `record` a value. `seen` is the value that the user saw there, `None` where none
    stood.

    In a field of entries, as notes are, `value` is an entry to add, and `None` takes the entry `seen` away:
    anybody's, or that of `owner` alone. With the number of an `entry`, `value` takes its place.
    """

    record: str
    field: str
    value: str | None
    seen: str | AnyValue | None = ANY_VALUE
    why: str | None = None
    owner: str | None = None
    entry: int | None = None


class FieldChange(NamedTuple):
    """One field of one record changed: a line of the history.

    `entry` is the number of the entry that is added, changed or taken away; `None` for a column, and where it has none
    yet.
    """

    record: str
    field: str
    before: str | None
    after: str | None
    why: str | None = None
    entry: int | None = None


class Author(NamedTuple):
    """Who did something, and when (UTC, `YYYY-MM-DDTHH:MM:SSZ`)."""

    at: str
    actor: str


class EditResult(NamedTuple):
    """What an action did. `group` is its number in the history, `None` where everything was as wished already.

    `undoes` is the number of the group that it took back.
    """

    group: int | None
    changes: tuple[FieldChange, ...] = ()
    undoes: int | None = None

    @property
    def records(self) -> tuple[str, ...]:
        """Return the ids of the records that were changed, each once."""
        return tuple(dict.fromkeys(change.record for change in self.changes))
