"""What a report is made of."""

import sqlite3
from datetime import date

from ngkt_tui.domain.counting_form import CountingForm
from ngkt_tui.domain.enums import FigureKind, Language, RecordKind, Stage, Stance, Status
from ngkt_tui.domain.readable import Moment
from ngkt_tui.domain.summary_items import AgreementItem, DirectiveItem, FigureItem, MarketItem, OfficialItem, SourceItem
from ngkt_tui.query import report_parts as summary
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.report_parts.directive_items import CHUNK
from ngkt_tui.query.sql import CompiledFilter
from tests.query.building import Building
from tests.query.conftest import TODAY

D = RecordKind.DIRECTIVE


def directives(connection: sqlite3.Connection, text: str = "", moment: Moment = TODAY) -> CompiledFilter:
    return compile_filter(connection, D, moment, parse(text, D))


def test_every_conference_comes_with_its_directives_in_order(world: sqlite3.Connection) -> None:
    reports = summary.conferences(world, directives(world), Language.VI)
    assert [(report.id, [line.id for line in report.directives]) for report in reports] == [
        ("hn-31-03", ["d-1", "d-2", "d-3", "d-4", "d-5", "d-6", "r-1"]),
        ("hn-31-09", ["s-1", "s-2", "s-3"]),
        ("hn-khong-ngay", ["k-1", "k-2"]),
    ]
    first = reports[0]
    assert (first.date, first.date_inferred, first.chairs, first.form.total, first.recommendations) == (
        date(2031, 3, 5), True, ("Trần Minh Khôi",), 6, 1,
    )  # fmt: skip


def test_a_directive_is_told_in_one_language(world: sqlite3.Connection) -> None:
    (report,) = summary.conferences(world, directives(world, "conclude"), Language.EN)
    assert list(report.directives) == [
        DirectiveItem(
            id="d-1", status=Status.DONE, kind="instruction", text="Conclude the FTA talks with Europe",
            conference="hn-31-03", conference_date=date(2031, 3, 5), issuers=("Trần Minh Khôi",),
            lead=("Ministry of Industry and Trade",), coordinating=("Ministry of Foreign Affairs",),
            addressees=("Ministry of Industry and Trade", "Ministry of Foreign Affairs"), themes=("Digital economy",),
            due=date(2031, 6, 1), done_on=date(2031, 6, 30), why="", notes=(), evidence=(), horizon="",
            sources=("bao-an-1 ¶ 1, 2", "bao-bien-2 ¶ 4"), waiting_days=None, withdrawn=False, product="Văn kiện",
        )
    ]  # fmt: skip


def test_open_directives_tell_how_long_they_wait(world: sqlite3.Connection) -> None:
    (report,) = summary.conferences(world, directives(world, "phụ lục"), Language.VI)
    (line,) = report.directives
    assert (line.notes, line.waiting_days) == (("Đã gọi điện cho sứ quán",), 210)


def test_a_brief_report_reads_no_directive(world: sqlite3.Connection) -> None:
    reports = summary.conferences(world, directives(world), Language.VI, brief=True)
    assert [list(report.directives) for report in reports] == [[], [], []]


def test_only_conferences_with_something_left_are_reported(world: sqlite3.Connection) -> None:
    reports = summary.conferences(world, directives(world, "status:blocked"), Language.VI)
    assert [report.id for report in reports] == ["hn-31-09"]


def test_what_asks_for_a_decision_is_listed_most_pressing_first(world: sqlite3.Connection) -> None:
    attention = summary.attention(world, directives(world), Language.VI)
    assert [line.id for line in attention.blocked] == ["s-2"]
    assert attention.blocked[0].why == "thiếu máy bay"
    assert [line.id for line in attention.overdue] == ["d-3"]
    assert [line.id for line in attention.due_soon] == ["d-6"]
    assert [line.id for line in attention.silent] == ["d-2", "d-3", "d-6", "s-1", "s-2", "s-3"]


def test_soon_is_fourteen_days(world: sqlite3.Connection) -> None:
    attention = summary.attention(world, directives(world, moment=Moment(date(2031, 10, 6))), Language.VI)
    assert [line.id for line in attention.due_soon] == ["k-2"]
    assert [line.id for line in attention.overdue] == ["d-3", "d-6"]


