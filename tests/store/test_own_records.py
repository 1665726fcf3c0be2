"""Records that users make: made, deleted, undone, made again, beside whatever digests say and take back."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import OWN_DIGEST, RecordKind, Status
from ngkt_tui.domain.errors import EditRefusedError, InvalidDigestError, UndoConflictError, UnknownRecordError
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.store import edits, record_edits, undo
from ngkt_tui.store.field_updates import apply_updates
from ngkt_tui.store.sqlite.backups import back_up
from ngkt_tui.store.sqlite.restore import restore
from ngkt_tui.store.unit_of_work import EditResult
from tests.store.stores import (
    HUNG,
    LAN,
    SECOND,
    TODAY,
    digest_of,
    done,
    everything,
    found,
    record_of,
    require_sound,
    rows,
    sample,
    taken_in,
)  # fmt: skip

CONFERENCE = "hn-2031-03-05"
OWN = "viec-1"
DIRECTIVE = {
    "id": OWN,
    "conference": CONFERENCE,
    "kind": "task",
    "issuers": ["tran-minh-khoi"],
    "lead": ["bnn"],
    "text": {"vi": "Lập danh mục kho lạnh", "en": "List the cold stores"},
}
THEME = {"id": "cd-kho-lanh", "name": {"vi": "Kho lạnh"}}
CHANGING = ("change", "change_group", "search_word")
"""Tables that only grow."""


def clock() -> datetime:
    return datetime(2032, 9, 2, tzinfo=UTC)


def make(path: Path, values: dict[str, Any] = DIRECTIVE, kind: RecordKind = RecordKind.DIRECTIVE) -> EditResult:
    return done(path, lambda unit: record_edits.create_record(unit, kind, values, LAN))


def delete(path: Path, record: str = OWN) -> EditResult:
    return done(path, lambda unit: record_edits.delete_record(unit, record, LAN))


def without_entries_numbers(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    return everything(path, *CHANGING)


def test_a_record_is_made_as_a_digest_makes_it(store: Path) -> None:
    made = make(store)
    assert made.records == (OWN,)
    assert rows(store, "SELECT conference, kind, text_en, status FROM directive WHERE id = ?", OWN) == [
        (CONFERENCE, "task", "List the cold stores", "unrated")
    ]
    assert rows(store, "SELECT relation, target FROM link WHERE record = ? ORDER BY relation", OWN) == [
        ("issuer", "tran-minh-khoi"), ("lead", "bnn"),
    ]  # fmt: skip
    assert OWN in found(store, "kho lạnh")
    assert OWN in found(store, "bnn")
    ((field, before, after),) = rows(store, "SELECT field, before, after FROM change WHERE record = ?", OWN)
    assert (field, before) == ("record", None)
    assert json.loads(after) == {"directive": DIRECTIVE}
    require_sound(store)


def test_undo_takes_a_record_away_and_redo_brings_it_back(store: Path) -> None:
    before = without_entries_numbers(store)
    make(store)
    after = without_entries_numbers(store)
    for _ in range(2):
        done(store, lambda unit: undo.undo(unit, LAN))
        assert without_entries_numbers(store) == before
        done(store, lambda unit: undo.redo(unit, LAN))
        assert without_entries_numbers(store) == after
        require_sound(store)


def test_a_deletion_takes_all_away_that_users_gave_and_undo_brings_it_back(store: Path) -> None:
    at_first = without_entries_numbers(store)
    make(store)
    updates = FieldUpdates(due=TODAY, lead=("bng",), product="Danh mục", evidence=("77",), note="gọi lại")
    done(store, lambda unit: apply_updates(unit, [OWN], updates, HUNG, TODAY))
    done(store, lambda unit: edits.set_status(unit, [OWN], Status.BLOCKED, HUNG, TODAY, why="thiếu vốn"))
    edited = without_entries_numbers(store)
    deleted = delete(store)
    assert without_entries_numbers(store) == at_first
    require_sound(store)
    done(store, lambda unit: undo.undo(unit, LAN))
    assert without_entries_numbers(store) == edited
    require_sound(store)
    done(store, lambda unit: undo.redo(unit, LAN))
    assert without_entries_numbers(store) == at_first
    assert {change.field for change in deleted.changes} == {
        "status", "why", "due", "lead", "product", "evidence", "note", "record",
    }  # fmt: skip


@pytest.mark.parametrize(
    "given",
    [FieldUpdates(note="gọi lại"), FieldUpdates(evidence=("77",)), FieldUpdates(importance=2), FieldUpdates(due=TODAY)],
)
def test_the_making_of_a_record_is_not_undone_where_somebody_wrote_on_it(store: Path, given: FieldUpdates) -> None:
    made = make(store)
    done(store, lambda unit: apply_updates(unit, [OWN], given, HUNG, TODAY))
    with pytest.raises(EditRefusedError):
        done(store, lambda unit: undo.undo(unit, LAN, made.group))
    assert OWN in found(store, "kho lạnh")


def test_a_record_that_another_one_names_is_not_deleted(store: Path) -> None:
    made = make(store, THEME, RecordKind.THEME)
    make(store, {**DIRECTIVE, "themes": [THEME["id"]]})
    for attempt in (
        lambda unit: record_edits.delete_record(unit, str(THEME["id"]), LAN),
        lambda unit: undo.undo(unit, LAN, made.group),
    ):
        with pytest.raises(EditRefusedError) as refused:
            done(store, attempt)
        assert OWN in refused.value.values["detail"].values["record"]  # type: ignore[attr-defined]
    delete(store)
    delete(store, str(THEME["id"]))
    assert rows(store, "SELECT id FROM digest WHERE id = 'own'") == []
    require_sound(store)


def test_what_a_digest_holds_is_not_deleted(store: Path) -> None:
    with pytest.raises(EditRefusedError):
        delete(store, "hn-2031-03-05-01")
    with pytest.raises(UnknownRecordError):
        delete(store, "viec-9")


@pytest.mark.parametrize(
    "values",
    [
        {**DIRECTIVE, "id": "hn-2031-03-05-01"},
        {**DIRECTIVE, "id": "Không phải mã"},
        {**DIRECTIVE, "conference": "hn-khong-co"},
        {**DIRECTIVE, "lead": ["tran-minh-khoi"]},
        {**DIRECTIVE, "repeats": [{"directive": OWN, "how": "same"}]},
        {**DIRECTIVE, "kind": "wish"},
        {**DIRECTIVE, "text": {"en": "no Vietnamese"}},
        {**DIRECTIVE, "colour": "red"},
        {key: value for key, value in DIRECTIVE.items() if key != "text"},
    ],
)
def test_what_no_digest_could_say_is_refused_and_leaves_nothing(store: Path, values: dict[str, Any]) -> None:
    before = everything(store)
    with pytest.raises(EditRefusedError):
        make(store, values)
    assert everything(store) == before


def test_records_that_users_made_outlive_import_and_withdrawal(store: Path) -> None:
    make(store)
    own = rows(store, "SELECT * FROM directive WHERE id = ?", OWN)
    taken_in(store, SECOND)
    values = sample()
    values["directives"] = values["directives"][:3]
    taken_in(store, digest_of(values))
    assert [row[1:] for row in rows(store, "SELECT * FROM directive WHERE id = ?", OWN)] == [row[1:] for row in own]
    require_sound(store)
    done(store, lambda unit: undo.undo(unit, LAN))
    assert rows(store, "SELECT * FROM directive WHERE id = ?", OWN) == []


def test_a_digest_may_speak_of_a_record_that_users_made(store: Path) -> None:
    make(store)
    values = sample()
    first = record_of(values, "directives", "hn-2031-03-05-01")
    values["directives"].append({**first, **DIRECTIVE, "sources": first["sources"]})
    taken_in(store, digest_of(values))
    with pytest.raises(EditRefusedError):
        delete(store)
    done(store, lambda unit: undo.undo(unit, LAN))
    assert rows(store, "SELECT digest FROM contribution WHERE record = ?", OWN) != [(OWN_DIGEST,)]
    assert rows(store, "SELECT text_en FROM directive WHERE id = ?", OWN) == [("List the cold stores",)]
    done(store, lambda unit: undo.redo(unit, LAN))
    require_sound(store)


def test_a_digest_that_contradicts_a_record_that_users_made_is_refused(store: Path) -> None:
    make(store, THEME, RecordKind.THEME)
    values = sample()
    values["themes"].append({**THEME, "name": {"vi": "Chuỗi lạnh"}})
    before = everything(store)
    with pytest.raises(InvalidDigestError) as refused:
        taken_in(store, digest_of(values))
    assert [getattr(fault, "key", "") for fault in refused.value.faults] == ["contradicts-own"]
    assert everything(store) == before


def test_a_digest_with_the_reserved_id_is_refused(store: Path) -> None:
    values = sample()
    values["digest"]["id"] = OWN_DIGEST
    before = everything(store)
    with pytest.raises(InvalidDigestError):
        taken_in(store, digest_of(values))
    assert everything(store) == before


def test_a_backup_brings_a_deleted_record_back(store: Path) -> None:
    make(store)
    kept = back_up(store, clock)
    whole = everything(store)
    delete(store)
    restore(kept, store, clock)
    assert everything(store) == whole


def test_the_removal_of_what_a_reference_needs_keeps_a_deletion_from_being_undone(store: Path) -> None:
    make(store, THEME, RecordKind.THEME)
    make(store, {**DIRECTIVE, "themes": [THEME["id"]]})
    deleted = delete(store)
    done(store, lambda unit: record_edits.delete_record(unit, str(THEME["id"]), HUNG))
    with pytest.raises(EditRefusedError):
        done(store, lambda unit: undo.undo(unit, LAN, deleted.group))
    done(store, lambda unit: undo.undo(unit, HUNG))
    done(store, lambda unit: undo.undo(unit, LAN, deleted.group))
    require_sound(store)


def test_a_record_that_was_made_again_under_its_id_keeps_the_older_deletion(store: Path) -> None:
    make(store)
    deleted = delete(store)
    make(store, {**DIRECTIVE, "text": {"vi": "Việc khác"}})
    with pytest.raises(UndoConflictError):
        done(store, lambda unit: undo.undo(unit, LAN, deleted.group))


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (RecordKind.CONFERENCE, {"id": "hn-moi", "kind": "meeting", "date": "2033-05-06", "title": {"vi": "Họp"}}),
        (RecordKind.ORGANISATION, {"id": "so-nn", "kind": "ministry", "name": {"vi": "Sở"}, "aliases": ["SNN"]}),
        (RecordKind.AGREEMENT, {"id": "fta-moi", "kind": "fta", "name": {"vi": "FTA mới"}, "partners": ["tt-bac-au"]}),
    ],
)
def test_other_kinds_are_made_and_taken_back(store: Path, kind: RecordKind, values: dict[str, Any]) -> None:
    before = without_entries_numbers(store)
    make(store, values, kind)
    assert rows(store, "SELECT kind FROM record WHERE id = ?", values["id"]) == [(str(kind),)]
    require_sound(store)
    done(store, lambda unit: undo.undo(unit, LAN))
    after = without_entries_numbers(store)
    assert {name for name in before if before[name] != after[name]} <= {"search"}
    assert [row[1:] for row in before["search"]] == [row[1:] for row in after["search"]]
