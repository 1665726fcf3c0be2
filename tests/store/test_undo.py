"""Undo and redo: groups as one step, told by the history alone, refused where somebody changed the value since."""

from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.errors import EditRefusedError, NothingToRedoError, NothingToUndoError, UndoConflictError
from ngkt_tui.domain.store_errors import StoreError
from ngkt_tui.store import edits, undo
from ngkt_tui.store.unit_of_work import Author, EditResult, FieldEdit, UnitOfWork
from tests.store.stores import HUNG, LAN, TODAY, done, everything, found, rows, standing

ONE = "hn-2031-03-05-01"
TWO = "hn-2031-03-05-02"
HISTORY = ("change", "change_group")


def _set(path: Path, status: Status, *ids: str, author: Author = LAN, why: str | None = None) -> EditResult:
    return done(path, lambda unit: edits.set_status(unit, ids or (ONE,), status, author, TODAY, why=why))


def _undo(path: Path, author: Author = LAN, group: int | None = None) -> EditResult:
    return done(path, lambda unit: undo.undo(unit, author, group))


def _note(path: Path, text: str, author: Author) -> EditResult:
    return done(path, lambda unit: edits.add_note(unit, ONE, text, author))


def _redo(path: Path, author: Author = LAN) -> EditResult:
    return done(path, lambda unit: undo.redo(unit, author))


def test_undo_gives_back_what_was_and_says_what_it_took(store: Path) -> None:
    before = everything(store, *HISTORY)
    edited = _set(store, Status.BLOCKED, ONE, TWO, why="thiếu vốn")
    undone = _undo(store)
    assert everything(store, *HISTORY) == before
    assert undone.undoes == edited.group
    assert set(undone.records) == {ONE, TWO}
    assert rows(store, "SELECT kind, undoes FROM change_group WHERE id = ?", undone.group) == [("undo", edited.group)]


def test_undo_adds_to_the_history_the_inverse_of_what_it_takes_back(store: Path) -> None:
    _set(store, Status.DONE)
    _undo(store)
    lines = rows(store, "SELECT field, before, after FROM change WHERE change_group = 3 ORDER BY id")
    assert lines == [("done_on", "2032-09-01", None), ("status", "done", "unrated")]


def test_undo_goes_back_step_by_step_and_redo_forward(store: Path) -> None:
    states = [standing(store, ONE)]
    for status in (Status.DOING, Status.DONE, Status.UNRATED):
        _set(store, status)
        states.append(standing(store, ONE))
    for state in states[-2::-1]:
        _undo(store)
        assert standing(store, ONE) == state
    with pytest.raises(NothingToUndoError):
        _undo(store)
    for state in states[1:]:
        _redo(store)
        assert standing(store, ONE) == state
    with pytest.raises(NothingToRedoError):
        _redo(store)


def test_what_was_redone_can_be_undone_again_and_again(store: Path) -> None:
    _set(store, Status.DOING)
    for _ in range(4):
        _undo(store)
        assert standing(store, ONE)[0] == "unrated"
        _redo(store)
        assert standing(store, ONE)[0] == "doing"
    _undo(store)
    with pytest.raises(NothingToUndoError):
        _undo(store)


def test_what_was_redone_can_be_undone_by_the_number_of_the_edit(store: Path) -> None:
    edited = _set(store, Status.DOING)
    _undo(store)
    _redo(store)
    _undo(store, LAN, edited.group)
    assert standing(store, ONE)[0] == "unrated"
    with pytest.raises(NothingToUndoError):
        _undo(store)
    _redo(store)
    assert standing(store, ONE)[0] == "doing"


def test_what_another_one_brought_back_is_undone_as_ones_own(store: Path) -> None:
    edited = _set(store, Status.DOING)
    _undo(store, HUNG, edited.group)
    _redo(store, HUNG)
    _undo(store)
    assert standing(store, ONE)[0] == "unrated"
    with pytest.raises(NothingToUndoError):
        _undo(store, HUNG)


def test_what_another_one_took_back_again_is_redone_as_ones_own(store: Path) -> None:
    edited = _set(store, Status.DOING)
    _undo(store)
    redone = _redo(store)
    _undo(store, HUNG, redone.group)
    _redo(store)
    assert standing(store, ONE)[0] == "doing"
    with pytest.raises(NothingToRedoError):
        _redo(store, HUNG)
    assert edited.group


def test_a_new_edit_ends_what_can_be_redone(store: Path) -> None:
    _set(store, Status.DOING)
    _undo(store)
    _set(store, Status.DONE, TWO)
    with pytest.raises(NothingToRedoError):
        _redo(store)


def test_another_ones_edit_does_not(store: Path) -> None:
    _set(store, Status.DOING)
    _undo(store)
    _set(store, Status.DONE, TWO, author=HUNG)
    _redo(store)
    assert standing(store, ONE)[0] == "doing"


def test_undo_takes_back_ones_own_edits_only(store: Path) -> None:
    _set(store, Status.DOING)
    _set(store, Status.DONE, TWO, author=HUNG)
    _undo(store)
    assert [standing(store, each)[0] for each in (ONE, TWO)] == ["unrated", "done"]


def test_another_ones_edit_is_undone_by_its_number(store: Path) -> None:
    edited = _set(store, Status.DOING, author=HUNG)
    _undo(store, LAN, edited.group)
    assert standing(store, ONE)[0] == "unrated"
    with pytest.raises(NothingToUndoError):
        _undo(store, HUNG)


