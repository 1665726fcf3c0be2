"""The charts and the table of a report: pictures in HTML, signs in text, their numbers in words beside them."""

import re
import xml.etree.ElementTree as ET
from datetime import date

import pytest

from ngkt_tui.domain.counting_form import CountingForm
from ngkt_tui.domain.enums import FigureKind, ResultKind, Stage, Stance, Status
from ngkt_tui.domain.overview_items import (
    AgeTally,
    AnsweredAsk,
    FigurePoint,
    FigureSeries,
    MarketMatrix,
    MarketStances,
    MonthTally,
    ResultEntry,
    StageCount,
    StatusTally,
    ThemeResults,
)
from ngkt_tui.domain.summary_items import ActionItems, Progress, Summary
from ngkt_tui.report.formats import Format, get_writer
from tests.report.test_formats import MakeLine, MakeSummary, written

CHARTS = (
    "Xong và còn lại theo tháng",
    "mới +3, xong +1, còn 2",
    "Việc còn lại đã bao lâu",
    "dưới 3 tháng",
    "Hiệp định theo giai đoạn",
    "1 hiệp định, 2 nhóm",
    "Thị trường qua các hội nghị",
    "◆★",
    "6,5–7% → 7,1%",
    "Kết quả có thể trả lời chỉ đạo, theo chủ đề",
)


def charted(summary: MakeSummary, line: MakeLine) -> Summary:
    day, tally = date(2030, 3, 5), StatusTally.of({Status.DOING: 1, Status.UNRATED: 1})
    points = (
        FigurePoint("so-1", day, FigureKind.TARGET, 6.5, 7.0, "6,5–7%", "6.5–7%", None, None, "", ""),
        FigurePoint("so-2", day, FigureKind.REPORTED, 7.1, None, "7,1%", "7.1%", None, None, "", ""),
    )
    ask = AnsweredAsk("kq-1", "cd-1", Status.DONE, "Mở rộng", None, day)
    market = MarketStances("tt-1", "Bắc Phi", None, "region", ((Stance.EXPAND, Stance.KEY),))
    result = ResultEntry("kq-1", ResultKind.RESULT, "Đã mở", None, day, (ask,))
    return summary([line()])._replace(
        by_theme=(Progress("cd-mau", "Xuất khẩu", CountingForm(unrated=2, done=1), (2, 0, 0, 0, 1, 0)),),
        months=(MonthTally(day.replace(day=1), 3, 1, 1, 2),),
        ages=(AgeTally("quarter", day, day, tally),),
        stages=(StageCount(Stage.SIGNED, 1, 2),),
        matrix=MarketMatrix((day,), (market,)),
        series=(FigureSeries("Tăng trưởng", None, points),),
        theme_results=(ThemeResults("cd-mau", "Xuất khẩu", None, (result,)),),
    )


@pytest.mark.parametrize("chosen", [Format.TEXT, Format.MARKDOWN, Format.HTML])
def test_the_charts_are_in_the_report_with_their_numbers_in_words(
    summary: MakeSummary, line: MakeLine, chosen: Format
) -> None:
    result = written(charted(summary, line), chosen)
    result = result if chosen is Format.HTML else re.sub(r"\\|\s+", " ", result).upper()
    assert [part for part in CHARTS if (part if chosen is Format.HTML else part.upper()) not in result] == []


def test_html_draws_bars_as_pictures_within_the_page(summary: MakeSummary, line: MakeLine) -> None:
    result = written(charted(summary, line), Format.HTML)
    assert re.search(r"@page \{ size: A4; margin: 20mm 15mm 20mm 30mm;", result)
    pictures = [ET.fromstring(each) for each in re.findall(r'<svg class="bar".*?</svg>', result)]
    assert len(pictures) == result.count('class="caption"') > 5
    for picture in pictures:
        width = int(picture.attrib["viewBox"].split()[2])
        assert picture[0].tag == "desc"  # what Writer and Word show in its place
        parts = [each.attrib for each in picture[1:] if each.attrib["class"] != "rest"]
        assert all(int(part["x"]) + int(part["width"]) <= width for part in parts)
        assert picture.attrib["aria-label"]


def test_text_tells_the_parts_of_a_bar_apart_by_signs_that_a_legend_explains(
    summary: MakeSummary, line: MakeLine
) -> None:
    result = written(charted(summary, line), Format.TEXT)
    assert "█ hoàn thành · ▒ báo cáo đã xong · ▓ đang thực hiện · ▞ vướng mắc · ░ chưa đánh giá" in result
    assert "#######-------------" in "".join(get_writer(Format.TEXT, is_ascii=True)(charted(summary, line)))


@pytest.mark.parametrize(
    ("held", "shown"), [(4, ["4", "3", "2", "1"]), (5, ["5", "4", "3", "2", "1"]), (6, ["6", "5", "4", "3", "+2"])]
)
def test_the_first_page_names_each_conference_that_it_has_room_for(
    summary: MakeSummary, held: int, shown: list[str]
) -> None:
    """The newest first; what none asked stands last; “1 other” would take as much room as its name."""
    [conference] = summary([]).conferences
    days = [conference._replace(id=f"hn-{day}", date=date(2030, 3, day)) for day in range(1, held + 1)]
    unheld = conference._replace(id="", title="Ngoài hội nghị", date=None)
    page = written(summary([], conferences=(*days, unheld)), Format.MARKDOWN).split("Phụ lục")[0]
    rows = re.findall(r"^\| (?:Hội nghị ngày 0(\d)/03/2030|(\d) hội nghị khác|(Ngoài hội nghị)) ", page, re.MULTILINE)
    assert [day or (f"+{others}" if others else none) for day, others, none in rows] == [*shown, "Ngoài hội nghị"]


def test_the_first_page_tells_a_reason_however_much_is_late(summary: MakeSummary, line: MakeLine) -> None:
    """Five are overdue and nobody knows why; of the one that is blocked somebody does."""
    late = tuple(
        line(id=f"cd-{day}", status=Status.DOING, text=f"Việc chậm {day}", due=date(2030, 6, day))
        for day in range(1, 6)
    )
    blocked = line(id="cd-b", status=Status.BLOCKED, text="Việc vướng", why="chờ ý kiến")
    for overdue, shown in (
        (late, ["chậm 1", "chậm 2", "vướng"]),
        ((late[0], blocked, *late[1:]), ["chậm 1", "vướng", "chậm 2"]),
    ):
        whole = summary([], attention=ActionItems(blocked=(blocked,), overdue=overdue, due_soon=(), silent=()), late=6)
        page = written(whole, Format.MARKDOWN).split("Phụ lục")[0]
        assert re.findall(r"Việc (chậm \d|vướng\b)(?! mắc)", page) == shown
        assert "chờ ý kiến" in page
        assert "Còn 3 việc" in page
