"""Pane 2 as a table: how its rows are grouped, sorted and folded, by key and with the mouse, and what is kept of it."""

from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.words import translate
from ngkt_tui.query.lists.grouping import ListGrouping, RecordGroup
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.services import edit
from ngkt_tui.services.progress_steps import next_step
from ngkt_tui.services.session_state import NOTHING
from ngkt_tui.tui.panes.directives_pane import headings, needed
from ngkt_tui.tui.session import capture
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.drawing import ListOptions, RenderContext
from ngkt_tui.tui.widgets.list_lines import directive_group_line
from ngkt_tui.tui.widgets.record_cache import RowIndex
from tests.query.building import Building
from tests.tui.running import NORMAL, TODAY, Running, context_of, dashboard, walk
from tests.tui.stores import make_store
from tests.tui.test_moving import under_cursor

DIRECTIVES = 1


@pytest.fixture
def long_text_store(tmp_path: Path) -> Path:
    """A store whose texts take one, two, three and more lines."""

    def fill(built: Building) -> None:
        built.conference("hn-2031-03-05", "2031-03-05", "Hội nghị lớn")
        for number in range(250):
            built.directive(f"cd-{number:05}", "hn-2031-03-05", f"Số {number} " + "Lo " * (20 * (number % 5)))

    return make_store(tmp_path / "ngkt.sqlite", fill)


def heads(running: Running) -> list[str]:
    """Return the lines of the table that head groups, without its frame."""
    return [line[34:118].strip(" ▌┃") for line in running.lines if line[36:38] in ("▾ ", "▸ ")]


