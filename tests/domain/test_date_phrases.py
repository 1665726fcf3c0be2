"""Days and times as people type them, with their year and without: ahead, past, and which nobody can mean."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.typed_dates import (
    Aim,
    DateParseError,
    DateRange,
    day_complaint,
    fixed_period,
    parse_typed_date,
    past_day,
    read_period,
)
from tests.fixtures.examples import examples, for_each

TODAY = date(2024, 7, 18)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@for_each(
    ("typed", "nearest"),
    [
        ("0024-12-31", date(2024, 12, 31)),
        ("01/01/2204", date(2024, 1, 1)),
        ("31/12/224", date(2024, 12, 31)),
        ("31/12/20024", date(2024, 12, 31)),
        ("quý IV/2924", date(2024, 12, 31)),
        ("tháng 2/1024", date(2024, 2, 29)),
        ("31/12/1824", None),
    ],
)
def test_a_year_that_nobody_means_is_refused_with_the_nearest_reading(typed: str, nearest: date | None) -> None:
    with pytest.raises(DateParseError) as unclear:
        parse_typed_date(typed, TODAY)
    assert unclear.value.nearest == nearest
    text = unclear.value.message.render(Language.VI)
    assert "từ 1945 đến 2100" in text
    assert nearest is None or f"{nearest:%d/%m/%Y}" in text
    with pytest.raises(DateParseError) as past:
        past_day(typed, TODAY)
    assert (past.value.nearest or TODAY) <= TODAY


@for_each(
    ("typed", "meant"),
    [
        ("15/8", date(2023, 8, 15)),
        ("18/7", date(2024, 7, 18)),
        ("thứ sáu", date(2024, 7, 12)),
        ("thứ năm", date(2024, 7, 18)),
        ("last Friday", date(2024, 7, 12)),
        ("tháng 6", date(2024, 6, 30)),
        ("quý II", date(2024, 6, 30)),
        ("cuối tháng 9", date(2023, 9, 30)),
        ("cuối tháng trước", date(2024, 6, 30)),
        ("tuần trước", date(2024, 7, 14)),
        ("29/2", date(2024, 2, 29)),
        ("2023", date(2023, 12, 31)),
    ],
)
def test_what_has_been_is_the_last_such_day(typed: str, meant: date) -> None:
    assert past_day(typed, TODAY) == meant


@for_each(
    ("typed", "nearest"),
    [
        ("19/7/2024", date(2023, 7, 19)),
        ("mai", date(2023, 7, 19)),
        ("tháng này", date(2024, 7, 18)),
        ("quý IV/2024", date(2023, 12, 31)),
    ],
)
def test_a_day_to_come_has_not_been(typed: str, nearest: date) -> None:
    with pytest.raises(DateParseError) as unclear:
        past_day(typed, TODAY)
    assert unclear.value.message.key == "deadline.to-come"
    assert unclear.value.nearest == nearest


def test_a_day_is_held_against_the_years_and_against_today() -> None:
    assert day_complaint(date(2024, 7, 19)) is None
    assert day_complaint(TODAY, TODAY) is None
    lines = [
        issue.render(Language.EN)
        for issue in (
            day_complaint(date(24, 12, 31)),
            day_complaint(date(2204, 1, 1), TODAY),
            day_complaint(date(24, 12, 31), TODAY),
            day_complaint(date(2025, 1, 1), TODAY),
            day_complaint(date(1, 1, 1)),
        )
        if issue
    ]
    proposals = [each.partition("Did you mean ")[2] for each in lines]
    assert proposals == ["2024-12-31?", "2024-01-01?", "2023-12-31?", "2024-01-01?", "2001-01-01?"]


@for_each(
    ("typed", "first", "last"),
    [
        ("2024-07-18", date(2024, 7, 18), date(2024, 7, 18)),
        ("quý III/2024", date(2024, 7, 1), date(2024, 9, 30)),
        ("7/2024", date(2024, 7, 1), date(2024, 7, 31)),
        ("tuần này", date(2024, 7, 15), date(2024, 7, 21)),
        ("7 ngày tới", date(2024, 7, 18), date(2024, 7, 25)),
    ],
)
def test_a_time_has_a_first_and_a_last_day(typed: str, first: date, last: date) -> None:
    for aim in Aim:
        assert read_period(typed, TODAY, aim) == DateRange(first, last)


@for_each("typed", ["31/12", "tuần sau", "thứ sáu", "+14d", "tháng 9", "cuối quý", "hôm nay", "x", ""])
def test_what_depends_on_the_day_is_not_fixed(typed: str) -> None:
    assert fixed_period(typed) is None


@given(day=DAYS, today=DAYS, aim=st.sampled_from(Aim))
@settings(derandomize=True, max_examples=examples(200))
def test_a_time_with_its_year_is_the_same_whatever_day_it_is(day: date, today: date, aim: Aim) -> None:
    month, quarter = f"{day.month}/{day.year}", (day.month + 2) // 3
    phrases = (
        (f"ngày {day.day} tháng {day.month} năm {day.year}", f"{day:%B} {day.day}, {day.year}", f"{day:%d %b %Y}"),
        (f"tháng {month}", f"{day:%B} {day.year}", f"{day:%Y-%m}", month),
        (f"quý {('I', 'II', 'III', 'IV')[quarter - 1]}/{day.year}", f"Q{quarter} {day.year}", f"{day.year}-q{quarter}"),
        (f"năm {day.year}", f"{day.year}"),
    )
    for same in phrases:
        (period,) = {read_period(typed, today, aim) for typed in same}
        assert period.first <= day <= period.last
        assert {fixed_period(typed) for typed in same} == {period}


@given(day=DAYS, today=DAYS)
@settings(derandomize=True, max_examples=examples(200))
def test_a_past_day_without_a_year_is_the_last_such_day(day: date, today: date) -> None:
    meant = past_day(f"ngày {day.day} tháng {day.month}", today)
    assert (meant.day, meant.month) == (day.day, day.month)
    assert meant <= today
    later = (meant + timedelta(days=number) for number in range(1, (today - meant).days + 1))
    assert all((each.day, each.month) != (day.day, day.month) for each in later)


@given(today=DAYS, number=st.integers(0, 6))
@settings(derandomize=True, max_examples=examples(100))
def test_a_day_of_the_week_is_within_a_week(today: date, number: int) -> None:
    name = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")[number]
    ahead, past = parse_typed_date(name, today), past_day(name, today)
    assert ahead is not None
    assert ahead.weekday() == past.weekday() == number
    assert 0 <= (ahead - today).days < 7
    assert 0 <= (today - past).days < 7
