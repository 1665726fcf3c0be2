"""Editing: one action is one group of changes, refused whole where any part of it cannot be."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.errors import EditConflictError, EditRefusedError, UnknownRecordError
from ngkt_tui.store import edits, undo
from ngkt_tui.store.unit_of_work import Author, EditResult, FieldChange, FieldEdit, UnitOfWork
from tests.store.stores import HUNG, LAN, TODAY, damage, done, everything, found, rows, standing

ONE = "hn-2031-03-05-01"
TWO = "hn-2031-03-05-02"
THREE = "hn-2031-03-05-03"


def _set(path: Path, status: Status, *ids: str, author: Author = LAN, **options: object) -> EditResult:
    return done(path, lambda unit: edits.set_status(unit, ids or (ONE,), status, author, TODAY, **options))  # type: ignore[arg-type]


def _tick(path: Path, *ids: str) -> EditResult:
    return done(path, lambda unit: edits.tick_directives(unit, ids or (ONE,), LAN, TODAY))


def _note(path: Path, record: str, text: str, author: Author = LAN) -> EditResult:
    return done(path, lambda unit: edits.add_note(unit, record, text, author))


def _apply(path: Path, *wished: FieldEdit) -> EditResult:
    return done(path, lambda unit: edits.apply(unit, wished, LAN))


def test_a_status_is_kept_with_who_and_when(store: Path) -> None:
    edited = _set(store, Status.DOING)
    assert standing(store, ONE) == ("doing", None, None, None)
    assert edited.records == (ONE,)
    assert rows(store, "SELECT at, actor, kind, undoes FROM change_group WHERE id = ?", edited.group) == [
        (LAN.at, "lan", "edit", None)
    ]
    history = rows(store, "SELECT record, field, before, after, why FROM change")
    assert history == [(ONE, "status", "unrated", "doing", None)]


def test_every_field_changed_is_a_line_of_the_history(store: Path) -> None:
    edited = _set(store, Status.BLOCKED, why="thiếu vốn")
    assert edited.changes == (
        FieldChange(ONE, "status", "unrated", "blocked", "thiếu vốn"),
        FieldChange(ONE, "why", None, "thiếu vốn"),
    )
    edited = _set(store, Status.DONE, on=date(2032, 8, 1))
    assert edited.changes == (
        FieldChange(ONE, "status", "blocked", "done"),
        FieldChange(ONE, "done_on", None, "2032-08-01"),
        FieldChange(ONE, "why", "thiếu vốn", None),
    )
    assert standing(store, ONE) == ("done", "2032-08-01", None, None)


def test_an_edit_that_changes_nothing_leaves_no_trace(store: Path) -> None:
    _set(store, Status.DOING)
    before = everything(store)
    assert _set(store, Status.DOING) == EditResult(None)
    assert everything(store) == before


def test_a_bulk_edit_is_one_group(store: Path) -> None:
    edited = _set(store, Status.DONE, ONE, TWO, THREE)
    assert edited.records == (ONE, TWO, THREE)
    assert rows(store, "SELECT count(DISTINCT change_group), count(*) FROM change") == [(1, 6)]


def test_a_bulk_edit_is_refused_whole(store: Path) -> None:
    before = everything(store)
    with pytest.raises(UnknownRecordError) as refusal:
        _set(store, Status.DONE, ONE, "nothing", TWO)
    assert refusal.value.values["id"] == "nothing"
    assert everything(store) == before


@pytest.mark.parametrize("status", [Status.BLOCKED, Status.DROPPED])
def test_a_status_that_asks_why_is_refused_without(store: Path, status: Status) -> None:
    with pytest.raises(EditRefusedError) as refusal:
        _set(store, status)
    assert all(refusal.value.explain(language).cause for language in Language)


def test_a_day_is_refused_for_what_is_not_done(store: Path) -> None:
    with pytest.raises(EditRefusedError):
        _set(store, Status.DOING, on=TODAY)


def test_a_conference_has_no_status(store: Path) -> None:
    actions: tuple[Callable[[], object], ...] = (
        lambda: _set(store, Status.DONE, "hn-2031-03-05"),
        lambda: _apply(store, FieldEdit("hn-2031-03-05", "status", "done")),
    )
    for action in actions:
        with pytest.raises(EditRefusedError) as refusal:
            action()
        assert "conference" in refusal.value.explain(Language.EN).cause


def test_a_stale_edit_is_refused_with_both_values(store: Path) -> None:
    _set(store, Status.DOING, author=HUNG)
    before = everything(store)
    with pytest.raises(EditConflictError) as refusal:
        _set(store, Status.DONE, TWO, ONE, seen={TWO: Status.UNRATED, ONE: Status.UNRATED})
    words = refusal.value.explain(Language.VI).cause
    assert "chưa đánh giá" in words
    assert "đang thực hiện" in words
    assert everything(store) == before


def test_an_edit_that_saw_the_present_value_is_made(store: Path) -> None:
    _set(store, Status.DOING, author=HUNG)
    assert _set(store, Status.DONE, seen={ONE: Status.DOING}).records == (ONE,)


def test_a_tick_makes_done_and_the_next_gives_back_what_was(store: Path) -> None:
    _set(store, Status.BLOCKED, why="thiếu vốn")
    before = standing(store, ONE)
    _tick(store)
    assert standing(store, ONE) == ("done", "2032-09-01", None, None)
    _tick(store)
    assert standing(store, ONE) == before


def test_a_tick_after_an_undo_gives_back_what_was_before_the_edit_in_force(store: Path) -> None:
    _tick(store)
    _set(store, Status.DOING)
    done(store, lambda unit: undo.undo(unit, LAN))
    _tick(store)
    assert standing(store, ONE)[0] == "unrated"


def test_a_tick_after_undo_and_redo_gives_back_what_was_before_the_edit_brought_back(store: Path) -> None:
    _set(store, Status.BLOCKED, why="thiếu vốn")
    before = standing(store, ONE)
    _tick(store)
    done(store, lambda unit: undo.undo(unit, LAN))
    done(store, lambda unit: undo.redo(unit, LAN))
    _tick(store)
    assert standing(store, ONE) == before


def test_a_tick_of_many_makes_all_done_unless_they_all_are(store: Path) -> None:
    _set(store, Status.DOING, TWO)
    _tick(store, ONE)
    _tick(store, ONE, TWO)
    assert [standing(store, each)[0] for each in (ONE, TWO)] == ["done", "done"]
    _tick(store, ONE, TWO)
    assert [standing(store, each)[0] for each in (ONE, TWO)] == ["unrated", "doing"]


def test_a_tick_sees_what_its_user_saw(store: Path) -> None:
    _tick(store)
    with pytest.raises(EditConflictError):
        done(store, lambda unit: edits.tick_directives(unit, (ONE,), LAN, TODAY, seen={ONE: Status.UNRATED}))


def test_a_due_date_is_set_moved_and_taken_away(store: Path) -> None:
    for due in ("2032-12-31", "2033-01-31", None):
        _apply(store, FieldEdit(ONE, "due", due))
        assert standing(store, ONE)[2] == due
    assert rows(store, "SELECT before, after FROM change WHERE field = 'due' ORDER BY id") == [
        (None, "2032-12-31"),
        ("2032-12-31", "2033-01-31"),
        ("2033-01-31", None),
    ]


@pytest.mark.parametrize(
    ("field", "value"), [("due", "31/12/2032"), ("due", "2032-02-30"), ("status", "xong"), ("note", " \n")]
)
def test_a_value_that_cannot_be_is_refused(store: Path, field: str, value: str) -> None:
    with pytest.raises(EditRefusedError) as refusal:
        _apply(store, FieldEdit(ONE, field, value))
    assert all(refusal.value.explain(language).cause for language in Language)


def test_several_fields_are_one_action(store: Path) -> None:
    def action(unit: UnitOfWork) -> EditResult:
        wished = [*edits.status_edits(unit, (ONE,), Status.DOING, TODAY), FieldEdit(ONE, "due", "2032-12-31")]
        return edits.apply(unit, wished, LAN)

    done(store, action)
    assert rows(store, "SELECT change_group, field FROM change ORDER BY id") == [(2, "status"), (2, "due")]


@pytest.mark.parametrize("record", [ONE, "hn-2031-03-05", "fta-mercosur", "tran-minh-khoi"])
def test_a_note_can_be_added_to_any_record_and_is_found(store: Path, record: str) -> None:
    _note(store, record, "Đã gọi điện cho Vụ Thị trường [/x] \x1b[31m")
    assert rows(store, "SELECT record, at, actor, text FROM note") == [
        (record, LAN.at, "lan", "Đã gọi điện cho Vụ Thị trường [/x] \x1b[31m")
    ]
    assert found(store, "đã gọi điện") == [record]


def test_a_note_on_nothing_is_refused(store: Path) -> None:
    with pytest.raises(UnknownRecordError):
        _note(store, "nothing", "x")


def test_half_a_character_does_not_keep_a_note_from_being_taken(store: Path) -> None:
    _note(store, ONE, "một nửa \udc90")
    assert rows(store, "SELECT text FROM note") == [("một nửa \N{REPLACEMENT CHARACTER}",)]


def test_a_note_can_be_taken_away_whoever_wrote_it(store: Path) -> None:
    _note(store, ONE, "nhầm", HUNG)
    _apply(store, FieldEdit(ONE, "note", None, seen="nhầm"))
    assert rows(store, "SELECT * FROM note") == []
    assert found(store, "nhầm") == []


def test_a_note_that_is_gone_cannot_be_taken_away(store: Path) -> None:
    with pytest.raises(EditConflictError):
        _apply(store, FieldEdit(ONE, "note", None, seen="nhầm"))


def test_a_status_that_is_damaged_can_be_mended(store: Path) -> None:
    damage(store, "UPDATE directive SET status = 'hỏng' WHERE id = ?", ONE)
    edited = _set(store, Status.DOING)
    assert edited.changes == (FieldChange(ONE, "status", "hỏng", "doing"),)
