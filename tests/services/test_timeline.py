"""The timeline has lanes for conferences, documents, stages of agreements and results; a mark for each day."""

from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.services.detail_lines import Formatter
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.timeline import Timeline, TimelineLane, mark_lines, read_timeline
from tests.fixtures.stores import TODAY, context_of, make_sample_store

EN = Formatter(Language.EN, TODAY)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample_store(tmp_path_factory.mktemp("timeline") / "ngkt.sqlite")


def days(timeline: Timeline, lane: TimelineLane) -> list[date]:
    return [mark.day for mark in timeline[lane]]


def test_each_lane_has_its_marks_from_the_oldest_on(store: Path) -> None:
    with Reader(context_of(store)) as reader:
        timeline = read_timeline(reader, EN)
        assert days(timeline, TimelineLane.CONFERENCES) == [date(2031, 3, 5), date(2031, 9, 12), date(2032, 2, 20)]
        assert days(timeline, TimelineLane.DOCUMENTS) == [date(2031, 1, 10)]
        assert timeline[TimelineLane.DOCUMENTS][0].head == "77/NQ-CP"
        moves = [(mark.day, record, stage) for mark in timeline[TimelineLane.STAGES] for record, stage in mark.records]
        assert (date(2031, 3, 5), "fta-mercosur", "under negotiation") in moves
        assert (date(2032, 2, 20), "fta-mercosur", "talks concluded") in moves
        results = timeline[TimelineLane.RESULTS][0]
        lines = [line.target for line in mark_lines(reader, results, EN)]
        assert lines[: len(results.records)] == [record for record, _ in results.records]


def test_a_filter_goes_for_conferences_and_the_scope_for_every_lane(store: Path) -> None:
    with Reader(context_of(store)) as reader:
        whole = read_timeline(reader, EN)
        filtered = read_timeline(reader, EN, "2031-03-05")
        scoped = read_timeline(reader, EN, "", (ScopeItem(RecordKind.CONFERENCE, "hn-2032-02-20"),))
    assert len(filtered[TimelineLane.RESULTS]) == len(whole[TimelineLane.RESULTS])
    assert days(scoped, TimelineLane.CONFERENCES) == [date(2032, 2, 20)]
    assert set(days(scoped, TimelineLane.RESULTS)) <= {date(2032, 2, 20)}


def test_below_the_mark_of_one_conference_stands_everything_about_it(store: Path) -> None:
    with Reader(context_of(store)) as reader:
        mark = read_timeline(reader, EN)[TimelineLane.CONFERENCES][0]
        lines = mark_lines(reader, mark, EN)
    assert lines[0].target == mark.records[0][0]
    assert any(line.target and line.target.startswith("hn-2031-03-05-") for line in lines)  # its directives
