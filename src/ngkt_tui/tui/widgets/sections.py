"""What a record list is made of: sections of records of one kind, each drawn by a pure function."""

from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple, Protocol

from rich.style import Style

from ngkt_tui.domain.enums import Language, RecordKind, localized
from ngkt_tui.domain.highlighting import SearchTerms
from ngkt_tui.domain.words import translate
from ngkt_tui.tui.themes import TextStyles
from ngkt_tui.tui.widgets.text_cells import Line, highlight, sanitize_cell


class Row(Protocol):
    """What every row has: its place in the default order, its id, whether digests have withdrawn it."""

    @property
    def position(self) -> int: ...  # noqa: D102 - as the class says

    @property
    def id(self) -> str: ...  # noqa: D102 - as the class says

    @property
    def withdrawn(self) -> int: ...  # noqa: D102 - as the class says


class RenderContext(NamedTuple):
    """The surroundings in which a row is drawn; `width` is what each of its lines must fill."""

    width: int
    language: Language
    today: date
    text_styles: TextStyles
    ascii: bool = False
    search_terms: SearchTerms = SearchTerms()
    """What the filter looks for, to be marked where it stands."""
    is_scoped: bool = False
    """Whether only what belongs to a scope is counted."""

    def translate(self, key: str, **values: object) -> str:
        """Return the words of `key` in the language of the drawing."""
        return translate(self.language, key, **values)

    def localized(self, vi: str | None, en: str | None) -> str:
        """Return a bilingual user text in the language of the drawing, fit to be shown on a line."""
        return sanitize_cell(localized(self.language, vi, en))

    def found(self, text: str, ink: Style) -> Line:
        """Return text of a record in `ink`, marked where it holds what the filter looks for."""
        return highlight(text, ink, self.search_terms.match_spans(text), self.text_styles)

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
    draw: Callable[[Any, Any, RenderContext], list[Line]]
    heading: str = ""
    lead: int = 0
    is_counted: bool = True
