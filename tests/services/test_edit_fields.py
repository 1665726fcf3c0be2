"""Everything that users own beside the status, on a real store: due dates, agencies, evidence, stages, assessments."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from ngkt_tui.domain.enums import Assessment, Language, RecordKind, Stage, Status
from ngkt_tui.domain.errors import EditConflictError, EditRefusedError, UnknownRecordError, UsageError
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.domain.words import translate
from ngkt_tui.services.agencies import agencies_called
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, add_note, edit_fields, redo, remove_entry, seen_in, undo
from ngkt_tui.services.reader import Reader
from tests.fixtures.stores import file_of

FIRST, SECOND, THIRD = "hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-03-05-03"
FTA, MARKET = "fta-mercosur", "tt-bac-au"


def sentence(edited: EditMessage, language: Language = Language.EN) -> str:
    return translate(language, edited.sentence, **edited.values)


def stored(context: Context, statement: str) -> list[tuple[object, ...]]:
    with Reader(context) as reader, reader.connection() as connection:
        return connection.execute(statement).fetchall()


def own(context: Context, record: str) -> tuple[object, ...]:
    columns = "due, first_due, importance, lead, coordinating"
    return stored(context, f"SELECT {columns} FROM directive WHERE id = '{record}'")[0]


def found(context: Context, text: str) -> list[str]:
    from ngkt_tui.query.filter import parse

    with Reader(context) as reader:
        where = reader.compile_filter(RecordKind.DIRECTIVE, parse(text, RecordKind.DIRECTIVE))
        return [row.id for row in reader.page(where, 100)]


def test_several_fields_of_several_directives_are_one_change(context: Context) -> None:
    updates = FieldUpdates(due=date(2032, 6, 30), importance=3, lead=("bng", "bct"), evidence=("12/BC-BCT",))
    edited = edit_fields(context, [FIRST, SECOND, FIRST], updates)
    assert edited.records == (FIRST, SECOND)
    assert own(context, FIRST) == own(context, SECOND) == ("2032-06-30", None, 3, '["bng","bct"]', None)
    assert sentence(edited) == (
        "2 records: due date: none → 2032-06-30; importance: none → very important;"
        " lead agency: none → MOFA, MOIT; evidence added: 12/BC-BCT"
    )
    undo(context)
    assert own(context, FIRST) == own(context, SECOND) == (None,) * 5
    assert stored(context, "SELECT count(*) FROM evidence") == [(0,)]


def test_the_due_date_that_was_set_first_stays_on_record(context: Context) -> None:
    for day in (date(2032, 4, 1), date(2032, 5, 1), date(2032, 6, 1)):
        edit_fields(context, [FIRST], FieldUpdates(due=day))
    assert own(context, FIRST)[:2] == ("2032-06-01", "2032-04-01")
    edit_fields(context, [FIRST], FieldUpdates(due=None))
    assert own(context, FIRST)[:2] == (None, "2032-04-01")
    for _ in range(3):
        undo(context)
    assert own(context, FIRST)[:2] == ("2032-04-01", None)


def test_agencies_of_a_user_are_taken_away_again(context: Context) -> None:
    edit_fields(context, [FIRST], FieldUpdates(lead=("bng",), coordinating=("bct", "cqdd")))
    edit_fields(context, [FIRST], FieldUpdates(lead=None))
    assert own(context, FIRST)[3:] == (None, '["bct","cqdd"]')


def test_a_directive_is_found_by_its_agencies_and_its_evidence(context: Context) -> None:
    assert FIRST not in found(context, "nông nghiệp")
    edit_fields(context, [FIRST], FieldUpdates(lead=("bnn",), evidence=("Báo cáo 77 của Vụ Tổng hợp",)))
    assert FIRST in found(context, "nông nghiệp")
    assert found(context, '"vu tong hop"') == [FIRST]
    undo(context)
    assert FIRST not in found(context, "nông nghiệp")
    assert found(context, '"vu tong hop"') == []


def test_the_same_evidence_wished_for_twice_is_kept_once(context: Context) -> None:
    edit_fields(context, [SECOND], FieldUpdates(evidence=("qn-1 ¶ 5", "qn-1 ¶ 5 ")))
    assert stored(context, "SELECT text FROM evidence") == [("qn-1 ¶ 5",)]


def test_the_same_evidence_is_kept_once_and_can_be_taken_away_by_another(context: Context) -> None:
    edit_fields(context, [FIRST], FieldUpdates(evidence=("https://example.org/1", "qn-1 ¶ 5")))
    assert edit_fields(context, [FIRST], FieldUpdates(evidence=(" https://example.org/1 ",))).group is None
    removed = remove_entry(replace(context, actor="an"), FIRST, "evidence", "qn-1 ¶ 5")
    assert sentence(removed) == f"{FIRST}: evidence removed: qn-1 ¶ 5"
    assert stored(context, "SELECT text FROM evidence") == [("https://example.org/1",)]
    undo(replace(context, actor="an"))
    assert stored(context, "SELECT text, actor FROM evidence ORDER BY text") == [
        ("https://example.org/1", "lan"), ("qn-1 ¶ 5", "lan"),
    ]  # fmt: skip
    with pytest.raises(EditConflictError):
        remove_entry(context, FIRST, "evidence", "never added")


def test_an_agreement_moves_and_a_market_is_assessed(context: Context) -> None:
    updates = FieldUpdates(stage=Stage.SIGNED, stage_on=date(2032, 2, 25), next_step="phê chuẩn")
    assert sentence(edit_fields(context, [FTA], updates)) == (
        "fta-mercosur: stage added: signed on 2032-02-25, next: phê chuẩn. It stands at: signed (2032-02-25)."
        " Dated by a user; “talks concluded” was reported before that, by 2032-02-20."
    )
    edit_fields(context, [MARKET], FieldUpdates(assessment=Assessment.AT_RISK))
    assert stored(context, "SELECT record, stage, moved_on, next_step FROM stage_move") == [
        (FTA, "signed", "2032-02-25", "phê chuẩn")
    ]
    assert stored(context, f"SELECT assessment FROM market WHERE id = '{MARKET}'") == [("at-risk",)]
    undo(context)
    undo(context)
    assert stored(context, "SELECT count(*) FROM stage_move") == [(0,)]
    redo(context)
    assert stored(context, "SELECT stage FROM stage_move") == [("signed",)]


def test_a_reason_without_a_status_is_the_reason_of_the_edit(context: Context) -> None:
    edit_fields(context, [FIRST], FieldUpdates(due=date(2032, 4, 1), why="theo công văn 5"))
    assert stored(context, "SELECT field, why FROM change WHERE field = 'due'") == [("due", "theo công văn 5")]
    edit_fields(context, [SECOND], FieldUpdates(status=Status.BLOCKED, why="chờ"))
    edit_fields(context, [SECOND], FieldUpdates(why="chờ tiếp"))
    assert stored(context, f"SELECT status, why FROM directive WHERE id = '{SECOND}'") == [("blocked", "chờ tiếp")]


def test_the_day_of_what_is_done_can_be_corrected(context: Context) -> None:
    edit_fields(context, [FIRST], FieldUpdates(status=Status.DONE))
    edit_fields(context, [FIRST], FieldUpdates(on=date(2032, 2, 1)))
    assert stored(context, f"SELECT done_on FROM directive WHERE id = '{FIRST}'") == [("2032-02-01",)]


def test_an_edit_of_what_somebody_changed_since_is_refused_whole(context: Context) -> None:
    with Reader(context) as reader:
        rows = reader.by_ids(reader.compile_filter(RecordKind.DIRECTIVE), [FIRST, SECOND])
    seen = {row.id: seen_in(row) for row in rows}
    edit_fields(replace(context, actor="an"), [SECOND], FieldUpdates(due=date(2032, 5, 1)))
    with pytest.raises(EditConflictError) as refused:
        edit_fields(context, [FIRST, SECOND], FieldUpdates(due=date(2032, 6, 1)), seen)
    cause = refused.value.explain(Language.VI).cause
    assert "01/05/2032" in cause
    assert "không có" in cause
    assert own(context, FIRST)[0] is None
    edit_fields(context, [FIRST, SECOND], FieldUpdates(importance=1), seen)
    edit_fields(context, [FIRST, SECOND], FieldUpdates(due=date(2032, 6, 1)))
    assert own(context, SECOND)[:3] == ("2032-06-01", "2032-05-01", 1)


def test_undo_says_what_it_took_back_and_where_in_both_languages(context: Context) -> None:
    ids = [FIRST, SECOND, THIRD, "hn-2031-03-05-04", "hn-2031-03-05-05"]
    group = edit_fields(context, ids, FieldUpdates(due=date(2032, 6, 30))).group
    undone = undo(context)
    assert sentence(undone) == (
        f"Change {group} undone: due date: 2032-06-30 → none ({FIRST}, {SECOND}, {THIRD} and 2 more)."
    )
    assert "hạn: 30/06/2032 → không có" in sentence(undone, Language.VI)
    assert "và 2 mục khác" in sentence(undone, Language.VI)


@pytest.mark.parametrize(
    ("record", "updates", "error"),
    [
        (FTA, FieldUpdates(due=date(2032, 1, 1)), EditRefusedError),
        (FTA, FieldUpdates(evidence=("x",)), EditRefusedError),
        (FIRST, FieldUpdates(stage=Stage.SIGNED), EditRefusedError),
        (FIRST, FieldUpdates(assessment=Assessment.STABLE), EditRefusedError),
        (FIRST, FieldUpdates(lead=("khong-co",)), EditRefusedError),
        (FIRST, FieldUpdates(lead=("tran-minh-khoi",)), EditRefusedError),
        (FIRST, FieldUpdates(importance=4), EditRefusedError),
        (FIRST, FieldUpdates(evidence=(" ",)), EditRefusedError),
        (FIRST, FieldUpdates(evidence=("a\nb",)), EditRefusedError),
        (FIRST, FieldUpdates(on=date(2032, 1, 1)), EditRefusedError),
        (FIRST, FieldUpdates(why="vì sao"), EditRefusedError),
        (FIRST, FieldUpdates(status=Status.BLOCKED), EditRefusedError),
        ("hn-2031-03-05-1", FieldUpdates(due=None), UnknownRecordError),
    ],
)
def test_what_a_record_cannot_take_is_refused_and_changes_nothing(
    context: Context, record: str, updates: FieldUpdates, error: type[Exception]
) -> None:
    before = file_of(context).read_bytes()
    with pytest.raises(error) as refused:
        edit_fields(context, [SECOND, record], updates)
    assert all(refused.value.explain(language).title for language in Language)  # type: ignore[attr-defined]
    assert file_of(context).read_bytes() == before


@pytest.mark.parametrize(
    ("typed", "ids"),
    [(["bct"], ("bct",)), (["Bộ Ngoại giao, MOIT"], ("bng", "bct")), (["BNN", "bnn"], ("bnn",)), ([" , "], ())],
)
def test_agencies_are_found_by_what_they_are_called(context: Context, typed: list[str], ids: tuple[str, ...]) -> None:
    with Reader(context) as reader:
        assert agencies_called(reader, typed) == ids


@pytest.mark.parametrize(("typed", "expected"), [("Bo", "several agencies"), ("bcx", "bct"), ("zzzzzz", "no agency")])
def test_an_agency_that_is_not_clear_is_told(context: Context, typed: str, expected: str) -> None:
    with Reader(context) as reader, pytest.raises(UsageError) as wrong:
        agencies_called(reader, [typed])
    assert expected in wrong.value.explain(Language.EN).cause


@pytest.mark.parametrize("act", [lambda each: undo(each), lambda each: redo(each)])
def test_nothing_to_take_back_is_told(context: Context, act: Callable[[Context], EditMessage]) -> None:
    with pytest.raises(Exception, match="nothing of yours"):
        act(context)


def test_nobody_takes_away_anothers_note(context: Context) -> None:
    add_note(context, FIRST, "called them")
    with pytest.raises(EditConflictError):
        remove_entry(replace(context, actor="an"), FIRST, "note", "called them")
    add_note(replace(context, actor="an"), FIRST, "called them")
    remove_entry(context, FIRST, "note", "called them")
    with Reader(context) as reader:
        assert [note.actor for note in reader.detail(FIRST).notes] == ["an"]
