"""A key acts where it fits what lies under the cursor, and nowhere else."""

from pathlib import Path

import pytest

from ngkt_tui.domain.enums import StoreRole
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.keymap import KEYS, Owner, key_of
from tests.tui.dialogs.waiting import opens
from tests.tui.running import Running, dashboard


def is_alone(running: Running) -> bool:
    return running.app.screen is running.app.dashboard


async def test_help_opens_where_there_is_no_record(empty_store: Path) -> None:
    async with dashboard(empty_store) as running:
        await running.press("question_mark")
        assert not is_alone(running)


@pytest.mark.parametrize("key", ["o", "n", "s", "space", "H"])
async def test_a_key_for_records_does_nothing_where_there_is_none(empty_store: Path, key: str) -> None:
    async with dashboard(empty_store) as running:
        await running.press(key)
        assert is_alone(running)


@pytest.mark.parametrize("pane", ["1", "4"])
async def test_a_conference_and_a_leader_have_no_status(store: Path, pane: str) -> None:
    async with dashboard(store) as running:
        await running.press(pane, "s")
        assert is_alone(running)


@pytest.mark.parametrize("key", [key for key in KEYS if key.owner is Owner.DASHBOARD], ids=lambda key: key.id)
def test_every_row_is_found_by_its_action(key: object) -> None:
    from textual.actions import parse

    _, name, parameters = parse(key.action)  # type: ignore[attr-defined]
    assert key_of(name, parameters) == key


async def test_a_reader_of_a_store_is_offered_no_edit_and_told_why(store: Path) -> None:
    async with dashboard(store, role=StoreRole.READER) as running:
        assert "chỉ đọc: bạn là người đọc" in running.lines[0]
        assert "xong" not in running.lines[-1]
        offered = {key.id for key in running.app.dashboard.host.keys.commands()}
        assert offered.isdisjoint({"tick", "status", "edit", "add", "correct", "note", "step", "undo", "next-article"})
        assert {"mark", "watch", "export", "detail", "history"} <= offered
        for key in ("space", "n", "A"):
            await running.press(key)
            assert is_alone(running)
        assert "dành cho người cập nhật kho" in running.text
        await running.press("enter")
        await opens(running, DetailDialog)
        assert "o nguồn   y sao chép   Y chép mã" in running.text
        assert "ghi chú" not in running.lines[-2]
