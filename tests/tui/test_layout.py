"""The dashboard can be used at every size from 40x10 on, says so below, and survives every other one."""

import random
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual._compositor import Compositor
from textual.geometry import Size
from textual.screen import Screen

from ngkt_tui.domain.counting_form import CountingForm
from ngkt_tui.query.totals import DashboardTotals
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.form_fields import FormField
from tests.tui.running import SMALL, dashboard


async def test_a_small_terminal_shows_one_pane_under_a_bar_in_which_a_click_shows_another(store: Path) -> None:
    async with dashboard(store, size=SMALL) as running:
        assert running.lines[1].startswith(" 1 Hội nghị  2 Chỉ đạo  3 FTA, thị trường  4 Lãnh đạo ")
        assert "Mở rộng thị trường" in running.text
        assert "Nguyễn An" not in running.text

        await running.press("4")
        assert "Nguyễn An" in running.text
        assert "Mở rộng thị trường" not in running.text

        await running.pilot.click("#pane-bar", offset=(2, 0))
        await running.settle()
        assert running.app.focused is running.panes[0]


async def test_zoom_shows_one_pane_and_then_all_again(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("z")
        assert "Nguyễn An" not in running.text
        await running.press("4")
        assert "Nguyễn An" in running.text
        await running.press("z")
        assert "Mở rộng thị trường" in running.text


async def test_a_tiny_terminal_says_that_it_is_too_small(store: Path) -> None:
    async with dashboard(store, size=(39, 20)) as running:
        assert "quá nhỏ" in running.text
        await running.resize(40, 10)
        assert "quá nhỏ" not in running.text
        assert "Mở rộng" in running.text


async def test_every_line_is_exactly_as_wide_as_the_terminal(store: Path) -> None:
    async with dashboard(store, size=(120, 36)) as running:
        for size in ((120, 36), (80, 24), (100, 30), (160, 45), (40, 10), (200, 50)):
            await running.resize(*size)
            assert {cell_len(line) for line in running.lines} == {size[0]}, size
            assert len(running.lines) == size[1], size


@pytest.mark.drawn
@pytest.mark.parametrize("changes", [2, pytest.param(80, marks=pytest.mark.soak)])
async def test_any_size_and_any_change_of_size_is_survived(store: Path, changes: int) -> None:
    chance = random.Random(7)
    sizes = [(1, 1), (300, 100), (1, 100), (300, 1), (40, 10), (39, 10), (100, 30), (99, 30), (100, 29)]
    sizes += [(chance.randint(1, 300), chance.randint(1, 100)) for _ in range(changes)]
    keys = ["1", "2", "3", "4", "z", "slash", "escape", "down", "G", "tab"]
    async with dashboard(store) as running:
        for size in sizes:
            await running.resize(*size)
            await running.press(chance.choice(keys))
            assert len(running.lines) == size[1]


async def test_the_head_leaves_out_what_does_not_fit_and_cuts_no_number(store: Path) -> None:
    async with dashboard(store, size=SMALL) as running:
        form = CountingForm(done=50, overdue=24, unrated=21_999, open=43, spirit=5_791)
        many = DashboardTotals(
            form, unrated=21_999, doing=43, blocked=5, reported=0, done=50, dropped=0, recommendations=0
        )
        for own, unrated in ((0, " 21999"), (123_456, "")):
            running.app.dashboard.header.show(many._replace(own=own))
            await running.settle()
            head = running.lines[0]
            assert "…" not in head
            assert "24 quá hạn" in head
            assert unrated in head


async def test_the_key_line_shows_only_keys_that_work_and_another_says_what_it_needs(store: Path) -> None:
    async with dashboard(store) as running:
        assert "Space xong" in running.lines[-1]
        assert "Enter mở" in running.lines[-1]
        await running.press("1")
        assert "Space" not in running.lines[-1]
        assert "Enter mở  = thu hẹp" in running.lines[-1]
        await running.press("t", "B", "equals_sign")
        assert "t cần một chỉ đạo: chọn một dòng ở khung 2." in running.text
        assert "B sắp lại các dòng ở khung 2." in running.text
        assert "= cần" not in running.text


async def test_enter_goes_deeper_in_every_pane_and_another_key_narrows_to_its_record(store: Path) -> None:
    async with dashboard(store) as running:
        for pane in ("1", "3", "4"):
            await running.press(pane, *["down"] * 2, "enter")
            assert len(running.app.screen_stack) == 2, pane
            await running.press("escape", "equals_sign")
            assert [chip.id for chip in running.panes.view.scope] == [running.record.id], pane
            await running.press("escape")


async def test_help_and_quitting_are_always_on_the_key_line_and_the_detail_where_there_is_room(store: Path) -> None:
    async with dashboard(store) as running:
        for size in ((40, 10), (80, 24), (120, 36), (200, 50)):
            await running.resize(*size)
            for pane in "1234":
                await running.press(pane)
                line = running.lines[-1]
                assert "? trợ giúp" in line, (size, pane)
                assert "q thoát" in line, (size, pane)
                assert "i chi tiết" in line or size != (120, 36), pane


async def test_a_form_is_not_laid_out_again_for_what_its_fields_asked_before(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asking: list[int] = []
    arrange = Compositor.reflow

    def counted(compositor: Compositor, root: Screen[object], size: Size) -> Any:
        asking.append(sum(isinstance(each, FormField) for each in root._layout_widgets))
        return arrange(compositor, root, size)

    monkeypatch.setattr(Compositor, "reflow", counted)
    async with dashboard(store) as running:
        asking.clear()
        await running.press("e")
        assert isinstance(running.app.screen, FormDialog)
        assert set(asking) == {0}
