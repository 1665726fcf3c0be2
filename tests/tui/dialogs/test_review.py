"""The monthly review by keys: one record a page, each saved, left and taken up again where it was left."""

from pathlib import Path

from ngkt_tui.services.reader import Reader
from ngkt_tui.services.review import Review, close_review, present_review, set_review_line, start_review
from ngkt_tui.tui.dialogs.dialog import ChoiceDialog
from ngkt_tui.tui.dialogs.review_dialogs import ReviewDialog
from tests.tui.dialogs.waiting import is_left, opens, until
from tests.tui.running import Running, context_of, dashboard


def present(store: Path) -> Review:
    with Reader(context_of(store)) as reader:
        return present_review(reader)


def coverage(running: Running) -> str:
    screen = running.app.screen
    return next(each for each in screen.subtitle().split() if "/" in each) if isinstance(screen, ReviewDialog) else ""


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
        await running.press("enter")
        await until(running, lambda: coverage(running) == f"1/{many}")
        await running.press("enter")  # nothing is said of the second: it is passed over
        await opens(running, ReviewDialog)
        await running.press("escape")
        await is_left(running)
        review = present(store)
        assert (review.period, review.reviewed, review.lines[0].progress) == ("2032-03", 1, "da hop")
        await running.press("R")
        await until(running, lambda: coverage(running) == f"1/{many}")
        await running.type("dang lam")
        await running.press("enter")
        await until(running, lambda: coverage(running) == f"2/{many}")
        await running.press("escape")
        await is_left(running)
        assert present(store).lines[1].progress == "dang lam"