def test_the_silent_are_ten_at_most(building: Building) -> None:
    building.conference("c", "2031-01-01")
    for number in range(12):
        building.directive(f"d-{number}", "c")
    building.change("d-0", "note", None, "x", "2031-02-01T00:00:00Z")
    attention = summary.attention(building.connection, directives(building.connection), Language.VI)
    assert [line.id for line in attention.silent] == [f"d-{number}" for number in range(1, 11)]


def test_progress_is_told_of_agencies_and_themes_that_were_asked_most(world: sqlite3.Connection) -> None:
    where = directives(world)
    assert [(each.label, each.form.total) for each in summary.by_agency(world, where, Language.EN)] == [
        ("MOFA", 3), ("MOIT", 3), ("Missions abroad", 3), ("UNESCO", 1),
    ]  # fmt: skip
    assert [(each.label, each.form.total) for each in summary.by_theme(world, where, Language.EN)] == [
        ("Digital economy", 3), ("Rice", 2), ("Green economy", 1),
    ]  # fmt: skip
    assert summary.by_conference(world, where, Language.EN)[1].form == CountingForm(within=1, unrated=1, open=1)


def test_the_closing_tables_tell_stages_stances_posts_figures_and_sources(world: sqlite3.Connection) -> None:
    def where(kind: RecordKind) -> CompiledFilter:
        return compile_filter(world, kind, TODAY)

    assert summary.agreements(world, where(RecordKind.AGREEMENT), Language.VI) == (
        AgreementItem("fta-eu", "Hiệp định với châu Âu", Stage.CONCLUDED, date(2031, 9, 12), "Rà soát pháp lý"),
        AgreementItem("fta-moi", "Hiệp định mới", None, None, ""),
    )
    assert summary.markets(world, where(RecordKind.MARKET), Language.EN) == (
        MarketItem("tt-eu", "European Union", Stance.KEY, date(2031, 9, 12)),
    )
    assert summary.officials(world, where(RecordKind.OFFICIAL), Language.EN) == (
        OfficialItem("khoi", "Trần Minh Khôi", ("Prime Minister",), 5),
        OfficialItem("ha", "Lê Thu Hà", ("Bộ trưởng", "Deputy Minister"), 3),
    )
    assert summary.figures(world, where(RecordKind.FIGURE), Language.EN)[1] == FigureItem(
        "so-2", "Mục tiêu", "600 tỷ USD", FigureKind.TARGET, "Government", "600 tỷ USD"
    )
    assert summary.sources(world, directives(world)) == (
        SourceItem("bao-an-1", "Hội nghị đầu năm", "Báo An", date(2031, 3, 6)),
        SourceItem("bao-bien-2", "Sơ kết sáu tháng", "Báo Biển", date(2031, 9, 13)),
    )
    assert [line.id for line in summary.sources(world, directives(world, "by:ha"))] == ["bao-bien-2"]


def test_a_damaged_stage_counts_as_unknown(world: sqlite3.Connection) -> None:
    world.execute("UPDATE observation SET stage = 'someday'")
    lines = summary.agreements(world, compile_filter(world, RecordKind.AGREEMENT, TODAY), Language.VI)
    assert [line.stage for line in lines] == [None, None]


def test_a_report_as_of_a_day_tells_what_was_known_then(building: Building) -> None:
    building.conference("c", "2031-01-01")
    building.directive("d", "c")
    building.change("d", "status", "unrated", "blocked", "2031-02-01T00:00:00Z")
    building.change("d", "why", None, "thiếu tiền", "2031-02-01T00:00:00Z")
    building.change("d", "status", "blocked", "done", "2031-03-01T00:00:00Z")
    building.note("d", "xong", "2031-03-01T00:00:00Z")
    where = directives(building.connection, moment=Moment(date(2032, 1, 1), as_of=date(2031, 2, 11)))
    (report,) = summary.conferences(building.connection, where, Language.VI)
    (line,) = report.directives
    assert (line.status, line.why, line.notes, line.waiting_days) == (Status.BLOCKED, "thiếu tiền", (), 10)
    assert [each.id for each in summary.attention(building.connection, where, Language.VI).blocked] == ["d"]


def test_directives_are_read_a_few_hundred_at_a_time(building: Building) -> None:
    building.conference("c", "2031-01-01")
    for number in range(2 * CHUNK + 1):
        building.directive(f"d-{number}", "c")
    (report,) = summary.conferences(building.connection, directives(building.connection), Language.VI)
    statements: list[str] = []
    building.connection.set_trace_callback(statements.append)
    assert len(list(report.directives)) == 2 * CHUNK + 1
    assert len(statements) == 3 * 7
