"""The head and the bars of the conferences rate what can be followed, and tell how much spirit stands beside it."""

from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.query.lists.rows import ConferenceRow
from ngkt_tui.services import edit
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.tui.panes.conferences_pane import draw
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.drawing import ListOptions, RenderContext
from tests.fixtures.stores import SAMPLE, context_of, make_sample_store
from tests.tui.running import NORMAL, SMALL, TODAY, dashboard

ROW = ConferenceRow(
    1, "hn-1", "conference", date(2031, 3, 5), 0, "Hội nghị", "Conference", "online", "Thủ tướng", "Prime Minister",
    1, 10, 7, 0, 0, 0, 0, 0, spirit=3,
)  # fmt: skip


def progress(row: ConferenceRow, width: int, language: Language = Language.VI) -> str:
    lines = draw(
        row, None, RenderContext(width, language, TODAY, text_styles_of("son-mai"), options=ListOptions(height=4))
    )
    return "".join(segment.text for segment in lines[-1])


@pytest.mark.parametrize("width", [24, 30, 40, 60])
def test_the_bar_of_a_conference_is_that_of_what_can_be_followed(width: int) -> None:
    line = progress(ROW, width)
    assert " 7/7 +3" in line
    assert "─" not in line  # all that can be followed is done
    assert len(line) <= width


def test_what_the_bar_leaves_out_is_named_where_there_is_room() -> None:
    assert progress(ROW, 40).endswith("7/7 +3 tinh thần")
    assert progress(ROW, 40, Language.EN).endswith("7/7 +3 of spirit")
    assert progress(ROW._replace(spirit=0, done=10), 40).endswith("10/10")


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (NORMAL, "15 chỉ đạo (gồm 1 tinh thần)"),
        (SMALL, "15 chỉ đạo (gồm 1 tinh thần)"),
        ((200, 50), "15 chỉ đạo (14 theo dõi được, 1 tinh thần không tính)"),
    ],
)
async def test_the_head_tells_how_much_its_rates_leave_out(tmp_path: Path, size: tuple[int, int], words: str) -> None:
    store = make_sample_store(tmp_path / "store.sqlite")
    import_digest(context_of(store), SAMPLE.with_name("schema2.yaml"))
    edit.set_status(context_of(store), ["hn-2033-01-10-03", "hn-2033-01-10-02"], Status.DONE)
    async with dashboard(store, size=size) as running:
        assert words in running.text.splitlines()[0]
        header = running.app.dashboard.header.counts
        assert header is not None
        assert (header.done, header.form.finished, header.form.spirit) == (1, 1, 1)
