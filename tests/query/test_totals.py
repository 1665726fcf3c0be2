"""The counting form in SQL, held against the rule in `domain.counting_form`."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.counting_form import CountingForm, classify
from ngkt_tui.domain.enums import UNJUDGED, Nature, RecordKind, Status
from ngkt_tui.domain.readable import Moment
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.totals import by_agency, by_conference, by_theme, dashboard_totals
from tests.fixtures.examples import examples
from tests.query.building import Building
from tests.query.conftest import TODAY

D = RecordKind.DIRECTIVE
DAYS = st.none() | st.dates(date(2031, 1, 1), date(2031, 1, 9))
NATURES = st.sampled_from([*Nature, UNJUDGED])
MIXES = st.lists(st.tuples(st.sampled_from(Status), DAYS, DAYS, NATURES), max_size=30)


@pytest.fixture(scope="module")
def one_conference() -> Iterator[Building]:
    connection = sqlite3.connect(":memory:")
    building = Building(connection)
    building.conference("c", "2031-01-01")
    yield building
    connection.close()


@settings(derandomize=True, max_examples=examples(200), deadline=None)
@given(MIXES, st.dates(date(2031, 1, 1), date(2031, 1, 9)))
def test_every_mix_falls_into_the_same_cells(
    one_conference: Building, mix: list[tuple[Status, date | None, date | None, str]], today: date
) -> None:
    connection = one_conference.connection
    connection.execute("DELETE FROM directive")
    for number, (status, due, done_on, nature) in enumerate(mix):
        days = (due and due.isoformat(), done_on and done_on.isoformat())
        values = (number, f"d{number}", status.value, *days, nature)
        connection.execute(
            "INSERT INTO directive (position, id, conference, kind, paragraph, text_vi, status, due, done_on, nature)"
            " VALUES (?, ?, 'c', 'task', 1, '', ?, ?, ?, ?)",
            values,
        )
    wanted = CountingForm.of(classify(status, due, done_on, today, nature) for status, due, done_on, nature in mix)
    where = compile_filter(connection, D, Moment(today))
    totals = dashboard_totals(connection, where)
    assert totals.form == wanted
    assert sum(getattr(totals, status) for status in Status) == wanted.followed
    assert totals.reported == sum(status is Status.REPORTED and nature != Nature.SPIRIT for status, *_, nature in mix)
    assert totals.done == wanted.finished
    assert wanted.total == len(mix)
    assert [group.form for group in by_conference(connection, where)] == ([wanted] if mix else [])


def test_the_header_is_one_statement(world: sqlite3.Connection) -> None:
    where = compile_filter(world, D, TODAY)
    statements: list[str] = []
    world.set_trace_callback(statements.append)
    totals = dashboard_totals(world, where)
    assert len(statements) == 1
    assert totals.form == CountingForm(dropped=1, on_time=0, late=1, within=3, overdue=1, done=1, unrated=3, open=1)
    assert (totals.unrated, totals.doing, totals.blocked, totals.done, totals.dropped) == (6, 1, 1, 2, 1)
    assert totals.recommendations == 1


def test_groups_count_their_own_directives(world: sqlite3.Connection) -> None:
    where = compile_filter(world, D, TODAY)
    assert [(group.id, group.form.total, group.recommendations) for group in by_conference(world, where)] == [
        ("hn-31-03", 6, 1), ("hn-31-09", 3, 0), ("hn-khong-ngay", 2, 0),
    ]  # fmt: skip
    assert [(group.id, group.label_vi, group.form.total) for group in by_agency(world, where)] == [
        ("bng", "BNG", 3), ("bct", "BCT", 3), ("cqdd", "CQĐD", 3), ("unesco", "UNESCO", 1),
    ]  # fmt: skip
    assert [(group.id, group.form.total, group.form.dropped) for group in by_theme(world, where)] == [
        ("cd-gao", 2, 0), ("cd-so", 3, 1), ("cd-xanh", 1, 1),
    ]  # fmt: skip


def test_totals_are_those_of_the_filter(world: sqlite3.Connection) -> None:
    where = compile_filter(world, D, TODAY, parse("gao", D))
    assert dashboard_totals(world, where).form == CountingForm(overdue=1, unrated=1)
    assert [group.id for group in by_agency(world, where)] == ["bng", "bct", "cqdd"]


def as_of(building: Building, day: date, zone_minutes: int = 0) -> tuple[Status, str | None]:
    moment = Moment(date(2032, 1, 1), zone_minutes, as_of=day)
    where = compile_filter(building.connection, D, moment)
    totals = dashboard_totals(building.connection, where)
    (status,) = [each for each in Status if getattr(totals, each.value)]
    due = building.connection.execute(f"{where.with_tables} SELECT due FROM directive", where.parameters).fetchone()
    return status, due[0]


def test_statuses_are_those_that_the_history_had_at_the_end_of_the_day(building: Building) -> None:
    building.conference("c", "2031-01-01")
    building.directive("d", "c")
    building.change("d", "status", "unrated", "doing", "2031-02-01T10:00:00Z")
    building.change("d", "due", None, "2031-06-01", "2031-02-02T10:00:00Z")
    building.change("d", "status", "doing", "done", "2031-02-03T23:30:00Z")
    building.change("d", "due", "2031-06-01", None, "2031-02-04T10:00:00Z")
    days = [date(2031, 1, 31) + timedelta(days=number) for number in range(6)]
    assert [as_of(building, day) for day in days] == [
        (Status.UNRATED, None),
        (Status.DOING, None),
        (Status.DOING, "2031-06-01"),
        (Status.DONE, "2031-06-01"),
        (Status.DONE, None),
        (Status.DONE, None),
    ]


def test_the_day_ends_where_the_reader_lives(building: Building) -> None:
    building.conference("c", "2031-01-01")
    building.directive("d", "c")
    building.change("d", "status", "unrated", "doing", "2031-02-01T18:00:00Z")
    assert as_of(building, date(2031, 2, 1))[0] is Status.DOING
    assert as_of(building, date(2031, 2, 1), zone_minutes=420)[0] is Status.UNRATED
    assert as_of(building, date(2031, 2, 2), zone_minutes=420)[0] is Status.DOING


def test_midnight_belongs_to_the_day_that_begins(building: Building) -> None:
    building.conference("c", "2031-01-01")
    building.directive("d", "c")
    building.change("d", "status", "unrated", "doing", "2031-02-02T00:00:00Z")
    assert as_of(building, date(2031, 2, 1))[0] is Status.UNRATED
    assert as_of(building, date(2031, 2, 2))[0] is Status.DOING


def test_changes_go_by_their_number_when_the_clock_went_back(building: Building) -> None:
    building.conference("c", "2031-01-01")
    building.directive("d", "c")
    building.change("d", "status", "unrated", "done", "2031-02-02T12:00:00Z")
    building.change("d", "status", "done", "blocked", "2031-02-01T12:00:00Z")
    assert as_of(building, date(2031, 2, 1))[0] is Status.BLOCKED
    assert as_of(building, date(2031, 2, 2))[0] is Status.BLOCKED
    assert as_of(building, date(2031, 1, 1))[0] is Status.UNRATED


def test_a_past_day_judges_deadlines_and_filters_by_itself(building: Building) -> None:
    building.conference("c", "2031-01-01")
    building.directive("d", "c", due="2031-03-01")
    building.change("d", "status", "unrated", "done", "2031-05-01T10:00:00Z")
    building.note("d", "sau", "2031-05-01T10:00:00Z")
    building.index()
    connection = building.connection

    def totals(text: str, day: date) -> CountingForm:
        moment = Moment(date(2032, 1, 1), as_of=day)
        return dashboard_totals(connection, compile_filter(connection, D, moment, parse(text, D))).form

    assert totals("", date(2031, 2, 1)) == CountingForm(within=1)
    assert totals("due:overdue", date(2031, 4, 1)) == CountingForm(overdue=1)
    assert totals("is:open", date(2031, 6, 1)) == CountingForm()
    assert totals("is:noted", date(2031, 4, 1)) == CountingForm()
    assert totals("is:noted", date(2031, 6, 1)) == CountingForm(on_time=1)


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_of_the_calendar_can_be_asked_for(building: Building, day: date) -> None:
    building.conference("c", "2031-01-01")
    building.directive("d", "c", due="2031-03-01")
    building.change("d", "status", "unrated", "done", "2031-05-01T10:00:00Z")
    for zone in (-720, 0, 840):
        where = compile_filter(building.connection, D, Moment(day, zone, day))
        form = dashboard_totals(building.connection, where).form
        assert (form.total, form.finished) == ((0, 0) if day is date.min else (1, 1))
