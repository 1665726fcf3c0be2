"""Lines, ordinals and spots of a list name the same records; pages come and go."""

import tracemalloc
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.lists.grouping import RecordGroup
from ngkt_tui.tui.widgets.drawing import Line, Section
from ngkt_tui.tui.widgets.record_cache import KEPT, PAGE, FirstPages, RecordCache, RowIndex, SectionCache
from ngkt_tui.tui.widgets.section_lines import HeadIndex, RowHeights, SectionLines, completed, recounted
from tests.fixtures.examples import examples


class Plain(NamedTuple):
    position: int
    id: str
    withdrawn: int = 0
    own: int = 0
    corrected: int = 0


def rows(first: int, count: int) -> tuple[Plain, ...]:
    return tuple(Plain(number, f"r{number}") for number in range(first, first + count))


def no_lines(*_: object) -> list[Line]:
    return []


def cache(*sections: tuple[int, int, str]) -> RecordCache:
    made = RecordCache(
        [Section("any", RecordKind.MARKET, height, no_lines, heading) for _, height, heading in sections]
    )
    for held, (count, _, _) in zip(made.rows, sections, strict=True):
        held.open(FirstPages((), count))
    made.reindex()
    return made


SECTION = st.tuples(st.integers(0, 30), st.integers(1, 4), st.sampled_from(["", "heading"]))


@settings(derandomize=True, max_examples=examples(100), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4), st.sampled_from(["", "heading"])), min_size=1, max_size=4)
)
def test_every_line_belongs_to_the_record_whose_top_it_follows(sections: list[tuple[int, int, str]]) -> None:
    made = cache(*sections)
    seen = 0
    for line in range(made.lines):
        located = made.locate(line)
        assert located is not None
        spot, part = located
        if isinstance(spot, HeadIndex):
            continue
        assert made.first_line(spot) + part == line
        assert made.spot(made.ordinal(spot)) == spot
        seen += part == 0
    assert seen == made.records
    assert made.locate(made.lines) is None


def test_a_heading_takes_a_line_only_above_records() -> None:
    assert cache((2, 1, ""), (0, 1, "heading")).lines == 2
    assert cache((2, 1, ""), (1, 1, "heading")).lines == 4


def test_lines_in_sight_name_the_records_of_each_section() -> None:
    made = cache((3, 2, ""), (5, 1, "heading"))

    assert list(made.visible_ranges(0, 3)) == [(0, 0, 1)]
    assert list(made.visible_ranges(5, 8)) == [(0, 2, 2), (1, 0, 1)]
    assert list(made.visible_ranges(6, 6)) == []


def test_a_full_first_page_leaves_the_count_open_and_a_short_one_ends_it() -> None:
    held = SectionCache()
    held.open(FirstPages(((0, rows(0, PAGE)),), None))
    assert (held.count, held.counted) == (PAGE, False)

    held.put(1, rows(PAGE, 7))
    assert (held.count, held.counted) == (PAGE + 7, True)


def test_a_row_whose_page_is_not_here_is_missing() -> None:
    held = SectionCache()
    held.open(FirstPages(((0, rows(0, PAGE)),), 1000))

    assert held.row(5) == Plain(5, "r5")
    assert held.row(PAGE) is None
    assert held.missing(50, 250) == [1, 2]


def test_pages_used_longest_ago_are_forgotten() -> None:
    held = SectionCache()
    held.open(FirstPages((), 100 * PAGE))
    for page in range(KEPT + 1):
        held.put(page, rows(page * PAGE, PAGE))

    assert held.row(0) is None
    assert held.row(PAGE) is not None


def test_a_fresh_row_takes_the_place_of_its_record() -> None:
    made = cache((3, 1, ""))
    made.rows[0].put(0, rows(0, 3))

    assert made.replace([Plain(1, "r1", withdrawn=1), Plain(9, "unknown")]) == [RowIndex(0, 1)]
    assert made.row(RowIndex(0, 1)) == Plain(1, "r1", withdrawn=1)


def groups(*sizes: int) -> tuple[RecordGroup, ...]:
    return tuple(RecordGroup(f"g{number}", size) for number, size in enumerate(sizes))


