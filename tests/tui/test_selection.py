"""Text is selected with the mouse, and copied: of rows, of details, of the head; whole records by a key."""

import base64
from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.events import MouseDown, MouseEvent, MouseMove, MouseUp
from textual.geometry import Offset
from textual.selection import SELECT_ALL
from textual.widget import Widget

from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services import web_addresses
from ngkt_tui.services.edit import edit_fields
from ngkt_tui.tui.app import NgktApp
from ngkt_tui.tui.dashboard.notifier import Notifier
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.widgets.rich_list import RichList
from tests.tui.dialogs.waiting import opens
from tests.tui.running import Running, context_of, dashboard

FIRST = "Mở rộng thị trường Trung Đông"


def place_of(running: Running, text: str, which: int = 0) -> Offset:
    """Return where a text stands on the screen."""
    places = [Offset(line.index(text), y) for y, line in enumerate(running.lines) if text in line]
    return places[which]


async def mouse(running: Running, kind: type[MouseEvent], place: Offset) -> None:
    """Have the mouse do something, as the terminal tells of it."""
    driver = running.app._driver
    assert driver is not None
    event = kind(None, place.x, place.y, 0, 0, 1, False, False, False, place.x, place.y)
    event.set_sender(running.app)
    driver.process_message(event)
    await running.pilot.pause()


async def drag(running: Running, start: Offset, end: Offset) -> None:
    await mouse(running, MouseDown, start)
    await mouse(running, MouseMove, end)
    await mouse(running, MouseUp, end)
    await running.settle()


async def drag_over(running: Running, text: str) -> None:
    start = place_of(running, text)
    await drag(running, start, Offset(start.x + len(text) - 1, start.y))


async def test_words_of_a_row_are_copied(store: Path) -> None:
    async with dashboard(store) as running:
        await drag_over(running, FIRST)
        await running.press("ctrl+c")
        assert running.app.clipboard == FIRST
        assert f"Đã sao chép “{FIRST}”" in running.text


def raised(running: Running) -> str:
    """Return the words that are drawn as selected in the line where the first directive is told."""
    strip = running.app.screen._compositor.render_strips()[place_of(running, FIRST).y]
    return "".join(segment.text for segment in strip if segment.style and segment.style.bgcolor
                   and segment.style.bgcolor.name == "#e3b25b")  # fmt: skip


async def test_the_selected_words_are_raised(store: Path) -> None:
    async with dashboard(store) as running:
        await drag_over(running, FIRST)
        assert raised(running) == FIRST


async def test_several_rows_are_copied_line_by_line(store: Path) -> None:
    async with dashboard(store) as running:
        start = place_of(running, FIRST)
        await drag(running, start, Offset(start.x + 10, start.y + 1))
        await running.press("ctrl+c")
        first, second = running.app.clipboard.split("\n")
        assert first.startswith(FIRST)
        assert "kn-01" not in second
        assert "▌" not in running.app.clipboard


async def test_a_selection_is_kept_while_the_list_is_scrolled(long_store: Path) -> None:
    async with dashboard(long_store) as running:
        await drag_over(running, "Chỉ đạo số 1 ")
        await running.press("G")
        assert running.app.screen.get_selected_text() == "Chỉ đạo số 1"


