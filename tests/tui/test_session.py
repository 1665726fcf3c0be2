"""The dashboard begins as it was last left; what is gone meanwhile is left out, piece by piece."""

from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.services.session_state import SessionState, load_session, save_session
from ngkt_tui.services.views import NamedView
from tests.fixtures.stores import SAMPLE, make_sample_store
from tests.tui.dialogs.waiting import until
from tests.tui.running import Running, context_of, dashboard

DIRECTIVES, CONFERENCES, AGREEMENTS = "directives", "conferences", "agreements-and-markets"


async def left_as(store: Path, *keys: str, state: SessionState | None = None, typed: str = "") -> SessionState:
    """Press keys in a dashboard, leave it, and return what is kept of it, as it comes back from a file."""
    async with dashboard(store, state=state or SessionState()) as running:
        await running.press(*keys)
        await running.type(typed)
        kept = running.app.last_state()
    file = store.with_name("state.json")
    save_session(file, store, kept)
    assert load_session(file, store) == kept
    return kept


def cursor(running: Running, pane: int) -> str | None:
    chosen = running.panes[pane].selected_row
    return chosen[1].id if chosen else None


async def test_filter_scope_focus_cursor_zoom_and_theme_come_back(store: Path) -> None:
    kept = await left_as(store, "1", "G", "equals_sign", "down", "2", "T", "z", "slash", typed="thị trường")
    async with dashboard(store, state=kept) as running:
        screen = running.app.dashboard
        assert screen.panes.view.filters[1] == "thị trường"
        assert "‹hội nghị 05/03/2031›" in running.text
        assert running.app.focused is running.panes[1]
        assert running.app.theme == "giay-do"
        assert screen.layouts.is_zoomed
        assert running.panes[1].counts[0] == (1, True)
        await running.press("escape", "escape", "z")
        assert running.panes[1].records == 15
        assert not running.panes[1].is_scoped


async def test_every_cursor_is_on_its_record_again(store: Path) -> None:
    kept = await left_as(store, *["down"] * 9, "4", "G", "1", "down")
    assert kept.records == {
        DIRECTIVES: "hn-2031-03-05-09",
        "officials-and-agencies": "tran-binh",
        CONFERENCES: "hn-2031-09-12",
        AGREEMENTS: "fta-a",
    }
    async with dashboard(store, state=kept) as running:
        assert running.app.focused is running.panes[0]
        assert [cursor(running, pane) for pane in range(4)] == [
            "hn-2031-09-12", "hn-2031-03-05-09", "fta-a", "tran-binh",
        ]  # fmt: skip


async def test_what_a_filter_leaves_is_always_told_of_how_many(store: Path) -> None:
    async with dashboard(
        store, state=SessionState(filters={DIRECTIVES: "is:open", CONFERENCES: "is:noted"})
    ) as running:
        await until(running, lambda: "lọc: 11/14 · 1" in running.text)
        assert running.panes[0].count_words() == "0/3"
        await running.press("1", "escape", "equals_sign", "2")
        await until(running, lambda: "/8 · 1" in running.text)


async def test_a_cursor_far_down_comes_back(long_store: Path) -> None:
    async with dashboard(long_store, state=SessionState(records={DIRECTIVES: "cd-04321"})) as running:
        await until(running, lambda: cursor(running, 1) == "cd-04321")
        assert "Chỉ đạo số 4321" in running.text


async def test_filters_that_were_used_are_there_for_the_arrow(store: Path) -> None:
    async with dashboard(store, filter_text="is:open") as running:
        await running.press("slash", "enter")
        kept = running.app.last_state()
    async with dashboard(store, state=kept._replace(filters={})) as running:
        await running.press("slash", "up")
        assert running.app.dashboard.panes.view.filters[1] == "is:open"


