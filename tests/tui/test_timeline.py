"""The timeline: the newest conference first, told apart by what it was about, with the time that lies between."""

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from ngkt_tui.domain.enums import Language
from ngkt_tui.query.lists.rows import AgencyRow, ConferenceRow
from ngkt_tui.services.pane_lists import open_lists
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.panes.conferences_pane import draw
from ngkt_tui.tui.panes.officials_pane import draw_agency
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.drawing import RenderContext
from tests.tui.running import TODAY, context_of, dashboard

ROW = ConferenceRow(
    1, "hn-1", "conference", date(2031, 3, 5), 0,
    "Hội nghị với các Trưởng cơ quan đại diện về đẩy mạnh ngoại giao kinh tế phục vụ tăng trưởng",
    "Conference with heads of missions on economic diplomacy in the service of growth",
    "online", "Thủ tướng Chính phủ", "Prime Minister", 1, 10, 3, 2, 1, 0, 0, 0, overdue=2, chair_body="government",
)  # fmt: skip
OLDER = ROW._replace(id="hn-0", date=date(2029, 10, 5), chair_vi="Bộ trưởng Bộ Ngoại giao", chair_body="ministry")
MENTIONED = ROW._replace(
    id="hn-m", date=None, chair_vi="", directives=0, title_vi="Hội nghị được nhắc", named_on=ROW.date, is_mentioned=1
)


def drawn(
    row: ConferenceRow, above: ConferenceRow | None = None, width: int = 30, language: Language = Language.VI
) -> list[str]:
    lines = draw(row, above, RenderContext(width, language, TODAY, text_styles_of("son-mai")))
    return ["".join(segment.text for segment in line).rstrip() for line in lines]


def test_a_conference_is_told_by_its_chair_and_what_it_was_about() -> None:
    year, head, subject, progress = drawn(ROW)
    assert year.startswith("2031 ─")
    assert head.startswith("●─ 05/03 Thủ tướng")
    assert subject == "│  tăng trưởng"
    assert progress.endswith("3/10 2 trễ")
    assert drawn(ROW, language=Language.EN)[2] == "│  growth"


def test_today_stands_above_the_newest_and_the_time_between_above_the_others() -> None:
    assert drawn(ROW)[0].endswith("hôm nay · 362 ngày")
    assert drawn(OLDER, ROW)[0].startswith("2029")
    assert drawn(OLDER, ROW)[0].endswith("17 tháng")
    assert drawn(ROW._replace(date=date(2031, 2, 1)), ROW)[0] == "│ 5 tuần"
    assert drawn(OLDER, MENTIONED)[0].endswith("17 tháng")  # the mention stands where it was mentioned


def test_conferences_of_the_government_lie_on_the_axis_and_others_branch_off() -> None:
    assert [drawn(row)[1][:2] for row in (ROW, OLDER, MENTIONED)] == ["●─", "├●", "○ "]


def test_what_is_only_mentioned_is_told_with_its_title_and_by_whom() -> None:
    assert drawn(MENTIONED, ROW)[1:] == ["○  Hội nghị được nhắc", "│", "│  được nhắc đến · 05/03"]


@pytest.mark.parametrize("width", [12, 20, 30, 60, 118])
@pytest.mark.parametrize("language", list(Language))
def test_no_line_is_wider_than_its_pane(width: int, language: Language) -> None:
    for row in (ROW, OLDER._replace(recommendations=3, articles=2), MENTIONED):
        for line in drawn(row._replace(place_vi="Trụ sở Chính phủ"), ROW, width, language)[:2]:
            assert cell_len(line) <= max(width, 19), line


def test_the_pane_has_the_newest_first_and_a_mention_below_what_names_it(store: Path) -> None:
    import sqlite3

    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE conference SET date = NULL WHERE id = 'hn-2031-03-05'")
        connection.execute(
            "INSERT INTO link (record, relation, ordinal, target, position)"
            " VALUES ('hn-2032-02-20', 'related', 0, 'hn-2031-03-05', 0)"
        )
    with Reader(context_of(store)) as reader:
        (opened,) = open_lists(reader, ["conferences"], "", ())
        assert opened is not None
        assert [row.id for row in opened.page(0, 9)] == ["hn-2032-02-20", "hn-2031-03-05", "hn-2031-09-12"]
        (sorted_by_user,) = open_lists(reader, ["conferences"], "sort:conf", ())
        assert sorted_by_user is not None
        assert [row.id for row in sorted_by_user.page(0, 9)][:2] == ["hn-2031-09-12", "hn-2032-02-20"]


def agency(row: AgencyRow, width: int = 38) -> str:
    (line,) = draw_agency(row, None, RenderContext(width, Language.VI, TODAY, text_styles_of("son-mai")))
    return "".join(segment.text for segment in line)


def test_an_agency_tells_what_is_late_and_how_much_of_what_it_was_asked_is_done() -> None:
    row = AgencyRow(
        1, "bct", "Bộ Công Thương", None, None, None, 3, 1, 4, 5, 1, 2, 0, spirit=1, through_groups=7, done=2
    )
    assert agency(row).startswith("Bộ Công Thương")
    assert agency(row).endswith("  2/7")
    assert "2 trễ ▲1 ██" in agency(row)
    assert "chủ trì 3 · phối hợp 1 · qua nhóm 7" in agency(row, 90)
    assert agency(row._replace(open=0, done=0)).rstrip().endswith("nhóm 7")


async def test_who_owes_what_is_late_comes_before_who_owes_more_and_the_leaders_last(store: Path) -> None:
    async with dashboard(store) as running:
        rows = [row for section in running.panes[3]._cache.rows for row in section._pages.get(0, ())]
        owed = [(row.overdue, row.open) for row in rows if isinstance(row, AgencyRow)]
        assert owed == sorted(owed, reverse=True)
        assert owed[0] > (0, 0)
        assert [type(row).__name__ for row in rows[-2:]] == ["OfficialRow", "OfficialRow"]
