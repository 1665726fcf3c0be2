"""What is asked at each start and for Today: what few directives have is found without going through all of them."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.words import translate
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.filter_spec import Sort, SortKey
from ngkt_tui.query.lists.grouping import has_own_natures
from ngkt_tui.services import work_today
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.work_today import GROUPS, WorkGroup, WorkList, first_work, work_list
from ngkt_tui.tui.dialogs import today_dialog
from ngkt_tui.tui.dialogs.today_dialog import TodayDialog
from tests.scale.conftest import FEW, MANY, Watched
from tests.tui.dialogs.waiting import opens
from tests.tui.running import context_of, dashboard

SILENT = next(group.filter for group in GROUPS if group.name == "silent")

OF_FEW = [group for group in GROUPS if group.name != "silent"]


@pytest.mark.parametrize("group", OF_FEW, ids=[group.name for group in OF_FEW])
def test_a_group_of_few_takes_less_than_a_step_for_each_directive(
    watched: dict[int, Watched], group: WorkGroup
) -> None:
    work_list(watched[MANY].reader, group, 5)

    assert 10 * watched[MANY].steps < MANY


def test_whether_a_user_has_judged_any_nature_takes_no_steps_for_each_directive(watched: dict[int, Watched]) -> None:
    with watched[MANY].reader.connection() as connection:
        has_own_natures(connection)

    assert 10 * watched[MANY].steps < MANY


def test_the_longest_silent_are_found_among_the_oldest_conferences(watched: dict[int, Watched]) -> None:
    reader = watched[MANY].reader
    where = reader.compile_filter(RecordKind.DIRECTIVE, parse(SILENT, RecordKind.DIRECTIVE))
    watched[MANY].forget()
    whole, steps = reader.positions(where)[:5], watched[MANY].steps
    watched[MANY].forget()
    assert reader.first_in_order(where, SortKey(Sort.AGE, False), 5) == whole
    assert watched[MANY].steps < steps / 4


@pytest.mark.parametrize("years", [(10, 23), (25, 29)], ids=["before it was asked too", "after all was asked"])
@pytest.mark.parametrize("most", [1, 20, 300])
def test_the_longest_untouched_come_in_the_order_of_all_where_some_were_changed(
    stores: dict[int, Path], tmp_path: Path, most: int, years: tuple[int, int]
) -> None:
    store = Path(shutil.copy(stores[FEW], tmp_path / "few.db"))
    source = random.Random(1)
    with closing(sqlite3.connect(store)) as connection, connection:
        for (record,) in connection.execute("SELECT id FROM directive WHERE position % 2 = 0").fetchall():
            at = f"20{source.randint(*years)}-03-01T08:00:00Z"
            added = connection.execute("INSERT INTO change_group (at, actor, kind) VALUES (?, 'lan', 'edit')", (at,))
            connection.execute(
                "INSERT INTO change (change_group, record, field, after) VALUES (?, ?, 'importance', '1')",
                (added.lastrowid, record),
            )
    with Reader(Context(store, "lan", Language.VI)) as reader:
        where = reader.compile_filter(RecordKind.DIRECTIVE, parse("is:open sort:age", RecordKind.DIRECTIVE))
        assert reader.first_in_order(where, SortKey(Sort.AGE, False), most) == reader.positions(where)[:most]


@pytest.mark.parametrize("text", ["status:done sort:-conf", "status:done sort:conf", "is:open sort:-conf"])
@pytest.mark.parametrize("most", [1, 20, 300])
def test_what_was_asked_first_or_last_is_found_among_a_few_conferences(
    stores: dict[int, Path], tmp_path: Path, most: int, text: str
) -> None:
    store = Path(shutil.copy(stores[FEW], tmp_path / "few.db"))
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE directive SET status = 'done' WHERE position % 3 > 0")
        connection.execute("UPDATE directive SET conference = NULL, issued = '2022-12-01' WHERE position % 40 = 0")
    with Reader(Context(store, "lan", Language.VI)) as reader:
        spec = parse(text, RecordKind.DIRECTIVE)
        where = reader.compile_filter(RecordKind.DIRECTIVE, spec)
        assert reader.first_in_order(where, spec.order[0], most) == reader.positions(where)[:most]


def test_a_group_in_which_all_are_shows_its_first_without_going_through_the_others(
    stores: dict[int, Path], tmp_path: Path
) -> None:
    store = Path(shutil.copy(stores[MANY], tmp_path / "many.db"))
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("UPDATE directive SET status = 'done'")
    unproven = next(group for group in GROUPS if group.name == "unproven")
    with Reader(Context(store, "lan", Language.VI)) as reader:
        watch = Watched(reader)
        watch.watch()
        first, steps = first_work(reader, unproven, 5), watch.steps
        watch.forget()
        whole = work_list(reader, unproven, 0)
        assert (len(first.items), first.items) == (5, whole.items[:5])
        assert steps < watch.steps / 10
        assert work_list(reader, unproven, 5) == whole._replace(items=whole.items[:5])


async def test_the_first_rows_of_all_groups_come_before_any_is_counted(
    stores: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work_today, "SOON", 1)
    before: list[str] = []
    async with dashboard(stores[FEW]) as running:

        def shown() -> str:
            assert isinstance(running.app.screen, TodayDialog)
            return "\n".join(entry.text for entry in running.app.screen._entries())

        def counted(reader: Reader, found: WorkList) -> WorkList:
            assert isinstance(running.app.screen, TodayDialog)
            assert len(running.app.screen.lists) == len(GROUPS)
            before.append(shown())
            return work_today.counted(reader, found)

        monkeypatch.setattr(today_dialog, "counted", counted)
        await running.press("0")
        await opens(running, TodayDialog)
        await running.settle()
        with Reader(context_of(stores[FEW])) as reader:
            total = next(each.total for each in work_today.work_lists(reader, 5) if each.group.name == "silent")
        assert total > 5
        title = translate(Language.VI, "today.silent")
        assert f"{title}\n" in before[0]
        assert "nữa: xem cả nhóm" not in before[0]  # how many more there are nobody knows yet
        assert f"{title}: {total} (" in shown()
        assert f"và {total - 5} chỉ đạo nữa: xem cả nhóm" in shown()
