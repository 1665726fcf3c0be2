"""The overview's reckoning: months back from the present, and what is open by how long ago it was asked."""

from datetime import date
from itertools import pairwise

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.overview_items import AskedCount, MonthTally, StatusMove, by_age, monthly

pytestmark = pytest.mark.fast

TODAY = date(2032, 3, 1)
ASKED = (
    AskedCount(date(2031, 3, 5), Status.DONE, 2),
    AskedCount(date(2031, 3, 5), Status.DOING, 1),
    AskedCount(date(2032, 2, 20), Status.UNRATED, 4),
    AskedCount(None, Status.BLOCKED, 1),
)


def test_months_are_told_back_from_the_present_counts() -> None:
    moves = (
        StatusMove(date(2031, 6, 1), Status.UNRATED, Status.DONE, 3),
        StatusMove(date(2031, 7, 1), Status.DONE, Status.DOING, 1),
        StatusMove(date(2031, 8, 1), Status.UNRATED, Status.DOING, 5),
    )
    assert monthly(ASKED, moves) == (
        MonthTally(date(2031, 3, 1), asked=3, finished=0, done=0, open=4),
        MonthTally(date(2031, 6, 1), asked=0, finished=3, done=3, open=1),
        MonthTally(date(2031, 7, 1), asked=0, finished=-1, done=2, open=2),
        MonthTally(date(2032, 2, 1), asked=4, finished=0, done=2, open=6),
    )


def test_what_is_open_is_told_by_its_age_and_the_ages_leave_no_day_out() -> None:
    ages = by_age(ASKED, TODAY)
    assert [(age.age, age.tally.open) for age in ages] == [("quarter", 4), ("year", 1), ("undated", 1)]
    everything = [AskedCount(date(2028, 3, 1).replace(year=year), Status.DOING, 1) for year in range(1950, 2033)]
    whole = by_age([*everything, AskedCount(date(2032, 12, 1), Status.DOING, 1)], TODAY)
    assert sum(age.tally.open for age in whole) == len(everything) + 1
    spans = [(age.first, age.last) for age in whole if age.first and age.last]
    assert all(later[0] > earlier[1] for later, earlier in pairwise(spans))


def test_nothing_asked_has_no_ages_and_no_months() -> None:
    assert by_age((), TODAY) == ()
    assert monthly((), ()) == ()
