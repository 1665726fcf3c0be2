"""What one key walks through fits a head: the files of the project that a key enters until the screen rests."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from tests.architecture.source import ROOT
from tests.tui.running import Running, dashboard
from tests.tui.stores import make_store, small

SOURCE = f"{ROOT / 'src' / 'ngkt_tui'}/"
Profile = Callable[[FrameType, str, object], None] | None


async def files_entered(running: Running, key: str) -> list[str]:
    """Return the files in which a key calls a function, in any thread, until the screen has come to rest."""
    files: set[str] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if event == "call":
            files.add(frame.f_code.co_filename)

    def profile(noted: Profile) -> None:
        for worker in (running.app.dashboard.host.workers.reading, running.app.dashboard.host.workers.editing):
            worker.run(lambda: sys.setprofile(noted)).result()
        sys.setprofile(noted)

    profile(note)
    await running.press(key)
    profile(None)
    return sorted(file.removeprefix(SOURCE) for file in files if file.startswith(SOURCE))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("ngkt_tui.tui.dashboard.dashboard_screen.POLL_SECONDS", 3600.0)  # no key looks at the store
    return make_store(tmp_path / "ngkt.sqlite", small)


async def test_one_more_letter_in_the_filter_box_enters_at_most_38_files(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("slash", "d")
        assert len(files := await files_entered(running, "o")) <= 38, files


async def test_a_tick_enters_at_most_50_files(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("space")  # what is loaded with the first edit is loaded once
        assert len(files := await files_entered(running, "space")) <= 50, files


async def test_opening_a_detail_enters_at_most_42_files(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("i", "escape")
        assert len(files := await files_entered(running, "i")) <= 42, files
