"""An entry is taken away from the detail with arrows and Enter, as one change that undo brings back."""

from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Stage, Status
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services import edit
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.dialogs.progress_dialogs import PickEntryDialog
from ngkt_tui.tui.widgets.option_row import ActionBar
from tests.fixtures.stores import context_of
from tests.tui.dialogs.test_detail import detail
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import Running

DIRECTIVE, AGREEMENT = "hn-2031-03-05-01", "fta-mercosur"


@pytest.fixture
def worked_on(store: Path) -> Path:
    context = context_of(store)
    edit.edit_fields(context, [DIRECTIVE], FieldUpdates(status=Status.DONE, evidence=("QĐ 7", "https://example.org/x")))
    edit.add_note(context, DIRECTIVE, "gọi lại Văn phòng")
    edit.edit_fields(context, [AGREEMENT], FieldUpdates(stage=Stage.SIGNED, stage_on=date(2032, 2, 25)))
    edit.edit_fields(context, [AGREEMENT], FieldUpdates(stage=Stage.RATIFYING, stage_on=date(2032, 2, 28)))
    return store


def entries_of(store: Path, record: str) -> tuple[list[str], list[str], int]:
    """Return evidence or stages, notes, and how many groups the history has."""
    with Reader(context_of(store)) as reader:
        read = reader.detail(record)
        entries = [each.text for each in getattr(read.body, "evidence", ())]
        entries += [move.stage for move in getattr(read.body, "moves", ())]
        return entries, [note.text for note in read.notes], len(reader.history())


async def take(running: Running, *keys: str) -> None:
    """Go to the choice with the arrows, open it, and press `keys`."""
    await running.press("right")
    bar = running.app.screen.query_one(ActionBar)
    for _ in range(bar.count()):
        if bar._choices[bar.current].id == "take-back":
            break
        await running.press("right")
    await running.press("enter")
    await opens(running, PickEntryDialog)
    await running.press(*keys)
    await opens(running, DetailDialog)


async def test_one_piece_of_evidence_is_taken_away_and_brought_back(worked_on: Path) -> None:
    before = entries_of(worked_on, DIRECTIVE)
    async with detail(worked_on) as running:
        await take(running, "down", "enter")
        await until(running, lambda: entries_of(worked_on, DIRECTIVE)[0] == ["QĐ 7"])
        assert entries_of(worked_on, DIRECTIVE)[2] == before[2] + 1
        await shows(running, "bỏ minh")
        await running.press("escape")
        await is_left(running)
        await running.press("u")
        await until(running, lambda: sorted(entries_of(worked_on, DIRECTIVE)[0]) == sorted(before[0]))


async def test_a_note_of_ones_own_is_taken_away_and_brought_back(worked_on: Path) -> None:
    async with detail(worked_on) as running:
        await take(running, "down", "down", "enter")
        await until(running, lambda: entries_of(worked_on, DIRECTIVE)[1] == [])
        await shows(running, "bỏ ghi chú")
        edit.undo(context_of(worked_on))
        assert entries_of(worked_on, DIRECTIVE)[1] == ["gọi lại Văn phòng"]


async def test_a_note_of_somebody_else_is_not_offered(worked_on: Path) -> None:
    async with detail(worked_on, actor="minh") as running:
        await running.press("r")
        await opens(running, PickEntryDialog)
        assert "gọi lại Văn phòng" not in running.text


async def test_a_stage_move_is_taken_away_and_the_earlier_one_counts_again(worked_on: Path) -> None:
    async with detail(worked_on, AGREEMENT) as running:
        await take(running, "down", "enter")
        await until(running, lambda: entries_of(worked_on, AGREEMENT)[0] == ["signed"])
        await shows(running, "đã ký, 25/02/2032")
        edit.undo(context_of(worked_on))
        assert sorted(entries_of(worked_on, AGREEMENT)[0]) == ["ratifying", "signed"]


async def test_leaving_takes_nothing_away(worked_on: Path) -> None:
    before = entries_of(worked_on, DIRECTIVE)
    async with detail(worked_on) as running:
        await take(running, "escape")
        assert entries_of(worked_on, DIRECTIVE) == before


async def test_it_is_offered_only_where_there_is_something(store: Path) -> None:
    async with detail(store) as running:
        assert "bỏ bớt" not in running.text
