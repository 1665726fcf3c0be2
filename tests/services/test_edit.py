"""Editing through the services: one commit each, told in a sentence, refused where it must be."""

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.errors import (
    EditConflictError,
    EditRefusedError,
    NothingToRedoError,
    NothingToUndoError,
    UnknownRecordError,
)
from ngkt_tui.domain.store_errors import StoreBusyError, StoreGoneError, StoreReadOnlyError
from ngkt_tui.domain.words import translate
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, add_note, redo, set_status, tick, undo
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import file_of

FIRST, SECOND = "hn-2031-03-05-01", "hn-2031-03-05-02"


def standing(context: Context, record: str) -> tuple[str, str | None, str | None]:
    with Reader(context) as reader, reader.connection() as connection:
        row = connection.execute("SELECT status, done_on, why FROM directive WHERE id = ?", (record,)).fetchone()
        return tuple(row)


def sentence(edited: EditMessage) -> str:
    return translate(Language.EN, edited.sentence, **edited.values)


def test_a_tick_makes_a_directive_done_today_and_a_second_one_takes_it_back(context: Context) -> None:
    edited = tick(context, [FIRST])
    assert edited.records == (FIRST,)
    assert sentence(edited) == f"{FIRST}: not yet rated → done"
    assert standing(context, FIRST) == ("done", "2032-03-01", None)
    tick(context, [FIRST])
    assert standing(context, FIRST) == ("unrated", None, None)


def test_a_reason_and_a_day_come_with_their_status(context: Context) -> None:
    set_status(context, [FIRST], Status.BLOCKED, why="waiting")
    assert standing(context, FIRST) == ("blocked", None, "waiting")
    set_status(context, [FIRST], Status.DONE, on=date(2032, 2, 29))
    assert standing(context, FIRST) == ("done", "2032-02-29", None)


def test_several_directives_are_one_change(context: Context) -> None:
    edited = set_status(context, [FIRST, SECOND], Status.DOING)
    assert sentence(edited) == "2 directives: in progress"
    undo(context)
    assert standing(context, FIRST) == standing(context, SECOND) == ("unrated", None, None)


def test_an_edit_that_changes_nothing_makes_no_group(context: Context) -> None:
    edited = set_status(context, [FIRST], Status.UNRATED)
    assert (edited.group, edited.records) == (None, ())
    assert sentence(edited) == "Nothing to change: it is so already."


def test_undo_and_redo_go_back_and_forth_and_say_so(context: Context) -> None:
    group = tick(context, [FIRST]).group
    assert sentence(undo(context)) == f"Change {group} undone: status: done → not yet rated ({FIRST})."
    assert standing(context, FIRST)[0] == "unrated"
    redo(context)
    assert standing(context, FIRST)[0] == "done"


def test_a_note_is_added_to_a_record_of_any_kind(context: Context) -> None:
    assert sentence(add_note(context, "fta-mercosur", "[/x] \x1b[31m")) == "Note added to fta-mercosur."
    with Reader(context) as reader:
        assert len(reader.detail("fta-mercosur").notes) == 1


def test_a_value_that_changed_since_it_was_seen_is_not_overwritten(context: Context) -> None:
    set_status(replace(context, actor="an"), [FIRST], Status.DOING)
    with pytest.raises(EditConflictError) as refused:
        set_status(context, [FIRST], Status.DONE, seen={FIRST: Status.UNRATED})
    cause = refused.value.explain(Language.EN).cause
    assert "not yet rated" in cause
    assert "in progress" in cause
    assert standing(context, FIRST)[0] == "doing"


def test_an_unknown_id_is_refused_with_the_nearest_one(context: Context) -> None:
    with pytest.raises(UnknownRecordError) as refused:
        tick(context, ["hn-2031-03-05-1"])
    assert "hn-2031-03-05-01" in refused.value.explain(Language.EN).cause


@pytest.mark.parametrize(
    ("edit", "error"),
    [
        (lambda context: undo(context), NothingToUndoError),
        (lambda context: redo(context), NothingToRedoError),
        (lambda context: undo(context, 1), EditRefusedError),
        (lambda context: undo(context, 99), EditRefusedError),
        (lambda context: set_status(context, [FIRST], Status.BLOCKED), EditRefusedError),
        (lambda context: set_status(context, ["fta-mercosur"], Status.DONE), EditRefusedError),
        (lambda context: add_note(context, FIRST, " "), EditRefusedError),
        (lambda context: tick(replace(context, readonly=True), [FIRST]), StoreReadOnlyError),
    ],
)
def test_what_cannot_be_done_is_refused_and_changes_nothing(
    context: Context, edit: Callable[[Context], EditMessage], error: type[Exception]
) -> None:
    before = file_of(context).read_bytes()
    with pytest.raises(error):
        edit(context)
    assert file_of(context).read_bytes() == before


def test_an_edit_of_a_store_that_took_the_place_of_another_is_refused(context: Context, tmp_path: Path) -> None:
    with Reader(context) as reader:
        seen = replace(context, file=reader.file)
    other = Path(shutil.copy(file_of(context), tmp_path / "other"))
    other.replace(file_of(context))
    with pytest.raises(StoreGoneError):
        tick(seen, [FIRST])
    assert standing(context, FIRST)[0] == "unrated"


def test_an_edit_of_a_deleted_store_does_not_make_a_new_one(context: Context) -> None:
    file_of(context).unlink()
    with pytest.raises(StoreGoneError):
        tick(context, [FIRST])
    assert not file_of(context).exists()


def test_a_store_that_stays_locked_is_told_as_busy(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ngkt_tui.store.sqlite.connection.BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(file_of(context), isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreBusyError):
        tick(context, [FIRST])
    holder.close()
