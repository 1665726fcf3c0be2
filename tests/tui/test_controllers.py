"""The parts of the dashboard that draw nothing work without a screen: edits, navigator, marks."""

import asyncio
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from textual.app import App

from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.errors import EditConflictError, EditRefusedError
from ngkt_tui.query.lists.rows import DirectiveRow
from ngkt_tui.services.browse import browse
from ngkt_tui.services.change_text import EditMessage
from ngkt_tui.tui.dashboard.edit_controller import EditController
from ngkt_tui.tui.dashboard.filter_controller import Navigator
from ngkt_tui.tui.dashboard.notifier import Notifier
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.dashboard.selection import EditTarget, MarkController, Selection
from ngkt_tui.tui.messages import (
    EditRendered,
    Failed,
)
from ngkt_tui.tui.pane_loader import PaneLoader, PaneRequest
from ngkt_tui.tui.view_state import SelectedRecord, ViewState
from tests.fixtures.stores import file_of
from tests.tui.benches import Bench, block
from tests.tui.running import context_of

FIRST = "hn-2032-02-20-00"


class Panes:
    """Panes that note what they are asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def names_of(self, records: Iterable[str]) -> dict[str, str]:
        return {record: f"«{record}»" for record in records}

    def reload_rows(self, records: tuple[str, ...], *, brings_back: bool) -> None:
        self.asked += [f"rows {' '.join(records)} {brings_back}"]

    def reload_progress(self, _edited: EditMessage) -> None:
        self.asked += ["progress"]


class Marks:
    def out_of_sight(self, _target: EditTarget) -> int:
        return 0

    def unmark(self, _target: EditTarget) -> None:
        pass


class Toasts:
    """An app that notes what it is to notify of."""

    screen_stack = ()

    def __init__(self) -> None:
        self.texts: list[str] = []

    def notify(self, text: str, **_: object) -> None:
        self.texts.append(text)


class Editing:
    """Edits over a bench; `answers` says whether an edit of what somebody has changed is made all the same."""

    def __init__(self, bench: Bench, answer: bool = False) -> None:
        self.bench, self.panes, self.app, self.asked = bench, Panes(), Toasts(), 0
        notifier = Notifier(
            bench.shared, lambda: cast("App[object]", self.app), self.panes.names_of, bench.workers.post
        )
        loader = PaneLoader(bench.workers)

        async def resolve(_error: EditConflictError, _can_be_made: bool) -> bool:
            self.asked += 1
            return answer

        self.edits = EditController(
            bench.shared,
            bench.workers,
            loader,
            bench.watcher,
            cast("PaneController", self.panes),
            cast("MarkController", Marks()),
            notifier,
            resolve,
        )


def target(status: str = "unrated") -> EditTarget:
    return EditTarget(RecordKind.DIRECTIVE, {FIRST: {"status": status}}, "chỉ đạo")


def status_of(store: Path) -> str:
    with sqlite3.connect(store) as connection:
        return str(connection.execute("SELECT status FROM directive WHERE id = ?", (FIRST,)).fetchone()[0])


async def test_a_tick_is_durable_then_reread_then_told_then_counted(bench: Bench, store: Path) -> None:
    editing = Editing(bench)
    editing.edits.tick(target())
    await bench.begun[0].task
    assert status_of(store) == "done"
    assert editing.panes.asked == [f"rows {FIRST} False"]
    bench.workers.reading.submit(lambda: None).result(10)
    (rendered,) = bench.reports
    assert isinstance(rendered, EditRendered)
    editing.edits.end_reload(rendered.edited)
    editing.edits.follow_up(rendered.edited)
    assert editing.panes.asked[1:] == ["progress"]
    await asyncio.wait_for(editing.edits.edits_rendered(), 10)
    await bench.begun[1].task
    assert len(editing.app.texts) == 1
    assert f"«{FIRST}»" in editing.app.texts[0]


async def test_a_tick_of_what_somebody_changed_asks_and_leaves_theirs(bench: Bench, store: Path) -> None:
    editing = Editing(bench)
    block(store)
    editing.edits.tick(target())
    await bench.begun[0].task
    assert editing.asked == 1
    assert status_of(store) == "blocked"
    await asyncio.wait_for(editing.edits.edits_rendered(), 10)


async def test_a_tick_of_what_somebody_changed_is_made_all_the_same_where_its_user_says_so(
    bench: Bench, store: Path
) -> None:
    editing = Editing(bench, answer=True)
    block(store)
    editing.edits.tick(target())
    await bench.begun[0].task
    assert status_of(store) == "done"


async def test_nothing_but_directives_is_ticked(bench: Bench) -> None:
    editing = Editing(bench)
    for other in (None, EditTarget(RecordKind.MARKET, {"tt-la": {}}, "thị trường")):
        editing.edits.tick(other)
    assert bench.begun == []


async def test_an_edit_that_is_refused_is_reported_and_over(bench: Bench) -> None:
    def refuse() -> EditMessage:
        raise EditRefusedError(id=FIRST, detail="")

    editing = Editing(bench)
    assert await editing.edits.edit(refuse) is False
    assert bench.rest() == [Failed]
    await asyncio.wait_for(editing.edits.edits_rendered(), 10)


# The navigator


class Views:
    """Panes that have a view and a record under the cursor."""

    def __init__(self, record: SelectedRecord | None = None) -> None:
        self.view, self.number, self.record, self.line = ViewState((), ("",) * 4), 3, record, None

    def __len__(self) -> int:
        return 4

    def __getitem__(self, number: int) -> "Views":
        return self

    def show_kind(self, kind: RecordKind) -> None:
        self.shown_kind = kind

    def pane_of(self, kind: RecordKind) -> int:
        return 1 if kind is RecordKind.DIRECTIVE else 3

    def focus_pane(self, number: int) -> None:
        self.number = number

    def look_at(self, view: ViewState) -> None:
        self.view = view

    def filter(self, number: int, text: str) -> None:
        self.view = self.view.with_filter(number, text)


class Agency:
    id, position, withdrawn, own, corrected = "bct", 1, 0, 0, 0


def navigator_of(bench: Bench, views: Views) -> Navigator:
    return Navigator(bench.shared, cast("PaneController", views))


def test_a_chip_is_put_on_and_taken_off(bench: Bench) -> None:
    views = Views()
    navigator = navigator_of(bench, views)
    navigator.narrow(RecordKind.MARKET, "tt-la", "Lào", "Laos")
    (chip,) = views.view.scope
    assert (chip.kind, chip.id, chip.label_vi, chip.label_en) == (RecordKind.MARKET, "tt-la", "Lào", "Laos")
    navigator.widen()
    assert views.view.scope == ()


def test_the_work_of_an_agency_leads_back_to_where_one_was(bench: Bench) -> None:
    views = Views(SelectedRecord(RecordKind.ORGANISATION, "bct", Agency()))
    before = views.view = views.view.with_filter(3, "bộ")
    navigator = navigator_of(bench, views)
    navigator.open_work()
    assert (views.number, views.view.filters[1]) == (1, 'la:"chưa xong" dichdanh:bct')
    assert navigator.work == views.view
    navigator.open_work()
    assert (views.number, views.view) == (3, before)
    assert navigator.work is None


def test_a_filter_of_directives_is_written_in_the_language_that_is_spoken(bench: Bench) -> None:
    views = Views()
    bench.shared.present = context_of(file_of(bench.reader.context), language=Language.EN)
    navigator_of(bench, views).filter_directives("is:open")
    assert (views.number, views.view.filters[1]) == (1, "is:open")


# Marks


def test_marks_are_kept_by_kind_in_their_order_with_what_was_seen(bench: Bench) -> None:
    selection = Selection()
    first, second, third = browse(bench.reader, RecordKind.DIRECTIVE, "", 3).rows
    selection.toggle(RecordKind.DIRECTIVE, second)
    selection.add(RecordKind.DIRECTIVE, [third, first])
    assert list(selection.of(RecordKind.DIRECTIVE)) == [second.id, third.id, first.id]
    assert selection.counts() == ((RecordKind.DIRECTIVE, 3),)
    assert (selection.last, len(selection)) == (second.id, 3)
    selection.toggle(RecordKind.DIRECTIVE, second)
    selection.drop(RecordKind.DIRECTIVE, [third.id, "hn-1999-01-01-01"])
    assert list(selection.of(RecordKind.DIRECTIVE)) == [first.id]
    assert selection.last is None
    selection.clear()
    assert not selection


def test_a_mark_is_of_what_its_row_shows_now(bench: Bench) -> None:
    selection = Selection()
    first, second = browse(bench.reader, RecordKind.DIRECTIVE, "", 2).rows
    selection.add(RecordKind.DIRECTIVE, [first])
    assert isinstance(first, DirectiveRow)
    selection.refresh([first._replace(status=Status.DONE), second])
    (seen,) = selection.of(RecordKind.DIRECTIVE).values()
    assert seen["status"] == "done"


def test_what_all_records_of_a_target_have_is_common() -> None:
    several = EditTarget(RecordKind.DIRECTIVE, {"a": {"status": "done", "why": "x"}, "b": {"status": "done"}}, "hai")
    assert (several.common("status"), several.common("why"), several.common("due")) == ("done", None, None)
    assert several.ids == ("a", "b")


class Requests:
    """A loader that notes which panes it is to read."""

    def __init__(self) -> None:
        self.panes: list[int] = []

    def open(self, request: PaneRequest) -> None:
        self.panes.append(request.pane)

    def header(self, _scope: object) -> None:
        pass


def test_a_pane_that_is_gone_to_before_the_others_are_read_is_read_too(bench: Bench) -> None:
    requests = Requests()
    panes = PaneController(bench.shared, bench.workers, cast(PaneLoader, requests), lambda: None)
    panes.open_first()
    panes.number = 0
    panes.open_others()
    assert requests.panes == [1, 0, 2, 3]
