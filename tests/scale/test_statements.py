"""What a key press asks of the store: how many statements, how they are carried out, how their cost grows."""

from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.filter import parse
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.services.context import Context
from ngkt_tui.services.pane_lists import ListSource, open_lists
from ngkt_tui.services.reader import Reader
from tests.scale.conftest import FEW, MANY, Watched

PANE = ("directives", "recommendations")
TYPED = ("", "d", "do", "doanh", "doanh nghiep", "xuất", "đ", "is:open", "-doanh", "kind:instruction")
ROWS = 100


def opened(reader: Reader, text: str) -> list[ListSource]:
    return [each for each in open_lists(reader, PANE, text, ()) if each is not None]


@pytest.mark.parametrize("text", TYPED)
def test_the_first_rows_of_a_filter_are_one_statement_that_sorts_nothing(
    watched: dict[int, Watched], text: str
) -> None:
    opened(watched[MANY].reader, text)[0].page(0, ROWS)

    assert len(watched[MANY].statements) == 1
    plan = watched[MANY].plan()
    assert plan
    assert not [line for line in plan if "ORDER BY" in line]


@pytest.mark.parametrize("text", TYPED)
def test_both_counts_of_a_pane_are_one_statement(watched: dict[int, Watched], text: str) -> None:
    for each in opened(watched[MANY].reader, text):
        each.count()

    assert len(watched[MANY].statements) == 1


@pytest.mark.parametrize("text", TYPED)
def test_the_first_rows_cost_the_same_in_a_store_five_times_as_large(watched: dict[int, Watched], text: str) -> None:
    for each in watched.values():
        opened(each.reader, text)[0].page(0, ROWS)

    assert watched[MANY].steps <= 1.5 * watched[FEW].steps


@pytest.mark.parametrize("text", TYPED)
def test_the_first_recommendations_cost_no_more_than_the_first_directives(
    watched: dict[int, Watched], text: str
) -> None:
    directives, recommendations = opened(watched[MANY].reader, text)
    directives.page(0, ROWS)
    before = watched[MANY].steps
    recommendations.page(0, ROWS)

    assert watched[MANY].steps <= 2.5 * before


@pytest.mark.parametrize("text", ["", "doanh", "is:open"])
def test_the_place_of_a_record_is_counted_without_reading_positions(watched: dict[int, Watched], text: str) -> None:
    each = watched[MANY]
    with each.reader.connection() as connection:
        ids = connection.execute("SELECT id FROM directive ORDER BY position").fetchall()
    lists = opened(each.reader, text)
    every = [[row.id for row in rows.between(0, None)] for rows in opened(each.reader, text)]
    for (record,) in ids[:: len(ids) // 50]:
        each.forget()
        places = [rows.index_of(record) for rows in lists]
        assert places == [rows.index(record) if record in rows else None for rows in every]
        assert not [statement for statement in each.statements if "OFFSET" in statement]


def test_a_sorted_list_asks_each_record_once_for_what_it_is_sorted_by(watched: dict[int, Watched]) -> None:
    opened(watched[MANY].reader, "sort:conf")[0].page(0, ROWS)

    read, _, order = next(text for text in watched[MANY].statements if "ORDER BY" in text).rpartition("ORDER BY")
    assert "SELECT" not in order
    assert read.count("JOIN conference") == order.count("dated.date") == 1


@pytest.mark.parametrize("text", ["sort:conf", "sort:-conf", "sort:age"])
def test_the_first_pages_of_a_sorted_list_are_those_of_the_whole_order_and_read_a_part(
    watched: dict[int, Watched], text: str
) -> None:
    each = watched[MANY]
    where = each.reader.compile_filter(RecordKind.DIRECTIVE, parse(text, RecordKind.DIRECTIVE))
    whole = each.reader.positions(where)
    for offset in (0, 70):
        assert [row.position for row in each.reader.page(where, 50, offset)] == list(whole[offset : offset + 50])
    steps = []
    for read in (where, where._replace(sort=None)):
        each.forget()
        each.reader.page(read, 50)
        steps.append(each.steps)
    assert steps[0] < steps[1] / 2


def test_a_jump_to_the_end_reads_the_positions_once_and_one_page(watched: dict[int, Watched]) -> None:
    directives = opened(watched[MANY].reader, "")[0]
    last = (directives.count() - 1) // ROWS
    watched[MANY].forget()
    directives.page(last, ROWS)

    assert len(watched[MANY].statements) == 2


def test_a_page_after_a_jump_costs_the_same_in_a_store_five_times_as_large(watched: dict[int, Watched]) -> None:
    for count, each in watched.items():
        directives = opened(each.reader, "")[0]
        directives.page((count - 1) // ROWS, ROWS)
        each.forget()
        directives.page(count // ROWS // 2, ROWS)

    assert watched[MANY].steps <= 1.5 * watched[FEW].steps


def test_the_head_is_counted_by_one_statement_from_an_index_alone(watched: dict[int, Watched]) -> None:
    reader = watched[MANY].reader
    reader.dashboard_totals(reader.compile_filter(RecordKind.DIRECTIVE))

    assert len(watched[MANY].statements) == 1
    assert any("USING COVERING INDEX" in line for line in watched[MANY].plan())


@pytest.mark.parametrize("text", ["", "d", "doanh", "-doanh", "is:open", "is:open d"])
def test_the_groups_of_the_first_rows_cost_the_same_to_count_in_a_store_five_times_as_large(
    watched: dict[int, Watched], monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr("ngkt_tui.services.pane_lists.MAX_GROUPED_AT_ONCE", 0)
    steps = []
    for each in watched.values():
        taken = []
        for listed in open_lists(each.reader, PANE, text, (), ListGrouping.CONFERENCE):
            assert listed is not None
            rows, _ = listed.page(0, ROWS), listed.count()
            each.forget()
            first = listed.first_groups(rows, is_first=False)
            taken.append(each.steps)
            assert not first.are_all
            assert len(first.groups) > 1
            assert first.groups == listed.groups()[: len(first.groups)]
        steps.append(taken)
    (directives, _), (among_many, _) = steps
    assert among_many <= 1.5 * directives


def test_a_statement_that_is_run_again_may_take_as_many_steps_as_at_first(stores: dict[int, Path]) -> None:
    with Reader(Context(stores[FEW], "nobody", Language.VI)) as reader:
        where = reader.compile_filter(RecordKind.DIRECTIVE, parse("is:open", RecordKind.DIRECTIVE))
        needed = next(steps for steps in range(2_000, 200_000, 1_000) if reader.try_count(where, steps))
        assert None not in [reader.try_count(where, needed * 3 // 2) for _ in range(30)]
        assert [reader.try_count(where, needed // 2) for _ in range(30)] == [None] * 30
