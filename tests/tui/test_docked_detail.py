"""The detail beside the panes: it follows the cursor, costs a read where the cursor rests, and can be worked in."""

from pathlib import Path
from threading import Event

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.services import detail_lines
from ngkt_tui.services.session_state import SessionState
from ngkt_tui.tui.dashboard.detail_dock import DetailDock
from tests.tui.running import NORMAL, Running, dashboard, linger

WIDE = (200, 50)
DOCK = 140
"""The column at which the dock begins at that size."""


@pytest.fixture(autouse=True)
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The records that were read; a cursor rests where a test says so."""
    read: list[str] = []
    load = detail_lines.load_detail

    def count(reader: object, record: str) -> object:
        read.append(record)
        return load(reader, record)  # type: ignore[arg-type]

    monkeypatch.setattr("ngkt_tui.services.detail_lines.load_detail", count)
    monkeypatch.setattr("ngkt_tui.tui.dashboard.detail_dock.FOLLOW_SECONDS", 3600.0)
    return read


async def rest_after(running: Running, *keys: str) -> None:
    """Press keys, then let the cursor rest."""
    await running.press(*keys)
    running.app.dashboard.dock.read_now()
    await running.settle()


def docked(running: Running) -> list[str]:
    return [line[DOCK:] for line in running.lines]


def shown(running: Running) -> str:
    """Return the id that the dock shows."""
    return str(running.app.dashboard.dock.frame.border_subtitle)


async def test_the_detail_follows_the_cursor_of_each_pane_and_a_key_takes_it_away(store: Path) -> None:
    async with dashboard(store, WIDE) as running:
        seen = []
        for key in ("down", "1", "3", "m", "4", "G"):
            await rest_after(running, key)
            seen.append(shown(running))
            assert shown(running) == running.record.id, key
        assert len(set(seen)) == len(seen)
        assert "i Lãnh đạo" in docked(running)[1]
        await running.press("i")
        assert not running.app.dashboard.dock.is_shown
        assert running.app.last_state().is_undocked
        await rest_after(running, "i", "2")
        assert shown(running) == running.record.id
    async with dashboard(store, WIDE, state=SessionState(is_undocked=True)) as running:
        assert not running.app.dashboard.dock.is_shown


async def test_who_holds_an_arrow_down_waits_for_one_reading_and_what_is_stale_is_never_shown(
    store: Path, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(store, WIDE) as running:
        dock, worker = running.app.dashboard.dock, running.app.dashboard.host.workers.reading
        await rest_after(running)
        reads.clear()
        await running.press(*["down"] * 6)
        assert reads == []
        await rest_after(running)
        assert reads == [running.record.id]

        shows: list[str] = []
        monkeypatch.setattr(DetailDock, "_show", _noting(DetailDock._show, shows))
        held = Event()
        worker.run(held.wait)
        for _ in range(2):
            running.send("up")
            await linger()
            dock.read_now()
        held.set()
        await running.settle()
        assert reads[1:] == [running.record.id]
        assert shows == [running.record.id]


def _noting(show: object, shows: list[str]) -> object:
    async def note(dock: DetailDock, loaded: detail_lines.LoadedDetail) -> None:
        shows.append(loaded.detail.id)
        await show(dock, loaded)  # type: ignore[operator]

    return note


async def test_nothing_is_read_or_loaded_for_it_on_a_narrower_screen_and_a_resize_gives_the_focus_back(
    store: Path, reads: list[str]
) -> None:
    async with dashboard(store, NORMAL) as running:
        await rest_after(running, "down", "down", "1", "2")
        assert reads == []
        await running.resize(*WIDE)
        await rest_after(running)
        assert reads == [running.record.id]
        await rest_after(running, "4", "tab")
        assert running.app.dashboard.dock.has_focus
        await running.resize(*NORMAL)
        assert running.app.focused is running.panes[3]
        await running.resize(*WIDE)
        await running.press("tab", "tab")
        assert running.app.focused is running.panes[0]
        await running.press("shift+tab")
        assert running.app.dashboard.dock.has_focus


async def test_in_the_dock_links_are_followed_and_keys_are_for_the_record_it_shows(store: Path) -> None:
    async with dashboard(store, WIDE) as running:
        await rest_after(running)
        first = shown(running)
        await running.press("enter")
        assert running.app.dashboard.dock.has_focus
        await running.press("enter")
        linked = shown(running)
        assert linked != first
        await running.press("escape")
        assert shown(running) == first
        await running.press("space")
        assert running.directive.status is Status.DONE
        assert any("hoàn thành" in line for line in docked(running))
        await running.press("escape")
        assert running.app.focused is running.panes[1]
        await rest_after(running, "left")
        assert "Chọn một dòng" in "\n".join(docked(running))


async def test_the_menu_of_the_dock_edits_and_an_edit_of_the_pane_is_shown_in_it(store: Path) -> None:
    async with dashboard(store, WIDE) as running:
        await rest_after(running)
        await running.press("space")
        assert any("hoàn thành" in line for line in docked(running))
        await running.press("enter", "right", "enter")
        assert running.directive.status is not Status.DONE
        await running.press("L")
        assert "i Directive" in "\n".join(docked(running))