def test_undo_is_refused_with_both_values_where_somebody_changed_one_since(store: Path) -> None:
    _set(store, Status.DOING, ONE, TWO)
    _set(store, Status.DONE, TWO, author=HUNG)
    before = everything(store)
    with pytest.raises(UndoConflictError) as refusal:
        _undo(store)
    explanation = refusal.value.explain(Language.EN)
    assert explanation.title == f"This cannot be undone: {TWO} has been changed since."
    assert explanation.cause == "status: then it was “in progress”, now it is “done”."
    assert everything(store) == before


def test_redo_is_refused_likewise(store: Path) -> None:
    _set(store, Status.DOING)
    _undo(store)
    _set(store, Status.DROPPED, author=HUNG, why="trùng")
    with pytest.raises(UndoConflictError) as refusal:
        _redo(store)
    assert refusal.value.explain(Language.EN).title.startswith("This cannot be redone: ")


def test_a_value_changed_and_changed_back_does_not_hinder_undo(store: Path) -> None:
    _set(store, Status.DOING)
    _set(store, Status.DONE, author=HUNG)
    _undo(store, HUNG)
    _undo(store)
    assert standing(store, ONE)[0] == "unrated"


def test_an_import_is_not_undone(store: Path) -> None:
    with pytest.raises(NothingToUndoError):
        _undo(store)
    with pytest.raises(EditRefusedError) as refusal:
        _undo(store, LAN, 1)
    assert all(refusal.value.explain(language).cause for language in Language)


@pytest.mark.parametrize("twice", [True, False])
def test_a_number_that_cannot_be_undone_is_refused(store: Path, twice: bool) -> None:
    edited = _set(store, Status.DOING)
    undone = _undo(store)
    with pytest.raises(EditRefusedError) as refusal:
        _undo(store, LAN, edited.group if twice else undone.group)
    assert all(refusal.value.explain(language).cause for language in Language)


def test_a_number_that_is_not_there_is_refused(store: Path) -> None:
    with pytest.raises(EditRefusedError):
        _undo(store, LAN, 99)


def test_notes_are_taken_back_and_brought_back_as_they_were(store: Path) -> None:
    for text in ("một", "hai", "một"):
        _note(store, text, LAN)
    before = rows(store, "SELECT record, at, actor, text FROM note ORDER BY text")
    _undo(store, Author("2032-09-09T00:00:00Z", "lan"))
    _undo(store, Author("2032-09-09T00:00:01Z", "lan"))
    assert rows(store, "SELECT text FROM note") == [("một",)]
    assert found(store, "hai") == []
    _redo(store, Author("2032-09-10T00:00:00Z", "lan"))
    _redo(store, Author("2032-09-10T00:00:01Z", "lan"))
    assert rows(store, "SELECT record, at, actor, text FROM note ORDER BY text") == before
    assert found(store, "hai") == [ONE]


def test_a_note_taken_away_by_another_one_comes_back_as_its_authors(store: Path) -> None:
    done(store, lambda unit: edits.add_note(unit, ONE, "quan trọng", HUNG))
    before = rows(store, "SELECT record, at, actor, text FROM note")
    done(store, lambda unit: edits.apply(unit, [FieldEdit(ONE, "note", None, seen="quan trọng")], LAN))
    _undo(store)
    assert rows(store, "SELECT record, at, actor, text FROM note") == before


def test_of_equal_notes_each_comes_back_as_its_authors(store: Path) -> None:
    for minute, actor in enumerate(("lan", "hùng", "mai")):
        _note(store, "gọi lại", Author(f"2032-09-01T08:0{minute}:00Z", actor))
    before = rows(store, "SELECT record, at, actor, text FROM note ORDER BY at")
    later = Author("2032-09-02T08:00:00Z", "an")
    for _ in range(3):
        done(store, lambda unit: edits.apply(unit, [FieldEdit(ONE, "note", None, seen="gọi lại")], later))
    for left in ([0], [0, 1], [0, 1, 2]):
        _undo(store, later)
        assert rows(store, "SELECT record, at, actor, text FROM note ORDER BY at") == [before[each] for each in left]
    for left in ([0, 1], [0], []):
        _redo(store, later)
        assert rows(store, "SELECT record, at, actor, text FROM note ORDER BY at") == [before[each] for each in left]


def test_of_equal_notes_ones_own_comes_back_as_ones_own_though_another_is_newer(store: Path) -> None:
    for minute, actor in enumerate(("lan", "hùng")):
        _note(store, "gọi lại", Author(f"2032-09-01T08:0{minute}:00Z", actor))
    before = rows(store, "SELECT record, at, actor, text FROM note ORDER BY at")
    later = Author("2032-09-02T08:00:00Z", "lan")
    done(store, lambda unit: edits.apply(unit, [FieldEdit(ONE, "note", None, seen="gọi lại", owner="lan")], later))
    assert rows(store, "SELECT record, at, actor, text FROM note") == before[1:]
    _undo(store, later)
    assert rows(store, "SELECT record, at, actor, text FROM note ORDER BY at") == before


def test_undo_of_a_note_is_refused_where_it_is_gone(store: Path) -> None:
    done(store, lambda unit: edits.add_note(unit, ONE, "một", LAN))
    done(store, lambda unit: edits.apply(unit, [FieldEdit(ONE, "note", None, seen="một")], HUNG))
    with pytest.raises(UndoConflictError):
        _undo(store)


@pytest.mark.parametrize("sql", ["UPDATE change SET after = 'x'", "DELETE FROM change", "DELETE FROM change_group"])
def test_the_history_can_only_grow(store: Path, sql: str) -> None:
    _set(store, Status.DOING)
    with pytest.raises(StoreError), UnitOfWork(store) as unit:
        unit.connection.exec_driver_sql(sql)
