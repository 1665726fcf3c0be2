"""Long lists: how much work a page, a count and a jump cost, in steps of the database's machine, never in seconds."""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Moment
from ngkt_tui.query import report_parts as summary
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.query.lists.conference_list import TIMELINE_ORDER, year_groups
from ngkt_tui.query.lists.grouping import (
    FEW_RECORDS,
    ListGrouping,
    conferences_of,
    directive_groups,
    order_by_group,
)
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.query.sql import CompiledFilter
from ngkt_tui.query.totals import dashboard_totals
from tests.fixtures.examples import for_each
from tests.scale.large_store import build_large

D = RecordKind.DIRECTIVE
TODAY = Moment(date(2031, 10, 1))
FEW, MANY = 2_000, 10_000
EVERY = 100
"""Steps between two counts."""


class Cost(NamedTuple):
    """What a read cost: statements, and hundreds of steps."""

    statements: int
    steps: int


def cost(connection: sqlite3.Connection, read: Callable[[], object]) -> Cost:
    """Return what `read` costs on `connection`. Statements of the search index itself are not counted."""
    steps = 0
    statements: list[str] = []

    def step() -> None:
        nonlocal steps
        steps += 1

    connection.set_progress_handler(step, EVERY)
    connection.set_trace_callback(lambda text: statements.append(text) if not text.startswith("--") else None)
    read()
    connection.set_progress_handler(None, 0)
    connection.set_trace_callback(None)
    inner = ("%_", "main'.'search_", "PRAGMA 'main'.data_version")
    own = [text for text in statements if not any(part in text for part in inner)]
    return Cost(len(own), steps)


def opened(folder: Path, many: int) -> sqlite3.Connection:
    path = folder / f"{many}.db"
    build_large(path, many)
    return sqlite3.connect(path)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = opened(tmp_path_factory.mktemp("small"), FEW)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = opened(tmp_path_factory.mktemp("large"), MANY)
    yield connection
    connection.close()


def narrowed(connection: sqlite3.Connection, text: str) -> CompiledFilter:
    return compile_filter(connection, D, TODAY, parse(text, D))


COMMON = [
    "",
    "gao",
    "đường",
    "d",
    "mo rong",
    "is:open",
    "status:unrated",
    "gao is:open",
    "due:none",
    "-status:done",
    "conf:2000",
    "-theme:none",
    "-by:none",
    "-source:none",
]


def costs_the_same(small: sqlite3.Connection, large: sqlite3.Connection, text: str) -> None:
    before, after = (
        cost(connection, lambda: LISTINGS[D].page(connection, narrowed(connection, text), 50))  # noqa: B023
        for connection in (small, large)
    )
    assert after.statements == before.statements
    assert after.steps <= before.steps * 1.5 + 20


@pytest.mark.parametrize("text", COMMON)
def test_a_first_page_costs_the_same_in_a_store_five_times_as_large(
    small: sqlite3.Connection, large: sqlite3.Connection, text: str
) -> None:
    costs_the_same(small, large, text)


@pytest.mark.parametrize("text", ["agency:cq-77", "theme:cd-3", "by:nguoi-2", "market:tt-1"])
def test_a_field_that_names_a_record_costs_only_as_much_as_there_is_of_it(
    small: sqlite3.Connection, large: sqlite3.Connection, text: str
) -> None:
    many = sum(LISTINGS[D].count(large, narrowed(large, text)))
    before, after = (
        cost(connection, lambda: LISTINGS[D].page(connection, narrowed(connection, text), 20))  # noqa: B023 - so many both have
        for connection in (small, large)
    )
    assert after.steps * EVERY <= before.steps * EVERY + many * 30


@pytest.mark.parametrize("text", ["", "gao", "sort:due", "agency:cq-5 gao"])
def test_reads_take_as_many_statements_as_they_have_parts(large: sqlite3.Connection, text: str) -> None:
    listing, where = LISTINGS[D], narrowed(large, text)
    assert cost(large, lambda: listing.page(large, where, 50)).statements == (2 if where.order else 1)
    assert cost(large, lambda: listing.count(large, where)).statements == 1
    assert cost(large, lambda: listing.positions(large, where)).statements == 1
    assert cost(large, lambda: listing.rows(large, where, listing.positions(large, where)[:50])).statements == 2
    assert cost(large, lambda: dashboard_totals(large, where)).statements == 1