async def test_a_detail_is_copied_and_nothing_in_it_followed(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("enter")
        await opens(running, DetailDialog)
        dialog = running.app.screen
        await drag_over(running, FIRST)
        assert raised(running) == FIRST
        await running.press("ctrl+c")
        assert running.app.clipboard == FIRST
        assert running.app.screen is dialog
        assert dialog.query_one(RichList).text_selection is not None


async def test_a_drag_over_what_leads_on_follows_nothing(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("enter")
        await opens(running, DetailDialog)
        await drag_over(running, "Hội nghị 2032-02-20")
        await running.press("ctrl+c")
        assert running.app.clipboard == "Hội nghị 2032-02-20"
        assert "hn-2032-02-20-00" in running.text


async def test_the_head_is_copied_as_it_reads(store: Path) -> None:
    async with dashboard(store) as running:
        await drag(running, Offset(1, 0), Offset(4, 0))
        await running.press("ctrl+c")
        assert running.app.clipboard == "NGKT"


async def test_no_widget_yields_its_name(store: Path) -> None:
    async with dashboard(store) as running:
        for keys in ((), ("enter",), ("escape", "s"), ("escape", "e"), ("escape", "f"), ("escape", "question_mark")):
            await running.press(*keys)
            for widget in running.app.screen.query(Widget):
                if widget.allow_select and not widget.is_container:
                    text, _ = widget.get_selection(SELECT_ALL) or ("", "")
                    assert widget.css_identifier not in text


async def test_a_double_click_opens_and_selects_nothing(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(NgktApp, "CLICK_CHAIN_TIME_THRESHOLD", 60.0)  # a busy machine is slow to click
    async with dashboard(store) as running:
        for _ in range(2):
            await mouse(running, MouseDown, place_of(running, FIRST))
            await mouse(running, MouseUp, place_of(running, FIRST))
        await opens(running, DetailDialog)
        await running.press("escape")
        assert running.app.dashboard.selections == {}


async def test_ctrl_c_twice_quits_with_text_selected(store: Path) -> None:
    async with dashboard(store) as running:
        await drag_over(running, FIRST)
        await running.press("ctrl+c")
        assert running.app.return_code is None
        running.send("ctrl+c")
        await running.pilot.pause()
    assert running.app.return_code == 130


async def test_ctrl_c_on_another_selection_copies_that(store: Path) -> None:
    async with dashboard(store) as running:
        await drag_over(running, FIRST)
        await running.press("ctrl+c")
        await drag_over(running, "Nam Mỹ")
        await running.press("ctrl+c")
        assert running.app.clipboard == "Nam Mỹ"
        assert running.app.return_code is None


async def test_y_copies_the_text_and_shift_y_the_id_and_says_so(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("y")
        assert running.app.clipboard == "Mở rộng thị trường Trung Đông, Nam Mỹ và châu Phi"
        assert "Đã sao chép “Mở rộng" in running.text
        await running.press("Y")
        assert running.app.clipboard == "hn-2032-02-20-00"


async def test_y_copies_in_a_detail_too(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("enter")
        await opens(running, DetailDialog)
        await running.press("Y")
        assert running.app.clipboard == "hn-2032-02-20-00"


async def test_the_terminal_is_handed_the_text(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with dashboard(store) as running:
        written: list[str] = []
        assert running.app._driver is not None
        monkeypatch.setattr(running.app._driver, "write", written.append)
        await running.press("Y")
        coded = base64.b64encode(b"hn-2032-02-20-00").decode()
        assert f"\x1b]52;c;{coded}\a" in written


def with_evidence(store: Path, text: str) -> Path:
    edit_fields(context_of(store), ["hn-2032-02-20-00"], FieldUpdates(evidence=(text,)))
    return store


async def test_an_address_in_evidence_opens(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_address(address: str, _environ: Mapping[str, str]) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(web_addresses, "open_address", open_address)
    async with dashboard(with_evidence(store, "TB 12, https://example.vn/tb-12.")) as running:
        await running.press("enter")
        await opens(running, DetailDialog)
        sheet = running.app.screen.query_one(RichList)
        while sheet.target != "https://example.vn/tb-12":
            await running.press("down")
        await running.press("enter")
        assert opened == ["https://example.vn/tb-12"]
        assert "Đang mở https://example.vn/tb-12" in running.text
        await running.press("o")
        assert len(opened) == 2


async def test_over_ssh_the_address_is_told_and_copied(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    async with dashboard(store) as running:
        running.app.dashboard.host.notifier.open_address("https://example.vn/a")
        await running.settle()
        assert running.app.clipboard == "https://example.vn/a"
        assert "https://example.vn/a" in running.text


async def test_in_a_browser_the_page_opens_an_address_and_not_the_machine_that_serves_it(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with dashboard(store) as running:
        here: list[str] = []
        there: list[str] = []
        monkeypatch.setattr(web_addresses, "open_address", lambda address, _environ: here.extend([address]))
        monkeypatch.setattr(Notifier, "is_in_browser", True)
        monkeypatch.setattr(running.app, "open_url", there.append)
        running.app.dashboard.host.notifier.open_address("https://example.vn/a")
        assert (here, there) == ([], ["https://example.vn/a"])
