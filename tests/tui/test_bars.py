"""Bars of progress neither lose nor invent cells."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.counting_form import bar_shares
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.drawing import stacked_bar, width_of
from tests.fixtures.examples import examples

INKS = text_styles_of("son-mai")


@settings(derandomize=True, max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 500), min_size=1, max_size=4), st.integers(0, 300), st.integers(0, 60))
def test_a_bar_is_as_long_as_asked_for(parts: list[int], rest: int, cells: int) -> None:
    whole = sum(parts) + rest
    bar = stacked_bar([(part, INKS.jade) for part in parts], whole, cells, INKS)

    assert width_of(bar) == cells


@settings(derandomize=True, max_examples=examples(300), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.integers(0, 500), min_size=1, max_size=4), st.integers(0, 300), st.integers(8, 60))
def test_a_part_that_is_there_is_seen_and_one_that_is_not_is_not(parts: list[int], rest: int, cells: int) -> None:
    given = bar_shares(parts, sum(parts) + rest, cells)

    assert [bool(share) for share in given] == [bool(part) for part in parts]


def test_all_done_fills_the_bar() -> None:
    assert bar_shares([7], 7, 10) == [10]


def test_nothing_to_do_is_an_empty_bar() -> None:
    assert bar_shares([0, 0], 0, 10) == [0, 0]


def test_a_plain_bar_needs_no_drawing_characters() -> None:
    assert "".join(segment.text for segment in stacked_bar([(1, INKS.jade)], 2, 4, INKS, plain=True)) == "==--"