def test_the_totals_of_the_head_look_at_each_directive_once(large: sqlite3.Connection) -> None:
    assert cost(large, lambda: dashboard_totals(large, narrowed(large, ""))).steps * EVERY <= MANY * 16


def test_a_row_far_down_is_read_by_its_position(large: sqlite3.Connection) -> None:
    listing, where = LISTINGS[D], narrowed(large, "")
    positions = listing.positions(large, where)
    first = cost(large, lambda: listing.rows(large, where, positions[:50]))
    last = cost(large, lambda: listing.rows(large, where, positions[-50:]))
    assert last.steps <= first.steps * 1.2 + 5


def test_what_agencies_owe_is_added_up_from_an_index_in_its_order_and_from_no_link(large: sqlite3.Connection) -> None:
    statements: list[str] = []
    where = compile_filter(large, RecordKind.ORGANISATION, TODAY)
    large.set_trace_callback(statements.append)
    LISTINGS[RecordKind.ORGANISATION].page(large, where, 50)
    large.set_trace_callback(None)
    tally = next(text for text in statements if "AS addressed" in text)
    plan = large.execute(f"EXPLAIN QUERY PLAN {tally}").fetchall()
    counted = [(parent, detail) for _, parent, _, detail in plan if "INDEX directive_assigned" in detail]
    assert [detail.split(" (")[0] for _, detail in counted] == ["SEARCH it USING COVERING INDEX directive_assigned"] * 3
    beside = [detail for _, parent, _, detail in plan if parent in {parent for parent, _ in counted}]
    assert not [detail for detail in beside if "TEMP B-TREE" in detail]
    assert not [detail for _, _, _, detail in plan if "INDEX link_target" in detail]


@for_each("kind", sorted(set(LISTINGS) - {D}))
def test_every_other_pane_reads_a_page_in_one_statement(large: sqlite3.Connection, kind: RecordKind) -> None:
    where = compile_filter(large, kind, TODAY)
    assert cost(large, lambda: LISTINGS[kind].page(large, where, 50)).statements == (2 if where.order else 1)


def test_the_timeline_reads_a_page_in_two_statements_and_all_years_in_one(
    small: sqlite3.Connection, large: sqlite3.Connection
) -> None:
    def timeline(connection: sqlite3.Connection) -> CompiledFilter:
        return compile_filter(connection, RecordKind.CONFERENCE, TODAY)._replace(order=TIMELINE_ORDER)

    listing = LISTINGS[RecordKind.CONFERENCE]
    before, after = (
        cost(connection, lambda: listing.page(connection, timeline(connection), 20))  # noqa: B023
        for connection in (small, large)
    )
    assert before.statements == after.statements == 2
    assert after.steps <= before.steps * 2 + 400  # of five times as many conferences only the days are looked at
    assert cost(large, lambda: year_groups(large, timeline(large))).statements == 1


GROUPINGS = (ListGrouping.CONFERENCE, ListGrouping.AGENCY, ListGrouping.DUE, ListGrouping.STATUS)


@pytest.mark.parametrize("by", GROUPINGS)
def test_group_lines_take_one_statement_and_a_bounded_number_of_steps_for_each_record(
    small: sqlite3.Connection, large: sqlite3.Connection, by: ListGrouping
) -> None:
    def lines(connection: sqlite3.Connection) -> Cost:
        where = order_by_group(narrowed(connection, ""), by)
        return cost(connection, lambda: directive_groups(connection, where, by, beside=False))

    before, after = lines(small), lines(large)
    assert before.statements == after.statements == 1
    assert after.steps <= before.steps * 6
    assert after.steps * EVERY <= MANY * 55


