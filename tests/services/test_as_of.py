"""Reports as of a day in the past: what stood there then, whatever was taken back since."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ngkt_tui.domain.enums import RecordKind, Status
from ngkt_tui.query.filter import parse
from ngkt_tui.query.former_ids import ID_HISTORY, NO_ID_HISTORY, id_history
from ngkt_tui.report.formats import Format
from ngkt_tui.services.context import Context
from ngkt_tui.services.edit import EditMessage, add_note, redo, remove_entry, set_status, undo
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.summary import FileForm, build_summary, exported
from tests.fixtures.stores import file_of
from tests.store.stores import damage, digest_of, record_of, sample, taken_in

RECORD = "hn-2031-03-05-01"
NOTE = "gọi lại cho vụ"


@pytest.fixture
def on(context: Context) -> Callable[[int], Context]:
    """Return the context of a day of March."""

    def at(day: int, actor: str = "lan") -> Context:
        return replace(
            context, clock=lambda: datetime(2032, 3, day, 3, tzinfo=UTC), fixed_today=date(2032, 3, day), actor=actor
        )

    return at


def table(context: Context, day: int | None) -> str:
    """Return the directives as the report as of a day of March lists them, `None` for the present one.

    The rest of a report asks the same stand-ins of the tables, and takes twenty times as long.
    """
    as_of = date(2032, 3, day) if day else None
    return "".join(exported(context, Format.CSV, as_of=as_of, form=FileForm(codes=True)))


def notes(context: Context, day: int | None) -> int:
    """Return how often the note was told as of a day of March, `None` for the present one."""
    return table(context, day).count(NOTE)


def test_a_note_taken_back_later_was_there_until_then(on: Callable[..., Context]) -> None:
    add_note(on(2), RECORD, NOTE)
    undo(on(4))
    redo(on(6))
    undo(on(8))
    assert [notes(on(9), day) for day in range(1, 10)] == [0, 1, 1, 0, 0, 1, 1, 0, 0]
    assert notes(on(9), None) == 0
    whole = ["".join(exported(on(9), Format.JSON, as_of=date(2032, 3, day))) for day in (4, 6)]
    assert [each.count(NOTE) for each in whole] == [0, 1]


def test_a_note_that_somebody_removed_was_there_until_then(on: Callable[..., Context]) -> None:
    add_note(on(2), RECORD, NOTE)
    add_note(on(3, "hoa"), RECORD, NOTE)
    remove_entry(on(4), RECORD, "note", NOTE)
    remove_entry(on(5, "hoa"), RECORD, "note", NOTE)
    undo(on(7, "hoa"))
    assert [notes(on(9), day) for day in range(1, 10)] == [0, 1, 2, 1, 0, 0, 1, 1, 1]
    assert notes(on(9), None) == 1


def test_a_note_that_the_history_does_not_know_is_told_from_its_own_day_on(
    on: Callable[..., Context], context: Context
) -> None:
    damage(
        file_of(context),
        "INSERT INTO note (record, at, actor, text) VALUES (?, '2032-03-03T00:00:00Z', 'lan', ?)",
        RECORD,
        NOTE,
    )
    assert [bool(notes(on(9), day)) for day in range(2, 5)] == [False, True, True]


def test_a_status_taken_back_later_stood_until_then(on: Callable[..., Context]) -> None:
    edits: list[Callable[[], EditMessage]] = [
        lambda: set_status(on(2), [RECORD], Status.BLOCKED, why="thiếu vốn"),
        lambda: set_status(on(4), [RECORD], Status.DONE),
        lambda: undo(on(6)),
        lambda: undo(on(8)),
    ]
    for edit in edits:
        edit()
    lines = [table(on(9), day) for day in range(1, 10)]
    assert ["thiếu vốn" in each for each in lines] == [False, True, True, False, False, True, True, False, False]


SECOND, THIRD, OTHER = "hn-2031-03-05-31", "hn-2031-03-05-41", "hn-2031-03-05-02"


def rename(context: Context, *names: str, drop: str | None = None) -> None:
    """Take in the sample on the day of `context`, its first directive under the first of `names`, once the others."""
    values = sample()
    values["directives"] = [each for each in values["directives"] if each["id"] != drop]
    record_of(values, "directives", RECORD).update(id=names[0], was=list(names[1:]))
    taken_in(file_of(context), digest_of(values), at=f"{context.clock():%Y-%m-%dT%H:%M:%SZ}")


def row(context: Context, record: str, day: int) -> dict[str, str]:
    """Return a directive as the report as of a day of March lists it."""
    rows = csv.DictReader(table(context, day).removeprefix("\ufeff").splitlines(keepends=True))
    return next(each for each in rows if each["id"] == record)


def directive(context: Context, record: str, day: int) -> dict[str, Any]:
    """Return a directive as the whole report as of a day of March tells it."""
    content = json.loads("".join(exported(context, Format.JSON, as_of=date(2032, 3, day))))
    listed = [each for conference in content["conferences"] for each in conference["directives"]]
    return next(each for each in listed if each["id"] == record)


def test_what_was_done_under_older_ids_stood_then(on: Callable[..., Context]) -> None:
    set_status(on(2), [RECORD], Status.BLOCKED, why="thiếu vốn")
    add_note(on(3), RECORD, NOTE)
    rename(on(4), SECOND, RECORD)
    set_status(on(5), [SECOND], Status.DONE)
    rename(on(6), THIRD, SECOND)
    days = [row(on(9), THIRD, day) for day in range(1, 8)]
    assert [each["status"] for each in days] == ["unrated", *["blocked"] * 3, *["done"] * 3]
    assert [each["why"] for each in days] == ["", *["thiếu vốn"] * 3, *[""] * 3]
    assert [each["notes"].count(NOTE) for each in days] == [0, 0, 1, 1, 1, 1, 1]
    whole = directive(on(9), THIRD, 4)
    assert (whole["status"], whole["why"], len(whole["notes"])) == ("blocked", "thiếu vốn", 1)


def test_ids_are_followed_only_where_a_record_was_renamed(on: Callable[..., Context]) -> None:
    for expected in (NO_ID_HISTORY, ID_HISTORY):
        with Reader(on(9)) as reader, reader.connection() as connection:
            assert id_history(connection) == expected
        rename(on(4), SECOND, RECORD)


def test_of_two_old_ids_each_day_tells_one_standing(on: Callable[..., Context]) -> None:
    set_status(on(2), [OTHER], Status.BLOCKED, why="thiếu vốn")
    set_status(on(3), [RECORD], Status.DONE)
    set_status(on(4), [OTHER], Status.DROPPED, why="trùng lặp")
    rename(on(6), SECOND, RECORD, OTHER, drop=OTHER)
    days = [row(on(9), SECOND, day) for day in range(1, 9)]
    assert [(each["status"], each["why"]) for each in days] == [
        ("unrated", ""), ("blocked", "thiếu vốn"), *[("done", "")] * 6,
    ]  # fmt: skip


def test_the_chart_of_months_ends_with_that_day(on: Callable[..., Context]) -> None:
    set_status(on(5), [RECORD], Status.DONE)
    finished = []
    for day in (4, 5):
        with build_summary(on(9), as_of=date(2032, 3, day)) as summary:
            finished.append(sum(each.finished for each in summary.months))
    assert finished == [0, 1]


def test_a_directive_is_silent_since_it_was_touched_under_whatever_id(on: Callable[..., Context]) -> None:
    set_status(on(2), [RECORD], Status.DOING)
    rename(on(4), SECOND, RECORD)
    rename(on(6), THIRD, SECOND)
    assert directive(on(9), THIRD, 9)["waiting_days"] == 7
    assert directive(on(9), THIRD, 5)["waiting_days"] == 3
    with Reader(on(9)) as reader:
        silent = reader.compile_filter(RecordKind.DIRECTIVE, parse("is:silent", RecordKind.DIRECTIVE))
        assert THIRD not in [row.id for row in reader.page(silent, 100)]
