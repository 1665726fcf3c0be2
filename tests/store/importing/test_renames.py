"""`was` carries users' edits over to a new id."""

import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.domain.errors import InvalidDigestError
from ngkt_tui.query.change_groups import groups
from ngkt_tui.store import edits, undo
from ngkt_tui.store.importing import ImportReport, Outcome, Renaming
from ngkt_tui.store.unit_of_work import FieldEdit
from tests.store.stores import (
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
    standing,
    taken_in,
)

OLD = "hn-2031-03-05-03"
NEW = "hn-2031-03-05-33"


def _renamed(path: Path, old: str = OLD, new: str = NEW, key: str = "directives") -> ImportReport:
    return taken_in(path, digest_of(_renaming(old, new, key)))


def _renaming(old: str, new: str, key: str) -> dict[str, Any]:
    values = sample()
    record = next(each for each in values[key] if each["id"] == old)
    record.update(id=new, was=[old])
    return values


def _edit(path: Path) -> None:
    done(path, lambda unit: edits.set_status(unit, (OLD,), Status.BLOCKED, LAN, TODAY, why="thiếu vốn"))
    done(path, lambda unit: edits.apply(unit, [FieldEdit(OLD, "due", "2032-12-31")], LAN))
    done(path, lambda unit: edits.add_note(unit, OLD, "gọi lại", LAN))


def test_every_edit_stands_under_the_new_id(store: Path) -> None:
    _edit(store)
    before = standing(store, OLD)
    report = _renamed(store)
    assert report.renamings == (Renaming(OLD, NEW),)
    assert standing(store, NEW) == before
    assert rows(store, "SELECT record, text FROM note") == [(NEW, "gọi lại")]
    assert found(store, "gọi lại") == [NEW]
    assert rows(store, "SELECT id FROM record WHERE id = ?", OLD) == []


def test_the_history_tells_of_it_under_both_ids(store: Path) -> None:
    _edit(store)
    report = _renamed(store)
    changes = rows(
        store, "SELECT record, field, before, after FROM change WHERE change_group = ? ORDER BY id", report.group
    )
    assert changes[:2] == [(OLD, "id", OLD, NEW), (NEW, "id", OLD, NEW)]
    assert (NEW, "status", "unrated", "blocked") in changes


def test_the_history_of_either_id_tells_all_that_was_done(store: Path) -> None:
    _edit(store)
    report = _renamed(store)
    done(store, lambda unit: edits.add_note(unit, NEW, "đã gọi", LAN))
    with closing(sqlite3.connect(store)) as connection:
        of_new, of_old = groups(connection, NEW), groups(connection, OLD)
    assert of_new == of_old
    assert [{change.record for change in group.changes} for group in of_new] == [{NEW}, {NEW}, {OLD}, {OLD}, {OLD}]
    assert of_new[1].id == report.group


def test_what_was_done_under_the_old_id_is_undone_and_redone_under_the_new(store: Path) -> None:
    _edit(store)
    _renamed(store)
    after = everything(store, "change", "change_group")
    for _ in range(3):
        done(store, lambda unit: undo.undo(unit, LAN))
    assert standing(store, NEW) == ("unrated", None, None, None)
    assert rows(store, "SELECT * FROM note") == []
    for _ in range(3):
        done(store, lambda unit: undo.redo(unit, LAN))
    tables = everything(store, "change", "change_group")
    assert {**tables, "note": [row[1:] for row in tables["note"]]} == {
        **after,
        "note": [row[1:] for row in after["note"]],
    }


NEXT = "hn-2031-03-05-44"


def test_what_is_no_longer_done_stands_where_it_stood_under_an_older_id(store: Path) -> None:
    done(store, lambda unit: edits.set_status(unit, (OLD,), Status.BLOCKED, LAN, TODAY, why="thiếu vốn"))
    done(store, lambda unit: edits.tick_directives(unit, (OLD,), LAN, TODAY))
    _renamed(store)
    values = _renaming(OLD, NEXT, "directives")
    record_of(values, "directives", NEXT)["was"] = [NEW]
    taken_in(store, digest_of(values))
    done(store, lambda unit: edits.tick_directives(unit, (NEXT,), LAN, TODAY))
    assert standing(store, NEXT) == ("blocked", None, None, "thiếu vốn")


