"""The rows of the panes show what users have set, and leave the text of a directive most of the width."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from ngkt_tui.domain.enums import Assessment, Language, Stage, Status
from ngkt_tui.domain.text import SearchTerms, phrase
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.query.lists.rows import AgencyRow, AgreementRow, ConferenceRow, DirectiveRow, MarketRow, OfficialRow
from ngkt_tui.services import edit
from ngkt_tui.tui.panes.agreements_pane import draw_agreement
from ngkt_tui.tui.panes.conferences_pane import draw as draw_conference
from ngkt_tui.tui.panes.directives_pane import GROUPINGS, draw, headings, needed
from ngkt_tui.tui.panes.market_matrix import draw_market
from ngkt_tui.tui.panes.officials_pane import draw_agency, draw_official
from ngkt_tui.tui.themes import text_styles_of
from ngkt_tui.tui.widgets.drawing import ListOptions, RenderContext, width_of
from ngkt_tui.tui.widgets.list_lines import column_line, short_agency
from tests.tui.running import TODAY, context_of, dashboard

TEXT = "Mở rộng thị trường Trung Đông, Nam Mỹ và châu Phi"
ROW = DirectiveRow(
    1, "cd-1", "hn-1", date(2031, 3, 5), "task", TEXT, "Expand markets", Status.UNRATED, None, None, None,
    "Bộ, ngành; Địa phương; BNG", "Ministries; Localities; MOFA", 0, 0, 0, 0,
)  # fmt: skip


def drawn(row: DirectiveRow, width: int = 84, *, plain: bool = False, language: Language = Language.VI) -> str:
    table = ListOptions(ListGrouping.CONFERENCE)
    return drawn_in(
        row, RenderContext(width, language, TODAY, text_styles_of("son-mai"), plain)._replace(options=table)
    )


def drawn_in(row: DirectiveRow, drawing: RenderContext) -> str:
    (line,) = draw(row, None, drawing)
    return "".join(segment.text for segment in line)


def test_what_is_done_without_evidence_is_marked() -> None:
    done = ROW._replace(status=Status.DONE, done_on=date(2032, 3, 1))
    assert drawn(done).startswith("✓? Mở")
    assert drawn(done._replace(evidence=1)).startswith("✓  Mở")
    assert drawn(done, plain=True).startswith("[x]? Mở")


@pytest.mark.parametrize(("importance", "glyph"), [(1, "▂"), (2, "▅"), (3, "█")])
def test_importance_has_a_glyph_and_a_plain_form(importance: int, glyph: str) -> None:
    row = ROW._replace(importance=importance, repeats=2)
    assert drawn(row).endswith(f" {glyph} ↻2    ")
    assert drawn(row, plain=True).endswith(f" {importance} @2    ")


def test_all_marks_of_a_row_are_seen_side_by_side_where_there_is_no_room_between_them() -> None:
    row = ROW._replace(importance=3, notes=2, repeats=1, first_due=date(2032, 1, 1), transfer=("bct",))
    assert drawn(row).endswith(" █✎2↻1»⇢ ")


def test_the_column_of_agencies_takes_the_width_that_their_names_need_as_far_as_there_is_room() -> None:
    row = ROW._replace(agencies_vi="Ủy ban nhân dân tỉnh Quảng Ngãi", leads=1)
    assert "UBND Quảng… " in drawn(row)
    for width in (74, 84):
        roomy = RenderContext(width, Language.VI, TODAY, text_styles_of("son-mai"))
        assert needed(row, roomy)[0] == len("UBND Quảng Ngãi")
        options = ListOptions(ListGrouping.CONFERENCE, needed=needed(row, roomy))
        assert "UBND Quảng Ngãi " in drawn_in(row, roomy._replace(options=options))


def test_texts_begin_in_one_column_with_and_without_a_mark() -> None:
    rows = [ROW, ROW._replace(importance=3), ROW._replace(status=Status.DONE)]
    assert {drawn(row).index("Mở") for row in rows} == {3}


@pytest.mark.parametrize(
    ("changes", "glyph", "words", "more"),
    [
        ({"due": date(2032, 1, 31)}, "☐!", "31/01", "trễ 31/01"),
        ({"due": date(2031, 1, 31)}, "☐!", "31/01/31", "trễ 31/01/31"),
        ({"due": date(2032, 4, 15)}, "☐ ", "15/04", "15/04"),
        (
            {"due": date(2032, 1, 31), "status": Status.DONE, "done_on": date(2032, 2, 1)},
            "✓?",
            "xong trễ",
            "xong trễ",
        ),
    ],
)
def test_a_due_date_is_told_in_few_cells(changes: dict[str, Any], glyph: str, words: str, more: str) -> None:
    """What is late has a sign beside its status, and a word where there is room."""
    row = ROW._replace(**changes)
    assert drawn(row).startswith(f"{glyph} Mở")
    assert f"Bộ, ngành +2 {words} " in drawn(row)
    assert f" {more} " in drawn(row, 116)


def test_a_due_date_that_was_moved_has_a_mark() -> None:
    row = ROW._replace(due=date(2032, 4, 15), first_due=date(2032, 2, 1))
    assert drawn(row).rstrip().endswith("15/04    »")


def test_what_was_done_in_time_tells_no_due_date() -> None:
    assert "hạn" not in drawn(ROW._replace(due=date(2032, 1, 31), status=Status.DONE, done_on=date(2032, 1, 31)))


@pytest.mark.parametrize("width", [36, 50, 70, 74, 76, 84, 116, 160])
@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("plain", [False, True])
def test_the_text_keeps_most_of_the_width(width: int, language: Language, plain: bool) -> None:
    row = ROW._replace(
        text_vi="x" * 200, text_en="x" * 200, due=date(2032, 1, 31), first_due=date(2032, 1, 1), importance=2
    )
    line = drawn(row, width, plain=plain, language=language)
    assert cell_len(line) == width
    assert line.count("x") * 2 >= width


def test_the_date_of_the_conference_stands_in_the_row_only_where_no_group_tells_it() -> None:
    drawing = RenderContext(116, Language.VI, TODAY, text_styles_of("son-mai"))
    for grouping in GROUPINGS:
        (line,) = draw(ROW, None, drawing._replace(options=ListOptions(grouping)))
        is_shown = "05/03/31" in "".join(segment.text for segment in line)
        assert is_shown is (grouping is not ListGrouping.CONFERENCE)


@pytest.mark.parametrize("width", [30, 49, 74, 84, 116, 160, 200])
@pytest.mark.parametrize("grouping", GROUPINGS)
def test_every_column_has_a_heading_over_it(width: int, grouping: ListGrouping) -> None:
    drawing = RenderContext(width, Language.VI, TODAY, text_styles_of("son-mai"))._replace(
        options=ListOptions(grouping)
    )
    line = column_line(headings(drawing), drawing)
    assert all(heading.text for heading in headings(drawing))
    assert sum(heading.width for heading in headings(drawing)) == width == width_of(line)
    row = ROW._replace(due=date(2032, 1, 31), repeats=3)
    drawn, named = drawn_in(row, drawing), "".join(segment.text for segment in line)
    assert drawn.index("Mở") == named.index("Nội dung")
    if "Dấu" in named:
        assert drawn.index("↻3") == named.index("Dấu")


@pytest.mark.parametrize("width", [49, 74, 116])
def test_the_arrow_of_the_column_that_sorts_is_never_cut(width: int) -> None:
    drawing = RenderContext(width, Language.VI, TODAY, text_styles_of("son-mai"))
    for number, heading in enumerate(all_of_them := list(headings(drawing))):
        sorted_by = [*all_of_them[:number], heading._replace(direction=1), *all_of_them[number + 1 :]]
        line = column_line(sorted_by, drawing)
        assert line[2 * number].text.count("↑") == 1, heading.text
        assert width_of(line) == width


def test_a_lead_that_a_user_gave_has_a_pen_before_it() -> None:
    row = ROW._replace(agencies_vi="BNG", leads=1, own_lead=("bng",))
    assert "✎BNG" in drawn(row)
    assert "#BNG" in drawn(row, plain=True)


@pytest.mark.parametrize(
    ("name", "cells", "short"),
    [
        ("Các cơ quan", 10, "Cơ quan"),
        ("Các hiệp hội doanh nghiệp", 13, "Hiệp hội…"),
        ("UBND tỉnh Quảng Ngãi", 13, "UBND Quảng…"),
        ("Đại sứ quán Việt Nam tại Nhật Bản", 13, "ĐSQ Nhật Bản"),
        ("Ministries", 9, "Ministri…"),
        ("CQĐD", 13, "CQĐD"),
    ],
)
def test_an_agency_is_cut_after_a_whole_word(name: str, cells: int, short: str) -> None:
    assert short_agency(name, Language.VI, cells) == short


async def test_a_stage_that_a_user_dated_is_told_from_a_reported_one(store: Path) -> None:
    edit.edit_fields(context_of(store), ["fta-b"], FieldUpdates(stage=Stage.SIGNED, stage_on=date(2032, 2, 28)))
    async with dashboard(store) as running:
        signed = [line for line in running.lines if "đã ký" in line]
        assert ["✎ đã ký" in line for line in signed] == [True, False]  # the newest change comes first


async def test_the_assessment_of_a_market_stands_in_its_row(store: Path) -> None:
    edit.edit_fields(context_of(store), ["tt-eu"], FieldUpdates(assessment=Assessment.AT_RISK))
    async with dashboard(store) as running:
        await running.press("3", "m")
        line = next(line for line in running.lines if " EU" in line)
        assert "✎ có rủi ro" in line
    async with dashboard(store, ascii=True) as running:
        await running.press("3", "m")
        assert any("# có rủi ro" in line for line in running.lines)


async def test_evidence_takes_the_mark_away_at_once(store: Path) -> None:
    edit.set_status(context_of(store), ["hn-2032-02-20-00"], Status.DONE)
    async with dashboard(store) as running:
        await running.press("g")  # it begins with what is to be done
        assert any("✓? Mở rộng" in line for line in running.lines)
        edit.edit_fields(context_of(store), ["hn-2032-02-20-00"], FieldUpdates(evidence=("QĐ 7",)))
        running.app.dashboard.watcher.check()
        await running.settle()
        assert any("✓  Mở rộng" in line for line in running.lines)


def test_a_conference_that_is_only_narrowed_is_not_said_to_have_no_directives() -> None:
    row = ConferenceRow(1, "hn", "meeting", date(2031, 3, 5), 0, "Họp", None, None, "", "", 1, 0, 0, 0, 0, 0, 0, 0)
    drawing = RenderContext(40, Language.VI, TODAY, text_styles_of("son-mai"), options=ListOptions(height=4))
    drawn = {
        scoped: "".join(segment.text for segment in draw_conference(row, None, drawing._replace(is_scoped=scoped))[3])
        for scoped in (False, True)
    }
    assert "chưa ghi nhận chỉ đạo" in drawn[False]
    assert "không có trong phạm vi này" in drawn[True]


CONFERENCE = ConferenceRow(1, "hn", "meeting", date(2031, 3, 5), 0, "Họp", None, None, "", "", 1, 0, 0, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("row", "drawing_of", "heights"),
    [
        (CONFERENCE, draw_conference, (1, 2, 4)),
        (CONFERENCE._replace(is_mentioned=1), draw_conference, (1, 2, 4)),
        (AgreementRow(1, "fta", "Hiệp định A", None, "fta"), draw_agreement, (2,)),
        (MarketRow(1, "tt", "Trung Đông", None, "region"), draw_market, (1,)),
        (OfficialRow(1, "qua", "Ngô Thị Quả"), draw_official, (1,)),
        (AgencyRow(1, "bct", "Bộ Công Thương", None, None, None, 3, 1, 4, 5, 1, 2, 0), draw_agency, (1,)),
    ],
)
def test_every_pane_marks_what_users_made_and_corrected(row: Any, drawing_of: Any, heights: tuple[int, ...]) -> None:
    for height in heights:
        plain = RenderContext(70, Language.VI, TODAY, text_styles_of("son-mai"), options=ListOptions(height=height))
        drawn = {
            marks: drawing_of(row._replace(own=marks[0], corrected=marks[1]), None, plain)
            for marks in ((0, 0), (1, 0), (0, 1), (1, 1))
        }
        for (own, corrected), lines in drawn.items():
            text = "".join(segment.text for line in lines for segment in line)
            assert ("⌂ " in text, "✎ " in text) == (bool(own), bool(corrected))
            assert {width_of(line) for line in lines} <= set(range(71))


def official(posts_vi: str, posts_en: str, width: int, language: Language = Language.VI) -> str:
    row = OfficialRow(1, "qua", "Ngô Thị Quả", "", "", 3, 0, posts_vi, posts_en)
    (line,) = draw_official(row, None, RenderContext(width, language, TODAY, text_styles_of("son-mai"), False))
    return "".join(segment.text for segment in line).rstrip()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("province", ["Lạng Sơn", "Bà Rịa - Vũng Tàu"])
def test_a_standing_vice_chair_is_never_taken_for_a_vice_chair(language: Language, province: str) -> None:
    standing = (
        f"Phó Chủ tịch Thường trực UBND tỉnh {province}",
        f"Standing Vice Chair of the {province} Provincial People’s Committee",
    )
    other = (standing[0].replace(" Thường trực", ""), standing[1].replace("Standing ", ""))
    for width in range(24, 120):
        assert official(*standing, width, language) != official(*other, width, language)
    assert province in official(*standing, 60, language)
    assert province in official(*other, 60, language)


def test_all_posts_are_told_where_there_is_room_else_those_that_fit() -> None:
    posts = ("Phó Thủ tướng Chính phủ; Ủy viên Trung ương Đảng; Trưởng ban", "Deputy PM")
    assert "Phó Thủ tướng Chính phủ; Ủy viên Trung ương Đảng; Trưởng ban" in official(*posts, 90)
    assert "Phó Thủ tướng Chính phủ; UV TƯ Đảng   " in official(*posts, 62)
    assert official(*posts, 40) == "Ngô Thị Quả       Phó Thủ tướng        3"


LONG = " ".join(f"từ{number}" for number in range(40))


def wrapped_lines(row: DirectiveRow, width: int, height: int, terms: SearchTerms | None = None) -> list[str]:
    options = ListOptions(ListGrouping.CONFERENCE, is_wrapped=height > 1, height=height)
    drawing = RenderContext(width, Language.VI, TODAY, text_styles_of("son-mai"), search_terms=terms or SearchTerms())
    drawing = drawing._replace(options=options)
    lines = draw(row, None, drawing)
    assert {width_of(line) for line in lines} == {width}
    return ["".join(segment.text for segment in line) for line in lines]


@pytest.mark.parametrize("width", [40, 84, 120])
def test_a_wrapped_row_goes_on_below_in_the_column_of_its_text(width: int) -> None:
    lines = wrapped_lines(ROW._replace(text_vi=LONG), width, 3)
    assert len(lines) == 3
    assert [line[:3] for line in lines] == ["☐  ", "   ", "   "]
    text = " ".join(line[3 : line.index("Bộ") if "Bộ" in line else None].strip() for line in lines)
    assert LONG.startswith(text.rstrip("… "))


@pytest.mark.parametrize("height", [1, 2])
@pytest.mark.parametrize("width", [40, 84, 120])
@pytest.mark.parametrize("number", [0, 9, 25, 39])
def test_what_is_looked_for_is_in_view_wherever_it_stands(width: int, height: int, number: int) -> None:
    terms = SearchTerms((phrase(f"từ{number}", is_whole=True),))
    lines = wrapped_lines(ROW._replace(text_vi=LONG), width, height, terms)
    assert f"từ{number}" in " ".join(lines)
