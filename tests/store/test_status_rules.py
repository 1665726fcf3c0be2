"""Which day and which reason belong to a status."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ngkt_tui.domain.enums import WITH_REASON, Status
from ngkt_tui.domain.field_values import DayMisplacedError, ReasonMissingError, StatusState, transition
from tests.fixtures.examples import for_each

TODAY = date(2032, 9, 1)
YESTERDAY = date(2032, 8, 31)
UNRATED = StatusState(Status.UNRATED)


def test_done_is_dated_today_unless_a_day_is_given() -> None:
    assert transition(UNRATED, Status.DONE, TODAY) == StatusState(Status.DONE, "2032-09-01")
    assert transition(UNRATED, Status.DONE, TODAY, on=YESTERDAY) == StatusState(Status.DONE, "2032-08-31")


def test_done_again_keeps_its_day_unless_another_is_given() -> None:
    done = StatusState(Status.DONE, "2032-08-31")
    assert transition(done, Status.DONE, TODAY) == done
    assert transition(done, Status.DONE, TODAY, on=TODAY) == StatusState(Status.DONE, "2032-09-01")


def test_leaving_done_clears_the_day() -> None:
    assert transition(StatusState(Status.DONE, "2032-08-31"), Status.DOING, TODAY) == StatusState(Status.DOING)


@for_each("status", [Status.BLOCKED, Status.DROPPED])
@for_each("why", [None, "", "  \n"])
def test_blocked_and_dropped_need_a_reason(status: Status, why: str | None) -> None:
    with pytest.raises(ReasonMissingError):
        transition(StatusState(Status.BLOCKED, why="cũ"), status, TODAY, why=why)


def test_leaving_blocked_clears_the_reason() -> None:
    assert transition(StatusState(Status.BLOCKED, why="thiếu vốn"), Status.UNRATED, TODAY) == UNRATED


def test_only_done_takes_a_day() -> None:
    with pytest.raises(DayMisplacedError):
        transition(UNRATED, Status.DOING, TODAY, on=TODAY)


@given(
    st.sampled_from(Status),
    st.sampled_from(Status),
    st.none() | st.dates(),
    st.none() | st.text(),
)
def test_after_any_move_done_alone_has_a_day_and_those_that_ask_why_alone_have_a_reason(
    before: Status, status: Status, on: date | None, why: str | None
) -> None:
    present = StatusState(
        before, "2032-01-01" if before is Status.DONE else None, "cũ" if before in WITH_REASON else None
    )
    try:
        after = transition(present, status, TODAY, on, why)
    except (ReasonMissingError, DayMisplacedError):
        return
    assert after.status is status
    assert (after.done_on is not None) == (status is Status.DONE)
    assert (after.why is not None) == (status in WITH_REASON)
