"""Who owes what: from an agency to its open work and back, and what no agency is in charge of."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from rich.cells import cell_len

from ngkt_tui.domain.enums import Language
from ngkt_tui.query.lists.rows import AgencyRow
from ngkt_tui.tui.dashboard.pane_controller import PaneController
from ngkt_tui.tui.dialogs.detail_dialog import DetailDialog
from ngkt_tui.tui.dialogs.form_dialog import FormDialog, NoteDialog
from ngkt_tui.tui.messages import FirstPagesLoaded, PaneMessage
from ngkt_tui.tui.panes.officials_pane import agency_columns, draw_agency
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.drawing import RenderContext
from ngkt_tui.tui.widgets.list_lines import column_line
from tests.tui.dialogs.waiting import is_left, opens, shows, until
from tests.tui.running import TODAY, Running, dashboard, walk


async def a_leads_from_an_agency_to_its_open_work_and_back(running: Running) -> None:
    await running.press("4")
    row = running.record.row
    assert isinstance(row, AgencyRow)
    agency, wanted = row.id, row.open
    await running.press("a")
    assert running.app.focused is running.panes[1]
    assert running.app.dashboard.panes.view.filters[1] == f'la:"chưa xong" dichdanh:{agency}'
    assert running.app.dashboard.panes.view.scope[0].id == agency
    await until(running, lambda: running.panes[1].counts[0] == (wanted, True))
    await running.press("a")
    assert running.app.focused is running.panes[3]
    assert running.app.dashboard.panes.view.scope == ()
    assert running.app.dashboard.panes.view.filters[1] == ""
    assert running.record.id == agency


async def what_has_no_lead_is_a_line_of_its_own_that_leads_to_it(running: Running) -> None:
    await shows(running, "chưa nêu chủ trì")
    line = next(line for line in running.lines if "chưa nêu chủ trì" in line)
    assert "còn 5/7" in line
    await running.press("4", "g")
    assert running.app.dashboard.panes.record is None
    await running.press("n", "v", "space", "enter")
    assert running.app.focused is running.panes[1]
    assert running.app.dashboard.panes.view.filters[1] == "chutri:không"
    await until(running, lambda: running.panes[1].counts[0] == (7, True))


async def a_leads_from_that_line_to_what_of_it_is_unfinished_and_back(running: Running) -> None:
    await running.press("4", "g")
    assert "a việc chưa xong" in running.lines[-1]
    await running.press("a")
    assert running.app.focused is running.panes[1]
    await until(running, lambda: running.panes[1].counts[0] == (5, True))
    await running.press("a")
    assert running.app.focused is running.panes[3]
    assert running.app.dashboard.panes.view.filters[1] == ""


async def test_a_lead_is_quickly_set_for_many(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("4", "g", "enter", "asterisk", "e")
        await opens(running, FormDialog)
        await running.press("down")
        await running.type("bng")
        await running.press("enter")
        await is_left(running)
        await until(running, lambda: "chưa nêu chủ trì" not in running.text)
    with sqlite3.connect(store) as connection:
        assert connection.execute("SELECT count(*) FROM directive WHERE lead = '[\"bng\"]'").fetchone() == (7,)


async def i_opens_the_detail_of_any_record_without_narrowing(running: Running) -> None:
    for pane in ("1", "2", "3", "4"):
        await running.press(pane, "i")
        await opens(running, DetailDialog)
        await running.press("escape")
        await is_left(running)
    assert running.app.dashboard.panes.view.scope == ()


async def test_ctrl_c_says_what_is_kept(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("n")
        await opens(running, NoteDialog)
        await running.type("goi lai cho Van phong tuan sau")
        await running.press("ctrl+c")
        assert any("sẽ được giữ cho lần mở sau" in each.message for each in running.app._notifications)


async def test_the_head_says_what_each_rate_is_a_share_of(store: Path) -> None:
    async with dashboard(store, size=(200, 50)) as running:
        assert "✓ 2 hoàn thành (14% trên 14; 0 có minh chứng)" in running.lines[0]
        assert "1 quá hạn trên 1 có hạn" in running.lines[0]


async def test_the_head_drops_the_length_of_its_bar_before_its_words(store: Path) -> None:
    async with dashboard(store, size=(162, 36)) as running:
        head = running.lines[0]
        assert "✓ 2 hoàn thành (14% trên 14; 0 có minh chứng)" in head
        assert "vướng mắc" in head
        assert "chưa đánh giá" in head


async def the_head_says_so_on_an_ordinary_terminal_too(running: Running) -> None:
    assert "✓ 2 (14% trên 14; 0 có minh chứng)" in running.lines[0]
    assert "☐ 7" in running.lines[0]


async def test_who_owes_what(store: Path) -> None:
    async with dashboard(store) as running:
        await walk(
            running,
            a_leads_from_an_agency_to_its_open_work_and_back,
            what_has_no_lead_is_a_line_of_its_own_that_leads_to_it,
            a_leads_from_that_line_to_what_of_it_is_unfinished_and_back,
            i_opens_the_detail_of_any_record_without_narrowing,
            the_head_says_so_on_an_ordinary_terminal_too,
        )


@pytest.mark.parametrize("width", [40, 76, 116, 190])
def test_what_agencies_owe_stands_below_its_headings_and_apart_from_the_bar(width: int) -> None:
    row = AgencyRow(1, "bct", "Bộ Công Thương", None, None, None, 3, 1, 4, 5, 1, 2, 0, done=1234)
    drawing = RenderContext(width, Language.VI, TODAY, text_styles_of("son-mai"))
    heading = column_line(agency_columns(drawing), drawing)
    (line,) = draw_agency(row, None, drawing)
    words, numbers = ("".join(segment.text for segment in each) for each in (heading, line))
    assert words.rstrip().startswith("Cơ quan")
    assert cell_len(words.rstrip()) == cell_len(numbers.rstrip()) <= 120
    assert re.search("[━─] +1234/", numbers)
    if width > 60:
        late = numbers.index("2 trễ") + len("2 trễ")
        assert words[:late].endswith(" trễ")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[tuple[bool, ...]]:
    """Give a list that grows by which lists of the pane of agencies are read."""
    read: list[tuple[bool, ...]] = []
    show = PaneController.show

    def shown(panes: PaneController, message: PaneMessage) -> None:
        if isinstance(message, FirstPagesLoaded) and message.pane == 3:
            read.append(tuple(opening is not None for opening in message.openings))
        show(panes, message)

    monkeypatch.setattr(PaneController, "show", shown)
    return read


async def test_a_tick_reads_again_the_lists_that_count_it_and_no_other(
    store: Path, read: list[tuple[bool, ...]]
) -> None:
    """Who asked stays as it is; so does what nobody leads, where an agency leads what was ticked."""
    async with dashboard(store) as running:
        assert read == [(True, True, True)]
        await running.press("space")
        assert read[1:] == [(True, True, False)]
        assert "còn 4/7" in running.text
        await running.press("down", "space")
        assert read[2:] == [(False, True, False)]
        assert "còn 4/7" in running.text
        officials = running.panes[3].counts[2]
        await running.press("u", "u")
        assert "còn 5/7" in running.text
        assert running.panes[3].counts[2] == officials


async def test_what_an_edit_overtakes_is_read_with_what_it_reads_again(
    store: Path, read: list[tuple[bool, ...]]
) -> None:
    """Another edit, the change of somebody else, another filter: of an older question nothing is shown."""
    async with dashboard(store) as running:
        panes, reading = running.app.dashboard.panes, running.app.dashboard.host.workers.reading
        assert running.panes[3].counts[2] == (2, True)

        def ask(*questions: Callable[[], None]) -> None:
            is_free = Event()
            reading.run(is_free.wait)
            for question in questions:
                question()
            is_free.set()

        def edited(*sections: int) -> Callable[[], None]:
            return lambda: panes.open(3, from_top=False, again=frozenset(sections))

        read.clear()
        ask(edited(0), edited(1))
        await until(running, lambda: read == [(True, True, False)])
        ask(lambda: panes.open(3, from_top=False), edited(1))
        await until(running, lambda: read[1:] == [(True, True, True)])
        ask(lambda: panes.filter(3, "công thương"), edited(0, 1))
        await until(running, lambda: running.panes[3].counts[2] == (0, True))
        assert read[2:] == [(True, True, True)]
