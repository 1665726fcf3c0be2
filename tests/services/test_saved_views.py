"""A saved view leaves the same records wherever it is used, and follows a record whose id a digest has changed."""

import sqlite3
from pathlib import Path

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.views import NamedView, find_view, named_scope, save_view
from tests.fixtures.stores import file_of


def rename(store: Path, before: str, after: str) -> None:
    """Note in the history that a digest calls a record otherwise now."""
    with sqlite3.connect(store) as connection:
        values = ("2032-01-01T00:00:00Z", "lan", "import")
        group = connection.execute("INSERT INTO change_group (at, actor, kind) VALUES (?, ?, ?)", values).lastrowid
        change = "INSERT INTO change (change_group, record, field, before, after) VALUES (?, ?, 'id', ?, ?)"
        connection.execute(change, (group, before, before, after))
    connection.close()


def rescope(store: Path, scope: str) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE saved_view SET scope = ?", (scope,))
    connection.close()


def test_a_renamed_record_is_followed(context: Context) -> None:
    save_view(context, NamedView("v", "is:open"))
    rescope(file_of(context), '[["conference", "hn-cu"]]')
    rename(file_of(context), "hn-cu", "hn-2031-03-05")
    with Reader(context) as reader:
        view = find_view(reader, "v", Language.EN)
    assert view.problem is None
    assert view.scope == (ScopeItem(RecordKind.CONFERENCE, "hn-2031-03-05"),)


def test_two_names_of_one_record_are_one_chip(context: Context) -> None:
    save_view(context, NamedView("v", "is:open"))
    rescope(file_of(context), '[["conference", "hn-cu"], ["conference", "hn-2031-03-05"]]')
    rename(file_of(context), "hn-cu", "hn-2031-03-05")
    with Reader(context) as reader:
        assert len(find_view(reader, "v", Language.EN).scope) == 1


def test_nothing_is_narrowed_to_what_cannot_be_a_chip(context: Context) -> None:
    with Reader(context) as reader:
        chips = (
            ScopeItem(RecordKind.CONFERENCE, "hn-2031-03-05-01"),
            ScopeItem(RecordKind.CONFERENCE, "hn-2031-03-05"),
        )
        assert [chip.id for chip in named_scope(reader, chips)] == ["hn-2031-03-05"]