def test_the_groups_of_edited_directives_are_counted_alone_whatever_the_size_of_the_store(
    small: sqlite3.Connection, large: sqlite3.Connection
) -> None:
    steps = []
    for connection in (small, large):
        ids = [id for (id,) in connection.execute("SELECT id FROM directive ORDER BY id LIMIT ?", (FEW_RECORDS + 1,))]
        count = partial(directive_groups, connection, narrowed(connection, ""), ListGrouping.CONFERENCE, beside=False)
        of = conferences_of(connection, ListGrouping.CONFERENCE, ids[:3])
        assert of
        assert count(conferences=of) == tuple(group for group in count() if group.key in of)
        steps.append(cost(connection, partial(count, conferences=of)).steps)
        assert [conferences_of(connection, ListGrouping.CONFERENCE, some) for some in ((), ids)] == [None, None]
        assert conferences_of(connection, ListGrouping.STATUS, ids[:3]) is None
    assert steps[1] <= steps[0] + 20


def test_counts_by_conference_and_by_year_read_no_directive_beside_its_index(large: sqlite3.Connection) -> None:
    timeline = compile_filter(large, RecordKind.CONFERENCE, TODAY)._replace(order=TIMELINE_ORDER)
    statements: list[str] = []
    large.set_trace_callback(statements.append)
    directive_groups(large, narrowed(large, ""), ListGrouping.CONFERENCE, beside=False)
    year_groups(large, timeline)
    LISTINGS[RecordKind.CONFERENCE].page(large, timeline, 20)
    large.set_trace_callback(None)
    plans = [
        detail
        for text in statements
        for *_, detail in large.execute(f"EXPLAIN QUERY PLAN {text}").fetchall()
        if detail.endswith(("directive_conference", "directive_conference (conference=?)"))
    ]
    assert plans
    assert [detail for detail in plans if "USING COVERING INDEX" not in detail] == []


def test_a_report_reads_hundreds_of_directives_at_a_time_and_grows_no_faster_than_the_store(
    small: sqlite3.Connection, large: sqlite3.Connection
) -> None:
    read: list[int] = []

    def whole(connection: sqlite3.Connection) -> None:
        reports = summary.conferences(connection, narrowed(connection, ""), Language.VI)
        read.append(sum(1 for report in reports for _ in report.directives))

    before, after = (cost(connection, lambda: whole(connection)) for connection in (small, large))  # noqa: B023
    assert read == [FEW, MANY]
    assert after.steps <= before.steps * 6
    assert after.statements <= min(before.statements * 5, MANY / 500 * 7 + 10)  # however few each conference has


@pytest.mark.soak
@pytest.mark.parametrize("text", COMMON)
def test_a_first_page_costs_the_same_among_a_hundred_thousand(
    small: sqlite3.Connection, hundred_thousand: sqlite3.Connection, text: str
) -> None:
    costs_the_same(small, hundred_thousand, text)


@pytest.fixture(scope="module")
def hundred_thousand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = opened(tmp_path_factory.mktemp("hundred"), 100_000)
    yield connection
    connection.close()


def test_a_report_reads_the_directives_of_a_conference_anew_each_time_they_are_walked(
    large: sqlite3.Connection,
) -> None:
    first, second, *_ = summary.conferences(large, narrowed(large, "due:any"), Language.VI)
    for conference in (first, second):
        walked = list(conference.directives)
        again = cost(large, lambda: list(conference.directives))  # noqa: B023
        assert again.statements >= 5
        assert list(conference.directives) == walked
        assert {line.conference for line in walked} == {conference.id}


def test_an_agency_within_a_scope_is_found_by_its_own_links(
    large: sqlite3.Connection,
) -> None:
    where = compile_filter(large, RecordKind.ORGANISATION, TODAY, scope=(ScopeItem(RecordKind.OFFICIAL, "nguoi-1"),))
    statements: list[str] = []
    large.set_trace_callback(statements.append)
    LISTINGS[RecordKind.ORGANISATION].count(large, where)
    large.set_trace_callback(None)
    plan = [detail for *_, detail in large.execute(f"EXPLAIN QUERY PLAN {statements[0]}").fetchall()]
    assert "SEARCH link USING COVERING INDEX link_target (target=? AND relation=?)" in plan
    assert not [step for step in plan if "position=?" in step or "SEARCH given" in step]
