"""Which keys are bound: those of the table, or in their place what the configuration file gives a row by its id.

Plain values. What is shown of a key anywhere, and what Textual binds, comes from here. Nothing here loads Textual:
the command line reads the configuration file too, and pays for no screen.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple, Protocol, runtime_checkable

from ngkt_tui.domain.words import LazyText
from ngkt_tui.tui.key_names import key_names, known_names, read_key, types_something
from ngkt_tui.tui.keys import KEYS, Key, Owner


class KeymapError(ValueError):
    """Keys that cannot be bound. `saying` tells why."""

    def __init__(self, saying: LazyText) -> None:
        super().__init__(saying.key, saying.values)
        self.saying = saying


class Keymap(NamedTuple):
    """The rows of the table with the keys that are bound. `changed` holds those that are not the table's own, by id."""

    rows: tuple[Key, ...] = KEYS
    changed: Mapping[str, str] = {}

    def row(self, id: str) -> Key:
        """Return a row by its id."""
        return next(row for row in self.rows if row.id == id)

    def name(self, id: str) -> str:
        """Return the first key of a row, as a user knows it."""
        return key_names(self.row(id).keys)[0]

    def line(self) -> list[Key]:
        """Return the rows of the key line, in its order."""
        return sorted((row for row in self.rows if row.line), key=lambda row: row.line)

    def heard_in_lists(self) -> frozenset[str]:
        """Return the keys, by Textual's names, that a list takes before anything else does."""
        return frozenset(key for row in self.rows if row.owner is Owner.LIST for key in row.keys.split(","))


STANDARD = Keymap()


@runtime_checkable
class HasKeymap(Protocol):
    """An app that knows which keys are bound."""

    keymap: Keymap


def keymap_of(app: object) -> Keymap:
    """Return which keys are bound in an app."""
    return app.keymap if isinstance(app, HasKeymap) else STANDARD


def with_overrides(updates: Mapping[str, Sequence[str]]) -> Keymap:
    """Return the keyboard on which the rows named in `wishes` have the keys written there, and no others.

    Raises `KeymapError` for an id that is no row's, a key that does not exist or could never be heard, and a key that
    would mean two things.
    """
    changed = {_known(id): _read(id, written) for id, written in updates.items()}
    rows = tuple(row._replace(keys=changed.get(row.id, row.keys)) for row in KEYS)
    _refuse_typed(row for row in rows if row.owner is Owner.FILTER)
    _refuse_clashes(row for row in rows if row.owner is not Owner.FILTER)
    _refuse_clashes(row for row in rows if row.owner is Owner.FILTER or row.priority)
    return Keymap(rows, changed)


def _known(id: str) -> str:
    ids = [row.id for row in KEYS]
    if id not in ids:
        nearest = get_close_matches(id.lower().replace("_", "-"), ids, n=1)
        if nearest:
            raise KeymapError(LazyText("config.keys.id-near", {"id": id, "nearest": nearest[0]}))
        raise KeymapError(LazyText("config.keys.id", {"id": id, "ids": ", ".join(ids)}))
    return id


def _read(id: str, written: Sequence[str]) -> str:
    if not written:
        raise KeymapError(LazyText("config.keys.none", {"id": id}))
    return ",".join(dict.fromkeys(_read_one(id, name) for name in written))


def _read_one(id: str, written: str) -> str:
    key = read_key(written)
    if key is None:
        nearest = get_close_matches(written.rpartition("+")[2].strip().lower(), known_names(), n=1)
        problem = "config.keys.unreadable-near" if nearest else "config.keys.unreadable"
        raise KeymapError(LazyText(problem, {"id": id, "key": written, "nearest": nearest[0] if nearest else ""}))
    return key


def _refuse_typed(rows: Iterable[Key]) -> None:
    for row in rows:
        for key in row.keys.split(","):
            if types_something(key):
                raise KeymapError(LazyText("config.keys.typed", {"id": row.id, "key": key_names(key)[0]}))


def _refuse_clashes(rows: Iterable[Key]) -> None:
    owners: dict[str, str] = {}
    for row in rows:
        for key in row.keys.split(","):
            first = owners.setdefault(key, row.id)
            if first != row.id:
                values = {"key": key_names(key)[0], "first": first, "second": row.id}
                raise KeymapError(LazyText("config.keys.clash", values))
