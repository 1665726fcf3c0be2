"""What is asked at each start and for Today: what few directives have is found without going through all of them."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.filter import parse
from ngkt_tui.query.lists.grouping import has_own_natures
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.work_today import GROUPS, WorkGroup, work_list
from tests.scale.conftest import FEW, MANY, Watched

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
    assert reader.longest_untouched(where, 5) == whole
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
        assert reader.longest_untouched(where, most) == reader.positions(where)[:most]