@settings(max_examples=examples(200), derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(1, 4),
    st.integers(0, 1),
    st.lists(st.tuples(st.integers(1, 6), st.booleans()), max_size=6),
    st.integers(-4, 4),
    st.dictionaries(st.integers(0, 9), st.lists(st.integers(1, 3), min_size=3, max_size=3)),
)
def test_lines_and_stops_of_groups_name_the_same_records(
    height: int, heading: int, sizes: list[tuple[int, bool]], off: int, measured: dict[int, list[int]]
) -> None:
    """Whatever is folded or measured, and even where the count is not the sum of the groups."""
    heights = RowHeights(3)
    for page, each in measured.items():
        heights.put(page, each)
    count = max(0, sum(size for size, _ in sizes) + off)
    folded = {f"g{number}" for number, (_, is_folded) in enumerate(sizes) if is_folded}
    lines = SectionLines(height, count, heading, groups(*(size for size, _ in sizes)), folded, heights)
    seen = []
    for line in range(heading, lines.lines):
        group, place, part = lines.locate(line)
        if place is None:
            assert lines.line_of_head(group) == line
            continue
        assert lines.group_of(place) == group
        assert lines.first_line(place) + part == line
        assert list(lines.ranges(line, line)) == [(place, place)]
        seen += [place] * (part == 0)
    assert seen == [place for place in range(count) if not lines.is_folded(place)]
    stops = [lines.place_at(stop) for stop in range(lines.stops)]
    assert [lines.stop(place) for place in stops] == list(range(lines.stops))
    assert [place for place in stops if not lines.is_folded(place)] == seen
    shown = [place for first, last in lines.ranges(0, lines.lines) for place in range(first, last + 1)]
    assert shown == seen


def test_a_group_takes_one_line_and_no_record_and_folded_nothing_but_that() -> None:
    made = cache((7, 2, "heading"))
    made.rows[0].groups = groups(3, 4)
    made.reindex()
    assert (made.lines, made.records) == (1 + 2 + 14, 7)
    assert made.locate(1) == (HeadIndex(0, 0), 0)
    assert made.locate(8) == (HeadIndex(0, 1), 0)
    assert made.first_line(RowIndex(0, 3)) == 9

    made.rows[0].folded = {"g0"}
    made.reindex()
    assert made.lines == 1 + 2 + 8
    assert [made.step(0, step) for step in (-1, 1, 2, 9)] == [0, 3, 4, 6]
    assert made.is_folded(RowIndex(0, 1))
    assert list(made.visible_ranges(0, made.lines)) == [(0, 3, 6)]


def test_thousands_of_groups_are_reckoned_once_however_often_places_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reckoned: list[int] = []

    class Counted(SectionLines):
        def __init__(self, *asked: Any) -> None:
            reckoned.append(asked[1])
            super().__init__(*asked)

    rows = SectionCache()
    rows.groups = groups(*([30] * 3000))
    monkeypatch.setattr("ngkt_tui.tui.widgets.record_cache.SectionLines", Counted)
    assert [rows.lines(2, 90_000, 1).lines for _ in range(10)] == [183_001] * 10
    rows.folded.add(rows.groups[0].key)
    assert rows.lines(2, 90_000, 1).lines == 183_001 - 60
    assert rows.lines(2, 90_000, 1).stops == 90_000 - 29
    assert reckoned == [90_000, 90_000]


def test_the_places_of_thousands_of_groups_take_few_bytes_of_each() -> None:
    many = groups(*([300] * 3000))
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        lines = SectionLines(2, 900_000, 1, many)
        held = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert lines.groups is many
    assert held < 50 * len(
        many
    )  # four numbers of eight bytes and a mark; as lists of numbers they take three times that


def test_the_first_record_to_do_is_found_among_those_that_were_read() -> None:
    """Not by going through every group of a store first."""
    made = cache((90_000, 2, ""))
    made.rows[0].groups = groups(*([30] * 3000))
    made.rows[0].folded = {"g0"}
    made.rows[0].put(0, rows(0, PAGE))
    made.reindex()
    asked: list[int] = []

    def is_meant(spot: RowIndex) -> bool:
        asked.append(spot.place)
        return spot.place == 32

    assert made.first_where(is_meant) == RowIndex(0, 32)
    assert asked == [30, 31, 32]
    assert made.first_where(lambda _: False) == RowIndex(0, 30)


def test_groups_that_come_later_leave_the_first_ones_where_they_are_whatever_was_edited_meanwhile() -> None:
    held = groups(3, 4)
    fresh = [group._replace(records=group.records - 1, done=1) for group in groups(3, 4, 5)]
    assert completed(held, fresh) == (
        held[0]._replace(done=1),
        held[1]._replace(done=1),
        fresh[2],
    )
    assert completed(held, fresh[1:])[:2] == (held[0], held[1]._replace(done=1))  # nothing of the first is left
    begun = [group._replace(is_counted=False) for group in held]
    assert completed(begun, fresh) == tuple(fresh)
    assert recounted(begun, fresh) == tuple(begun)  # how many records they have nobody knows
    assert recounted(held, fresh[1:2]) == (held[0], held[1]._replace(done=1))  # the others were not touched
