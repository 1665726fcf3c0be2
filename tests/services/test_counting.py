"""The counting form by groups: cells add up, and the filter of a group and a cell leaves exactly what was counted."""

from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.counting_form import CountingCategory
from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.query.filter import parse
from ngkt_tui.query.totals import Grouping
from ngkt_tui.services import edit
from ngkt_tui.services.overview import count_directives
from ngkt_tui.services.reader import Reader
from tests.tui.running import context_of
from tests.tui.stores import make_store, small


@pytest.fixture
def worked_on(tmp_path: Path) -> Path:
    store = make_store(tmp_path / "ngkt.sqlite", small)
    context = context_of(store)
    first, second, third = (f"hn-2032-02-20-0{number}" for number in (1, 2, 3))
    edit.edit_fields(context, [first], FieldUpdates(due=date(2032, 4, 1), status=Status.DONE, evidence=("QĐ 7",)))
    edit.edit_fields(context, [second], FieldUpdates(due=date(2032, 1, 31), lead=("bng",)))
    edit.edit_fields(context, [third], FieldUpdates(status=Status.DONE))
    return store


def matching(reader: Reader, text: str) -> int:
    return reader.count(reader.compile_filter(RecordKind.DIRECTIVE, parse(text, RecordKind.DIRECTIVE))).records


@pytest.mark.parametrize("by", list(Grouping))
def test_every_filter_leaves_exactly_what_its_cell_counts(worked_on: Path, by: Grouping) -> None:
    with Reader(context_of(worked_on)) as reader:
        groups = count_directives(reader, by=by).groups
        assert groups
        for group in groups:
            assert matching(reader, group.filter) == group.form.total == sum(group.form)
            assert matching(reader, f"{group.filter} status:done is:evidenced") == group.evidenced
            for cell in CountingCategory:
                assert matching(reader, f"{group.filter} cell:{cell}") == group.form.count_of(cell)


def test_conferences_add_up_to_all_and_have_their_dates(worked_on: Path) -> None:
    with Reader(context_of(worked_on)) as reader:
        read = count_directives(reader, by=Grouping.CONFERENCE)
    assert sum(group.form.total for group in read.groups) == read.whole.form.total == 14
    assert [group.date for group in read.groups] == [date(2032, 2, 20), date(2031, 3, 5)]


def test_what_names_no_theme_is_a_group_of_its_own(worked_on: Path) -> None:
    with Reader(context_of(worked_on)) as reader:
        (group,) = count_directives(reader, by=Grouping.THEME).groups
    assert (group.name_vi, group.form.total, group.filter) == (None, 14, "theme:none")


def test_an_agency_named_itself_is_not_its_parts(worked_on: Path) -> None:
    import sqlite3

    with sqlite3.connect(worked_on) as connection:
        connection.execute("UPDATE organisation SET parent = 'bng' WHERE id = 'bct'")
    connection.close()
    with Reader(context_of(worked_on)) as reader:
        assert matching(reader, "lead:bct named:bct") == matching(reader, "lead:bct") > 0
        assert matching(reader, "named:bng") == matching(reader, "dichdanh:bng") == 14
        assert matching(reader, "lead:bct -agency:bng") == 0
        assert matching(reader, "named:none") == 0
