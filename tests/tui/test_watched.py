"""What is watched of markets, in pane 3: added, changed and taken away with keys, each undone."""

from pathlib import Path

from ngkt_tui.services.reader import Reader
from ngkt_tui.services.watch import watched
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.dialogs.watch_dialogs import WatchDialog
from tests.tui.dialogs.waiting import is_left, opens
from tests.tui.running import NORMAL, context_of, dashboard


def products(store: Path) -> list[str]:
    with Reader(context_of(store)) as reader:
        return [f"{each.market_id} {each.product} {each.measure} {each.next_on}" for each in watched(reader)]


async def test_a_measure_is_added_changed_and_taken_away_with_keys_and_each_is_undone(store: Path) -> None:
    async with dashboard(store, NORMAL) as running:
        await running.press("3", "m", "m")
        assert "Nhấn M để theo dõi" in running.text
        await running.press("M")
        await opens(running, FormDialog)
        for text in ("trung dong", "tom dong lanh", "chong ban pha gia", "", "6/3"):
            await running.type(text)
            await running.press("down")
        await running.press("enter")
        await is_left(running)
        assert products(store) == ["tt-trung-dong tom dong lanh chong ban pha gia 2032-03-06"]
        assert "Trung Đông · tom dong lanh" in running.text
        await running.press("enter")
        await opens(running, WatchDialog)
        await running.press("e")
        await opens(running, FormDialog)
        await running.press("down")
        await running.type("tam thoi")
        await running.press("enter")
        await opens(running, WatchDialog)
        assert "Biện pháp         tam thoi" in running.text
        await running.press("enter")
        await opens(running, DetailDialog)
        assert "Đang theo dõi" in running.text
        await running.press("escape")
        await opens(running, WatchDialog)
        await running.press("x")
        await is_left(running)
        assert products(store) == []
        assert "Nhấn M để theo dõi" in running.text
        await running.press("u")
        assert "tam thoi" in running.text
        await running.press("u", "u")
        assert products(store) == []


async def test_a_filter_and_a_scope_leave_what_is_watched_of_their_markets(store: Path) -> None:
    from ngkt_tui.services.watch import add_watch

    for market, product in (("tt-trung-dong", "gạo"), ("tt-eu", "tôm")):
        add_watch(context_of(store), market, {"product": product, "measure": "hạn ngạch"})
    async with dashboard(store, NORMAL) as running:
        await running.press("3", "m", "m")
        assert "EU · tôm" in running.text
        assert "Trung Đông · gạo" in running.text
        await running.press("slash")
        await running.type("tôm")
        await running.press("enter")
        assert "EU · tôm" in running.text
        assert "Trung Đông · gạo" not in running.text
        await running.press("escape", "m", "m", "g", "equals_sign")
        await running.press("m")
        assert ("EU · tôm" in running.text) is not ("Trung Đông · gạo" in running.text)
