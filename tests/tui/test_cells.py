"""Lines come out as wide as asked for, whatever letters they hold."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.tui.widgets.drawing import fit, fit_line, fit_right, justify, sanitize_cell, width_of
from tests.fixtures.examples import examples

HARD = [
    "",
    "Đàm phán, ký kết FTA",
    "Đàm phán",  # NFD
    "漢字とかな",
    "x̂ŷẑ combining without a composed form",
    "zero​width‍joined",
    "👨‍👩‍👧 family",
    "👍🏽❤️",
    "[/x] [red] [@click=app.bell]x",
    "esc\x1b[31m nul\x00 tab\t line\nbreak",
    "\u202eright to left\u202c",
]


@pytest.mark.parametrize("text", HARD)
@pytest.mark.parametrize("width", [0, 1, 2, 3, 5, 8, 40])
def test_a_text_fills_exactly_the_cells_it_is_given(text: str, width: int) -> None:
    assert cell_len(fit(sanitize_cell(text), width)) == width
    assert cell_len(fit_right(sanitize_cell(text), width)) == width


@settings(derandomize=True, max_examples=examples(200), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=60), st.text(max_size=20), st.integers(0, 60))
def test_a_line_spread_over_any_width_has_that_width(left: str, right: str, width: int) -> None:
    line = justify([Segment(sanitize_cell(left))], [Segment(sanitize_cell(right))] if right else [], width)

    assert width_of(line) == width


def test_a_cut_text_ends_with_an_ellipsis() -> None:
    assert fit("thị trường", 6) == "thị t…"


def test_a_wide_letter_that_does_not_fit_is_left_out_whole() -> None:
    assert fit("漢字", 3) == "漢…"
    assert fit("漢字", 2) == "… "


def test_the_right_end_of_a_line_is_kept_whole_when_the_left_is_cut() -> None:
    line = justify([Segment("a long directive")], [Segment("BCT")], 10)

    assert "".join(segment.text for segment in line) == "a lon… BCT"


def test_user_text_is_shown_letter_for_letter_on_one_line() -> None:
    assert sanitize_cell("[red]đỏ[/]\nhai") == "[red]đỏ[/] hai"


def test_control_characters_are_replaced_and_joiners_dropped() -> None:
    assert sanitize_cell("a\x1b[2Jb") == "a\N{REPLACEMENT CHARACTER}[2Jb"
    assert sanitize_cell("👨\u200d👩") == "👨👩"


def test_a_very_long_text_is_not_looked_at_to_its_end() -> None:
    assert len(sanitize_cell("x" * 1_000_000)) <= 1000


def test_a_line_keeps_the_styles_of_its_segments() -> None:
    fitted = fit_line([Segment("ab", None), Segment("cdef", None)], 4)

    assert [segment.text for segment in fitted] == ["ab", "c…"]


def test_a_line_that_is_cut_between_two_segments_ends_with_an_ellipsis_too() -> None:
    line = fit_line([Segment("mới như "), Segment("kinh"), Segment(" tế số")], 12)
    assert "".join(segment.text for segment in line) == "mới như kin…"
    assert width_of(fit_line([Segment("mới"), Segment("   ")], 3)) == 3
    assert "".join(segment.text for segment in fit_line([Segment("mới"), Segment("   ")], 3)) == "mới"
