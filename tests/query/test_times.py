"""Times in a filter: the same phrases as everywhere, kept as typed where they depend on the day, told as days."""

import sqlite3
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.readable import Moment
from ngkt_tui.domain.typed_dates import Aim, read_period
from ngkt_tui.query.filter import FieldName, FieldTerm, format_filter, parse, translate
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.filter.fields.field_registry import FIELDS
from ngkt_tui.query.filter.filter_help import describe
from ngkt_tui.query.lists.listing import selection
from tests.fixtures.examples import examples, for_each
from tests.query.conftest import TODAY, Ids

D = RecordKind.DIRECTIVE
DUE = FIELDS[FieldName.DUE]
VI, EN = Language


def value(text: str) -> str:
    (term,) = parse(text, D).terms
    assert isinstance(term, FieldTerm)
    return term.values[0].text


@for_each(
    ("typed", "canonical"),
    [
        ('han:"quý IV/2031"', "2031-Q4"),
        ('due:"Q4 2031"', "2031-Q4"),
        ('due:<"quý IV/2031"', "<2031-Q4"),
        ('due:"<quý IV/2031"', "<2031-Q4"),
        ("han:12/2031", "2031-12"),
        ('han:"tháng 12 năm 2031"', "2031-12"),
        ('han:"15 / 8 / 2031"', "2031-08-15"),
        ('due:>="end of September 2031"', ">=2031-09-30"),
        ('han:"6 tháng cuối năm 2031"', "2031-07-01..2031-12-31"),
        ('han:"tuần  sau"', "tuần sau"),
        ("han:<31/12", "<31/12"),
        ('han:"hôm nay..cuối quý"', "hôm nay..cuối quý"),
        ('due:"in 14 days"', "in 14 days"),
        ("han:không", "none"),
        ("han:quá", "overdue"),
    ],
)
def test_a_time_is_kept_in_one_form_or_as_typed_where_it_depends_on_the_day(typed: str, canonical: str) -> None:
    assert value(typed) == canonical
    spec = parse(typed, D)
    assert (
        parse(format_filter(spec), D) == parse(translate(typed, D, VI), D) == parse(translate(typed, D, EN), D) == spec
    )


@for_each(
    ("typed", "meant"),
    [
        ("<31/12", "<2031-12-31"),
        ("tuần sau", "2031-10-06..2031-10-12"),
        ("thứ sáu", "2031-10-03"),
        ("hôm nay..cuối quý", "2031-10-01..2031-12-31"),
        (">=quý I", ">=2032-Q1"),
        ("14 ngày nữa", "2031-10-15"),
    ],
)
def test_what_depends_on_the_day_is_settled_on_it(typed: str, meant: str) -> None:
    assert DUE.resolve_day(DUE.normalize(typed, D), date(2031, 10, 1)) == meant


@for_each(
    ("text", "same"),
    [
        ('due:"Q4 2031"', "due:2031-10-01..2031-12-31"),
        ('due:<"quý IV/2031"', "due:<2031-10-01"),
        ('due:<="quý III/2031"', "due:<=2031-09-30"),
        ('due:>"quý II/2031"', "due:>2031-06-30"),
        ('conf:"quý I/2031"', "conf:2031-03"),
        ('hn:"tháng 9/2031"', "conf:2031-09"),
        ('hn:"September 2031"', "conf:2031-09"),
    ],
)
def test_a_time_leaves_what_its_days_leave(ids: Ids, text: str, same: str) -> None:
    assert ids(text) == ids(same)
    assert ids(text)


def test_a_filter_that_depends_on_the_day_means_another_one_each_day(world: sqlite3.Connection) -> None:
    def found(text: str, today: date) -> list[str]:
        where = compile_filter(world, D, Moment(today, 0), parse(text, D))
        rows = world.execute(
            f"{where.with_tables} SELECT it.id FROM directive AS it WHERE {' AND '.join(where.conditions)}",
            where.parameters,
        )
        return sorted(row[0] for row in rows)

    for today in (date(2031, 5, 5), date(2031, 9, 28), date(2031, 12, 30)):
        period = read_period("quý sau", today, Aim.AHEAD)
        assert found('due:"quý sau"', today) == found(f"due:{period.first}..{period.last}", today)
        assert found("due:<31/12", today) == found("due:<2031-12-31", today)


