"""The keys: one table, from which come the bindings, the key line, the help and the palette.

A key that is not in the table does not exist; a row whose act is not there yet is not in the table. Each row can be
given other keys by its id (`keyboard`), in the user's configuration file too: an id once given stays. The words are
`key.<id>` (a word or two, for the key line) and `key.<id>.help` (a sentence, for help and palette).
"""

from enum import Enum, StrEnum, auto
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from textual.binding import Binding, BindingType


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
    TARGET = auto()
    """A record, or marked ones."""
    DIRECTIVE = auto()
    """A directive, or marked ones."""
    AGENCY = auto()
    """An agency; or its open work, to go back from."""
    STANDING = auto()
    """Something that stands somewhere: a directive, an agreement, a market, or marked ones."""
    LOST_STORE = auto()
    """Nothing; but the store that was opened cannot be read any more."""


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
    Key("pane-1", "1", "pane(0)", KeyGroup.MOVE),
    Key("pane-2", "2", "pane(1)", KeyGroup.MOVE),
    Key("pane-3", "3", "pane(2)", KeyGroup.MOVE),
    Key("pane-4", "4", "pane(3)", KeyGroup.MOVE),
    Key("next-pane", "tab", "step_pane(1)", KeyGroup.MOVE, in_palette=False),
    Key("previous-pane", "shift+tab", "step_pane(-1)", KeyGroup.MOVE, in_palette=False),
    Key("open", "enter", "activate", KeyGroup.FIND, Owner.LIST, line=2, needs=Need.RECORD, in_palette=False),
    Key("filter", "slash", "filter", KeyGroup.FIND, line=7),
    Key("filter-done", "enter", "done", KeyGroup.FIND, Owner.FILTER, in_palette=False),
    Key("facets", "f", "open('facets')", KeyGroup.FIND, line=9),
    Key("views", "F", "open('views')", KeyGroup.FIND),
    Key("complete", "tab", "complete", KeyGroup.FIND, Owner.FILTER, in_palette=False),
    Key("next-way", "shift+tab", "next_way", KeyGroup.FIND, Owner.FILTER, in_palette=False),
    Key("older-filter", "up", "other(1)", KeyGroup.FIND, Owner.FILTER, in_palette=False),
    Key("newer-filter", "down", "other(-1)", KeyGroup.FIND, Owner.FILTER, in_palette=False),
    Key("back", "escape", "back", KeyGroup.FIND, in_palette=False),
    Key("detail", "i", "open('detail')", KeyGroup.FIND, line=8, needs=Need.RECORD),
    Key("sources", "o", "open('sources')", KeyGroup.FIND, needs=Need.RECORD),
    Key("open-work", "a", "open_work", KeyGroup.FIND, line=3, needs=Need.AGENCY),
    Key("copy", "y", "copy_record", KeyGroup.FIND, needs=Need.RECORD),
    Key("copy-id", "Y", "copy_record_id", KeyGroup.FIND, needs=Need.RECORD),
    Key("history", "h", "open('history')", KeyGroup.FIND),
    Key("record-history", "H", "open('record-history')", KeyGroup.FIND, needs=Need.RECORD),
    Key("counting", "c", "open('counting')", KeyGroup.FIND),
    Key("tick", "space", "tick", KeyGroup.EDIT, line=1, needs=Need.DIRECTIVE),
    Key("status", "s", "open('standing')", KeyGroup.EDIT, line=4, needs=Need.STANDING),
    Key("edit", "e", "open('edit')", KeyGroup.EDIT, line=5, needs=Need.STANDING),
    Key("note", "n", "open('note')", KeyGroup.EDIT, line=6, needs=Need.TARGET),
    Key("mark", "v", "mark", KeyGroup.EDIT, line=10, needs=Need.RECORD),
    Key("mark-run", "V", "mark_run", KeyGroup.EDIT, needs=Need.RECORD),
    Key("mark-shown", "asterisk", "mark_shown", KeyGroup.EDIT, needs=Need.RECORD),
    Key("undo", "u", "undo", KeyGroup.EDIT, line=11),
    Key("redo", "ctrl+r", "redo", KeyGroup.EDIT),
    Key("zoom", "z", "zoom", KeyGroup.SEE),
    Key("language", "L", "switch_language", KeyGroup.SEE),
    Key("theme", "T", "switch_theme", KeyGroup.SEE),
    Key("export", "x", "open('export')", KeyGroup.PROGRAM, line=12),
    Key("help", "question_mark,f1", "open('help')", KeyGroup.PROGRAM, line=14, is_pinned=True),
    Key("palette", "colon,ctrl+p", "open('palette')", KeyGroup.PROGRAM, line=13, in_palette=False),
    Key("reopen", "f5", "reopen", KeyGroup.PROGRAM, needs=Need.LOST_STORE),
    Key("interrupt", "ctrl+c", "interrupt", KeyGroup.PROGRAM, Owner.APP, in_palette=False, priority=True),
    Key("suspend", "ctrl+z", "suspend_process", KeyGroup.PROGRAM, Owner.APP, in_palette=False),
    Key("quit", "q", "app.quit", KeyGroup.PROGRAM, line=15, is_pinned=True),
)


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
