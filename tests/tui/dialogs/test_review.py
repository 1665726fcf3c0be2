"""The monthly review by keys: one record a page, each saved, left and taken up again where it was left."""

from functools import partial
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.services.edit import create_records
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.review import (
    Review,
    close_review,
    present_review,
    read_review,
    set_review_line,
    start_review,
)
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.review_dialogs import ReviewDialog
from ngkt_tui.tui.widgets.inputs import Picker
from tests.tui.dialogs.waiting import is_left, opens, until
from tests.tui.running import Running, context_of, dashboard


def present(store: Path) -> Review:
    with Reader(context_of(store)) as reader:
        return present_review(reader)


def coverage(running: Running) -> str:
    screen = running.app.screen
    return next(each for each in screen.subtitle().split() if "/" in each) if isinstance(screen, ReviewDialog) else ""


def is_covered(running: Running, text: str) -> bool:
    return coverage(running) == text


async def test_a_review_is_walked_by_keys_left_and_taken_up_again(store: Path) -> None:
    context = context_of(store)
    start_review(context, "2032-02")
    first = present(store).lines[0].record
    set_review_line(context, first, "2032-02", {"milestone": "trình quý II"})
    close_review(context, "2032-02")
    async with dashboard(store) as running:
        await running.press("R")
        await opens(running, ChoiceDialog)
        await running.press("y")
        await opens(running, ReviewDialog)
        many = len(present(store).lines)
        assert coverage(running) == f"0/{many}"
        assert "trình quý II" in running.text
        await running.type("da hop")
        picker = running.app.screen.query_one("#pick-status", Picker)
        picker.pick(Status.DOING)
        await running.press("enter")
        await until(running, lambda: coverage(running) == f"1/{many}")
        await running.press("enter")  # nothing is said of the second: it is passed over
        await opens(running, ReviewDialog)
        await running.press("escape")
        await is_left(running)
        review = present(store)
        assert (review.period, review.reviewed, review.lines[0].progress) == ("2032-03", 1, "da hop")
        assert review.lines[0].standing == Status.DOING
        await running.press("R")
        await until(running, lambda: coverage(running) == f"1/{many}")
        await running.type("dang lam")
        await running.press("enter")
        await until(running, lambda: coverage(running) == f"2/{many}")
        await running.press("escape")
        await is_left(running)
        assert present(store).lines[1].progress == "dang lam"


@pytest.mark.soak
async def test_fifty_of_a_thousand_agreements_are_reviewed_by_keys_left_taken_up_again_and_closed(store: Path) -> None:
    context = context_of(store)
    names = [
        {"id": f"tt-{number:04}", "name": {"vi": f"Thỏa thuận {number}"}, "kind": "other"} for number in range(1000)
    ]
    create_records(context, [(RecordKind.AGREEMENT, each) for each in names])
    start_review(context, "2032-02")
    close_review(context, "2032-02")
    start_review(context, "2032-03")
    many = len(present(store).lines)
    for half in (0, 25):  # left in between, and taken up again where it was left
        async with dashboard(store) as running:
            await running.press("R")
            for number in range(half, half + 25):
                await until(running, partial(is_covered, running, f"{number}/{many}"))
                await running.type(f"da hop {number}")
                await running.press("enter")
            await until(running, partial(is_covered, running, f"{half + 25}/{many}"))
            await running.press("escape")
            await is_left(running)
    close_review(context, "2032-03")
    with Reader(context) as reader:
        before, now = (read_review(reader, period) for period in ("2032-02", "2032-03"))
    assert (len(now.lines), now.reviewed, now.closed_on is not None) == (many, 50, True)
    same = {each.record: each for each in before.lines}
    differing = [each for each in now.lines if each.progress != same[each.record].progress]
    assert [each.progress for each in differing] == [f"da hop {number}" for number in range(50)]
    others = {name for each in now.lines for name in each._fields
              if getattr(each, name) != getattr(same[each.record], name)}  # fmt: skip
    assert others == {"number", "period", "progress", "forecast_period"}