def test_a_report_tells_the_days(world: sqlite3.Connection) -> None:
    def sentence(text: str, language: Language) -> str:
        return describe(world, parse(text, D), D, language, date(2031, 10, 1))

    assert sentence("han:<31/12", VI) == "hạn: trước 31/12/2031"
    assert sentence('due:"next week"', EN) == "due date: from 2031-10-06 to 2031-10-12"
    assert sentence('han:"quý IV/2031"', VI) == "hạn: quý IV/2031"
    assert sentence('due:"quý IV/2031"', EN) == "due date: Q4 2031"


@for_each(
    ("text", "problem", "expected"),
    [
        ("han:0031-12-31", "year", "Có phải ý bạn là “31/12/2031”?"),
        ("han:<1/1/1899", "year", "từ 1945 đến 2100"),
        ("han:30/2/2031", "bad-date", "không phải ngày tháng"),
        ('han:"<tuần gì"', "bad-date", "không phải ngày tháng"),
    ],
)
def test_an_impossible_time_is_a_mistake_with_the_nearest_reading(text: str, problem: str, expected: str) -> None:
    with pytest.raises(FilterError) as mistake:
        parse(text, D)
    assert mistake.value.values["problem"] == f"filter.problem.{problem}"
    assert expected in " ".join(mistake.value.explain(VI))


def test_a_time_that_leaves_the_years_on_some_day_is_a_mistake_then(world: sqlite3.Connection) -> None:
    spec = parse('due:"+76 năm"', D)
    with pytest.raises(FilterError):
        compile_filter(world, D, TODAY, spec)


@settings(derandomize=True, max_examples=examples(200), deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.sampled_from(["", "<", "<=", ">", ">="]))
def test_a_day_is_the_same_however_it_is_written(day: date, sign: str) -> None:
    written = (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"ngày {day.day} tháng {day.month} năm {day.year}",
        f"{day:%d %B %Y}",
    )
    assert {DUE.normalize(f"{sign}{each}", D) for each in written} == {f"{sign}{day.isoformat()}"}


@for_each(
    ("typed", "canonical"),
    [
        ("xong:7/2024", "done:2024-07"),
        ("done:2024-07-01..2024-07-31", "done:2024-07-01..2024-07-31"),
        ('nêu:"quý III/2024"', "asked:2024-Q3"),
        ("đôn-đốc:2024", "reminded:2024"),
        ("đổi:30n", "changed:30d"),
        ("changed:<=31/12/2024", "changed:<=2024-12-31"),
        ("xong:không", "done:none"),
    ],
)
def test_periods_are_understood_in_both_languages(typed: str, canonical: str) -> None:
    assert format_filter(parse(typed, RecordKind.DIRECTIVE)) == canonical
    back = translate(typed, RecordKind.DIRECTIVE, Language.VI)
    assert format_filter(parse(back, RecordKind.DIRECTIVE)) == canonical


def test_a_month_without_a_year_is_the_last_one_that_has_begun() -> None:
    assert FIELDS[FieldName.DONE].resolve_day("tháng 9", date(2024, 8, 15)) == "2023-09"
    assert FIELDS[FieldName.DUE].resolve_day("tháng 9", date(2024, 8, 15)) == "2024-09"


@for_each("typed", ["done:2031-06", "asked:2031", "changed:2031", "reminded:2031-06"])
def test_a_period_is_looked_up_and_not_looked_for_in_every_directive(world: sqlite3.Connection, typed: str) -> None:
    where = compile_filter(world, D, TODAY, parse(typed, D))
    statement = f"EXPLAIN QUERY PLAN {where.with_tables} SELECT count(*) {selection(where).clause}"
    plan = [row[3] for row in world.execute(statement, where.parameters)]
    assert not [step for step in plan if step.startswith("SCAN it")], plan