def test_a_record_that_got_its_first_id_back_is_undone_under_it(store: Path) -> None:
    done(store, lambda unit: edits.set_status(unit, (OLD,), Status.DOING, LAN, TODAY))
    _renamed(store)
    values = sample()
    record_of(values, "directives", OLD)["was"] = [NEW]
    taken_in(store, digest_of(values))
    assert standing(store, OLD)[0] == "doing"
    require_sound(store)
    done(store, lambda unit: undo.undo(unit, LAN))
    assert standing(store, OLD)[0] == "unrated"


def test_a_record_that_nobody_touched_is_simply_another_one(store: Path) -> None:
    report = _renamed(store)
    assert report.ids(Outcome.NEW) == (NEW,)
    assert report.ids(Outcome.REMOVED) == (OLD,)


def test_the_same_renaming_again_changes_nothing(store: Path) -> None:
    _edit(store)
    _renamed(store)
    before = everything(store)
    assert _renamed(store).group is None
    assert everything(store) == before


def test_edits_of_the_new_record_are_not_overwritten(store: Path) -> None:
    taken_in(store, digest_of({**sample(), "directives": [*sample()["directives"], _copy()]}))
    _edit(store)
    done(store, lambda unit: edits.set_status(unit, (NEW,), Status.DOING, LAN, TODAY))
    _renamed(store)
    assert standing(store, NEW) == ("doing", None, "2032-12-31", None)
    assert rows(store, "SELECT record, text FROM note") == [(NEW, "gọi lại")]


@pytest.mark.parametrize("added", ["note", "importance"])
def test_another_field_of_the_new_record_keeps_nothing_from_being_carried_over(store: Path, added: str) -> None:
    taken_in(store, digest_of({**sample(), "directives": [*sample()["directives"], _copy()]}))
    _edit(store)
    value = {"note": "hỏi thêm", "importance": "2"}[added]
    done(store, lambda unit: edits.apply(unit, [FieldEdit(NEW, added, value)], LAN))
    _renamed(store)
    assert standing(store, NEW) == ("blocked", None, "2032-12-31", "thiếu vốn")


OTHER = "hn-2031-03-05-02"


@pytest.mark.parametrize("at_once", [True, False])
def test_of_two_old_ids_the_first_gives_what_both_have_and_the_second_the_rest(store: Path, at_once: bool) -> None:
    done(store, lambda unit: edits.set_status(unit, (OLD,), Status.DONE, LAN, TODAY))
    done(store, lambda unit: edits.set_status(unit, (OTHER,), Status.BLOCKED, LAN, TODAY, why="thiếu vốn"))
    done(store, lambda unit: edits.apply(unit, [FieldEdit(OTHER, "due", "2032-12-31")], LAN))
    done(store, lambda unit: edits.add_note(unit, OTHER, "gọi lại", LAN))
    if not at_once:
        _renamed(store)
    report = taken_in(store, digest_of(_joined([OLD, OTHER])))
    assert report.renamings[-1] == Renaming(OTHER, NEW)
    assert standing(store, NEW) == ("done", "2032-09-01", "2032-12-31", None)
    assert rows(store, "SELECT record, text FROM note") == [(NEW, "gọi lại")]
    require_sound(store)


def test_an_old_id_that_nobody_edited_takes_nothing_away(store: Path) -> None:
    done(store, lambda unit: edits.set_status(unit, (OLD,), Status.DONE, LAN, TODAY))
    taken_in(store, digest_of(_joined([OLD, OTHER])))
    assert standing(store, NEW) == ("done", "2032-09-01", None, None)


