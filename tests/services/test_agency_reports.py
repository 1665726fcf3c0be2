"""Reminders and answers: one act each, whatever it is about, taken back in one step, also after a restart."""

from datetime import date
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import EditRefusedError
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.query.reminders import reminders_of
from ngkt_tui.report.formats import Format
from ngkt_tui.services import edit
from ngkt_tui.services.agency_reports import Letter, answer, next_letters, remind
from ngkt_tui.services.browse import browse
from ngkt_tui.services.context import Context
from ngkt_tui.services.detail_lines import build_detail, formatter_of, load_detail
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.summary import exported
from tests.fixtures.stores import context_of, file_of, make_sample_store
from tests.store.stores import SAMPLE, SECOND, everything, require_sound, taken_in

ONE = "hn-2031-03-05-01"
TODAY = date(2032, 3, 1)


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return context_of(make_sample_store(tmp_path / "ngkt.sqlite"))


def directives(context: Context, filter_text: str = "") -> list[str]:
    with Reader(context) as reader:
        return [each.id for each in browse(reader, RecordKind.DIRECTIVE, filter_text, 0).rows]


def test_twelve_of_three_agencies_are_reminded_in_one_act_and_taken_back_in_one_step(context: Context) -> None:
    taken_in(file_of(context), SECOND)
    twelve = directives(context)[:12]
    assert len(twelve) == 12
    for agency, ids in (("bct", twelve[:5]), ("bng", twelve[5:9]), ("bnn", twelve[9:])):
        edit.edit_fields(context, ids, FieldUpdates(lead=(agency,)))
    before = everything(file_of(context), "change", "change_group")
    made = remind(context, twelve, Letter(number="15/CV", channel="email", reply_by=TODAY))
    assert made.values == {"count": len(twelve), "agencies": "BCT (5), BNG (4), BNN (3)"}
    reminded = everything(file_of(context), "change", "change_group")
    answer(context, twelve[:5], "đã trình")
    assert directives(context, "is:reminded") == twelve
    with Reader(context) as reader, reader.connection() as connection:
        assert sum(not each.is_awaiting for each in reminders_of(connection, twelve)) == 5
    edit.undo(context_of(file_of(context)))  # as after a restart
    assert everything(file_of(context), "change", "change_group") == reminded
    edit.undo(context_of(file_of(context)))
    assert everything(file_of(context), "change", "change_group") == before
    edit.redo(context)
    edit.redo(context)
    with Reader(context) as reader, reader.connection() as connection:
        assert connection.execute("SELECT count(*) FROM reply").fetchone() == (5,)
    require_sound(file_of(context))


def test_the_next_level_is_one_higher_where_the_day_has_passed_without_an_answer(context: Context) -> None:
    (record,) = directives(context)[:1]
    edit.edit_fields(context, [record], FieldUpdates(lead=("bct",)))
    late = context.today().replace(year=context.today().year - 1)

    def level() -> int:
        with Reader(context) as reader:
            return next_letters(reader, [record]).levels[record, "bct"]

    assert level() == 1
    for expected in (2, 3, 3):
        remind(context, [record], Letter(sent_on=late, reply_by=late))
        assert level() == expected
    assert directives(context, "is:answer-overdue") == [record]
    answer(context, [record], "xong tuần sau")
    assert level() == 1
    assert directives(context, "is:answer-overdue") == []
    remind(context, [record], Letter(reply_by=context.today()))
    assert level() == 1
    with Reader(context) as reader, reader.connection() as connection:
        assert [each.level for each in reminders_of(connection, [record])] == [1, 3, 2, 1]


