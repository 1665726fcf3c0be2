"""The counting form counts every directive once."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.counting_form import CountingCategory, CountingForm, Ratio, classify
from ngkt_tui.domain.enums import UNJUDGED, Nature, Status
from ngkt_tui.domain.field_values import toggle_done
from tests.fixtures.examples import examples, for_each

TODAY = date(2030, 6, 30)
NATURES = st.sampled_from([*Nature, UNJUDGED])
DATES = st.none() | st.integers(-3, 3).map(lambda days: TODAY + timedelta(days))


@settings(max_examples=examples(200), derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(Status), DATES, DATES, NATURES), max_size=30))
def test_the_cells_add_up_to_the_total(mix: list[tuple[Status, date | None, date | None, str]]) -> None:
    form = CountingForm.of(classify(status, due, done, TODAY, nature) for status, due, done, nature in mix)
    assert form.total == len(mix)
    assert sum(form.count_of(each) for each in CountingCategory) == len(mix)
    assert form.spirit == sum(nature == Nature.SPIRIT for *_, nature in mix)
    assert form.followed == len(mix) - form.spirit
    assert max(form.finished, form.with_due_date) <= form.followed


@for_each("status", Status)
def test_spirit_is_spirit_whatever_its_status_and_due_date(status: Status) -> None:
    assert classify(status, TODAY, TODAY, TODAY, Nature.SPIRIT) is CountingCategory.SPIRIT


@pytest.mark.parametrize("nature", [Nature.DELIVERABLE, Nature.ONGOING, UNJUDGED])
def test_what_nobody_has_judged_is_followed_like_the_rest(nature: str) -> None:
    assert classify(Status.DOING, None, None, TODAY, nature) is CountingCategory.OPEN


def test_the_published_case_comes_out_of_the_form() -> None:
    on_time, late, within, overdue = 14_068, 1_983, 5_640, 223
    form = CountingForm.of(
        [CountingCategory.ON_TIME] * on_time
        + [CountingCategory.LATE] * late
        + [CountingCategory.WITHIN] * within
        + [CountingCategory.OVERDUE] * overdue
    )
    assert form.total == form.with_due_date == 21_914
    assert form.finished == on_time + late


def test_the_published_case_of_what_is_not_reported_as_done_comes_out_of_the_form() -> None:
    form = CountingForm(on_time=8_150, within=1_620, overdue=61)
    assert form.total == form.with_due_date == 9_831
    assert [Ratio(form.count_of(cell), form.total).percent for cell in CountingCategory][1:5] == [83, 0, 16, 1]


def test_what_is_only_reported_as_done_is_open_and_counted_apart() -> None:
    assert classify(Status.REPORTED, None, None, TODAY) is CountingCategory.REPORTED
    assert classify(Status.REPORTED, TODAY, None, TODAY) is CountingCategory.WITHIN
    assert classify(Status.REPORTED, TODAY - timedelta(1), None, TODAY) is CountingCategory.OVERDUE
    assert CountingForm.of([CountingCategory.REPORTED]).finished == 0


def test_a_due_date_today_is_still_within_time() -> None:
    assert classify(Status.DOING, TODAY, None, TODAY) is CountingCategory.WITHIN
    assert classify(Status.DOING, TODAY - timedelta(1), None, TODAY) is CountingCategory.OVERDUE


def test_dropped_counts_as_dropped_whatever_its_due_date() -> None:
    assert classify(Status.DROPPED, TODAY - timedelta(9), None, TODAY) is CountingCategory.DROPPED


def test_unrated_is_not_called_not_done() -> None:
    assert classify(Status.UNRATED, None, None, TODAY) is CountingCategory.UNRATED


def test_a_share_of_nothing_has_no_percentage() -> None:
    assert Ratio(0, 0).percent is None


@for_each(
    ("part", "whole", "percent"),
    [(0, 104, 0), (1, 1000, 1), (1, 104, 1), (3, 104, 3), (1, 8, 13), (199, 200, 99), (999, 1000, 99), (7, 7, 100)],
)
def test_a_percentage_is_rounded_but_none_and_all_mean_none_and_all(part: int, whole: int, percent: int) -> None:
    assert Ratio(part, whole).percent == percent


def test_the_rates_of_the_published_case_are_those_that_were_counted() -> None:
    counts = (14_068, 1_983, 5_640, 223)
    assert [Ratio(count, 21_914).percent for count in counts] == [64, 9, 26, 1]


def test_a_tick_is_taken_back_by_a_tick() -> None:
    assert toggle_done(Status.BLOCKED, None) is Status.DONE
    assert toggle_done(Status.REPORTED, None) is Status.DONE
    assert toggle_done(Status.DONE, Status.REPORTED) is Status.REPORTED
    assert toggle_done(Status.DONE, Status.BLOCKED) is Status.BLOCKED
    assert toggle_done(Status.DONE, None) is Status.UNRATED
