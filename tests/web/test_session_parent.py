"""The process that forks itself for each session, where it does not answer."""

import pytest

from ngkt_tui.web import session_parent
from ngkt_tui.web.session_parent import SessionParent


async def test_a_parent_that_does_not_answer_in_time_is_asked_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_parent, "PROGRAM", "this")  # which hears nothing
    monkeypatch.setattr(session_parent, "ANSWER_SECONDS", 0.001)
    parent = SessionParent({})
    try:
        with pytest.raises(TimeoutError):
            await parent.start(["first"], {})
        with pytest.raises(OSError, match="Bad file descriptor"):
            await parent.start(["second"], {})
    finally:
        parent.close()