def test_of_several_that_were_reminded_those_that_have_not_answered_still_owe_it(context: Context) -> None:
    (record, other) = directives(context)[:2]
    edit.edit_fields(context, [record], FieldUpdates(lead=("bct", "bng", "bnn")))
    late = context.today().replace(year=context.today().year - 1)
    remind(context, [record], Letter(sent_on=late, reply_by=late))
    made = answer(context, [record], "đã trình", agencies=("bnn",))
    assert made.values == {"count": 1, "agencies": "BNN"}
    assert directives(context, "is:answer-overdue") == [record]
    with Reader(context) as reader:
        coming = next_letters(reader, [record])
        lines = [each.text for each in build_detail(load_detail(reader, record), formatter_of(context))]
    assert (coming.agencies[record], set(coming.levels.values())) == (("bct", "bng"), {2})
    assert sum("đã trả lời" in each for each in lines) == 1
    assert any("BNN: đã trình" in each for each in lines)
    assert remind(context, [record], Letter()).values["agencies"] == "BCT (1), BNG (1)"
    for refused in ([record], [record, record]):
        with pytest.raises(EditRefusedError):
            answer(context, refused, "không được hỏi", agencies=("chinh-phu",))
    assert answer(context, [record, other], "xong").values == {"count": 2, "agencies": "BCT, BNG"}
    assert directives(context, "is:answer-overdue") == []
    with Reader(context) as reader:
        assert next_letters(reader, [record]).agencies[record] == ("bct", "bng", "bnn")  # all of it anew
    for _ in range(2):
        edit.undo(context)
    assert directives(context, "is:answer-overdue") == [record]
    edit.undo(context)
    with Reader(context) as reader, reader.connection() as connection:
        assert [each.is_awaiting for each in reminders_of(connection, [record])] == [1, 1, 1]


def test_who_was_reminded_of_what_nobody_is_in_charge_of_is_reminded_again(context: Context) -> None:
    with Reader(context) as reader:
        nobody = next(each for each in directives(context) if not next_letters(reader, [each]).agencies[each])
    remind(context, [nobody], Letter(agencies=("bct", "bng")))
    assert remind(context, [nobody], Letter()).values["agencies"] == "BCT (1), BNG (1)"
    answer(context, [nobody], "đã trình", agencies=("bct",))
    assert remind(context, [nobody], Letter()).values["agencies"] == "BNG (1)"


def test_what_nobody_is_in_charge_of_and_impossible_days_are_refused_whole(context: Context) -> None:
    with Reader(context) as reader, reader.connection() as connection:
        unled = (
            "SELECT id FROM directive WHERE id NOT IN (SELECT record FROM link WHERE relation IN ('lead', 'addressee'))"
        )
        (nobody,) = connection.execute(unled).fetchone()
    led = next(each for each in directives(context) if each != nobody)
    edit.edit_fields(context, [led], FieldUpdates(lead=("bct",)))
    before = everything(file_of(context))
    for ids, letter in (
        ([led, nobody], Letter()),
        ([led], Letter(sent_on=date(2099, 1, 1))),
        ([led], Letter(sent_on=context.today(), reply_by=date(2031, 1, 1))),
        (["bct"], Letter()),
        ([led], Letter(agencies=("fta-mercosur",))),
    ):
        with pytest.raises(EditRefusedError):
            remind(context, ids, letter)
    assert everything(file_of(context)) == before
    assert remind(context, [nobody], Letter(agencies=("bng",))).records == (nobody,)


def test_an_import_and_a_rename_keep_reminders_and_answers(context: Context) -> None:
    (record,) = directives(context)[:1]
    remind(context, [record], Letter(agencies=("bct",)))
    answer(context, [record], "đang làm")
    kept = everything(file_of(context), "change", "change_group")
    taken_in(file_of(context), SAMPLE)
    now = everything(file_of(context), "change", "change_group")
    assert {table: now[table] for table in ("reminder", "reply")} == {
        table: kept[table] for table in ("reminder", "reply")
    }
    require_sound(file_of(context))


def test_what_an_agency_reports_stands_in_detail_search_history_and_export(context: Context) -> None:
    report = '{"made_on":"2032-02-20","agency":"bct","aspect":"difficulty","text":"thiếu kinh phí"}'
    made = edit.edit_fields(context, [ONE], FieldUpdates(entries=(("agency_report", report),)))
    with Reader(context) as reader:
        detail = reader.detail(ONE)
        assert [each.id for each in reader.global_search("kinh phi", 5)] == [ONE]
        lines = [each.text for each in build_detail(load_detail(reader, ONE), formatter_of(context))]
    assert any("khó khăn, vướng mắc:" in each and "thiếu kinh phí" in each for each in lines)
    assert [each.agency_id for each in detail.body.agency_reports] == ["bct"]  # type: ignore[union-attr]
    assert "thiếu kinh phí" in "".join(exported(context, Format.CSV))
    assert "thiếu kinh phí" in "".join(exported(context, Format.MARKDOWN))
    edit.undo(context, made.group)
    assert "thiếu kinh phí" not in "".join(exported(context, Format.CSV))
