"""Pane 3: its parts, the board of stages, the matrix of markets."""

from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind, Stance
from ngkt_tui.query.lists.rows import MarketRow
from ngkt_tui.tui.panes.market_matrix import DIRECTIVE_CELLS, draw_market, market_columns, matrix_layout
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.drawing import RenderContext, width_of
from tests.query.building import Building
from tests.tui.running import NORMAL, SMALL, dashboard
from tests.tui.stores import make_store, small

DAYS = tuple(date(2020 + number, 3, 5) for number in range(12))
PANE = 2


def with_sets(built: Building) -> None:
    small(built)
    for record, name in (("fta-nhom", "Các FTA đã ký"), ("fta-mang", "Mạng lưới FTA")):
        built.put(RecordKind.AGREEMENT, record, name, kind="set")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "ngkt.sqlite", with_sets)


@pytest.mark.drawn
async def test_one_key_shows_the_markets_and_a_filter_finds_what_is_folded_or_in_the_other_part(store: Path) -> None:
    async with dashboard(store, NORMAL) as running:
        pane = running.panes[PANE]
        await running.press("3")
        assert "Hiệp định A" in running.text
        assert "Mạng lưới FTA" not in running.text  # sets are folded, told with their number
        assert [pane.selected_row[1].id] == ["fta-a"]  # type: ignore[index]
        await running.press("m")
        assert "Hiệp định A" not in running.text
        assert pane.selected_row is not None
        assert pane.selected_row[1].id == "tt-trung-dong"
        await running.press("slash")
        await running.type("mang luoi")
        assert "Mạng lưới FTA" in running.text
        assert pane.part == "agreements"


async def test_zoomed_the_agreements_are_a_board_of_stages(store: Path) -> None:
    async with dashboard(store, NORMAL) as running:
        await running.press("3", "z")
        board = [line.split("▾")[1].split() for line in running.lines if "▾" in line]
        assert [(" ".join(words[:-2]), words[-2]) for words in board] == [("đã ký", "1"), ("chưa rõ giai đoạn", "3")]
        assert "đã ký 1 · chưa rõ giai đoạn 3" in str(running.panes[PANE].border_subtitle)
        await running.press("m")
        assert "◇ tiềm năng" in str(running.panes[PANE].border_subtitle)
        assert "giai đoạn" not in str(running.panes[PANE].border_title)
        await running.press("m", "m")
        await running.press("z")
        assert "đã ký" not in [line.split("▾")[1] for line in running.lines if "▾" in line]


async def test_on_a_small_terminal_the_frame_names_the_part_that_is_shown_and_what_the_rows_are_grouped_by(
    store: Path,
) -> None:
    async with dashboard(store, SMALL) as running:
        await running.press("3")
        assert str(running.panes[PANE].border_title) == "FTA, hiệp định · m Thị trường"
        await running.press("2", "B")
        assert str(running.panes[1].border_title) == "theo cơ quan"


@pytest.mark.parametrize(
    ("width", "shown", "words"), [(76, "03/31", ""), (116, "05/03/31", ""), (190, "05/03/31", "03/31 · 2×")]
)
def test_each_day_of_the_matrix_has_its_heading_and_where_there_is_room_it_is_told_since_when(
    width: int, shown: str, words: str
) -> None:
    days = (date(2031, 3, 5), date(2031, 9, 12), date(2032, 2, 20), date(2032, 7, 18))
    stances = ((days[0], Stance.EXPAND), (days[3], Stance.EXPAND), (days[3], Stance.POTENTIAL))
    row = MarketRow(1, "tt", "Trung Đông", None, "region", stances, 3, days=days)
    surroundings = RenderContext(width, Language.VI, date(2032, 8, 1), text_styles_of("son-mai"), sample=row)
    texts = [heading.text for heading in market_columns(surroundings)]
    assert texts[1] == shown
    assert len(set(texts)) == len(texts) >= 7
    line = "".join(segment.text for segment in draw_market(row, None, surroundings)[0])
    assert line.index("◆") < 60
    assert words in line


def test_of_more_days_than_there_is_room_for_it_is_told_since_when_and_how_often() -> None:
    days = tuple(date(2028 + number // 12, number % 12 + 1, 1) for number in range(48))
    row = MarketRow(1, "tt", "EU", None, "bloc", ((days[0], Stance.KEY), (days[-1], Stance.KEY)), 3, days=days)
    surroundings = RenderContext(116, Language.VI, date(2032, 8, 1), text_styles_of("son-mai"), sample=row)
    assert "01/28 · 2×" in "".join(segment.text for segment in draw_market(row, None, surroundings)[0])
    assert "từ · số lần" in [heading.text for heading in market_columns(surroundings)]


@pytest.mark.parametrize("width", [34, 38, 60, 90, 160])
@pytest.mark.parametrize("days", [0, 1, 4, 12])
def test_the_matrix_has_its_newest_day_at_the_right_and_every_line_fills_its_width(width: int, days: int) -> None:
    row = MarketRow(1, "tt", "Trung Đông", None, "region", ((DAYS[-1], Stance.KEY),), 3, days=DAYS[len(DAYS) - days :])
    inks = text_styles_of("son-mai")
    surroundings = RenderContext(width, Language.VI, date(2032, 3, 1), inks, sample=row)
    layout, headings = matrix_layout(row.days, width), market_columns(surroundings)
    assert sum(heading.width for heading in headings) == width
    assert layout.days == DAYS[len(DAYS) - len(layout.days) :]
    [line] = draw_market(row, None, surroundings)
    assert width_of(line) == width
    if layout.days:
        end = width - layout.words - DIRECTIVE_CELLS
        assert "".join(segment.text for segment in line)[end - 1] == "★"
        assert headings[len(layout.days)].text.endswith("31") or "05/03" in headings[len(layout.days)].text
