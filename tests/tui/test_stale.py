"""An edit of what somebody changed meanwhile is not made, until its user has chosen."""

from pathlib import Path

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services import edit
from ngkt_tui.tui.dialogs.conflict_dialog import ConfirmDialog
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.status_dialog import StatusDialog
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import Running, context_of, dashboard
from tests.tui.test_editing import status_of

RECORD = "hn-2032-02-20-00"


async def make_stale(running: Running, store: Path) -> None:
    """Have somebody else block the directive, and tick it."""
    edit.set_status(context_of(store, actor="hoa"), [RECORD], Status.BLOCKED, why="chờ")
    await running.press("space")
    await opens(running, ConfirmDialog)


async def test_both_values_are_shown_and_theirs_is_kept_by_enter(store: Path) -> None:
    async with dashboard(store) as running:
        await make_stale(running, store)
        await shows(running, "bạn đã xem      chưa đánh giá")
        await shows(running, "hiện tại        vướng mắc")
        await running.press("enter")
        await is_left(running)
        assert status_of(store, RECORD) == "blocked"
        await shows(running, "▲! Mở rộng")


async def test_the_other_person_is_named_and_the_record_by_its_text(store: Path) -> None:
    async with dashboard(store) as running:
        await make_stale(running, store)
        await shows(running, "hoa vừa thay đổi mục này")
        await shows(running, "vướng mắc · hoa · 01/03/2032")
        assert RECORD not in running.text


async def test_mine_has_a_key(store: Path) -> None:
    async with dashboard(store) as running:
        await make_stale(running, store)
        await running.press("m")
        await until(running, lambda: status_of(store, RECORD) == "done")


async def test_mine_is_made_as_a_new_change(store: Path) -> None:
    async with dashboard(store) as running:
        await make_stale(running, store)
        await running.press("right", "enter")
        await until(running, lambda: status_of(store, RECORD) == "done")


async def test_one_can_look_at_the_history_and_choose_then(store: Path) -> None:
    async with dashboard(store) as running:
        await make_stale(running, store)
        await running.press("left", "enter")
        await opens(running, DetailDialog)
        await running.press("escape")
        await opens(running, ConfirmDialog)
        await running.press("escape")
        await is_left(running)
        assert status_of(store, RECORD) == "blocked"


async def test_a_status_from_the_menu_is_asked_about_too(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("s")
        await opens(running, StatusDialog)
        edit.set_status(context_of(store, actor="hoa"), [RECORD], Status.BLOCKED, why="chờ")
        await running.press("down", "enter")
        await opens(running, ConfirmDialog)
        await running.press("right", "enter")
        await until(running, lambda: status_of(store, RECORD) == "doing")


async def test_an_agency_given_from_the_detail_is_asked_about_too(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("enter")
        await opens(running, DetailDialog)
        await running.press("e")
        await opens(running, FormDialog)
        edit.edit_fields(context_of(store, actor="hoa"), [RECORD], FieldUpdates(lead=("bct",)))
        await running.press("down")
        await running.type("bng")
        await running.press("enter")
        await opens(running, ConfirmDialog)


async def test_a_tick_of_many_leaves_no_record_unasked_about(store: Path) -> None:
    edit.set_status(context_of(store), [RECORD], Status.DONE)
    async with dashboard(store) as running:
        await running.press("v", "down", "v", "space")
        await until(running, lambda: not running.app.dashboard.marks.selection)
        edit.set_status(context_of(store, actor="hoa"), [RECORD], Status.BLOCKED, why="chờ")
        await running.press("home", "space")
        await opens(running, ConfirmDialog)


async def test_what_an_undo_would_take_back_can_only_be_looked_at_once_others_changed_it(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("space")
        edit.set_status(context_of(store, actor="hoa"), [RECORD], Status.BLOCKED, why="chờ")
        await running.press("u")
        await opens(running, ConfirmDialog)
        assert "ghi của tôi" not in running.text
        await running.press("enter")
        await is_left(running)
        assert status_of(store, RECORD) == "blocked"


async def test_theirs_kept_is_told_since_nothing_of_mine_was_done(store: Path) -> None:
    async with dashboard(store) as running:
        await make_stale(running, store)
        await running.press("enter")
        await shows(running, "Đã giữ giá trị của người kia")


async def test_of_many_it_is_said_that_none_is_changed_and_what_either_answer_means(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("v", "down", "v")
        await make_stale(running, store)
        await shows(running, "Thay đổi của bạn gồm 2 mục và chưa mục nào được sửa.")
        await running.press("enter")
        await is_left(running)
        assert len(running.app.dashboard.marks.selection) == 2
        await running.press("space")
        await until(running, lambda: not running.app.dashboard.marks.selection)
        assert status_of(store, RECORD) == "done"


async def test_an_undo_that_is_refused_says_so_and_asks_nothing(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("space")
        edit.set_status(context_of(store, actor="hoa"), [RECORD], Status.BLOCKED, why="chờ")
        await running.press("u")
        await shows(running, "Không hoàn tác được")
        await shows(running, "khi đó          hoàn thành")
        await shows(running, "hiện tại        vướng mắc")
        await shows(running, "Esc đóng")
        assert "người kia" not in running.text
