"""Which days the services take: none to come for what has been, none of a year that nobody can mean."""

from datetime import date

import pytest

from ngkt_tui.domain.enums import Language, Stage, Status
from ngkt_tui.domain.errors import EditRefusedError, UsageError
from ngkt_tui.domain.user_fields import FieldUpdates
from ngkt_tui.services.context import Context, moment_of
from ngkt_tui.services.edit import edit_fields, set_status, undo
from ngkt_tui.services.summary import exported
from tests.fixtures.stores import file_of
from tests.services.test_edit_fields import FIRST, FTA, stored

EDITS = "SELECT count(*) FROM change_group WHERE kind = 'edit'"


@pytest.mark.parametrize(
    ("record", "updates", "expected"),
    [
        (
            FIRST,
            FieldUpdates(status=Status.DONE, on=date(2204, 1, 1)),
            "2204-01-01”: the year must be from 1945 to 2100",
        ),
        (FIRST, FieldUpdates(status=Status.DONE, on=date(24, 12, 31)), "Did you mean 2024-12-31?"),
        (FIRST, FieldUpdates(status=Status.DONE, on=date(2032, 3, 2)), "still to come. Did you mean 2031-03-02?"),
        (FIRST, FieldUpdates(due=date(24, 12, 31)), "Did you mean 2024-12-31?"),
        (FIRST, FieldUpdates(due=date(2101, 1, 1)), "the year must be from 1945 to 2100"),
        (FTA, FieldUpdates(stage=Stage.IN_FORCE, stage_on=date(2204, 1, 1)), "Did you mean 2024-01-01?"),
        (FTA, FieldUpdates(stage=Stage.IN_FORCE, stage_on=date(2032, 3, 2)), "still to come"),
    ],
)
def test_an_impossible_day_is_refused_whoever_asks(
    context: Context, record: str, updates: FieldUpdates, expected: str
) -> None:
    with pytest.raises(EditRefusedError) as refused:
        edit_fields(context, [record], updates)
    assert expected in " ".join(refused.value.explain(Language.EN))
    assert stored(context, EDITS) == [(0,)]


def test_a_day_to_come_is_refused_for_what_is_done_already(context: Context) -> None:
    set_status(context, [FIRST], Status.DONE)
    for updates in (FieldUpdates(on=date(2032, 3, 2)), FieldUpdates(status=Status.DONE, on=date(2204, 3, 2))):
        with pytest.raises(EditRefusedError):
            edit_fields(context, [FIRST], updates)
    with pytest.raises(EditRefusedError):
        set_status(context, [FIRST], Status.DONE, on=date(2033, 1, 1))
    assert stored(context, EDITS) == [(1,)]


def test_what_is_due_may_be_due_today_or_later_and_done_today(context: Context) -> None:
    edit_fields(context, [FIRST], FieldUpdates(due=date(2100, 12, 31), status=Status.DONE, on=date(2032, 3, 1)))
    edit_fields(context, [FTA], FieldUpdates(stage=Stage.SIGNED, stage_on=date(2032, 3, 1)))
    assert stored(context, EDITS) == [(2,)]


def test_an_impossible_day_from_before_can_be_corrected_and_the_correction_undone(context: Context) -> None:
    from ngkt_tui.store.sqlite.connection import connect_for_writing

    connection = connect_for_writing(file_of(context))
    connection.execute(f"UPDATE directive SET due = '0024-12-31' WHERE id = '{FIRST}'")
    connection.close()
    edit_fields(context, [FIRST], FieldUpdates(due=date(2032, 12, 31)))
    undo(context)
    assert stored(context, f"SELECT due FROM directive WHERE id = '{FIRST}'") == [("0024-12-31",)]


def test_no_report_is_made_as_of_a_year_that_nobody_means(context: Context) -> None:
    from ngkt_tui.report.formats import Format

    with pytest.raises(UsageError):
        moment_of(context, date(24, 12, 31))
    with pytest.raises(UsageError):
        list(exported(context, Format.TEXT, "", as_of=date(2204, 1, 1)))
