"""Reports as of a day in the past: what stood there then, whatever was taken back since."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ngkt_tui.domain.status import Status
from ngkt_tui.report.formats import Format
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import Edited, add_note, redo, remove_entry, set_status, undo
from ngkt_tui.services.export import exported
from tests.store.stores import damage

RECORD = "hn-2031-03-05-01"
NOTE = "gọi lại cho vụ"


@pytest.fixture
def on(context: Context) -> Callable[[int], Context]:
    """Return the context of a day of March."""

    def at(day: int, actor: str = "lan") -> Context:
        return replace(
            context, clock=lambda: datetime(2032, 3, day, 3, tzinfo=UTC), fixed_today=date(2032, 3, day), actor=actor
        )

    return at


def notes(context: Context, day: int | None) -> int:
    """Return how often the note was told in the report as of a day of March, `None` for the present one."""
    as_of = date(2032, 3, day) if day else None
    return "".join(exported(context, Format.JSON, as_of=as_of)).count(NOTE)


def test_a_note_taken_back_later_was_there_until_then(on: Callable[..., Context]) -> None:
    add_note(on(2), RECORD, NOTE)
    undo(on(4))
    redo(on(6))
    undo(on(8))
    assert [notes(on(9), day) for day in range(1, 10)] == [0, 1, 1, 0, 0, 1, 1, 0, 0]
    assert notes(on(9), None) == 0


def test_a_note_that_somebody_removed_was_there_until_then(on: Callable[..., Context]) -> None:
    add_note(on(2), RECORD, NOTE)
    add_note(on(3, "hoa"), RECORD, NOTE)
    remove_entry(on(4, "an"), RECORD, "note", NOTE)
    remove_entry(on(5, "an"), RECORD, "note", NOTE)
    undo(on(7, "an"))
    assert [notes(on(9), day) for day in range(1, 10)] == [0, 1, 2, 1, 0, 0, 1, 1, 1]
    assert notes(on(9), None) == 1


def test_a_note_that_the_history_does_not_know_is_told_from_its_own_day_on(
    on: Callable[..., Context], context: Context
) -> None:
    damage(
        context.store,
        "INSERT INTO note (record, at, actor, text) VALUES (?, '2032-03-03T00:00:00Z', 'lan', ?)",
        RECORD,
        NOTE,
    )
    assert [bool(notes(on(9), day)) for day in range(2, 5)] == [False, True, True]


def test_a_status_taken_back_later_stood_until_then(on: Callable[..., Context]) -> None:
    edits: list[Callable[[], Edited]] = [
        lambda: set_status(on(2), [RECORD], Status.BLOCKED, why="thiếu vốn"),
        lambda: set_status(on(4), [RECORD], Status.DONE),
        lambda: undo(on(6)),
        lambda: undo(on(8)),
    ]
    for edit in edits:
        edit()
    told = ["".join(exported(on(9), Format.JSON, as_of=date(2032, 3, day))) for day in range(1, 10)]
    assert ["thiếu vốn" in each for each in told] == [False, True, True, False, False, True, True, False, False]
