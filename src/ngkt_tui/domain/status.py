"""The status of a directive: what came of it, as its user sees it."""

from enum import StrEnum


class Status(StrEnum):
    """What came of a directive. `UNRATED` means that nobody has looked yet, which is not "not done"."""

    UNRATED = "unrated"
    DOING = "doing"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def requires_reason(self) -> bool:
        """Tell whether a reason belongs to this status."""
        return self in (Status.BLOCKED, Status.DROPPED)


GLYPHS: dict[Status, str] = {
    Status.UNRATED: "☐",
    Status.DOING: "◐",
    Status.BLOCKED: "▲",
    Status.DONE: "✓",
    Status.DROPPED: "✗",
}

ASCII_GLYPHS: dict[Status, str] = {
    Status.UNRATED: "[ ]",
    Status.DOING: "[~]",
    Status.BLOCKED: "[!]",
    Status.DONE: "[x]",
    Status.DROPPED: "[-]",
}

UNKNOWN_GLYPH = "?"
"""The glyph of a status that the store holds damaged."""


def toggle_done(present: Status, before_done: Status | None) -> Status:
    """Return the status after a tick: anything becomes done, done goes back to what it was before.

    `state_before_done` is the status that the last change to done replaced; `None` where none is known.
    """
    if present is not Status.DONE:
        return Status.DONE
    return before_done if before_done not in (None, Status.DONE) else Status.UNRATED
