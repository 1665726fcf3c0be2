"""What the panes read: each list finds its own records, and none of another's."""

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.filter import parse
from ngkt_tui.query.lists.grouping import ListGrouping
from ngkt_tui.query.lists.rows import AgencyRow, ConferenceRow
from ngkt_tui.services.context import Context
from ngkt_tui.services.line_sources import NO_LEAD, WATCHED
from ngkt_tui.services.pane_lists import DIRECTIVES, KINDS, RECOMMENDATIONS, open_lists
from ngkt_tui.services.reader import Reader

LISTINGS = [listing for listing in KINDS if listing not in (NO_LEAD, WATCHED)]
OPENED = [*((listing, "") for listing in LISTINGS), (DIRECTIVES, "sort:-conf"), (RECOMMENDATIONS, "sort:-conf")]


@pytest.mark.parametrize(("listing", "text"), OPENED)
def test_a_list_tells_where_each_of_its_records_stands(context: Context, listing: str, text: str) -> None:
    with Reader(context) as reader:
        (opened,) = open_lists(reader, [listing], text, ())
        assert opened is not None
        rows = opened.between(0, None)
        assert rows
        assert [opened.index_of(row.id) for row in rows] == list(range(len(rows)))


@pytest.mark.parametrize("listing", LISTINGS)
def test_a_list_knows_no_record_of_another(context: Context, listing: str) -> None:
    with Reader(context) as reader:
        lists = dict(zip(LISTINGS, open_lists(reader, LISTINGS, "", ()), strict=True))
        opened = lists.pop(listing)
        assert opened is not None
        for other in lists.values():
            assert other is not None
            assert [opened.index_of(row.id) for row in other.between(0, 3)] == [None] * len(other.between(0, 3))


def test_agencies_begin_with_who_owes_most_and_conferences_with_the_newest(
    context: Context,
) -> None:
    with Reader(context) as reader:
        (opened,) = open_lists(reader, ["agencies"], "", ())
        (by_conference,) = open_lists(reader, ["conferences"], "", ())
        assert opened is not None
        assert by_conference is not None
        owed = [(row.overdue, row.open) for row in opened.between(0, None) if isinstance(row, AgencyRow)]
        dates = [str(row.date) for row in by_conference.between(0, 3) if isinstance(row, ConferenceRow)]
    assert owed[0] > (0, 0)
    assert owed == sorted(owed, reverse=True)
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("text", ["", "thị trường", "is:open"])
def test_the_groups_of_the_first_rows_are_counted_as_all_of_them_are(
    context: Context, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ngkt_tui.services.pane_lists.MAX_GROUPED_AT_ONCE", 0)
    with Reader(context) as reader:
        for opened in open_lists(reader, ("directives", "recommendations"), text, (), ListGrouping.CONFERENCE):
            assert opened is not None
            first, whole = opened.first_groups(opened.page(0, 3), is_first=False).groups, opened.groups()
            assert first == whole[: len(first)]
            assert bool(first) is bool(whole)


@pytest.mark.parametrize("text", ["sort:conf", "sort:-conf", "is:open sort:age", "sort:due"])
def test_the_first_of_an_order_are_the_first_of_all(context: Context, text: str) -> None:
    with Reader(context) as reader:
        spec = parse(text, RecordKind.DIRECTIVE)
        where = reader.compile_filter(RecordKind.DIRECTIVE, spec)
        whole = reader.positions(where)
        assert [reader.first_in_order(where, spec.order[0], most) for most in (1, 3, 50)] == [
            whole[:1],
            whole[:3],
            whole[:50],
        ]
