"""Entries become lines that fit, whatever their texts hold."""

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment

from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine, TextRun, heading, line
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.rich_list_render import LineStyle, draw, wrap
from tests.fixtures.examples import examples
from tests.tui.dialogs.samples import CONTROLS, MARKUP, SHOWN_CONTROLS, UNSAFE

LOOK = LineStyle(text_styles_of("son-mai"))


def shown(entry: DetailLine, width: int = 60) -> list[str]:
    return ["".join(segment.text for segment in drawn) for drawn in draw(entry, width, LOOK)]


def test_a_long_text_is_wrapped_at_blanks() -> None:
    assert shown(line("một hai ba bốn"), 8) == ["một hai", "ba bốn"]


def test_a_word_longer_than_the_line_is_chopped() -> None:
    assert shown(line("abcdefghij"), 4) == ["abcd", "efgh", "ij"]


def test_the_inks_of_runs_survive_wrapping() -> None:
    lines = wrap([TextRun("một ", "key"), TextRun("hai ba", "muted")], 7)
    assert lines == [[TextRun("một ", "key"), TextRun("hai", "muted")], [TextRun("ba", "muted")]]


def test_a_label_has_a_column_of_its_own_where_there_is_room() -> None:
    drawn = shown(line("Bộ Công Thương", label="Chủ trì", target="bct"))
    assert drawn == ["Chủ trì         › Bộ Công Thương"]


def test_the_lines_below_a_label_begin_under_its_text() -> None:
    first, second = shown(line("một " * 20, label="Chủ trì"), 60)
    assert first.index("một") == second.index("một") == 18


def test_a_label_stands_before_its_text_where_there_is_little_room() -> None:
    assert shown(line("BCT", label="Chủ trì", target="bct"), 30) == ["› Chủ trì: BCT"]


def test_what_cannot_be_followed_has_no_mark() -> None:
    assert shown(line("BCT")) == ["BCT"]


def test_a_heading_is_drawn_to_the_end_of_the_line() -> None:
    assert shown(heading("Nguồn"), 12) == ["Nguồn ──────"]


def test_an_empty_entry_is_one_empty_line() -> None:
    assert shown(BLANK) == [""]


def test_markup_is_text() -> None:
    assert shown(line(MARKUP)) == [MARKUP]


def test_control_characters_are_replaced() -> None:
    assert shown(line(CONTROLS)) == [SHOWN_CONTROLS]
    assert shown(line("x", label=CONTROLS))[0].startswith(SHOWN_CONTROLS[:10])
    assert shown(heading(CONTROLS), 40)[0].startswith(SHOWN_CONTROLS)


letters = st.characters(exclude_categories=["Cs"])
texts = st.text(letters | st.sampled_from([*UNSAFE, "世", "e", "\u0302", "\u0323", " "]))
runs = st.lists(st.builds(TextRun, texts), max_size=4).map(tuple)


@settings(derandomize=True, max_examples=examples(300))
@given(runs, st.none() | texts, st.sampled_from([None, "x"]), st.integers(12, 90))
def test_no_line_is_wider_than_asked_and_none_holds_a_control_character(
    texts: tuple[TextRun, ...], label: str | None, target: str | None, width: int
) -> None:
    for drawn in draw(DetailLine(texts, label, target), width, LOOK):
        text = "".join(segment.text for segment in drawn if isinstance(segment, Segment))
        assert cell_len(text) <= width
        assert not any(char in text for char in UNSAFE)


@settings(derandomize=True, max_examples=examples(200))
@given(texts, st.integers(4, 40))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    whole = "".join(run.text for drawn in wrap([TextRun(text)], 10_000) for run in drawn)
    parts = "".join(run.text for drawn in wrap([TextRun(text)], width) for run in drawn)
    assert parts.replace(" ", "") == whole.replace(" ", "")
