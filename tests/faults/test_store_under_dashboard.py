"""The store taken away, replaced or restored under the open dashboard: it says so, edits nothing, and goes on.

RELIABILITY row 14.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ngkt_tui.domain.language import Language
from ngkt_tui.domain.words import say
from ngkt_tui.services.safety import back_up_to, restore
from ngkt_tui.store.opening import identity
from tests.fixtures.stores import context_of, make_sample_store
from tests.store.stores import rows
from tests.tui.dialogs.waiting import shows, until
from tests.tui.running import Running, dashboard

GONE = say(Language.VI, "error.store-gone.cause")[:30]
READ_ONLY = say(Language.VI, "error.store-readonly.cause")[:30]
KEYS = ("down", "enter", "escape", "tab", "down", "s", "escape", "x", "escape", "H", "escape", "z", "question_mark")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    (tmp_path / "store").mkdir()
    return make_sample_store(tmp_path / "store" / "ngkt.sqlite")


def deleted(path: Path) -> None:
    path.unlink()


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.sqlite"))


def replaced(path: Path) -> None:
    Path(shutil.copy(path, path.with_name("other.sqlite"))).replace(path)


def restored(path: Path) -> None:
    back_up_to(context_of(path), path.with_name("backup.sqlite"))
    restore(context_of(path), path.with_name("backup.sqlite"))


HAPPENINGS = (deleted, moved, replaced, restored)


def history_of(path: Path) -> list[tuple[object, ...]]:
    return rows(path, "SELECT id, kind, actor FROM change_group")


@pytest.mark.parametrize("happen", HAPPENINGS)
async def test_it_says_so_by_itself(store: Path, happen: Callable[[Path], None]) -> None:
    async with dashboard(store, file=identity(store)) as running:
        happen(store)
        running.app.dashboard.feeder.look()
        await shows(running, GONE)


@pytest.mark.parametrize("happen", HAPPENINGS)
async def test_an_edit_is_refused_in_words_and_nothing_is_shown_that_is_not_so(
    store: Path, happen: Callable[[Path], None]
) -> None:
    async with dashboard(store, file=identity(store)) as running:
        happen(store)
        before = history_of(store) if store.exists() else None
        await running.press("2", "space")
        await shows(running, GONE)
        assert "✓" not in rows_shown(running)
        assert (history_of(store) if store.exists() else None) == before


@pytest.mark.parametrize("happen", HAPPENINGS)
async def test_whatever_is_pressed_then_it_goes_on_and_makes_no_store(
    store: Path, happen: Callable[[Path], None]
) -> None:
    async with dashboard(store, file=identity(store)) as running:
        happen(store)
        names = sorted(each.name for each in store.parent.iterdir())
        for key in KEYS:
            await running.press(key)
        assert running.app.is_running
        assert sorted(each.name for each in store.parent.iterdir()) == names


async def test_a_store_that_comes_back_is_worked_on_again(store: Path) -> None:
    async with dashboard(store, file=identity(store)) as running:
        moved(store)
        await running.press("2", "space")
        await shows(running, GONE)
        store.with_name("elsewhere.sqlite").rename(store)
        await running.press("space")
        await until(running, lambda: ("edit",) in rows(store, "SELECT kind FROM change_group"))


async def test_a_store_opened_for_reading_only_says_why_nothing_is_edited(store: Path) -> None:
    before = store.read_bytes()
    async with dashboard(store, readonly=True) as running:
        await running.press("2", "space")
        await shows(running, READ_ONLY)
        assert running.app.is_running
    assert store.read_bytes() == before


def rows_shown(running: Running) -> str:
    """Return the pane of directives as it is shown: no header, which counts, and no notification."""
    return "\n".join(line for line in running.lines[8:] if "│" in line and GONE[:8] not in line)
