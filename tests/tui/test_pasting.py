"""Nothing that is pasted is lost without a word."""

from pathlib import Path

from textual.events import Paste

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import translate
from ngkt_tui.tui.dialogs.form_dialog import FormDialog
from ngkt_tui.tui.widgets.filter_bar import MAX_FILTER
from tests.tui.dialogs.waiting import opens
from tests.tui.running import Running, dashboard


async def paste(running: Running, text: str) -> None:
    driver = running.app._driver
    assert driver is not None
    event = Paste(text)
    event.set_sender(running.app)
    driver.send_message(event)
    await running.settle()


def notices(running: Running) -> list[str]:
    return [notice.message for notice in running.app._notifications]


async def test_of_a_filter_that_is_too_long_what_fits_is_kept_and_the_rest_told(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("slash")
        await paste(running, "x" * (MAX_FILTER + 30))
        assert running.app.dashboard.filters.bar.input.value == "x" * MAX_FILTER
        assert notices(running) == [translate(Language.VI, "dialog.text-cut", limit=MAX_FILTER, count=30)]


async def test_a_paste_into_a_pane_is_told_where_it_would_go(store: Path) -> None:
    async with dashboard(store) as running:
        await paste(running, "thị trường")
        assert notices(running) == [translate(Language.VI, "screen.paste-nowhere", filter="/", note="n")]
        assert running.app.dashboard.panes.view.filters[1] == ""


async def test_a_paste_into_a_line_of_a_form_is_all_in_it(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("e", "down")
        await opens(running, FormDialog)
        await paste(running, "Bộ Công Thương;\nBộ Ngoại giao")
        assert "Bộ Công Thương; Bộ Ngoại giao" in running.text
        assert notices(running) == []


async def test_a_paste_into_a_picker_is_told_of(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("e")
        await opens(running, FormDialog)
        running.app.screen.query_one("#pick-importance").focus()
        await paste(running, "3")
        assert notices(running) == [translate(Language.VI, "dialog.paste-nowhere")]


async def test_a_form_that_was_typed_into_is_not_left_without_a_question(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("e", "down")
        await opens(running, FormDialog)
        await running.type("b")
        await running.press("escape")
        assert "Bỏ những gì đã gõ?" in running.text
