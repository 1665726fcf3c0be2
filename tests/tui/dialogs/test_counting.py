"""The counting form says what each number is a share of, and a cell leads to exactly its records."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.counting_form import CountingCategory
from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services import edit
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.tui.dialogs.counting_dialog import CountingDialog
from ngkt_tui.tui.widgets.rich_list import RichList
from tests.fixtures.stores import SAMPLE, context_of, make_sample_store
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import NORMAL, SMALL, Running, dashboard, walk

SPIRIT = "hn-2033-01-10-03"
FIRST, SECOND, THIRD = (f"hn-2031-03-05-0{number}" for number in (1, 2, 3))


@pytest.fixture(scope="session")
def _counted_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = make_sample_store(tmp_path_factory.mktemp("counted") / "ngkt.sqlite")
    context = context_of(store)
    edit.edit_fields(context, [FIRST], FieldUpdates(due=date(2032, 4, 1), status=Status.DONE, evidence=("QĐ 7",)))
    edit.edit_fields(context, [SECOND], FieldUpdates(due=date(2032, 1, 31)))
    edit.set_status(context, [THIRD], Status.DONE)
    return store


@pytest.fixture
def counted(_counted_file: Path, tmp_path: Path) -> Path:
    """A store with something in several cells."""
    return Path(shutil.copy(_counted_file, tmp_path / "counted.sqlite"))


async def cell(running: Running, target: str) -> None:
    await running.press("c")
    await opens(running, CountingDialog)
    sheet = running.app.screen.query_one(RichList)
    while sheet.target != target:
        await running.press("down")
    await running.press("enter")
    await is_left(running)


async def each_rate_says_what_it_is_a_share_of(running: Running) -> None:
    await running.press("c")
    await opens(running, CountingDialog)
    await shows(running, "Có hạn (2)")
    text = " ".join(running.text.split())
    assert "hoàn thành đúng hạn 1 50% trên 2 có hạn" in text
    assert "có minh chứng 1 50% trên 2 đã hoàn thành" in text


async def test_what_users_made_is_counted_apart_in_head_and_form(counted: Path) -> None:
    values = {"id": "viec-1", "kind": "task", "issued": "2031-03-06", "text": {"vi": "Lập danh mục kho lạnh"}}
    edit.create_record(context_of(counted), RecordKind.DIRECTIVE, values)
    async with dashboard(counted, NORMAL) as running:
        assert "⌂ 1" in running.lines[0]
        await running.press("c")
        await opens(running, CountingDialog)
        await shows(running, "của đơn vị, không theo")
        await running.press("escape")
        await cell(running, "is:own")
        assert running.directive.id == "viec-1"


async def test_it_says_what_enter_and_the_arrows_do(counted: Path) -> None:
    for size in (SMALL, NORMAL):
        async with dashboard(counted, size=size) as running:
            await running.press("c")
            await opens(running, CountingDialog)
            await shows(running, "Enter chỉ hiện các chỉ đạo của ô đang chọn; ← → đổi cách đếm")


async def test_a_cell_leads_to_exactly_its_records(counted: Path) -> None:
    targets = [f"cell:{each}" for each in CountingCategory if each is not CountingCategory.SPIRIT]
    async with dashboard(counted) as running:
        header = running.app.dashboard.header.counts
        assert header is not None
        whole = running.panes[1].counts[0]
        wanted = {target: header.form.count_of(CountingCategory(target[5:])) for target in targets}
        assert len(set(wanted.values())) > 2
        for target, count in (wanted | {"status:done is:evidenced": header.evidenced}).items():
            await cell(running, target)
            await until(running, lambda: running.panes[1].counts[0] == (count, True))  # noqa: B023 - awaited here
            assert running.app.focused is running.panes[1], target
            await running.press("slash", "ctrl+u", "enter")
            assert running.panes[1].counts[0] == whole, target


@pytest.fixture
def judged(counted: Path) -> Path:
    """A store with directives of spirit, one of which is done."""
    import_digest(context_of(counted), SAMPLE.with_name("schema2.yaml"))
    edit.set_status(context_of(counted), [SPIRIT], Status.DONE)
    return counted


async def test_spirit_is_told_apart_and_is_in_no_rate(judged: Path) -> None:
    async with dashboard(judged) as running:
        await running.press("c")
        await opens(running, CountingDialog)
        await shows(running, "Tinh thần (1)")
        text = " ".join(running.text.split())
        assert "hoàn thành 2 14% trên 14 theo dõi được" in text
        assert "tinh thần (không theo dõi) 1 không tính vào tỷ lệ" in text


@pytest.mark.parametrize("target", ["cell:spirit", "status:done -nature:spirit"])
async def test_counts_beside_spirit_lead_to_exactly_their_records(judged: Path, target: str) -> None:
    async with dashboard(judged) as running:
        header = running.app.dashboard.header.counts
        assert header is not None
        await cell(running, target)
        wanted = header.form.spirit if "cell" in target else header.form.finished
        await until(running, lambda: running.panes[1].counts[0] == (wanted, True))


async def test_it_fits_a_small_terminal(counted: Path) -> None:
    async with dashboard(counted, size=SMALL) as running:
        await running.press("c")
        await opens(running, CountingDialog)
        await shows(running, "chưa hoàn thành, không có hạn")


async def left_and_right_switch_what_is_counted_by(running: Running) -> None:
    await running.press("c")
    await opens(running, CountingDialog)
    for text in ("05/03/2031", "BCT", "không nêu"):
        await running.press("right")
        await shows(running, text)
    for text in ("BCT", "05/03/2031", "Có hạn (2)"):
        await running.press("left")
        await shows(running, text)


async def a_cell_of_a_group_leads_to_exactly_its_records(running: Running) -> None:
    await running.press("c")
    await opens(running, CountingDialog)
    await running.press("right")
    await shows(running, "05/03/2031")
    sheet = running.app.screen.query_one(RichList)
    while sheet.target != "conf:hn-2031-03-05 cell:overdue":
        await running.press("down")
    await running.press("enter")
    await is_left(running)
    assert running.app.dashboard.panes.view.filters[1] == 'hn:hn-2031-03-05 o:"chưa hoàn thành, quá hạn"'
    await until(running, lambda: running.panes[1].counts[0] == (1, True))


async def groups_are_counted_within_the_scope(running: Running) -> None:
    await running.press("1", "equals_sign", "c")
    await opens(running, CountingDialog)
    await running.press("right")
    await shows(running, "20/02/2032")
    assert "05/03/2031" not in running.text.partition("Đếm theo")[2].partition("Esc")[0]


async def test_many_groups_scroll_in_the_least_terminal(counted: Path) -> None:
    async with dashboard(counted, size=(40, 10)) as running:
        await running.press("c")
        await opens(running, CountingDialog)
        await running.press("right")
        await shows(running, "20/02/2032")
        await running.press("G")
        assert "20/02/2032" not in running.text


async def it_says_where_groups_add_up_to_more_than_all(running: Running) -> None:
    await running.press("c")
    await opens(running, CountingDialog)
    await running.press("right", "right")
    await shows(running, "đếm ở mọi nhóm")
    await running.press("left")
    await until(running, lambda: "đếm ở mọi nhóm" not in running.text)


async def test_what_is_counted_is_told_and_leads_to_it(counted: Path) -> None:
    async with dashboard(counted) as running:
        await walk(
            running,
            each_rate_says_what_it_is_a_share_of,
            left_and_right_switch_what_is_counted_by,
            a_cell_of_a_group_leads_to_exactly_its_records,
            groups_are_counted_within_the_scope,
            it_says_where_groups_add_up_to_more_than_all,
        )


async def test_of_very_many_groups_the_first_are_told(counted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ngkt_tui.tui.dialogs.counting_dialog.MAX_GROUPS", 1)
    async with dashboard(counted) as running:
        await running.press("c")
        await opens(running, CountingDialog)
        await running.press("right")
        await shows(running, "nhóm khác; hãy thu hẹp phạm vi")
        assert "20/02/2032" in running.text
