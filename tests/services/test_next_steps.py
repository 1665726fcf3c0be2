"""Next steps, progress lines and answers on a real store: conflicts, imports, past days, records that go away."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditConflictError, EditRefusedError
from ngkt_tui.query.change_groups import ChangeRow
from ngkt_tui.query.detail.links import overdue_steps
from ngkt_tui.query.detail.values import StepEntry
from ngkt_tui.report.formats import Format
from ngkt_tui.services import work_today
from ngkt_tui.services.context import Context
from ngkt_tui.services.digest_store import import_digest
from ngkt_tui.services.edit import create_record, delete_record, edit_fields, undo
from ngkt_tui.services.progress_steps import (
    accept_answer,
    decline_answer,
    find_step,
    next_step,
    progress_line,
    step_done,
    step_removed,
)
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.summary import exported
from tests.fixtures.stores import SAMPLE, file_of
from tests.services.test_progress_steps import FIRST, SECOND, THIRD, detail_texts, later, sound, stored
from tests.store.stores import digest_of, sample, taken_in

__all__ = ["sound"]


def test_a_step_that_somebody_ticked_meanwhile_is_not_ticked_again(context: Context) -> None:
    edit_fields(context, [FIRST], next_step("gửi dự thảo", "bct", date(2032, 3, 10)))
    seen = find_step(context, 1)
    ticked = edit_fields(replace(context, actor="an"), [FIRST], step_done(seen, date(2032, 2, 28))).group
    with pytest.raises(EditConflictError):
        edit_fields(context, [FIRST], step_done(seen, date(2032, 3, 1)))
    with pytest.raises(EditConflictError):
        edit_fields(context, [FIRST], step_removed(seen))
    edit_fields(context, [FIRST], step_done(find_step(context, 1), None))
    assert find_step(context, 1).done_on is None
    undo(context)
    assert find_step(context, 1).done_on == date(2032, 2, 28)
    undo(context, ticked)
    assert find_step(context, 1).done_on is None
    edit_fields(context, [FIRST], step_removed(find_step(context, 1)))
    undo(context)
    assert find_step(context, 1) == seen


def test_what_was_said_of_a_result_outlives_the_digest_and_a_new_id(context: Context) -> None:
    result, answered = "kq-bao-cao-gao", SECOND
    decline_answer(context, result, answered, "việc khác")
    import_digest(context, SAMPLE)
    values = json.loads(json.dumps(sample(), default=str).replace(f'"{result}"', '"kq-gao"'))
    next(each for each in values["results"] if each["id"] == "kq-gao")["was"] = [result]
    next(each for each in values["directives"] if each["id"] == answered).update(id="hn-2031-03-05-22", was=[answered])
    next(each for each in values["results"] if each["id"] == "kq-gao")["answers"] = ["hn-2031-03-05-22"]
    values["families"] = json.loads(json.dumps(values["families"]).replace(answered, "hn-2031-03-05-22"))
    taken_in(file_of(context), digest_of(values))
    assert stored(context, "SELECT record, result, why FROM declined_answer") == [
        ("hn-2031-03-05-22", "kq-gao", "việc khác")
    ]
    accepted = accept_answer(context, "kq-gao", "hn-2031-03-05-22")
    assert stored(context, "SELECT count(*) FROM declined_answer") == [(0,)]
    assert {change.field for change in changes_of(context, accepted.group)} == {
        "status",
        "done_on",
        "evidence",
        "declined",
    }
    undo(context)
    assert stored(context, "SELECT why FROM declined_answer") == [("việc khác",)]
    assert stored(context, "SELECT count(*) FROM evidence") == [(0,)]


def changes_of(context: Context, group: int | None) -> tuple[ChangeRow, ...]:
    with Reader(context) as reader:
        return next(each.changes for each in reader.history() if each.id == group)


def test_steps_and_progress_stand_as_they_did_on_a_day(context: Context) -> None:
    edit_fields(later(context, 2), [FIRST], progress_line("đã họp", date(2032, 2, 20)))
    edit_fields(later(context, 2), [FIRST], next_step("gửi dự thảo"))
    edit_fields(later(context, 4), [FIRST], step_done(find_step(context, 1), date(2032, 3, 4)))
    exports = {day: "".join(exported(later(context, 9), Format.JSON, as_of=date(2032, 3, day))) for day in (1, 2, 3, 4)}
    assert [day for day, text in exports.items() if "đã họp" in text] == [2, 3, 4]
    assert [day for day, text in exports.items() if "gửi dự thảo" in text] == [2, 3]


def test_a_record_that_users_made_comes_back_with_its_steps_and_an_agency_with_work_stays(context: Context) -> None:
    create_record(context, RecordKind.ORGANISATION, {"id": "to-1", "name": {"vi": "Tổ công tác"}, "kind": "group"})
    create_record(
        context,
        RecordKind.DIRECTIVE,
        {
            "id": "viec-1",
            "conference": "hn-2031-03-05",
            "kind": "task",
            "issuers": ["tran-minh-khoi"],
            "text": {"vi": "x"},
        },
    )
    edit_fields(context, ["viec-1"], next_step("gửi dự thảo", "to-1", date(2032, 3, 10)))
    edit_fields(context, ["viec-1"], progress_line("đã họp", date(2032, 2, 20)))
    with pytest.raises(EditRefusedError):
        delete_record(context, "to-1")
    delete_record(context, "viec-1")
    assert stored(context, "SELECT id FROM next_step UNION ALL SELECT id FROM progress") == []
    undo(context)
    assert (find_step(context, 1).text, stored(context, "SELECT text FROM progress")) == ("gửi dự thảo", [("đã họp",)])


def test_a_directive_that_no_digest_holds_any_more_keeps_its_steps(context: Context) -> None:
    edit_fields(context, [THIRD], next_step("gửi dự thảo"))
    values = sample()
    values["directives"] = [each for each in values["directives"] if each["id"] != THIRD]
    taken_in(file_of(context), digest_of(json.loads(json.dumps(values, default=str))))
    assert find_step(context, 1).record == THIRD
    assert "Next steps" in detail_texts(context, THIRD)


def test_today_reads_the_steps_of_what_it_shows_and_of_what_is_no_directive(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store of many plans would be read whole for the five of them that are told."""
    for record in (FIRST, SECOND, THIRD, "fta-mercosur"):
        edit_fields(context, [record], next_step("gửi dự thảo", None, date(2032, 2, 1)))
    read: list[int] = []

    def overdue(*asked: Any) -> tuple[StepEntry, ...]:
        found = overdue_steps(*asked)
        read.append(len(found))
        return found

    monkeypatch.setattr(work_today, "overdue_steps", overdue)
    (group,) = [each for each in work_today.GROUPS if each.act is work_today.Act.STEP]
    with Reader(context) as reader:
        items = work_today.work_list(reader, group, 1)
    assert (items.total, [item.id for item in items.items]) == (4, [FIRST, "fta-mercosur"])
    assert read == [2]
