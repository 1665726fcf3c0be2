"""The overview counts what can be followed, each bar by a filter that leaves exactly it, each chart in few reads."""

from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.overview_items import Overview, StatusTally
from ngkt_tui.query.filter import parse
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.report.text_layout import width_of
from ngkt_tui.services import edit
from ngkt_tui.services.detail_lines import formatter_of
from ngkt_tui.services.detail_lines.chart_rows import Chart, Jump
from ngkt_tui.services.detail_lines.overview_lines import LINES, overview_lines
from ngkt_tui.services.overview import PARTS, read_overview
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import sqlite_of
from tests.tui.running import context_of
from tests.tui.stores import make_store, small


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = make_store(tmp_path / "ngkt.sqlite", small)
    edit.set_status(context_of(path), ["hn-2032-02-20-01"], Status.DONE)
    return path


@pytest.fixture
def overview(store: Path) -> Overview:
    with Reader(context_of(store)) as reader:
        return read_overview(reader)


def followed(reader: Reader, text: str) -> int:
    spec = parse(f"{text} -nature:spirit", RecordKind.DIRECTIVE)
    return reader.count(reader.compile_filter(RecordKind.DIRECTIVE, spec)).records


def test_the_bars_of_conferences_add_up_to_everything(overview: Overview) -> None:
    assert overview.whole.followed == sum(bar.tally.followed for bar in overview.conferences) == 14
    for status in Status:
        assert overview.whole.count(status) == sum(bar.tally.count(status) for bar in overview.conferences)
    assert overview.months[-1].open == overview.whole.open == sum(age.tally.open for age in overview.ages)
    assert overview.months[-1].done == overview.whole.count(Status.DONE)


def test_every_bar_has_the_filter_that_leaves_exactly_what_it_counts(store: Path, overview: Overview) -> None:
    chart = Chart(formatter_of(context_of(store)), 60)
    with Reader(context_of(store)) as reader:
        for bar in (*overview.conferences, *overview.agencies, *overview.themes):
            assert followed(reader, bar.filter) == bar.tally.followed
        for line, age in zip(LINES["ages"](overview.ages, chart)[1:], overview.ages, strict=True):
            assert line.target is None or followed(reader, Jump.of(line.target).text) == age.tally.open
        for line, stage in zip(LINES["stages"](overview.stages, chart)[1:], overview.stages, strict=True):
            spec = parse(Jump.of(line.target or "").text, RecordKind.AGREEMENT)
            left = reader.count(reader.compile_filter(RecordKind.AGREEMENT, spec)).records
            assert left == stage.agreements + stage.sets


def test_a_scope_narrows_every_chart(store: Path) -> None:
    with Reader(context_of(store)) as reader:
        narrowed = read_overview(reader, (ScopeItem(RecordKind.CONFERENCE, "hn-2031-03-05"),))
    assert [bar.filter for bar in narrowed.conferences] == ["conf:hn-2031-03-05"]
    assert narrowed.whole.followed == narrowed.months[-1].done + narrowed.months[-1].open == 6


def test_each_chart_takes_at_most_three_statements(store: Path) -> None:
    with Reader(context_of(store)) as reader, reader.connection() as connection:
        for part, read in PARTS.items():
            lines: list[str] = []
            sqlite_of(connection).set_trace_callback(lines.append)
            read(reader, ())
            sqlite_of(connection).set_trace_callback(None)
            assert len(lines) <= 3, (part, lines)


@pytest.mark.parametrize("width", [40, 53, 76, 120])
@pytest.mark.parametrize("language", list(Language))
def test_no_line_of_a_chart_is_wider_than_its_room(
    store: Path, overview: Overview, width: int, language: Language
) -> None:
    chart = Chart(formatter_of(context_of(store, language=language)), width)
    for part in ("conferences", "agencies", "themes", "months", "ages", "stages"):
        lines = LINES[part](getattr(overview, part), chart)
        assert {width_of(line.text.rstrip()) <= width for line in lines} == {True}, part


def test_the_markets_stand_by_the_days_that_spoke_of_them(overview: Overview) -> None:
    [market] = overview.matrix.markets
    assert [f"{day}" for day in overview.matrix.days] == ["2031-03-05", "2032-02-20"]
    assert market.stances == (("expand",), ("key",))


def test_plain_signs_tell_the_parts_apart_without_a_colour(store: Path, overview: Overview) -> None:
    chart = Chart(formatter_of(context_of(store, ascii=True)), 60, has_colours=False)
    text = "\n".join(line.text for line in overview_lines(overview, chart))
    assert all(sign in text for sign in "#=!-")
    assert not set("█▓░─") & set(text)


def test_a_tally_tells_what_is_open_and_what_can_be_followed() -> None:
    tally = StatusTally.of({Status.DONE: 2, Status.DOING: 1, Status.UNRATED: 3, Status.DROPPED: 4})
    assert (tally.followed, tally.open, tally.count(Status.DROPPED)) == (10, 4, 4)


def test_what_was_asked_again_is_told_by_how_many_conferences_asked_it(store: Path) -> None:
    with Reader(context_of(store)) as reader:
        asks = read_overview(reader).repeated
        inside = read_overview(reader, (ScopeItem(RecordKind.CONFERENCE, "hn-2032-02-20"),)).repeated
    assert [(each.id, each.conferences, each.asks) for each in asks][:1] == [("hn-2032-02-20-01", 2, 2)]
    assert all(each.conferences > 1 for each in asks)
    assert inside == ()