def test_old_ids_are_carried_over_in_the_order_in_which_they_are_listed(store: Path) -> None:
    for old, status in ((OLD, Status.DOING), (OTHER, Status.DONE)):
        set_to = partial(edits.set_status, ids=(old,), status=status, author=LAN, today=TODAY)
        done(store, set_to)
    report = taken_in(store, digest_of(_joined([OTHER, OLD])))
    assert report.renamings == (Renaming(OTHER, NEW), Renaming(OLD, NEW))
    assert standing(store, NEW)[0] == "done"


def _joined(old: list[str]) -> dict[str, Any]:
    """Return the sample with one directive where there were two."""
    values = _renaming(OLD, NEW, "directives")
    values["directives"] = [each for each in values["directives"] if each["id"] != OTHER]
    next(each for each in values["directives"] if each["id"] == NEW)["was"] = old
    return values


def _copy() -> dict[str, Any]:
    return {**next(each for each in sample()["directives"] if each["id"] == OLD), "id": NEW}


def test_a_record_that_was_withdrawn_before_is_carried_over_too(store: Path) -> None:
    _edit(store)
    values = sample()
    values["directives"] = [each for each in values["directives"] if each["id"] != OLD]
    taken_in(store, digest_of(values))
    _renamed(store)
    assert standing(store, NEW)[0] == "blocked"
    assert rows(store, "SELECT id FROM record WHERE withdrawn = 1") == []


def test_while_another_digest_holds_the_old_id_nothing_is_carried_over(store: Path) -> None:
    _edit(store)
    other = {
        "digest": {"id": "khac", "title": {"vi": "Khác"}, "uses": ["mau-2031"]},
        "directives": [{"id": OLD, "notes": {"vi": "Cũ"}}],
    }
    taken_in(store, digest_of(other))
    with pytest.raises(InvalidDigestError):  # the other digest alone does not give what a directive must have
        _renamed(store)
    assert standing(store, OLD)[0] == "blocked"


AGENCY, AGENCY_NOW = "hiep-hoi-gao", "lien-doan-lua"


def test_a_directive_given_to_an_agency_is_found_by_the_name_that_the_agency_bears_now(store: Path) -> None:
    done(store, lambda unit: edits.apply(unit, [FieldEdit(OLD, "lead", f'["{AGENCY}"]')], LAN))
    assert OLD in found(store, "hiệp hội gạo miền tây")
    taken_in(store, digest_of(_with_agency_renamed()))
    assert rows(store, "SELECT lead FROM directive WHERE id = ?", OLD) == [(f'["{AGENCY_NOW}"]',)]
    assert OLD in found(store, "liên đoàn lúa")
    assert OLD not in found(store, "hiệp hội gạo miền tây")


def _with_agency_renamed() -> dict[str, Any]:
    values = _renaming(AGENCY, AGENCY_NOW, "organisations")
    record_of(values, "organisations", AGENCY_NOW)["name"] = {"vi": "Liên đoàn Lúa"}
    return values


def test_a_record_that_is_referred_to_stays_marked_but_its_edits_go(store: Path) -> None:
    repeated = "hn-2032-02-20-02"
    taken_in(store, SECOND)
    done(store, lambda unit: edits.set_status(unit, (repeated,), Status.DOING, LAN, TODAY))
    report = _renamed(store, repeated, "hn-2032-02-20-22")
    assert report.ids(Outcome.WITHDRAWN) == (repeated,)
    assert standing(store, "hn-2032-02-20-22")[0] == "doing"


def test_another_kind_of_record_cannot_have_been_the_same(store: Path) -> None:
    values = sample()
    values["themes"] = [each for each in values["themes"] if each["id"] != "cd-cong-nghe"]
    for directive in values["directives"]:
        directive["themes"] = [each for each in directive.get("themes", ()) if each != "cd-cong-nghe"]
    values["documents"][1]["was"] = ["cd-cong-nghe"]
    before = everything(store)
    with pytest.raises(InvalidDigestError) as refusal:
        taken_in(store, digest_of(values))
    assert [fault.key for fault in refusal.value.faults] == ["was-other-kind"]  # type: ignore[attr-defined]
    assert everything(store) == before
