"""The timeline: the newest conference first, told apart by what it was about, with the time that lies between."""

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from ngkt_tui.domain.enums import Language
from ngkt_tui.query.lists.grouping import ListGrouping, RecordGroup
from ngkt_tui.query.lists.rows import AgencyRow, ConferenceRow
from ngkt_tui.services.pane_lists import open_lists
from ngkt_tui.services.reader import Reader
from ngkt_tui.tui.panes.conferences_pane import draw, draw_year, heights
from ngkt_tui.tui.panes.officials_pane import draw_agency
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.drawing import ListOptions, RenderContext
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
    row: ConferenceRow,
    above: ConferenceRow | None = None,
    width: int = 30,
    language: Language = Language.VI,
    height: int = 4,
) -> list[str]:
    context = RenderContext(width, language, TODAY, text_styles_of("son-mai"), options=ListOptions(height=height))
    return ["".join(segment.text for segment in line).rstrip() for line in draw(row, above, context)]


def test_a_conference_is_told_by_its_chair_and_what_it_was_about() -> None:
    _, head, subject, progress = drawn(ROW)
    assert head.startswith("●─ 05/03 Thủ tướng")
    assert subject == "│  tăng trưởng"
    assert progress.endswith("3/10 2 trễ")
    assert drawn(ROW, language=Language.EN)[2] == "│  growth"


def test_fewer_lines_tell_what_matters_most() -> None:
    assert drawn(ROW, height=2) == ["●─ 05/03 Thủ tướng  3/10 2 trễ", "│  tăng trưởng"]
    assert "━━━━━━──── 3/10 2 trễ" in drawn(ROW, width=70, height=2)[0]
    assert drawn(MENTIONED, ROW, height=2) == ["○  Hội nghị được nhắc", "│  được nhắc đến · 05/03"]
    (line,) = drawn(ROW, width=70, height=1)
    assert line.startswith("●─  05/03 Thủ tướng      tăng trưởng")
    assert "━━━━━━──── 3/10 2 trễ" in line


def test_a_conference_has_as_many_lines_as_let_all_of_them_be_seen() -> None:
    assert heights(34) == ((4, 1), (2, 0))
    assert heights(118)[-1] == (1, 0)


def test_today_stands_above_the_newest_and_the_time_between_above_the_others() -> None:
    assert drawn(ROW)[0] == "│  hôm nay · 362 ngày"
    assert drawn(OLDER, ROW)[0] == "│  17 tháng"
    assert drawn(ROW._replace(date=date(2031, 2, 1)), ROW)[0] == "│  5 tuần"
    assert drawn(OLDER, MENTIONED)[0] == "│  17 tháng"  # the mention stands where it was mentioned


def test_a_year_tells_what_is_late_first_and_what_else_there_is_room_for() -> None:
    group = RecordGroup("2031", 12, "2031", done=24, open=33, late=20, blocked=6)
    context = RenderContext(30, Language.VI, TODAY, text_styles_of("son-mai"))
    narrow = "".join(segment.text for segment in draw_year(group, context, False))
    assert narrow.startswith("▾ 2031 ─")
    assert narrow.endswith("20 trễ  còn 33  ✓24")
    wide = "".join(segment.text for segment in draw_year(group, context._replace(width=60), True))
    assert wide.startswith("▸ 2031 ─")
    assert wide.endswith("12 hội nghị")


def test_conferences_of_the_government_lie_on_the_axis_and_others_branch_off() -> None:
    assert [drawn(row)[1][:2] for row in (ROW, OLDER, MENTIONED)] == ["●─", "├●", "○ "]


def test_what_is_only_mentioned_is_told_with_its_title_and_by_whom() -> None:
    assert drawn(MENTIONED, ROW)[1:] == ["○  Hội nghị được nhắc", "│  được nhắc đến · 05/03", "│"]


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


def test_years_stand_as_groups_that_count_what_was_asked_in_them(store: Path) -> None:
    with Reader(context_of(store)) as reader:
        (opened,) = open_lists(reader, ["conferences"], "", (), ListGrouping.YEAR)
        assert opened is not None
        first, second = opened.groups()
        assert (first.key, first.records, second.key, second.records) == ("2032", 1, "2031", 2)
        assert first.done + first.open + second.done + second.open == 14 - 1
        (by_user,) = open_lists(reader, ["conferences"], "sort:conf", (), ListGrouping.YEAR)
        assert by_user is not None
        assert by_user.groups() == ()


async def test_a_year_folds_and_unfolds(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("1")
        assert "hôm nay" in running.text
        await running.press("left")
        assert "▸ 2032" in running.text
        assert "hôm nay" not in running.text
        await running.press("right")
        assert "▾ 2032" in running.text


def agency(row: AgencyRow, width: int = 38) -> str:
    (line,) = draw_agency(row, None, RenderContext(width, Language.VI, TODAY, text_styles_of("son-mai")))
    return "".join(segment.text for segment in line)


def test_an_agency_tells_what_is_late_and_how_much_of_what_it_was_asked_is_done() -> None:
    row = AgencyRow(
        1, "bct", "Bộ Công Thương", None, None, None, 3, 1, 4, 5, 1, 2, 0, spirit=1, through_groups=7, done=2
    )
    assert agency(row).startswith("Bộ Công Thương")
    assert agency(row).endswith("  2/7")
    assert "2 trễ ▲1 ━━" in agency(row)
    assert "chủ trì 3 · phối hợp 1 · qua nhóm 7" in agency(row, 90)
    assert agency(row._replace(open=0, done=0)).rstrip().endswith("nhóm 7")


async def test_who_owes_what_is_late_comes_before_who_owes_more_and_the_leaders_last(store: Path) -> None:
    async with dashboard(store) as running:
        rows = [row for section in running.panes[3]._cache.rows for row in section._pages.get(0, ())]
        owed = [(row.overdue, row.open) for row in rows if isinstance(row, AgencyRow)]
        assert owed == sorted(owed, reverse=True)
        assert owed[0] > (0, 0)
        assert [type(row).__name__ for row in rows[-2:]] == ["OfficialRow", "OfficialRow"]


async def test_one_key_leads_from_the_agencies_to_the_leaders_and_back(store: Path) -> None:
    async with dashboard(store) as running:
        await running.press("4", "m")
        assert running.panes[3].cursor_record == "nguyen-an"
        await running.press("m")
        assert isinstance(running.record.row, AgencyRow)
