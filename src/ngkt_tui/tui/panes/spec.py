"""What makes a pane: its words and its sections. A new pane is one short file with a spec, and a row type."""

from typing import NamedTuple

from ngkt_tui.tui.widgets.sections import Section


class PaneSpec(NamedTuple):
    """A pane. Its words are `pane.<id>` (title), `pane.<id>.short` (narrow bar) and `pane.<id>.empty` (what to do).

    `shows_progress` tells that its rows count the statuses of directives, and must be read again after an edit.
    """

    id: str
    sections: tuple[Section, ...]
    shows_progress: bool = False