@pytest.mark.parametrize(
    ("state", "gone"),
    [
        (SessionState(filters={DIRECTIVES: "khongco:a"}), "filter"),
        (SessionState(filters={DIRECTIVES: "theme:cd-la"}), "filter"),
        (SessionState(filters={DIRECTIVES: "x" * 900}, pane="toolbar", theme="hotdog"), "names"),
        (SessionState(scope=(ScopeItem(RecordKind.CONFERENCE, "hn-1999-01-01"),)), "scope"),
        (SessionState(scope=(ScopeItem(RecordKind.THEME, "hn-2032-02-20-01"),)), "scope"),
        (SessionState(records={DIRECTIVES: "hn-1999-01-01-01", "x": "y"}), "record"),
    ],
)
async def test_what_is_gone_is_left_out_and_the_rest_stays(store: Path, state: SessionState, gone: str) -> None:
    rest = {CONFERENCES: "is:noted"}
    async with dashboard(store, state=state._replace(filters={**rest, **state.filters}, is_zoomed=True)) as running:
        screen = running.app.dashboard
        assert screen.layouts.is_zoomed
        assert screen.panes.view.filters[0] == "is:noted"
        assert screen.panes.view.filters[1] == (state.filters[DIRECTIVES] if gone == "names" else "")
        assert screen.panes.view.scope == ()
        assert running.app.focused is running.panes[1]
        assert running.app.theme == "son-mai"
        assert running.panes[1].records == (0 if gone == "names" else 15)


async def test_a_chip_that_is_gone_leaves_the_others(store: Path) -> None:
    scope = (ScopeItem(RecordKind.MARKET, "tt-la"), ScopeItem(RecordKind.CONFERENCE, "hn-2031-03-05"))
    async with dashboard(store, state=SessionState(scope=scope)) as running:
        assert [chip.id for chip in running.app.dashboard.panes.view.scope] == ["hn-2031-03-05"]
        assert running.panes[1].counts[0] == (6, True)


async def test_a_filter_or_a_view_that_is_asked_for_wins(store: Path) -> None:
    state = SessionState({DIRECTIVES: "gạo", CONFERENCES: "is:noted"}, pane=CONFERENCES, theme="giay-do").without_view()
    async with dashboard(store, filter_text="is:open", state=state) as running:
        assert running.app.dashboard.panes.view.filters == ("", "is:open", "", "")
        assert running.app.focused is running.panes[1]
        assert running.app.theme == "giay-do"
    async with dashboard(store, view=NamedView("v", "status:done"), state=state) as running:
        assert running.app.dashboard.panes.view.filters == ("", "status:done", "", "")


async def test_only_a_language_that_was_switched_to_is_kept(store: Path) -> None:
    assert (await left_as(store)).language is None
    assert (await left_as(store, "L")).language is Language.EN
    assert (await left_as(store, "L", "L")).language is None
    assert (await left_as(store, state=SessionState(language=Language.EN))).language is Language.EN


async def test_what_an_import_brings_is_told_and_marked_until_the_dashboard_was_left(tmp_path: Path) -> None:
    store = make_sample_store(tmp_path / "ngkt.sqlite")
    async with dashboard(store) as running:
        assert not running.panes[1].new_ids
        before = running.app.last_state()
        import_digest(context_of(store), SAMPLE.with_name("second.yaml"))
        running.app.dashboard.watcher.check()
        await until(running, lambda: "mới: 1 hội nghị, 2 chỉ đạo" in notices(running))
        after = running.app.last_state()
    for state, count in ((before, 2), (after, 0)):
        async with dashboard(store, state=state) as running:
            await running.press("slash")
            await running.type("là:mới")
            assert running.panes[1].records == count
            assert ("mới: 1 hội nghị, 2 chỉ đạo" in notices(running)) == bool(count)
            assert ("✦ " in running.text) == bool(count)


def notices(running: Running) -> str:
    return " ".join(each.message for each in running.app._notifications)


async def test_a_welcome_names_three_keys_until_one_is_pressed_which_does_its_work(store: Path) -> None:
    async with dashboard(store, opens="welcome") as running:
        assert "Space  đánh dấu đã xong" in running.text
        await running.press("slash", "x")
        assert not running.app._notifications
        assert running.app.dashboard.panes.view.filters[1] == "x"
