"""A clock that goes back, jumps ahead, stands in another zone or on a leap day (RELIABILITY row 26)."""

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.query.filter import parse
from ngkt_tui.services.context import Context
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.services.edit import add_note, edit_fields, redo, set_status, tick, undo
from ngkt_tui.services.history_page import groups_of
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.summary import build_summary
from tests.fixtures.stores import context_of, file_of, make_sample_store
from tests.store.stores import require_sound, standing

RECORD, OTHER = "hn-2031-03-05-01", "hn-2031-03-05-02"
SECOND = Path(__file__).parents[1] / "fixtures" / "second.yaml"
NOON = datetime(2032, 3, 1, 12, tzinfo=UTC)
JUMPS = (timedelta(), timedelta(days=-1), timedelta(days=3653), timedelta(days=-400), timedelta(hours=1))


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return context_of(make_sample_store(tmp_path / "ngkt.sqlite"))


def at(context: Context, moment: datetime) -> Context:
    """Return `context` at a moment of the clock, with the date that the clock gives."""
    return replace(context, clock=lambda: moment, fixed_today=None)


def late(context: Context) -> list[str]:
    with Reader(context) as reader:
        where = reader.compile_filter(RecordKind.DIRECTIVE, parse("due:overdue", RecordKind.DIRECTIVE))
        return [row.id for row in reader.page(where, 100)]


def test_the_history_keeps_the_order_in_which_things_were_done(context: Context) -> None:
    for number, jump in enumerate(JUMPS):
        add_note(at(context, NOON + jump), RECORD, f"ghi chú {number}")
    import_digest(at(context, NOON - timedelta(days=30)), SECOND)
    with Reader(context) as reader:
        groups = list(groups_of(reader))
    assert [each.id for each in groups] == sorted((each.id for each in groups), reverse=True)
    assert [each.changes[0].after for each in groups[1:6]] == [f"ghi chú {number}" for number in range(4, -1, -1)]


def test_undo_and_redo_follow_that_order_and_not_the_clock(context: Context) -> None:
    states = [standing(file_of(context), RECORD)]
    for jump, status in zip(JUMPS, (Status.DOING, Status.DONE, Status.DOING, Status.UNRATED, Status.DONE), strict=True):
        set_status(at(context, NOON + jump), [RECORD], status)
        states.append(standing(file_of(context), RECORD))
    for state in states[-2::-1]:
        undo(at(context, NOON - timedelta(days=1)))
        assert standing(file_of(context), RECORD) == state
    for state in states[1:]:
        redo(at(context, NOON + timedelta(days=3653)))
        assert standing(file_of(context), RECORD) == state
    require_sound(file_of(context))


@pytest.mark.parametrize(("days", "is_late"), [(-1, False), (0, False), (1, True), (3653, True)])
def test_what_is_late_goes_by_the_day_of_the_clock(context: Context, days: int, is_late: bool) -> None:
    edit_fields(context, [RECORD], FieldUpdates(due=date(2032, 3, 1)))
    assert (RECORD in late(at(context, NOON + timedelta(days=days)))) is is_late


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ("name", "today"),
    [
        ("UTC", "2032-02-29"),
        ("Asia/Ho_Chi_Minh", "2032-03-01"),
        ("America/Los_Angeles", "2032-02-29"),
        ("Pacific/Kiritimati", "2032-03-01"),
    ],
)
def test_a_day_is_that_of_the_machines_zone(context: Context, zone: pytest.MonkeyPatch, name: str, today: str) -> None:
    zone.setenv("TZ", name)
    time.tzset()
    evening = at(context, datetime(2032, 2, 29, 18, tzinfo=UTC))
    edit_fields(evening, [RECORD, OTHER], FieldUpdates(due=date(2032, 2, 29)))
    tick(evening, [OTHER])
    assert standing(file_of(context), OTHER)[1] == today
    assert (RECORD in late(evening)) is (today == "2032-03-01")
    with build_summary(evening) as summary:
        assert summary.as_of.isoformat() == today
    connection = sqlite3.connect(file_of(context))
    assert connection.execute("SELECT at FROM change_group ORDER BY id DESC").fetchone() == ("2032-02-29T18:00:00Z",)
    connection.close()


def test_statuses_as_of_a_day_end_with_the_day_of_the_zone(context: Context, zone: pytest.MonkeyPatch) -> None:
    zone.setenv("TZ", "Asia/Ho_Chi_Minh")
    time.tzset()
    set_status(at(context, datetime(2032, 2, 29, 16, 59, 59, tzinfo=UTC)), [RECORD], Status.DONE)  # 23:59:59 there
    set_status(at(context, datetime(2032, 2, 29, 17, tzinfo=UTC)), [OTHER], Status.DONE)  # midnight
    with build_summary(at(context, NOON), as_of=date(2032, 2, 29)) as summary:
        assert summary.form.done == 1
    with build_summary(at(context, NOON), as_of=date(2032, 3, 1)) as summary:
        assert summary.form.done == 2


def test_a_leap_day_is_a_day_like_any_other(context: Context) -> None:
    leap = datetime(2032, 2, 29, 12, tzinfo=UTC)
    edit_fields(at(context, leap), [RECORD], FieldUpdates(status=Status.DONE, on=date(2032, 2, 29)))
    edit_fields(at(context, leap), [OTHER], FieldUpdates(due=date(2032, 2, 29)))
    assert standing(file_of(context), RECORD)[1] == "2032-02-29"
    assert late(at(context, leap)) == []
    assert late(at(context, leap + timedelta(days=1))) == [OTHER]
    assert late(at(context, datetime(2033, 2, 28, tzinfo=UTC))) == [OTHER]
