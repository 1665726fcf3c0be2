"""Due dates as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.typed_dates import DateParseError, months_later, parse_typed_date
from tests.fixtures.examples import examples, for_each

TODAY = date(2024, 7, 18)
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@for_each(
    ("typed", "meant"),
    [
        ("31/12/2024", date(2024, 12, 31)),
        ("31-12-2024", date(2024, 12, 31)),
        ("31.12.24", date(2024, 12, 31)),
        ("2024-12-31", date(2024, 12, 31)),
        (" 1/8 ", date(2024, 8, 1)),
        ("18/7", date(2024, 7, 18)),
        ("17/7", date(2025, 7, 17)),
        ("29/2", date(2028, 2, 29)),
        ("+14d", date(2024, 8, 1)),
        ("+14 ngày", date(2024, 8, 1)),
        ("+14 NGAY", date(2024, 8, 1)),
        ("+ 2w", date(2024, 8, 1)),
        ("+2 tuần", date(2024, 8, 1)),
        ("+1m", date(2024, 8, 18)),
        ("+1 tháng", date(2024, 8, 18)),
        ("+1 quý", date(2024, 10, 18)),
        ("+1 năm", date(2025, 7, 18)),
        ("cuối tuần", date(2024, 7, 21)),
        ("cuối tháng", date(2024, 7, 31)),
        ("cuoi thang nay", date(2024, 7, 31)),
        ("end of month", date(2024, 7, 31)),
        ("cuối quý", date(2024, 9, 30)),
        ("End of the quarter", date(2024, 9, 30)),
        ("cuối năm", date(2024, 12, 31)),
        ("hết năm", date(2024, 12, 31)),
        ("end of year", date(2024, 12, 31)),
        ("hôm nay", date(2024, 7, 18)),
        ("mai", date(2024, 7, 19)),
        ("hôm qua", date(2024, 7, 17)),
        ("yesterday", date(2024, 7, 17)),
        ("-7 ngày", date(2024, 7, 11)),
        ("-1m", date(2024, 6, 18)),
        ("cuối tuần trước", date(2024, 7, 14)),
        ("cuối tháng trước", date(2024, 6, 30)),
        ("cuối quý trước", date(2024, 6, 30)),
        ("cuối năm ngoái", date(2023, 12, 31)),
        ("end of last year", date(2023, 12, 31)),
        ("quý IV/2024", date(2024, 12, 31)),
        ("Quý 4 năm 2024", date(2024, 12, 31)),
        ("quy iv", date(2024, 12, 31)),
        ("quý II", date(2025, 6, 30)),
        ("Q4 2024", date(2024, 12, 31)),
        ("2024-Q4", date(2024, 12, 31)),
        ("fourth quarter of 2024", date(2024, 12, 31)),
        ("tháng 12/2024", date(2024, 12, 31)),
        ("tháng 12 năm 2024", date(2024, 12, 31)),
        ("tháng 2", date(2025, 2, 28)),
        ("12/2024", date(2024, 12, 31)),
        ("2024-12", date(2024, 12, 31)),
        ("December 2024", date(2024, 12, 31)),
        ("cuối tháng 9", date(2024, 9, 30)),
        ("hết tháng 6", date(2025, 6, 30)),
        ("cuối quý III/2024", date(2024, 9, 30)),
        ("end of September", date(2024, 9, 30)),
        ("end of Sep 2025", date(2025, 9, 30)),
        ("đầu tháng 9", date(2024, 9, 1)),
        ("ngày 15 tháng 9", date(2024, 9, 15)),
        ("ngày 15 tháng 9 năm 2025", date(2025, 9, 15)),
        ("15 tháng 7/2025", date(2025, 7, 15)),
        ("15 September", date(2024, 9, 15)),
        ("September 15, 2024", date(2024, 9, 15)),
        ("the 1st of May", date(2025, 5, 1)),
        ("tuần sau", date(2024, 7, 28)),
        ("tuần này", date(2024, 7, 21)),
        ("next week", date(2024, 7, 28)),
        ("tháng sau", date(2024, 8, 31)),
        ("quý tới", date(2024, 12, 31)),
        ("năm nay", date(2024, 12, 31)),
        ("cuối năm sau", date(2025, 12, 31)),
        ("thứ sáu", date(2024, 7, 19)),
        ("thứ năm", date(2024, 7, 18)),
        ("thứ năm tới", date(2024, 7, 25)),
        ("thứ 2", date(2024, 7, 22)),
        ("chủ nhật", date(2024, 7, 21)),
        ("thứ sáu tuần sau", date(2024, 7, 26)),
        ("Friday", date(2024, 7, 19)),
        ("next Friday", date(2024, 7, 26)),
        ("14 ngày nữa", date(2024, 8, 1)),
        ("sau 14 ngày", date(2024, 8, 1)),
        ("in 14 days", date(2024, 8, 1)),
        ("trong 2 tuần tới", date(2024, 8, 1)),
        ("14 days from now", date(2024, 8, 1)),
        ("7 ngày trước", date(2024, 7, 11)),
        ("7 days ago", date(2024, 7, 11)),
        ("15 / 8", date(2024, 8, 15)),
        ("15 / 8 / 2024", date(2024, 8, 15)),
        ("6 tháng cuối năm 2024", date(2024, 12, 31)),
        ("6 tháng đầu năm", date(2025, 6, 30)),
        ("2024", date(2024, 12, 31)),
        ("năm 2025", date(2025, 12, 31)),
        ("none", None),
        ("không", None),
        ("Không có hạn", None),
    ],
)
def test_a_due_date_is_read_as_it_is_typed(typed: str, meant: date | None) -> None:
    assert parse_typed_date(typed, TODAY) == meant


@for_each(
    ("typed", "problem"),
    [
        ("", "empty"),
        ("  ", "empty"),
        ("30/2", "no-such-day"),
        ("29/2/2025", "no-such-day"),
        ("2024-13-01", "no-such-day"),
        ("0/1", "no-such-day"),
        ("+99999y", "no-such-day"),
        ("+3 giờ", "unknown"),
        ("sớm", "unknown"),
        ("12", "unknown"),
        ("1/2/3/4", "unknown"),
        ("quý V/2024", "unknown"),
        ("tháng 13/2024", "no-such-day"),
        ("15/13", "no-such-day"),
        ("tuần", "unknown"),
        ("cuối", "unknown"),
        ("0024-12-31", "year"),
        ("01/01/2204", "year"),
        ("quý IV/1824", "year"),
        ("+99y", "year"),
        ("x" * 500, "unknown"),
    ],
)
def test_what_is_no_due_date_is_told(typed: str, problem: str) -> None:
    with pytest.raises(DateParseError) as unclear:
        parse_typed_date(typed, TODAY)
    assert unclear.value.message.key == f"deadline.{problem}"
    assert all(unclear.value.message.render(language) for language in Language)


@for_each(
    ("today", "typed", "meant"),
    [
        (date(2024, 1, 31), "+1m", date(2024, 2, 29)),
        (date(2023, 1, 31), "+1m", date(2023, 2, 28)),
        (date(2024, 2, 29), "+1y", date(2025, 2, 28)),
        (date(2024, 2, 10), "cuối tháng", date(2024, 2, 29)),
        (date(2024, 12, 31), "cuối quý", date(2024, 12, 31)),
        (date(2024, 12, 31), "+1d", date(2025, 1, 1)),
        (date(2024, 12, 31), "1/1", date(2025, 1, 1)),
        (date(2024, 2, 29), "29/2", date(2024, 2, 29)),
        (date(2048, 3, 1), "29/2", date(2052, 2, 29)),
    ],
)
def test_the_ends_of_months_and_leap_days_are_right(today: date, typed: str, meant: date) -> None:
    assert parse_typed_date(typed, today) == meant


@given(day=DAYS, today=DAYS)
@settings(derandomize=True, max_examples=examples(200))
def test_a_day_written_out_is_that_day_whatever_day_it_is(day: date, today: date) -> None:
    for typed in (day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d-%m-%Y}"):
        assert parse_typed_date(typed, today) == day


@given(day=DAYS, today=DAYS)
@settings(derandomize=True, max_examples=examples(200))
def test_a_day_without_a_year_is_the_next_such_day(day: date, today: date) -> None:
    meant = parse_typed_date(f"{day.day}/{day.month}", today)
    assert meant is not None
    assert (meant.day, meant.month) == (day.day, day.month)
    assert meant >= today
    earlier = (today + timedelta(days=number) for number in range((meant - today).days))
    assert all((each.day, each.month) != (day.day, day.month) for each in earlier)


@given(today=DAYS, months=st.integers(0, 400))
@settings(derandomize=True, max_examples=examples(200))
def test_months_later_is_in_the_right_month_and_never_past_its_end(today: date, months: int) -> None:
    later = months_later(today, months)
    assert (later.year * 12 + later.month) - (today.year * 12 + today.month) == months
    assert later.day == today.day or (later + timedelta(days=1)).day == 1


@given(today=DAYS)
@settings(derandomize=True, max_examples=examples(200))
def test_the_end_of_a_time_is_its_last_day(today: date) -> None:
    ends = [parse_typed_date(f"cuối {unit}", today) for unit in ("tuần", "tháng", "quý", "năm")]
    assert all(end is not None and end >= today for end in ends)
    week, month, quarter, year = (end + timedelta(days=1) for end in ends if end)
    assert (week.weekday(), month.day, quarter.day, quarter.month % 3) == (0, 1, 1, 1)
    assert (year.day, year.month, year.year) == (1, 1, today.year + 1)


@given(typed=st.text(max_size=80), today=DAYS)
@settings(derandomize=True, max_examples=examples(500))
def test_whatever_is_typed_is_a_date_or_a_clear_mistake(typed: str, today: date) -> None:
    try:
        parse_typed_date(typed, today)
    except DateParseError as unclear:
        reading = unclear.message.render(Language.VI)
    else:
        reading = "a date, or none"
    assert reading
