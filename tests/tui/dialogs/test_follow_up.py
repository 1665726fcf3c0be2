"""Today and threads on the screen: every line leads to its act or to its record by Enter."""

from datetime import date
from pathlib import Path

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.query.reminders import reminders_of
from ngkt_tui.services import edit
from ngkt_tui.services.agency_reports import Letter, next_letters, remind
from ngkt_tui.services.ask_thread import thread_of
from ngkt_tui.services.browse import browse
from ngkt_tui.services.progress_steps import next_step
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.watch import add_watch
from ngkt_tui.services.work_today import GROUPS, Act
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog, NoteDialog
from ngkt_tui.tui.dialogs.progress_dialogs import PickEntryDialog
from ngkt_tui.tui.dialogs.status_dialog import StatusDialog
from ngkt_tui.tui.dialogs.thread_dialog import NearestDialog, ThreadDialog
from ngkt_tui.tui.dialogs.today_dialog import TodayDialog
from ngkt_tui.tui.dialogs.watch_dialogs import WatchDialog
from ngkt_tui.tui.widgets.rich_list import RichList
from tests.fixtures.stores import make_sample_store
from tests.tui.dialogs.waiting import opens
from tests.tui.running import SMALL, Running, context_of, dashboard

FIRST = "hn-2031-03-05-01"
MARKET = "tt-bac-au"


def sheet(running: Running) -> RichList:
    return running.app.screen.query_one(RichList)


def with_every_group(store: Path) -> None:
    """Bring about what each group of Today is for."""
    context, sent = context_of(store), context_of(store, fixed_today=date(2032, 2, 1))
    ids = [f"hn-2031-03-05-0{number}" for number in range(1, 5)]
    edit.edit_fields(context, ["hn-2032-02-20-01"], FieldUpdates(due=date(2032, 2, 1)))
    edit.edit_fields(context, ids[1:2], FieldUpdates(due=date(2032, 3, 10)))
    edit.set_status(context, ids[2:3], Status.BLOCKED, why="chờ vốn")
    edit.set_status(context, ids[3:4], Status.REPORTED)
    edit.set_status(context, ["hn-2031-09-12-01"], Status.DONE)
    remind(sent, ids[:1], Letter(agencies=("bct",), reply_by=date(2032, 2, 10)))
    edit.edit_fields(context, [ids[1]], next_step("gửi dự thảo", due=date(2032, 2, 20)))
    edit.edit_fields(context, ["fta-mercosur"], next_step("họp kỹ thuật", due=date(2032, 2, 25)))
    for product, day in (("tôm", "2032-03-05"), ("gạo", "2032-03-25")):
        add_watch(context, MARKET, {"product": product, "measure": "thuế", "next_on": day})


