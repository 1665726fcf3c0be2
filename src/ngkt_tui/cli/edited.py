"""Telling what an edit did."""

from typing import TYPE_CHECKING

from ngkt_tui.cli.call import Invocation
from ngkt_tui.domain.clean import sanitize_line

if TYPE_CHECKING:
    from ngkt_tui.services.edit import EditMessage


def print_edit(call: Invocation, edited: "EditMessage") -> None:
    """Print what was changed and how to take it back."""
    call.print(sanitize_line(call.translate(edited.sentence, **edited.values)))
    if edited.group is not None:
        hint = "edited.group-undone" if edited.sentence == "edited.undone" else "edited.group"
        call.print_message(hint, group=edited.group)
