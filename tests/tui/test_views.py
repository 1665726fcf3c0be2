"""F opens the saved views: a number uses one; the present filter and scope are saved under a name."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.words import translate
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.services.browse import browse
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.views import NamedView, find_view
from ngkt_tui.tui.dialogs.views_dialog import ViewNameDialog
from tests.tui.dialogs.waiting import shows
from tests.tui.running import Running, context_of, dashboard


def saved(store: Path) -> list[str]:
    return [row[0] for row in sqlite3.connect(store).execute("SELECT name FROM saved_view ORDER BY position")]


async def save(running: Running, name: str) -> None:
    await running.press("F", "s")
    await running.type(name)
    await running.press("enter", "escape")


async def test_a_number_uses_a_built_in_view(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("F")
        await shows(running, "chưa xong")
        await running.press("2")
        assert len(running.app.screen_stack) == 1
        assert running.app.dashboard.panes.view.filters[1] == 'tt:"vướng mắc"'
        assert running.panes[1].records == 2


async def test_a_saved_view_keeps_its_number(store: Path) -> None:
    async with dashboard(store, filter_text="is:open") as running:
        await save(running, "một")
        await save(running, "hai")
        await running.press("F", "d", "y", "escape")
        assert saved(store) == ["hai"]
        await save(running, "ba")
        assert saved(store) == ["ba", "hai"]
        await running.press("slash", "ctrl+u", "enter", "F", "2")
        assert running.app.dashboard.panes.view.filters[1] == "is:open"


async def test_built_in_views_take_the_numbers_that_are_free(store: Path) -> None:
    async with dashboard(store, filter_text="tt:doing") as running:
        await save(running, "của tôi")
        await running.press("F", "2")
        assert running.app.dashboard.panes.view.filters[1] == translate(Language.VI, "view.open.filter")


async def test_the_present_filter_and_scope_are_saved_and_come_back(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("1", "equals_sign", "2", "slash")
        await running.type("is:open")
        await running.press("enter")
        left = running.panes[1].records
        await save(running, "con no")
        await running.press("escape", "escape")
        assert running.app.dashboard.panes.view.scope == ()
        await running.press("F", "1")
        assert running.app.dashboard.panes.view.filters[1] == "is:open"
        assert "‹hội nghị 20/02/2032›" in running.text
        assert running.panes[1].records == left


async def test_a_name_of_which_nothing_can_be_seen_is_none(store: Path) -> None:
    async with dashboard(store, filter_text="is:open") as running:
        await save(running, "\u200b\u00a0\u2063")
        assert saved(store) == []


async def test_overwriting_is_asked_for(store: Path) -> None:
    async with dashboard(store, filter_text="is:open") as running:
        await save(running, "v")
        await running.press("F", "s")
        await running.type("v")
        await running.press("enter")
        await shows(running, "Ghi đè?")
        await running.press("escape", "escape")
        assert saved(store) == ["v"]


async def test_views_are_put_in_order_and_deleted(store: Path) -> None:
    async with dashboard(store, filter_text="is:open") as running:
        await save(running, "a")
        await save(running, "b")
        await running.press("F", "down", "K")
        assert saved(store) == ["b", "a"]
        await running.press("d")
        await shows(running, "Xóa?")
        await running.press("right", "enter")
        assert saved(store) == ["a"]


async def test_what_is_done_with_a_view_is_done_with_the_one_that_end_leads_to(store: Path) -> None:
    async with dashboard(store, filter_text="is:open") as running:
        await save(running, "a")
        await save(running, "b")
        await running.press("F", "down", "end", "K")  # the last is a built-in one, which has its place
        assert saved(store) == ["a", "b"]


async def test_a_view_of_another_pane_opens_there(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("3", "slash")
        await running.type("gd:signed")
        await running.press("enter")
        await save(running, "ky")
        await running.press("escape", "2", "F", "1")
        assert running.app.focused is running.panes[2]
        assert running.app.dashboard.panes.view.filters[2] == "gd:signed"


async def test_the_dashboard_begins_with_a_view(store: Path) -> None:
    view = NamedView("v", "is:open", (ScopeItem(RecordKind.CONFERENCE, "hn-2031-03-05"),))
    async with dashboard(store, view=view) as running:
        assert running.app.dashboard.panes.view.filters[1] == "is:open"
        assert "‹hội nghị 05/03/2031›" in running.text
        assert 0 < running.panes[1].records < 6


async def test_a_chip_of_a_view_whose_record_is_gone_is_left_out(store: Path) -> None:
    view = NamedView("v", "", (ScopeItem(RecordKind.CONFERENCE, "hn-1999-01-01"),))
    async with dashboard(store, view=view) as running:
        assert running.app.dashboard.panes.view.scope == ()
        assert running.panes[1].records == 15


def keep(store: Path, scope: str, text: str = "is:open", kind: str = "directive", name: str = "v") -> None:
    """Put a view into the store as no program of ours would."""
    with sqlite3.connect(store) as connection:
        values = (name, kind, text, scope, 1, "2032-01-01T00:00:00Z", "lan")
        connection.execute("INSERT INTO saved_view VALUES (?, ?, ?, ?, ?, ?, ?)", values)
    connection.close()


DAMAGES = (
    ('[["conference", "hn-2031-03-05-09"]]', "is:open", "hn-2031-03-05-09"),
    ('[["directive", "hn-2031-03-05-09"]]', "is:open", "hn-2031-03-05-09"),
    ('[["conference", "hn-1999-01-01"]]', "is:open", "“hn-1999-01-01”"),
    ('[[["conference"], "x"]]', "is:open", "không đọc được"),
    ('{"conference": "x"}', "is:open", "không đọc được"),
    ("nonsense", "is:open", "không đọc được"),
    ("[" * 100_000, "is:open", "không đọc được"),
    ("[]", "cq:nosuchagency", "nosuchagency"),
    ("[]", "tt:(", "tt"),
)
"""What a view may be narrowed to and filtered by, and what is told of it."""


@pytest.mark.parametrize("damages", [DAMAGES[::4], pytest.param(DAMAGES, marks=pytest.mark.soak)])
async def test_a_damaged_view_is_marked_and_told_of_and_changes_nothing(
    store: Path, damages: Sequence[tuple[str, str, str]]
) -> None:
    async with dashboard(store, size=(160, 40)) as running:
        before = running.app.dashboard.panes.view
        for number, (scope, text, words) in enumerate(damages):
            keep(store, scope, text, name=f"v{number}")
            await running.press("F")
            await shows(running, "không dùng được")
            assert words in running.text, scope[:40]
            await running.press("1")
            await shows(running, f"Không dùng được chế độ xem “v{number}”")
            assert running.app.dashboard.panes.view == before, scope[:40]
            assert running.panes[1].records == 15, scope[:40]
            await running.press("d", "right", "enter")
            assert saved(store) == [], scope[:40]
            await running.press("escape")


async def test_a_view_is_used_with_what_its_chip_is_whatever_was_written(store: Path) -> None:
    keep(store, '[["theme", "hn-2031-03-05"]]', "", kind="nonsense")
    async with dashboard(store) as running:
        await running.press("F", "1")
        assert "‹hội nghị 05/03/2031›" in running.text


async def test_the_views_name_their_scope_in_the_language_of_the_dashboard(store: Path) -> None:
    keep(store, '[["conference", "hn-2031-03-05"]]')
    async with dashboard(store) as running:
        await running.press("F")
        await shows(running, "‹hội nghị 05/03/2031›")


async def test_what_was_saved_leaves_the_same_on_the_command_line(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("1", "equals_sign", "2", "slash")
        await running.type("is:open")
        await running.press("enter")
        left = running.panes[1].records
        await save(running, "con no")
    with Reader(context_of(store)) as reader:
        view = find_view(reader, "con no", Language.VI)
        assert browse(reader, RecordKind.DIRECTIVE, view.filter, 0, view.scope).total == left > 0


async def test_the_name_of_a_built_in_view_is_asked_for_again_with_what_was_typed(store: Path) -> None:
    async with dashboard(store, filter_text="is:open") as running:
        await running.press("F", "s")
        await running.type("Vướng mắc")
        await running.press("enter")
        await shows(running, "chế độ xem có sẵn của chương trình")
        assert isinstance(running.app.screen, ViewNameDialog)
        await running.press("end")
        await running.type(" 2")
        await running.press("enter", "escape")
        assert saved(store) == ["Vướng mắc 2"]


async def test_a_filter_for_the_second_part_of_a_pane_is_saved_for_that(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("4", "slash")
        await running.type("loai:ministry")
        await running.press("enter")
        await save(running, "bo")
        assert saved(store) == ["bo"]
        await running.press("escape", "2", "F", "1")
        assert running.app.focused is running.panes[3]
        assert running.app.dashboard.panes.view.filters[3] == "loai:ministry"


async def test_a_filter_with_a_mistake_is_refused_before_a_name_is_asked_for(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("slash")
        await running.type("tt:xyz")
        await running.press("enter", "F", "s")
        await shows(running, "Không đọc được bộ lọc")
        assert running.app.screen is running.app.dashboard
