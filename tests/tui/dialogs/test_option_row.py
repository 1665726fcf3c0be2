"""The line of choices of a dialog that shows one thing after another."""

from collections.abc import Sequence

from textual.app import ComposeResult

from ngkt_tui.domain.enums import Language
from ngkt_tui.tui.dialogs.dialog import LEAVE, Dialog
from ngkt_tui.tui.widgets.inputs import TypedLine
from ngkt_tui.tui.widgets.option_row import ActionBar, DialogAction
from tests.tui.dialogs.stage import staged

NOTE, TICK = DialogAction("note", "f2", "key.note"), DialogAction("tick", "f3", "key.tick")


class Showing(Dialog[str]):
    """Begins with a note as its first choice."""

    TITLE_KEY = "dialog.edit.title"

    def body(self) -> ComposeResult:
        yield TypedLine()

    def choices(self) -> Sequence[DialogAction]:
        return NOTE, LEAVE


async def test_other_choices_are_offered_from_the_first() -> None:
    async with staged(Showing(Language.VI)) as (stage, pilot):
        bar = stage.screen.query_one(ActionBar)
        bar.show((TICK, NOTE, LEAVE))
        await pilot.press("down")
        assert bar.has_focus
        assert bar.current == 0


async def test_a_choice_that_was_gone_to_stays_where_the_choices_change() -> None:
    async with staged(Showing(Language.VI)) as (stage, pilot):
        bar = stage.screen.query_one(ActionBar)
        await pilot.press("down")
        bar.show((TICK, NOTE, LEAVE))
        assert bar.current == 1