async def test_a_key_groups_the_rows_by_something_else_and_the_cursor_stays_on_its_record(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("z", "j", "j", "B")
        assert under_cursor(running) == "hn-2032-02-20-02"
        assert "theo cơ quan" in running.lines[1]
        await running.press("B", "B")
        assert "theo trạng thái" in running.lines[1]
        await running.press("g")
        assert any("☐ chưa đánh giá" in line for line in running.lines)
        await running.press("B")
        assert "theo mạch" in running.lines[1]
        assert any("▸ 2 lần · 352 ngày · Đàm phán" in line for line in running.lines)  # folded to one line
        await running.press("right")
        assert any("▾ 2 lần" in line for line in running.lines)
        assert under_cursor(running) in ("hn-2032-02-20-01", "hn-2031-03-05-09")
        await running.press("B")
        assert "không chia nhóm" in running.lines[1]
        assert not any("▾" in line for line in running.lines)
        await running.press("B")
        assert any("▾ 20/02/2032" in line for line in running.lines)


async def the_head_of_a_group_stays_in_view_and_tells_what_its_directives_stand_at(running: Running) -> None:
    assert heads(running)[0].startswith("▾ 20/02/2032  Hội nghị 2032-02-20")
    assert "!1 trễ  ▲1  ✓1  còn 6" in heads(running)[0]
    await running.press("G")
    assert running.panes[DIRECTIVES].scroll_y > 0
    assert running.lines[3][36:48] == "▾ 20/02/2032"


def test_groups_that_are_still_there_when_rows_without_groups_are_on_their_way_can_be_drawn() -> None:
    drawing = RenderContext(60, Language.VI, TODAY, text_styles_of("son-mai"), options=ListOptions())
    line = directive_group_line(RecordGroup("", 3), drawing, is_folded=False)
    assert translate(Language.VI, "group.none") in "".join(segment.text for segment in line)


async def test_an_edit_is_counted_in_the_head_of_its_group(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("space")
        assert "✓2  còn 5" in heads(running)[0]


async def test_a_group_is_folded_by_key_and_mouse_and_no_record_is_chosen_then(store: Path) -> None:
    async with dashboard(store) as running:
        pane = running.panes[DIRECTIVES]
        await running.press("left")
        assert heads(running)[0].startswith("▸ 20/02/2032")
        assert pane.selected_row is None
        await running.press("space", "down")
        assert under_cursor(running) == "hn-2031-03-05-08"
        await running.press("up", "enter")
        assert heads(running)[0].startswith("▾ 20/02/2032")
        assert under_cursor(running) == "hn-2032-02-20-00"
        running.click(45, 3)
        await running.settle()
        assert heads(running)[0].startswith("▸ 20/02/2032")
        assert len(edit.set_status(context_of(store), ["hn-2032-02-20-00"], Status.DOING).records) == 1


async def test_what_is_finished_is_folded_so_that_the_first_rows_are_things_to_do_and_unfolding_is_remembered(
    store: Path,
) -> None:
    newest = [f"hn-2032-02-20-0{number}" for number in range(8)]
    edit.set_status(context_of(store), newest, Status.DONE)
    async with dashboard(store) as running:
        assert heads(running)[0].startswith("▸ 20/02/2032")
        assert "✓" in heads(running)[0]
        assert running.directive.conference == "hn-2031-03-05"
        await running.press("up", "right")
        assert under_cursor(running) == newest[0]
        left = capture(running.app.dashboard, "", None)
    async with dashboard(store, state=left) as running:
        assert heads(running)[0].startswith("▾ 20/02/2032")
        await running.press("g", "left")
        await running.type("/cd")
        assert not any(line.startswith("▸") for line in heads(running))  # what is looked for is never folded away
        left = capture(running.app.dashboard, "", None)
    assert left.folds == {"directives": {"directives hn-2032-02-20": True}}


async def test_a_day_begins_with_the_first_thing_to_do_below_what_is_done(store: Path) -> None:
    edit.set_status(context_of(store), ["hn-2032-02-20-00", "hn-2032-02-20-01"], Status.DONE)
    for state in (NOTHING, NOTHING._replace(records={"directives": "hn-2032-02-20-01"})):
        async with dashboard(store, state=state) as running:
            assert running.directive.id == "hn-2032-02-20-02"
            await running.press("up")
            assert running.directive.id == "hn-2032-02-20-01"  # nothing is left out


async def test_a_group_under_work_is_not_folded_from_under_the_cursor(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("down")
        edit.set_status(context_of(store), [f"hn-2032-02-20-0{number}" for number in range(8)], Status.DONE)
        await running.press("X", "escape")
        assert under_cursor(running) == "hn-2032-02-20-01"
        assert heads(running)[0].startswith("▾ 20/02/2032")


async def a_click_on_a_heading_sorts_by_it_then_in_reverse_then_as_before(running: Running) -> None:
    x = running.lines[2].index("Hạn")
    for text, arrow in (("xep:hạn", "Hạn↑"), ("xep:-hạn", "Hạn↓"), ("", "Hạn ")):
        running.click(x, 2)
        await running.settle()
        assert running.panes.view.filters[DIRECTIVES] == text
        assert arrow in running.lines[2]


async def a_key_sorts_by_one_column_after_the_other(running: Running) -> None:
    seen = []
    for _ in range(5):
        await running.press("X")
        seen.append(running.panes.view.filters[DIRECTIVES])
    assert len(set(seen)) == 5
    assert seen[-1] == ""


async def a_key_folds_rows_and_the_cursor_moves_by_records_all_the_same(running: Running) -> None:
    await running.press("j", "W", "j")
    assert under_cursor(running) == "hn-2032-02-20-02"
    await running.press("W")
    assert under_cursor(running) == "hn-2032-02-20-02"


async def test_rows_are_sorted_folded_and_headed(store: Path) -> None:
    async with dashboard(store) as running:
        await walk(
            running,
            the_head_of_a_group_stays_in_view_and_tells_what_its_directives_stand_at,
            a_click_on_a_heading_sorts_by_it_then_in_reverse_then_as_before,
            a_key_sorts_by_one_column_after_the_other,
            a_key_folds_rows_and_the_cursor_moves_by_records_all_the_same,
        )


async def test_a_row_that_wraps_takes_the_lines_it_needs_and_no_other_does(long_text_store: Path) -> None:
    async with dashboard(long_text_store, NORMAL) as running:
        pane = running.panes[DIRECTIVES]
        await running.press("W")
        heights = [pane._cache.height(RowIndex(0, place)) for place in range(pane.counts[0][0])]
        assert set(heights) == {1, 2, 3}
        first = next(y for y, line in enumerate(running.lines) if "Lo " in line)
        running.click(60, first + 1)  # on the second line of a record
        await running.settle()
        assert "Lo " in running.directive.text_vi
        for key in ("G", "g", "pagedown", "pageup", *["down"] * 30, "B", "W", "W"):
            await running.press(key)
            top, bottom = pane._lines_in_sight()
            line = pane._cursor_line()
            assert top <= line <= bottom, key
            assert pane._cache.locate(line) == (pane.place, 0), key


async def test_rows_of_a_long_list_are_measured_by_the_page_and_only_where_they_are_seen(long_store: Path) -> None:
    async with dashboard(long_store, NORMAL) as running:
        pane = running.panes[DIRECTIVES]
        await running.press("W")
        measured = len(pane._cache.rows[0].heights._pages)
        await running.press("G")
        assert under_cursor(running) == "cd-04999"
        assert measured <= 1
        assert len(pane._cache.rows[0].heights._pages) <= 3


async def test_how_the_rows_were_laid_out_is_kept_for_the_next_start(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("B", "W")
        kept = capture(running.app.dashboard, "son-mai", None)
    assert (kept.groupings, kept.wrapped) == ({"directives": "agency"}, ("directives",))
    async with dashboard(store, state=kept) as running:
        assert running.panes[DIRECTIVES].options.grouping == "agency"
        assert running.panes[DIRECTIVES].options.is_wrapped


async def test_columns_are_shown_hidden_and_moved_in_a_dialog_and_kept_for_the_next_start(store: Path) -> None:
    edit.edit_fields(context_of(store), ["hn-2032-02-20-00"], next_step("Gửi công văn"))
    async with dashboard(store, NORMAL) as running:
        assert running.panes[DIRECTIVES].column_names == ("status", "text", "who", "due", "marks")
        await running.press("K", "down", "down", "space", *["down"] * 2, "space", "K")
        await running.press("escape")
        assert running.panes[DIRECTIVES].column_names == ("status", "text", "due", "step", "marks")
        assert "Bước tiếp theo" in running.lines[2]
        assert any("Gửi công văn" in line for line in running.lines)
        kept = running.app.last_state()
    assert kept.columns == ("status", "text", "due", "step", "marks")
    async with dashboard(store, NORMAL, state=kept) as running:
        assert running.panes[DIRECTIVES].column_names == kept.columns
        await running.press("K", "r", "escape")
        assert running.panes[DIRECTIVES].column_names == ("status", "text", "who", "due", "marks")


def test_every_column_has_a_heading_and_fits_at_each_width_whatever_was_chosen() -> None:
    chosen = ("nature", "clear", "step", "evidence", "product", "conference", "marks", "due", "who", "status")
    for width in (40, 74, 100, 160, 200):
        for columns in ((), chosen, ("text", "status"), tuple(reversed(chosen))):
            context = RenderContext(
                width, Language.VI, TODAY, text_styles_of("son-mai"), options=ListOptions(columns=columns)
            )
            named = headings(context)
            assert all(heading.text for heading in named)
            assert sum(heading.width for heading in named) == width
            assert next(heading.width for heading in named if heading.name == "text") >= width // 3


def test_what_dates_and_marks_do_not_need_is_given_to_the_text() -> None:
    surroundings = RenderContext(84, Language.VI, TODAY, text_styles_of("son-mai"))
    row = DirectiveRow(
        1, "cd", None, None, "task", "Mở rộng", None, Status.DOING, date(2032, 1, 31), None, None, "BCT", "MOIT",
        leads=0, repeats=1, notes=0, withdrawn=0,
    )  # fmt: skip
    widths = {}
    for each in (row, row._replace(due=date(2034, 1, 31), notes=2, importance=1)):
        options = ListOptions(ListGrouping.CONFERENCE, needed=needed(each, surroundings))
        widths[each.due] = {column.name: column.width for column in headings(surroundings._replace(options=options))}
    assert widths[date(2032, 1, 31)] == {"status": 3, "text": 59, "who": 10, "due": 6, "marks": 6}
    assert widths[date(2034, 1, 31)] == {"status": 3, "text": 54, "who": 10, "due": 9, "marks": 8}
