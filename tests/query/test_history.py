"""The history as it is read, and what of it was somebody else's doing."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import UnknownRecordError
from ngkt_tui.query.change_groups import ChangeWatcher, ExternalChanges, changes, groups
from ngkt_tui.query.detail import read
from ngkt_tui.query.record_heads import find
from ngkt_tui.store.sqlite.connection import ReadingConnection, connect_for_reading
from tests.query.building import Building


def edit(path: Path, record: str, actor: str = "lan") -> int:
    """Change a record over a connection of its own, as another process does."""
    connection = sqlite3.connect(path)
    building = Building.__new__(Building)
    building.connection = connection
    number = building.change(record, "why", None, "lý do", "2031-05-01T00:00:00Z", actor=actor)
    connection.commit()
    connection.close()
    return number


def test_groups_come_newest_first_by_number(building: Building) -> None:
    building.conference("c")
    building.directive("d-1", "c")
    building.directive("d-2", "c")
    first = building.change("d-1", "status", "unrated", "done", "2031-02-02T00:00:00Z")
    second = building.change("d-2", "status", "unrated", "doing", "2031-01-01T00:00:00Z", actor="minh")
    newest, oldest = groups(building.connection)
    assert (newest.id, newest.actor, newest.at, newest.size) == (second, "minh", "2031-01-01T00:00:00Z", 1)
    assert [(change.record, change.field, change.before, change.after) for change in oldest.changes] == [
        ("d-1", "status", "unrated", "done")
    ]
    assert [group.id for group in groups(building.connection, before=second)] == [first]
    assert [group.id for group in groups(building.connection, limit=1)] == [second]


def test_the_history_of_a_record_holds_only_its_own_changes(building: Building) -> None:
    building.conference("c")
    building.directive("d-1", "c")
    number = building.change("d-1", "status", "unrated", "done", "2031-02-02T00:00:00Z")
    building.insert("change", change_group=number, record="d-2", field="status", before="unrated", after="done")
    (group,) = groups(building.connection, "d-1")
    assert [change.record for change in group.changes] == ["d-1"]
    assert group.size == 1
    assert read(building.connection, "d-1").history == (group,)
    assert groups(building.connection, "d-9") == []


def rename(building: Building, old: str, new: str) -> int:
    """Write into the history that a digest renamed a record, as taking it in does."""
    number = building.group("2031-03-01T00:00:00Z", kind="import")
    for record in (old, new):
        building.insert("change", change_group=number, record=record, field="id", before=old, after=new)
    return number


def changes_of(building: Building, record: str) -> list[tuple[int, str, str | None]]:
    return [
        (group.id, change.record, change.after)
        for group in groups(building.connection, record)
        for change in group.changes
    ]


def test_the_history_of_a_renamed_record_goes_back_beyond_its_renaming(building: Building) -> None:
    building.conference("c")
    building.directive("d-3", "c")
    first = building.change("d-1", "why", None, "một", "2031-02-01T00:00:00Z")
    to_second = rename(building, "d-1", "d-2")
    second = building.change("d-2", "why", "một", "hai", "2031-02-02T00:00:00Z")
    to_third = rename(building, "d-2", "d-3")
    third = building.change("d-3", "why", "hai", "ba", "2031-02-03T00:00:00Z")
    whole = [
        (third, "d-3", "ba"), (to_third, "d-3", "d-3"), (second, "d-2", "hai"), (to_second, "d-2", "d-2"),
        (first, "d-1", "một"),
    ]  # fmt: skip
    assert changes_of(building, "d-3") == whole
    assert [group.size for group in groups(building.connection, "d-3")] == [1, 1, 1, 1, 1]
    shown = read(building.connection, "d-3").history
    assert [group.id for group in shown] == [third, to_third, second, to_second, first]
    assert [group.id for group in groups(building.connection, "d-3", before=to_third)] == [second, to_second, first]


def test_a_former_id_leads_to_the_record(building: Building) -> None:
    building.conference("c")
    building.directive("việc", "c")
    building.directive("d-11", "c")
    building.change("d-1", "why", None, "một", "2031-02-01T00:00:00Z")
    rename(building, "d-1", "d-2")
    rename(building, "d-2", "việc")
    for former in ("d-1", "d-2"):
        assert changes_of(building, former) == changes_of(building, "việc")
        with pytest.raises(UnknownRecordError) as refused:
            find(building.connection, former)
        assert refused.value.values["nearest"] == "việc"


def test_an_id_that_was_given_back_has_one_history(building: Building) -> None:
    building.conference("c")
    building.directive("d-1", "c")
    first = building.change("d-1", "why", None, "một", "2031-02-01T00:00:00Z")
    there = rename(building, "d-1", "d-2")
    second = building.change("d-2", "why", "một", "hai", "2031-02-02T00:00:00Z")
    back = rename(building, "d-2", "d-1")
    whole = [(back, "d-1", "d-1"), (second, "d-2", "hai"), (there, "d-2", "d-2"), (first, "d-1", "một")]
    assert changes_of(building, "d-1") == changes_of(building, "d-2") == whole


def test_an_id_that_another_record_took_later_tells_each_its_own(building: Building) -> None:
    building.conference("c")
    building.directive("d-1", "c")
    building.directive("d-2", "c")
    old = building.change("d-1", "why", None, "cũ", "2031-02-01T00:00:00Z")
    renamed = rename(building, "d-1", "d-2")
    new = building.change("d-1", "why", None, "mới", "2031-04-01T00:00:00Z")
    assert changes_of(building, "d-1") == [(new, "d-1", "mới")]
    assert changes_of(building, "d-2") == [(renamed, "d-2", "d-2"), (old, "d-1", "cũ")]


def test_records_that_became_one_have_the_history_of_both(building: Building) -> None:
    building.conference("c")
    building.directive("d-3", "c")
    one = building.change("d-1", "why", None, "một", "2031-02-01T00:00:00Z")
    other = building.change("d-2", "why", None, "hai", "2031-02-02T00:00:00Z")
    joined = [rename(building, "d-1", "d-3"), rename(building, "d-2", "d-3")]
    assert {number for number, _, _ in changes_of(building, "d-3")} == {one, other, *joined}
    assert changes_of(building, "d-1") == changes_of(building, "d-2") == changes_of(building, "d-3")


def test_a_group_tells_whether_it_is_undone(building: Building) -> None:
    edited = building.group("2031-01-01T00:00:00Z")
    undo = building.group("2031-01-02T00:00:00Z", kind="undo", undoes=edited)
    assert [(group.id, group.undone_by) for group in groups(building.connection)] == [(undo, None), (edited, undo)]
    redo = building.group("2031-01-03T00:00:00Z", kind="redo", undoes=undo)
    assert [(group.id, group.undone_by) for group in groups(building.connection)] == [
        (redo, None), (undo, redo), (edited, None),
    ]  # fmt: skip


def test_a_large_group_is_read_in_parts(building: Building) -> None:
    number = building.group("2031-01-01T00:00:00Z")
    for record in range(120):
        building.insert(
            "change", change_group=number, record=f"d-{record}", field="status", before="unrated", after="done"
        )
    (group,) = groups(building.connection)
    assert (group.size, len(group.changes)) == (120, 50)
    rest = changes(building.connection, number, after=group.changes[-1].id)
    assert [change.record for change in (*group.changes, *rest)] == [f"d-{record}" for record in range(120)]


def test_the_history_is_two_statements_however_long(building: Building) -> None:
    for _ in range(30):
        building.group("2031-01-01T00:00:00Z")
    statements: list[str] = []
    building.connection.set_trace_callback(statements.append)
    groups(building.connection)
    assert len(statements) == 2


@pytest.fixture
def reading(world_path: Path) -> Iterator[ReadingConnection]:
    connection = connect_for_reading(world_path, "mode=rw")
    yield connection
    connection.close()


def test_only_the_changes_of_others_are_reported(world_path: Path, reading: ReadingConnection) -> None:
    watch = ChangeWatcher(reading)
    assert watch.poll() is None
    own = edit(world_path, "d-1")
    assert watch.poll([own]) is None
    other = edit(world_path, "d-2", "minh")
    assert watch.poll([own]) == ExternalChanges((other,), ("d-2",), frozenset({RecordKind.DIRECTIVE}))
    assert watch.poll() is None


def test_a_change_of_another_between_two_of_ones_own_is_reported(world_path: Path, reading: ReadingConnection) -> None:
    watch = ChangeWatcher(reading)
    before = edit(world_path, "d-1")
    other = edit(world_path, "d-2", "minh")
    after = edit(world_path, "d-3")
    assert watch.poll([before, after]) == ExternalChanges((other,), ("d-2",), frozenset({RecordKind.DIRECTIVE}))


def test_an_import_may_have_changed_anything(world_path: Path, reading: ReadingConnection) -> None:
    watch = ChangeWatcher(reading)
    with sqlite3.connect(world_path) as connection:
        connection.execute(
            "INSERT INTO change_group (at, actor, kind) VALUES ('2031-01-01T00:00:00Z', 'lan', 'import')"
        )
    connection.close()
    seen = watch.poll()
    assert seen is not None
    assert (len(seen.groups), seen.records) == (1, ())


def test_a_write_without_a_group_is_reported_too(world_path: Path, reading: ReadingConnection) -> None:
    watch = ChangeWatcher(reading)
    with sqlite3.connect(world_path) as connection:
        connection.execute("UPDATE theme SET name_vi = 'Lúa gạo' WHERE id = 'cd-gao'")
    connection.close()
    assert watch.poll() == ExternalChanges((), ())
