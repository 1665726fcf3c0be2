"""The dashboard as it looks: a picture of each layout. After a wanted change: `pytest tests/tui --snapshot-update`."""

from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from ngkt_tui.domain.enums import Language
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.app import NgktApp
from tests.tui.running import NORMAL, SMALL, MessageCounter, Running, context_of

pytestmark = pytest.mark.drawn

SnapCompare = Callable[..., bool]
RunBefore = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture
def reader(store: Path) -> Iterator[Reader]:
    with Reader(context_of(store)) as opened:
        yield opened


def after(*keys: str) -> RunBefore:
    async def run(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, NgktApp)
        running = Running(app, pilot, MessageCounter())
        app.dashboard.filters.bar.input.cursor_blink = False  # else a slow machine draws it or not
        for key in ("", *keys):
            running.send(*filter(None, (key,)))
            for _ in range(8):  # nobody counts the messages of an app that a picture is taken of
                await running.settle()

    return run


def test_four_panes(snap_compare: SnapCompare, reader: Reader) -> None:
    assert snap_compare(NgktApp(reader.context, reader), terminal_size=NORMAL, run_before=after())


def test_one_pane_under_a_bar(snap_compare: SnapCompare, reader: Reader) -> None:
    assert snap_compare(NgktApp(reader.context, reader), terminal_size=SMALL, run_before=after("3"))


def test_a_scope_and_a_mistake_on_paper_in_english(snap_compare: SnapCompare, store: Path) -> None:
    context = context_of(store, language=Language.EN)
    with Reader(context) as reader:
        app = NgktApp(context, reader)
        keys = ("T", "1", "equals_sign", "2", "slash", *"is:opn")
        assert snap_compare(app, terminal_size=NORMAL, run_before=after(*keys))
