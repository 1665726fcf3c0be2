"""The store taken away, replaced or restored under the open dashboard: it says so, edits nothing, and goes on.

RELIABILITY row 14.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.mark.structures import ParameterSet

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.words import translate
from ngkt_tui.services import edit
from ngkt_tui.services.maintenance import back_up_to, restore
from ngkt_tui.store.sqlite.connection import file_id
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from tests.fixtures.stores import context_of, make_sample_store
from tests.store.stores import rows
from tests.tui.dialogs.waiting import shows, until
from tests.tui.running import Running, dashboard

GONE = translate(Language.VI, "error.store-gone.cause")[:30]
READ_ONLY = translate(Language.VI, "error.store-readonly.cause")[:30]
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


Happening = Callable[[Path], None]
HAPPENINGS = (deleted, moved, replaced, restored)


def either(*tried: Happening) -> list[ParameterSet]:
    """Return all that can happen; what is not `tried` in every run, it being much like another, for the long proofs."""
    return [pytest.param(each, marks=() if each in tried else pytest.mark.soak) for each in HAPPENINGS]


def history_of(path: Path) -> list[tuple[object, ...]]:
    return rows(path, "SELECT id, kind, actor FROM change_group")


@pytest.mark.parametrize("happen", either(deleted, restored))
async def test_an_edit_is_refused_in_words_and_nothing_is_shown_that_is_not_so(store: Path, happen: Happening) -> None:
    async with dashboard(store, file=file_id(store)) as running:
        happen(store)
        before = history_of(store) if store.exists() else None
        await running.press("2", "space")
        await shows(running, GONE)
        assert "✓" not in rows_shown(running)
        assert (history_of(store) if store.exists() else None) == before


@pytest.mark.parametrize("happen", either(moved, replaced))
async def test_whatever_is_pressed_then_it_goes_on_and_makes_no_store(store: Path, happen: Happening) -> None:
    async with dashboard(store, file=file_id(store)) as running:
        happen(store)
        names = sorted(each.name for each in store.parent.iterdir())
        for key in KEYS:
            await running.press(key)
        assert running.app.is_running
        assert sorted(each.name for each in store.parent.iterdir()) == names


ACTS = (
    ("2", "asterisk"), ("V",), ("H", "a", "b"), ("e", "down", "b", "o"), ("c", "right", "right"), ("f", "down", "b"),
    ("colon", "x", "u"), ("F", "a"), ("u",), ("ctrl+r",), ("enter", "H"), ("slash", "x"),
)  # fmt: skip
"""What reads or writes in a worker of the dashboard or of a dialog."""


@pytest.mark.parametrize(
    ("happen", "acts"),
    [
        (deleted, ACTS[::2]),
        (replaced, ACTS[1::2]),
        *(pytest.param(*each, marks=pytest.mark.soak) for each in ((deleted, ACTS[1::2]), (replaced, ACTS[::2]))),
    ],
)
async def test_every_worker_tells_that_it_is_gone_and_ends_nothing(
    store: Path, happen: Happening, acts: tuple[tuple[str, ...], ...]
) -> None:
    async with dashboard(store, file=file_id(store)) as running:
        for keys in acts:
            await running.press(*keys[:1])
            aside = store.with_name("aside")
            shutil.copy(store, aside)
            happen(store)
            await running.press(*keys[1:])
            assert running.app.is_running, keys
            assert not running.app._exception, keys
            aside.replace(store)
            while running.app.screen is not running.app.dashboard:
                await running.press("y" if isinstance(running.app.screen, ChoiceDialog) else "escape")
            await running.press("f5")


LOST: dict[Happening, str] = {
    deleted: "Kho dữ liệu không còn ở chỗ cũ",
    moved: "Kho dữ liệu không còn ở chỗ cũ",
    replaced: "Kho dữ liệu đã bị thay bằng tệp khác",
    restored: "Kho dữ liệu đã bị thay bằng tệp khác",
}


@pytest.mark.parametrize(("happen", "expected"), LOST.items())
async def test_it_says_so_by_itself_and_the_head_as_long_as_it_lasts(
    store: Path, happen: Happening, expected: str
) -> None:
    async with dashboard(store, file=file_id(store)) as running:
        assert "12 chỉ đạo" in running.lines[0]
        happen(store)
        running.app.dashboard.watcher.check()
        await until(running, lambda: expected in running.lines[0])
        await shows(running, GONE)
        running.app.clear_notifications()
        for _ in range(3):
            running.app.dashboard.watcher.check()
            await running.press("down", "tab")
        assert expected in running.lines[0]
        assert "F5" in running.lines[0]
        assert len(running.app._notifications) == 0


async def test_an_edit_that_finds_it_gone_shows_it_in_the_head_at_once(store: Path) -> None:
    async with dashboard(store, file=file_id(store)) as running:
        replaced(store)
        await running.press("2", "space")
        await until(running, lambda: LOST[replaced] in running.lines[0])


@pytest.mark.parametrize(
    ("size", "language"),
    [
        ((80, 24), Language.EN),
        ((40, 10), Language.VI),
        pytest.param((80, 24), Language.VI, marks=pytest.mark.soak),
        pytest.param((40, 10), Language.EN, marks=pytest.mark.soak),
    ],
)
async def test_what_to_press_is_told_on_every_terminal(store: Path, size: tuple[int, int], language: Language) -> None:
    async with dashboard(store, size=size, language=language, file=file_id(store)) as running:
        for happen in (replaced, deleted):
            happen(store)
            running.app.dashboard.watcher.check()
            await running.settle()
            running.app.clear_notifications()  # on a small terminal they lie over everything for a while
            await until(running, lambda: "F5" in running.lines[0] and "▲" in running.lines[0])


@pytest.mark.parametrize("happen", [replaced, restored])
async def test_f5_opens_what_took_its_place_and_reads_it_anew(store: Path, happen: Happening) -> None:
    async with dashboard(store, file=file_id(store)) as running:
        await running.press("2", "v")
        happen(store)
        edit.set_status(context_of(store), [running.record.id], Status.BLOCKED, why="thiếu vốn")
        running.app.dashboard.watcher.check()
        await until(running, lambda: LOST[happen] in running.lines[0])
        assert status_shown(running) is Status.UNRATED
        await running.press("f5")
        await until(running, lambda: "12 chỉ đạo" in running.lines[0])
        await until(running, lambda: status_shown(running) is Status.BLOCKED)
        assert not running.app.dashboard.marks.selection
        before = history_of(store)
        await running.press("space")
        await until(running, lambda: len(history_of(store)) == len(before) + 1)
        running.app.dashboard.watcher.check()
        await running.settle()
        assert "12 chỉ đạo" in running.lines[0]


async def test_nothing_is_made_or_opened_where_no_store_of_ours_stands(store: Path) -> None:
    async with dashboard(store, file=file_id(store)) as running:
        deleted(store)
        running.app.dashboard.watcher.check()
        await until(running, lambda: LOST[deleted] in running.lines[0])
        await running.press("f5")
        assert not store.exists()
        assert LOST[deleted] in running.lines[0]
        store.write_text("ghi chú")
        await running.press("f5")
        running.app.dashboard.watcher.check()
        await until(running, lambda: LOST[replaced] in running.lines[0])
        assert store.read_text() == "ghi chú"


async def test_f5_does_nothing_over_a_store_that_is_there(store: Path) -> None:
    async with dashboard(store, file=file_id(store)) as running:
        await running.press("v", "f5")
        assert running.app.dashboard.marks.selection
        assert "reopen" not in {key.id for key in running.app.dashboard.host.keys.commands()}


async def test_a_store_that_comes_back_is_shown_again_by_itself(store: Path) -> None:
    async with dashboard(store, file=file_id(store)) as running:
        moved(store)
        running.app.dashboard.watcher.check()
        await until(running, lambda: LOST[moved] in running.lines[0])
        store.with_name("elsewhere.sqlite").rename(store)
        running.app.dashboard.watcher.check()
        await until(running, lambda: "12 chỉ đạo" in running.lines[0])


async def test_a_store_that_comes_back_is_worked_on_again(store: Path) -> None:
    async with dashboard(store, file=file_id(store)) as running:
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


def status_shown(running: Running) -> Status:
    """Return the status of the directive under the cursor, as it is shown."""
    return Status(running.directive.status)


def rows_shown(running: Running) -> str:
    """Return the pane of directives as it is shown: no header, which counts, and no notification."""
    return "\n".join(line for line in running.lines[8:] if "│" in line and GONE[:8] not in line)
