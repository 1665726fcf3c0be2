"""An axis of time is to scale where days lie close together, and folds long gaps."""

from datetime import date, timedelta

from ngkt_tui.domain.chart_scales import FOLDED_CELLS, MIN_STEP, make_axis

APRIL, JULY = date(2024, 4, 2), date(2024, 7, 18)


def test_long_gaps_are_folded_and_short_ones_to_scale() -> None:
    axis = make_axis([JULY, date(2022, 9, 19), APRIL, date(2024, 10, 31)], 100)
    assert axis.days[0] == date(2022, 9, 19)
    assert [gap.is_folded for gap in axis.gaps] == [True, False, False]
    assert axis.gaps[0].end - axis.gaps[0].start == FOLDED_CELLS
    assert axis.gaps[1].end - axis.gaps[1].start == axis.gaps[2].end - axis.gaps[2].start > MIN_STEP


def test_where_there_is_no_room_each_day_keeps_its_sign() -> None:
    days = [APRIL + timedelta(days=number) for number in range(1000)]
    axis = make_axis([*days, *days], 80)
    assert axis.length == 1000 * MIN_STEP
    assert make_axis([], 80).length == MIN_STEP
