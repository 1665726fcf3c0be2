"""What is read anew when others have changed the store: no more than can show it, and not all at once."""

from collections.abc import Callable
from typing import cast

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.change_groups import ExternalChanges
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.dashboard.store_watcher import MAX_DELAY_SECONDS, PaneRefresher
from ngkt_tui.tui.pane_loader import PaneLoader
from tests.tui.benches import Bench
from tests.tui.test_controllers import Requests

CONFERENCES, DIRECTIVES, AGREEMENTS, OFFICIALS = range(4)


class Refreshing:
    """A refresher over panes that only note what they would read; `wait` is what happens after the delay."""

    def __init__(self, bench: Bench) -> None:
        self.requests = Requests()
        loader = cast(PaneLoader, self.requests)
        self.panes = PaneController(bench.shared, bench.workers, loader, lambda: None)
        self.seen = {CONFERENCES, DIRECTIVES, AGREEMENTS, OFFICIALS}
        self.delays: list[float] = []
        self.wait: Callable[[], None] = lambda: None
        self.refresher = PaneRefresher(self.panes, loader, lambda number: number in self.seen, self._later)

    def _later(self, seconds: float, call: Callable[[], None]) -> None:
        self.delays.append(seconds)
        self.wait = call

    def read(self) -> list[int]:
        """Return which panes were read since this was last asked."""
        read, self.requests.panes = sorted(self.requests.panes), []
        return read


@pytest.fixture
def refreshing(bench: Bench) -> Refreshing:
    return Refreshing(bench)


def changed(*kinds: RecordKind) -> ExternalChanges:
    return ExternalChanges((7,), tuple(kinds), frozenset(kinds))


def test_a_directive_concerns_what_lists_or_counts_it_and_the_focused_pane_first(refreshing: Refreshing) -> None:
    refreshing.refresher.follow(changed(RecordKind.DIRECTIVE))
    assert refreshing.read() == [DIRECTIVES]
    refreshing.wait()
    assert refreshing.read() == [CONFERENCES, OFFICIALS]


def test_an_agreement_concerns_its_own_pane_alone(refreshing: Refreshing) -> None:
    refreshing.refresher.follow(changed(RecordKind.AGREEMENT))
    assert refreshing.read() == []
    refreshing.wait()
    assert refreshing.read() == [AGREEMENTS]


def test_what_is_not_known_concerns_every_pane(refreshing: Refreshing) -> None:
    refreshing.refresher.follow(ExternalChanges((7,), ()))
    refreshing.wait()
    assert refreshing.read() == [CONFERENCES, DIRECTIVES, AGREEMENTS, OFFICIALS]


def test_many_edits_at_once_are_read_once(refreshing: Refreshing) -> None:
    for _ in range(5):
        refreshing.refresher.follow(changed(RecordKind.DIRECTIVE))
    refreshing.read()
    refreshing.wait()
    assert refreshing.read() == [CONFERENCES, OFFICIALS]
    assert len(refreshing.delays) == 1


def test_a_pane_that_is_not_seen_is_read_when_it_is(refreshing: Refreshing) -> None:
    refreshing.seen = {DIRECTIVES}
    refreshing.refresher.follow(changed(RecordKind.DIRECTIVE))
    refreshing.wait()
    assert refreshing.read() == [DIRECTIVES]
    refreshing.seen = {OFFICIALS}
    refreshing.refresher.open_seen()
    refreshing.refresher.open_seen()
    assert refreshing.read() == [OFFICIALS]


def test_every_dashboard_waits_for_a_time_of_its_own(bench: Bench) -> None:
    delays = []
    for _ in range(20):
        refreshing = Refreshing(bench)
        refreshing.refresher.follow(changed(RecordKind.DIRECTIVE))
        delays += refreshing.delays
    assert len(set(delays)) > 10
    assert max(delays) <= MAX_DELAY_SECONDS
