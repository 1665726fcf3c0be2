"""Figures over time: a target and what was reached are one series. Results stand under their themes, with what they
may answer."""

from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.chart_rows import Chart, result_lines, series_lines, trail
from ngkt_tui.services.overview import FigureSheet, read_figures
from ngkt_tui.services.reader import Reader
from tests.query.building import Building
from tests.tui.running import context_of
from tests.tui.stores import make_store

GROWTH = (
    ("so-1", "hn-2031", "Mục tiêu tăng trưởng", "target", 6.5, 7.0),
    ("so-2", "hn-2032", "Tăng trưởng", "reported", 7.1, None),
    ("so-3", "hn-2032", "Dự báo tăng trưởng", "forecast", 8.0, None),
)


def figures(built: Building) -> None:
    for record, day in (("hn-2031", "2031-03-05"), ("hn-2032", "2032-02-20")):
        built.conference(record, day, f"Hội nghị {day}")
    for record, conference, label, kind, value, most in GROWTH:
        built.put(
            RecordKind.FIGURE, record, label, conference=conference, kind=kind, value=value, value_max=most,
            unit_vi="%", printed_as=f"{value}%",
        )  # fmt: skip
    built.put(
        RecordKind.FIGURE, "so-4", "Tăng trưởng", conference="hn-2032", value=3, unit_vi="tỷ USD", printed_as="3 tỷ"
    )
    built.put(RecordKind.THEME, "cd-xk", "Xuất khẩu")
    built.directive("cd-1", "hn-2031", "Mở rộng thị trường gạo", status="doing")
    built.put(RecordKind.RESULT, "kq-1", "Đã mở hai thị trường gạo", conference="hn-2032")
    built.link("kq-1", "theme", ["cd-xk"])
    built.link("kq-1", "answers", ["cd-1"])
    built.put(RecordKind.RESULT, "kq-2", "Tình hình còn khó khăn", conference="hn-2032", kind="assessment")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return make_store(tmp_path / "ngkt.sqlite", figures)


@pytest.fixture
def sheet(store: Path) -> FigureSheet:
    with Reader(context_of(store)) as reader:
        return read_figures(reader)


@pytest.fixture
def chart(store: Path) -> Chart:
    return Chart(formatter_of(context_of(store)), 90)


def test_a_target_and_what_was_reached_are_one_series_in_the_order_of_time(sheet: FigureSheet, chart: Chart) -> None:
    growth, other = sheet.series
    assert (growth.label_vi, [point.id for point in growth.points]) == ("Tăng trưởng", ["so-1", "so-2", "so-3"])
    assert trail(growth, chart) == "6,5–7% → 7,1% → 8%"
    assert [point.id for point in other.points] == ["so-4"]  # of another unit


def test_a_series_is_drawn_to_scale_and_each_figure_leads_to_its_detail(sheet: FigureSheet, chart: Chart) -> None:
    lines = [line for line in series_lines(sheet.series, chart) if line.target]
    assert [line.target for line in lines] == ["so-1", "so-2", "so-3", "so-4"]
    lengths = [(line.text.count("█"), line.text.count("▒")) for line in lines[:3]]
    assert lengths == [(20, 1), (21, 0), (24, 0)]
    assert "mục tiêu" in lines[0].text


def test_results_stand_under_their_themes_with_what_they_may_answer(sheet: FigureSheet, chart: Chart) -> None:
    lines = [line.text for line in result_lines(sheet.results, chart) if line.text]
    assert lines == [
        "Xuất khẩu (1)",
        "20/02/2032 Đã mở hai thị trường gạo · kết quả",
        "↳ ◐ Mở rộng thị trường gạo · 05/03/2031",
        "không nêu (1)",
        "20/02/2032 Tình hình còn khó khăn · đánh giá",
    ]


def test_figures_and_results_are_those_of_the_scope(store: Path) -> None:
    with Reader(context_of(store)) as reader:
        narrowed = read_figures(reader, (ScopeItem(RecordKind.CONFERENCE, "hn-2031"),))
    assert [[point.id for point in each.points] for each in narrowed.series] == [["so-1"]]
    assert [entry.id for theme in narrowed.results for entry in theme.results] == ["kq-1"]  # it answers cd-1
