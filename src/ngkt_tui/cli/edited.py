"""Telling what an edit did."""

from typing import TYPE_CHECKING

from ngkt_tui.cli.call import Call
from ngkt_tui.domain.clean import one_line

if TYPE_CHECKING:
    from ngkt_tui.services.edit import Edited


def tell_edited(call: Call, edited: "Edited") -> None:
    """Print what was changed and how to take it back."""
    call.print(one_line(call.say(edited.sentence, **edited.values)))
    if edited.group is not None:
        hint = "edited.group-undone" if edited.sentence == "edited.undone" else "edited.group"
        call.tell(hint, group=edited.group)