async def test_each_line_of_today_begins_the_act_of_its_group(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    with_every_group(store)
    acts = {
        Act.STATUS: StatusDialog, Act.DUE: FormDialog, Act.EVIDENCE: FormDialog, Act.NOTE: NoteDialog,
        Act.CONFIRM: StatusDialog, Act.REMIND: FormDialog, Act.STEP: PickEntryDialog, Act.WATCH: WatchDialog,
    }  # fmt: skip
    async with dashboard(store) as running:
        await running.press("0")
        await opens(running, TodayDialog)
        dialog = running.app.screen
        assert isinstance(dialog, TodayDialog)
        shown = {each.group.name: each for each in dialog.lists if each.total}
        assert set(shown) == {group.name for group in GROUPS} - {"new"}
        assert [item.id for item in shown["step-overdue"].items] == ["hn-2031-03-05-02", "fta-mercosur"]
        assert "đôn đốc mức 2" in running.text
        assert any(entry.text.endswith(" · chờ vốn") for entry in sheet(running).entries)
        await running.press("home")
        for each in shown.values():
            while dialog._list_at(sheet(running).cursor or 0).group != each.group:
                await running.press("down")
            await running.press("enter")
            await opens(running, acts[each.group.act])
            await running.press("escape")
            await opens(running, TodayDialog)


async def test_today_scrolls_where_it_is_longer_than_the_terminal(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    with_every_group(store)
    async with dashboard(store, SMALL) as running:
        await running.press("0")
        await opens(running, TodayDialog)
        last = sheet(running)._stops[-1]
        while sheet(running).cursor != last:
            await running.press("down")
        assert sheet(running).show_vertical_scrollbar
        assert 0 <= sheet(running).line_of_cursor - sheet(running).top < sheet(running).size.height < SMALL[1]


async def test_today_is_the_first_screen_where_something_is_due_and_only_then(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    async with dashboard(store, opens="due-today") as running:
        await running.settle()
        assert running.app.screen is running.app.dashboard
    edit.edit_fields(context_of(store), ["fta-mercosur"], next_step("họp kỹ thuật", due=date(2032, 2, 25)))
    async with dashboard(store, opens="due-today") as running:
        await opens(running, TodayDialog)
        await running.press("enter")
        await opens(running, PickEntryDialog)


async def test_what_is_settled_leaves_its_group_at_once(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    edit.set_status(context_of(store), [FIRST], Status.BLOCKED, why="chờ vốn")
    async with dashboard(store) as running:
        await running.press("0")
        await opens(running, TodayDialog)
        dialog = running.app.screen
        assert isinstance(dialog, TodayDialog)
        while dialog._list_at(sheet(running).cursor or 0).group.name != "blocked":
            await running.press("down")
        await running.press("enter")
        await opens(running, StatusDialog)
        await running.press("home", "down", "enter")
        await opens(running, TodayDialog)
        await running.settle()
        assert next(each.total for each in dialog.lists if each.group.name == "blocked") == 0
        assert "Vướng mắc: không có." in running.text


async def test_a_whole_group_becomes_the_filter_of_the_directives(tmp_path: Path) -> None:
    async with dashboard(make_sample_store(tmp_path / "ngkt.sqlite")) as running:
        await running.press("0")
        await opens(running, TodayDialog)
        while not (sheet(running).target or "").startswith("group:"):
            await running.press("down")
        name = (sheet(running).target or "").removeprefix("group:")
        await running.press("enter")
        await running.settle()
        assert running.app.focused is running.panes[1]
        assert {"asked-again": "nhắc lại", "silent": "lâu chưa cập nhật", "horizon-ended": "hết kỳ"}[name] in (
            running.app.dashboard.panes.view.filters[1]
        )


async def test_a_key_confirms_what_is_reported_and_asks_for_evidence(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    with Reader(context_of(store)) as reader:
        first = next(iter(browse(reader, RecordKind.DIRECTIVE, "", 1).rows)).id
        edit.set_status(context_of(store), [first], Status.REPORTED)
        async with dashboard(store) as running:
            await running.press("2", "home", "down", "C")
            await running.settle()
            assert running.app.screen is running.app.dashboard
            assert "Chỉ xác nhận được việc đã" in running.text
            await running.press("home", "C")
            await opens(running, StatusDialog)
            await running.press(*"1121/TB", "ctrl+s")
            await running.settle()
        assert [each.id for each in browse(reader, RecordKind.DIRECTIVE, "is:confirmed is:evidenced", 0).rows] == [
            first
        ]


async def test_keys_record_reminders_of_all_that_are_marked_and_the_answers(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    with Reader(context_of(store)) as reader:
        ids = [each.id for each in browse(reader, RecordKind.DIRECTIVE, "", 2).rows]
        edit.edit_fields(context_of(store), ids, FieldUpdates(lead=("bct", "bng")))
        remind(context_of(store, fixed_today=date(2032, 2, 1)), ids[:1], Letter(reply_by=date(2032, 2, 10)))
        async with dashboard(store) as running:
            await running.press("2", "home", "v", "down", "v", "d")
            await opens(running, FormDialog)
            assert "Đôn đốc" in running.text
            assert "BCT (2), BNG (2)" in running.text
            assert "mức tiếp theo của từng nơi" in running.text
            await running.press("tab", *"15/CV", "ctrl+s")
            await running.settle()
            await running.press("home", "D")
            await opens(running, FormDialog)
            await running.press("ctrl+s")
            assert "Hãy viết nội dung trả lời" in running.text
            assert "mọi nơi đã đôn đốc" in running.text
            await running.press(*"da trinh", "tab", "right", "ctrl+s")
            await running.settle()
        with reader.connection() as connection:
            sent = reminders_of(connection, ids)
        levels = {(each.record, each.agency_id): each.level for each in sent if each.number == "15/CV"}
        assert levels == {(record, agency): 2 - ids.index(record) for record in ids for agency in ("bct", "bng")}
        assert {(each.record, each.agency_id) for each in sent if not each.is_awaiting} == {(ids[0], "bct")}


async def test_the_detail_offers_what_follows_a_directive_up(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    with Reader(context_of(store)) as reader:
        first = next(iter(browse(reader, RecordKind.DIRECTIVE, "", 1).rows)).id
    edit.set_status(context_of(store), [first], Status.REPORTED)
    remind(context_of(store), [first], Letter(agencies=("bct",)))
    async with dashboard(store) as running:
        for keys, offered in (("home", True), ("down", False)):
            await running.press("2", keys, "enter")
            await opens(running, DetailDialog)
            dialog = running.app.screen
            assert isinstance(dialog, DetailDialog)
            acts = {each.id for each in dialog.choices()}
            assert {"remind", "thread"} <= acts
            assert ({"answer", "confirm"} <= acts) is offered
            if offered:
                for key, asked in (("d", FormDialog), ("D", FormDialog), ("C", StatusDialog), ("t", ThreadDialog)):
                    await running.press(key)
                    await opens(running, asked)
                    await running.press("escape")
                    await opens(running, DetailDialog)
            await running.press("escape")


async def test_who_is_to_be_reminded_is_asked_where_nobody_is_in_charge(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    with Reader(context_of(store)) as reader:
        found = [each.id for each in browse(reader, RecordKind.DIRECTIVE, "", 0).rows]
        nobody = next(each for each in found if not next_letters(reader, [each]).agencies[each])
        async with dashboard(store) as running:
            await running.press("2", "home", *["down"] * found.index(nobody), "d")
            await opens(running, FormDialog)
            await running.press("tab", *"15/CV", "ctrl+s")
            assert "Chưa có cơ quan chủ trì" in running.text
            await running.press("tab", "tab", "tab", "tab", *"bct", "tab", *str(tmp_path / "cv.doc"), "ctrl+s")
            assert "cần kết thúc bằng .docx" in running.text
            await running.press("x", "ctrl+s")
            await running.settle()
        assert (tmp_path / "cv.docx").read_bytes().startswith(b"PK")
        with reader.connection() as connection:
            assert [(each.number, each.agency_id) for each in reminders_of(connection, [nobody])] == [("15/CV", "bct")]


async def test_an_ask_is_tied_to_the_nearest_and_taken_out_again(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    with Reader(context_of(store)) as reader:
        async with dashboard(store) as running:
            await running.press("2", "home", "t")
            await opens(running, ThreadDialog)
            dialog = running.app.screen
            assert isinstance(dialog, ThreadDialog)
            record, before = dialog._record, len(dialog._thread.asks)
            await running.press("l")
            await opens(running, NearestDialog)
            other = sheet(running).target or ""
            await running.press("enter")
            await opens(running, ThreadDialog)
            await running.settle()
            assert other in {ask.id for ask in thread_of(reader, record).asks}
            assert len(dialog._thread.asks) > before
            sheet(running).show(dialog._entries(), at=other)
            await running.press("x")
            await running.settle()
            assert other not in {ask.id for ask in thread_of(reader, record).asks}


async def test_with_a_unit_the_heading_names_it(tmp_path: Path) -> None:
    async with dashboard(make_sample_store(tmp_path / "ngkt.sqlite"), unit="bct") as running:
        await running.press("0")
        await opens(running, TodayDialog)
        assert "Hôm nay · Bộ Công Thương" in running.text


async def test_a_thread_begins_at_the_directive_and_leads_to_every_ask(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    async with dashboard(store, filter_text="is:repeated") as running:
        directive = running.app.dashboard.panes.record
        assert directive is not None
        await running.press("t")
        await opens(running, ThreadDialog)
        assert sheet(running).target == directive.id
        assert "lần nêu" in running.text
        await running.press("enter")
        await opens(running, DetailDialog)
        assert directive.id in running.text


async def test_of_what_was_asked_once_no_days_are_told(tmp_path: Path) -> None:
    async with dashboard(make_sample_store(tmp_path / "ngkt.sqlite"), filter_text="-is:repeated") as running:
        await running.press("t")
        await opens(running, ThreadDialog)
        assert "Mạch · mới nêu một lần" in running.text


async def test_what_is_no_directive_has_no_thread(tmp_path: Path) -> None:
    async with dashboard(make_sample_store(tmp_path / "ngkt.sqlite")) as running:
        await running.press("1", "t")
        await running.settle()
        assert len(running.app.screen_stack) == 1
