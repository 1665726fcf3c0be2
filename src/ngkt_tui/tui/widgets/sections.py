"""What a record list is made of: sections of records of one kind, each drawn by a pure function."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, Protocol

from rich.style import Style

from ngkt_tui.domain.kinds import RecordKind
from ngkt_tui.domain.language import Language, pick
from ngkt_tui.domain.sought import Sought
from ngkt_tui.domain.words import say
from ngkt_tui.tui.themes import Inks
from ngkt_tui.tui.widgets.cells import Line, mark, shown


class Row(Protocol):
    """What every row has: its place in the default order, its id, whether digests have withdrawn it."""

    @property
    def position(self) -> int: ...  # noqa: D102 - as the class says

    @property
    def id(self) -> str: ...  # noqa: D102 - as the class says

    @property
    def withdrawn(self) -> int: ...  # noqa: D102 - as the class says


class Drawing(NamedTuple):
    """The surroundings in which a row is drawn; `width` is what each of its lines must fill."""

    width: int
    language: Language
    today: date
    inks: Inks
    ascii: bool = False
    sought: Sought = Sought()
    """What the filter looks for, to be marked where it stands."""
    is_scoped: bool = False
    """Whether only what belongs to a scope is counted."""

    def say(self, key: str, **values: object) -> str:
        """Return the words of `key` in the language of the drawing."""
        return say(self.language, key, **values)

    def pick(self, vi: str | None, en: str | None) -> str:
        """Return a bilingual user text in the language of the drawing, fit to be shown on a line."""
        return shown(pick(self.language, vi, en))

    def found(self, text: str, ink: Style) -> Line:
        """Return text of a record in `ink`, marked where it holds what the filter looks for."""
        return mark(text, ink, self.sought.spots(text), self.inks)

    def glyph(self, drawn: str, plain: str) -> str:
        """Return a drawn character, or the plain one that stands for it where only ASCII is wanted."""
        return plain if self.ascii else drawn


class Section(NamedTuple):
    """Records of one kind in a list, one below the other, each `height` lines high.

    `listing` names the list to the reader. `draw` turns a row, and the row above it (`None` for the first), into
    `height` lines, the first `lead` of which lie above the record and are no part of it: the cursor leaves them out.
    `heading` is the key of the words above the section, empty for none. One that is not `is_counted` holds a line that
    is no record.
    """

    listing: str
    kind: RecordKind
    height: int
    draw: Callable[[Any, Any, Drawing], list[Line]]
    heading: str = ""
    lead: int = 0
    is_counted: bool = True
