"""The key table, and the keymap with the overrides of the configuration file.

The bindings, the key line, the help and the palette come from the table; an id once given stays. Words are `key.<id>`
and `key.<id>.help`. Textual is not imported: the command line reads the configuration file too.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from enum import Enum, StrEnum, auto
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ngkt_tui.domain.key_names import key_names, known_names, read_key, types_something
from ngkt_tui.domain.words import LazyText

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType


class KeymapError(ValueError):
    """Keys that cannot be bound. `message` is the reason."""

    def __init__(self, message: LazyText) -> None:
        super().__init__(message.key, message.values)
        self.message = message


class Owner(Enum):
    """What must have the focus for a key to be heard."""

    LIST = auto()
    FILTER = auto()
    DASHBOARD = auto()
    APP = auto()


class KeyGroup(StrEnum):
    """The groups of the help, in its order; the words are `key-group.<value>`."""

    MOVE = "move"
    FIND = "find"
    EDIT = "edit"
    SEE = "see"
    PROGRAM = "program"


class Need(Enum):
    """What must lie under the cursor for a key to work."""

    NOTHING = auto()
    RECORD = auto()
    SCOPE = auto()
    """A record that the dashboard can be narrowed to."""
    TARGET = auto()
    """A record, or marked ones."""
    DIRECTIVE = auto()
    """A directive, or marked ones."""
    AGENCY = auto()
    """An agency; or its open work, to go back from."""
    STANDING = auto()
    """Something that stands somewhere: a directive, an agreement, a market, or marked ones."""
    PARTS = auto()
    """Nothing; but the pane must have several lists."""
    TABLE = auto()
    """Nothing; but the pane can be laid out in other ways."""
    LOST_STORE = auto()
    """Nothing; but the store that was opened cannot be read any more."""


@cache
def _first_name(keys: str) -> str:
    return key_names(keys)[0]


class Key(NamedTuple):
    """A row of the table. `line` is its place in the key line (1 is the first), 0 leaves it to help and palette.

    One that `is_pinned` stands at the end of the key line however little room there is.
    """

    id: str
    keys: str
    action: str
    group: KeyGroup
    owner: Owner = Owner.DASHBOARD
    line: int = 0
    needs: Need = Need.NOTHING
    in_palette: bool = True
    priority: bool = False
    is_pinned: bool = False

    @property
    def name(self) -> str:
        """Return the first of its keys, as a user knows it."""
        return _first_name(self.keys)

    @property
    def writes(self) -> bool:
        """Return whether it is for somebody who edits: marking and looking are not."""
        return self.group is KeyGroup.EDIT and not self.action.startswith(("mark", "open('watch"))

    def binding(self) -> "Binding":
        """Return the binding that Textual is to make of this row."""
        from textual.binding import Binding  # the command line reads the ids, and loads no Textual for them

        return Binding(self.keys, self.action, id=self.id, show=False, priority=self.priority)


KEYS: tuple[Key, ...] = (
    Key("up", "up,k", "cursor(-1)", KeyGroup.MOVE, Owner.LIST, in_palette=False),
    Key("down", "down,j", "cursor(1)", KeyGroup.MOVE, Owner.LIST, in_palette=False),
    Key("page-up", "pageup", "page(-1)", KeyGroup.MOVE, Owner.LIST, in_palette=False),
    Key("page-down", "pagedown", "page(1)", KeyGroup.MOVE, Owner.LIST, in_palette=False),
    Key("first", "g,home", "first", KeyGroup.MOVE, Owner.LIST, in_palette=False),
    Key("last", "G,end", "last", KeyGroup.MOVE, Owner.LIST, in_palette=False),
    Key("fold", "left", "fold(True)", KeyGroup.MOVE, Owner.LIST, in_palette=False),
    Key("unfold", "right", "fold(False)", KeyGroup.MOVE, Owner.LIST, in_palette=False),
    Key("pane-1", "1", "pane(0)", KeyGroup.MOVE),
    Key("pane-2", "2", "pane(1)", KeyGroup.MOVE),
    Key("pane-3", "3", "pane(2)", KeyGroup.MOVE),
    Key("pane-4", "4", "pane(3)", KeyGroup.MOVE),
    Key("next-pane", "tab", "step_pane(1)", KeyGroup.MOVE, in_palette=False),
    Key("previous-pane", "shift+tab", "step_pane(-1)", KeyGroup.MOVE, in_palette=False),
    Key("open", "enter", "activate", KeyGroup.FIND, Owner.LIST, line=2, needs=Need.RECORD, in_palette=False),
    Key("narrow", "equals_sign", "narrow", KeyGroup.FIND, line=3, needs=Need.SCOPE),
    Key("filter", "slash", "filter", KeyGroup.FIND, line=8),
    Key("filter-done", "enter", "done", KeyGroup.FIND, Owner.FILTER, in_palette=False),
    Key("facets", "f", "open('facets')", KeyGroup.FIND, line=10),
    Key("views", "F", "open('views')", KeyGroup.FIND),
    Key("complete", "tab", "complete", KeyGroup.FIND, Owner.FILTER, in_palette=False),
    Key("next-way", "shift+tab", "next_way", KeyGroup.FIND, Owner.FILTER, in_palette=False),
    Key("older-filter", "up", "other(1)", KeyGroup.FIND, Owner.FILTER, in_palette=False),
    Key("newer-filter", "down", "other(-1)", KeyGroup.FIND, Owner.FILTER, in_palette=False),
    Key("back", "escape", "back", KeyGroup.FIND, in_palette=False),
    Key("detail", "i", "detail", KeyGroup.FIND, line=9, needs=Need.RECORD),
    Key("sources", "o", "open('sources')", KeyGroup.FIND, needs=Need.RECORD),
    Key("today", "0", "open('today')", KeyGroup.FIND),
    Key("overview", "O", "open('overview')", KeyGroup.FIND),
    Key("figures", "S", "open('figures')", KeyGroup.FIND),
    Key("thread", "t", "open('thread')", KeyGroup.FIND, needs=Need.DIRECTIVE),
    Key("open-work", "a", "open_work", KeyGroup.FIND, line=4, needs=Need.AGENCY),
    Key("copy", "y", "copy('text')", KeyGroup.FIND, needs=Need.RECORD),
    Key("copy-id", "Y", "copy('id')", KeyGroup.FIND, needs=Need.RECORD),
    Key("history", "h", "open('history')", KeyGroup.FIND),
    Key("record-history", "H", "open('record-history')", KeyGroup.FIND, needs=Need.RECORD),
    Key("counting", "c", "open('counting')", KeyGroup.FIND),
    Key("tick", "space", "tick", KeyGroup.EDIT, line=1, needs=Need.DIRECTIVE),
    Key("status", "s", "open('standing')", KeyGroup.EDIT, line=5, needs=Need.STANDING),
    Key("remind", "d", "open('remind')", KeyGroup.EDIT, needs=Need.DIRECTIVE),
    Key("answer", "D", "open('answer')", KeyGroup.EDIT, needs=Need.DIRECTIVE),
    Key("confirm", "C", "open('confirm')", KeyGroup.EDIT, needs=Need.DIRECTIVE),
    Key("edit", "e", "open('edit')", KeyGroup.EDIT, line=6, needs=Need.STANDING),
    Key("add", "A", "open('add')", KeyGroup.EDIT),
    Key("import", "I", "open('import')", KeyGroup.EDIT),
    Key("correct", "E", "open('correct')", KeyGroup.EDIT, needs=Need.RECORD),
    Key("note", "n", "open('note')", KeyGroup.EDIT, line=7, needs=Need.TARGET),
    Key("progress", "p", "open('progress')", KeyGroup.EDIT, needs=Need.TARGET),
    Key("step", "b", "open('step')", KeyGroup.EDIT, needs=Need.TARGET),
    Key("watch", "M", "open('watch')", KeyGroup.EDIT),
    Key("review", "R", "open('review')", KeyGroup.EDIT),
    Key("next-article", "N", "open('next-article')", KeyGroup.EDIT),
    Key("mark", "v", "mark('record')", KeyGroup.EDIT, line=11, needs=Need.RECORD),
    Key("mark-run", "V", "mark('run')", KeyGroup.EDIT, needs=Need.RECORD),
    Key("mark-shown", "asterisk", "mark('shown')", KeyGroup.EDIT, needs=Need.RECORD),
    Key("undo", "u", "undo", KeyGroup.EDIT, line=12),
    Key("redo", "ctrl+r", "redo", KeyGroup.EDIT),
    Key("part", "m", "part", KeyGroup.SEE, needs=Need.PARTS),
    Key("group", "B", "arrange('group')", KeyGroup.SEE, needs=Need.TABLE),
    Key("sort", "X", "arrange('sort')", KeyGroup.SEE, needs=Need.TABLE),
    Key("wrap", "W", "arrange('wrap')", KeyGroup.SEE, needs=Need.TABLE),
    Key("columns", "K", "open('columns')", KeyGroup.SEE, needs=Need.TABLE),
    Key("zoom", "z", "zoom", KeyGroup.SEE),
    Key("language", "L", "switch_language", KeyGroup.SEE),
    Key("theme", "T", "switch_theme", KeyGroup.SEE),
    Key("export", "x", "open('export')", KeyGroup.PROGRAM, line=13),
    Key("export-folder", "ctrl+o", "open('export-folder')", KeyGroup.PROGRAM),
    Key("help", "question_mark,f1", "open('help')", KeyGroup.PROGRAM, line=15, is_pinned=True),
    Key("palette", "colon,ctrl+p", "open('palette')", KeyGroup.PROGRAM, line=14, in_palette=False),
    Key("reopen", "f5", "reopen", KeyGroup.PROGRAM, needs=Need.LOST_STORE),
    Key("interrupt", "ctrl+c", "interrupt", KeyGroup.PROGRAM, Owner.APP, in_palette=False, priority=True),
    Key("suspend", "ctrl+z", "suspend_process", KeyGroup.PROGRAM, Owner.APP, in_palette=False),
    Key("quit", "q", "app.quit", KeyGroup.PROGRAM, line=16, is_pinned=True),
)


class Keymap(NamedTuple):
    """The rows of the table with the keys that are bound. `changed` holds those that are not the table's own, by id."""

    rows: tuple[Key, ...] = KEYS
    changed: Mapping[str, str] = {}

    def row(self, id: str) -> Key:
        return next(row for row in self.rows if row.id == id)

    def name(self, id: str) -> str:
        """Return the first key of a row, as a user knows it."""
        return self.row(id).name

    def line(self) -> list[Key]:
        """Return the rows of the key line, in its order."""
        return sorted((row for row in self.rows if row.line), key=lambda row: row.line)


STANDARD = Keymap()
WELCOME = "welcome"
"""What the first start of a user opens: a notice that names the keys to begin with."""


def keymap_of(app: object) -> Keymap:
    """Return which keys are bound in an app."""
    keymap: Keymap = getattr(app, "keymap", STANDARD)
    return keymap


def with_overrides(updates: Mapping[str, Sequence[str]]) -> Keymap:
    """Return the keyboard on which the rows named in `updates` have the keys written there, and no others.

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


def bindings(owner: Owner) -> "list[BindingType]":
    """Return the bindings of all rows of `owner`."""
    return [key.binding() for key in KEYS if key.owner is owner]


@cache
def _by_action() -> dict[tuple[str, tuple[object, ...]], Key]:
    from textual.actions import parse  # as above

    return {parse(key.action)[1:]: key for key in KEYS}


def key_of(action: str, parameters: tuple[object, ...]) -> Key | None:
    """Return the row whose keys do an action with these parameters; `None` where there is none."""
    return _by_action().get((action, parameters))
