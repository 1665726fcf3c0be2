"""Threads: ten asks at six conferences are one chain; users tie asks and take them apart over the digests."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.services import edit
from ngkt_tui.services.ask_thread import days_since_last, link_asks, nearest_to, thread_of, unlink_asks
from ngkt_tui.services.browse import browse
from ngkt_tui.services.context import Context
from ngkt_tui.services.pane_lists import DIRECTIVES, open_lists
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import context_of, file_of, make_sample_store
from tests.store.stores import SAMPLE, digest_of, everything, record_of, require_sound, sample, taken_in

ONE, TWO, THREE, LATER = "hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-03-05-03", "hn-2031-09-12-01"
FIRST_DAY = date(2040, 1, 10)
ASKS = (0, 0, 1, 2, 2, 3, 3, 4, 5, 5)
"""The conference of each of ten asks; each repeats all those of the conference before."""


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return context_of(make_sample_store(tmp_path / "ngkt.sqlite"))


def ten_asks() -> dict[str, Any]:
    """Return the sample digest with ten asks of one thing at six conferences, a hundred days apart."""
    values = sample()
    conference, directive = values["conferences"][0], record_of(values, "directives", ONE)
    for number in range(6):
        day = FIRST_DAY + timedelta(100 * number)
        values["conferences"].append(conference | {"id": f"hn-mach-{number}", "date": day, "related": []})
    for number, place in enumerate(ASKS):
        before = [{"directive": f"mach-{each}", "how": "same"} for each in range(10) if ASKS[each] == place - 1]
        made = directive | {"id": f"mach-{number}", "conference": f"hn-mach-{place}", "repeats": before}
        values["directives"].append({key: value for key, value in made.items() if key not in ("was", "figures")})
    return values


def asks(context: Context, record: str) -> list[str]:
    with Reader(context) as reader:
        return [ask.id for ask in thread_of(reader, record).asks]


def repeated(context: Context) -> set[str]:
    with Reader(context) as reader:
        return {each.id for each in browse(reader, RecordKind.DIRECTIVE, "is:repeated", 0).rows}


def counted(context: Context, record: str) -> int:
    with Reader(context) as reader:
        (row,) = reader.by_ids(reader.compile_filter(RecordKind.DIRECTIVE), [record])
    return int(row.repeats)  # type: ignore[union-attr]


def test_ten_asks_at_six_conferences_are_one_chain_with_the_days_between(context: Context) -> None:
    taken_in(file_of(context), digest_of(ten_asks()))
    wanted = [f"mach-{number}" for number in range(10)]
    for record in wanted:
        assert asks(context, record) == wanted
    with Reader(context) as reader:
        thread = thread_of(reader, "mach-7")
    assert (thread.conferences, thread.days) == (6, 500)
    assert days_since_last(thread) == [None, 0, 100, 100, 0, 100, 0, 100, 100, 0]


def test_a_tie_of_a_user_joins_threads_everywhere_and_is_undone_in_one_step(context: Context) -> None:
    before = everything(file_of(context), "change", "change_group")
    assert TWO not in repeated(context)
    link_asks(context, LATER, TWO)
    assert {ONE, TWO, LATER} <= set(asks(context, TWO))
    assert TWO in repeated(context)
    assert (counted(context, TWO), counted(context, LATER)) == (1, 2)
    with Reader(context) as reader:
        (own,) = [tie for tie in reader.detail(LATER).body.repeats if tie.is_own]  # type: ignore[union-attr]
        assert own.record.id == TWO
    assert link_asks(context, TWO, LATER).group is None  # tied already, whichever end it is told from
    taken_in(file_of(context), SAMPLE)
    assert TWO in asks(context, ONE)
    edit.undo(context)
    assert everything(file_of(context), "change", "change_group") == before
    edit.redo(context)
    assert TWO in asks(context, ONE)
    unlink_asks(context, TWO, LATER)
    assert everything(file_of(context), "change", "change_group") == before
    require_sound(file_of(context))


def test_what_a_digest_ties_is_taken_apart_over_every_import_and_tied_again(context: Context) -> None:
    before = everything(file_of(context), "change", "change_group")
    assert LATER in asks(context, ONE)
    unlink_asks(context, ONE, LATER)
    taken_in(file_of(context), SAMPLE)
    assert LATER not in asks(context, ONE)
    assert counted(context, LATER) == 0
    assert LATER not in repeated(context)
    link_asks(context, ONE, LATER)
    assert LATER in asks(context, ONE)
    assert everything(file_of(context), "change", "change_group") == before


def test_only_two_directives_can_be_tied_and_only_what_is_tied_taken_apart(context: Context) -> None:
    before = everything(file_of(context))
    for record, other in ((ONE, ONE), (ONE, "bct"), ("bct", ONE)):
        with pytest.raises(EditRefusedError):
            link_asks(context, record, other)
    with pytest.raises(EditRefusedError):
        unlink_asks(context, TWO, THREE)
    assert everything(file_of(context)) == before


def test_the_five_nearest_are_offered_and_none_of_the_thread(context: Context) -> None:
    taken_in(file_of(context), digest_of(ten_asks()))
    with Reader(context) as reader:
        offered = [record for record, _ in nearest_to(reader, ONE)]
    assert len(offered) == 5
    assert not set(offered) & set(asks(context, ONE))


def test_a_list_by_thread_has_a_thread_as_one_group_with_its_days(context: Context) -> None:
    taken_in(file_of(context), digest_of(ten_asks()))
    with Reader(context) as reader:
        (opened,) = open_lists(reader, [DIRECTIVES], "", (), ListGrouping.THREAD)
        assert opened is not None
        groups, rows, count = opened.groups(), opened.page(0, 100), opened.count()
    first = groups[0]
    assert (first.records, first.label_vi.split(" · ")[:2]) == (10, ["10 lần", "500 ngày"])
    assert first.label_en is not None
    assert first.label_en.startswith("10 times · 500 days")
    assert {row.id for row in rows[:10]} == {f"mach-{number}" for number in range(10)}
    assert groups[-1].key == ""
    assert sum(group.records for group in groups) == count
