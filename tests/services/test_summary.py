"""A report is of one moment: what somebody changes while it is written is wholly in it or wholly out."""

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Status
from ngkt_tui.report.formats import Format
from ngkt_tui.services import edit
from ngkt_tui.services import summary as summarise
from ngkt_tui.services.context import Context
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.summary import build_summary, exported
from tests.fixtures.stores import sqlite_of

RECORD = "hn-2031-03-05-01"


def edit_elsewhere(context: Context) -> None:
    """Block a directive as somebody else, on a connection of their own."""
    edit.set_status(replace(context, actor="hoa"), [RECORD], Status.BLOCKED, why="thiếu vốn")


def traced(write: Callable[[str], None]) -> type[Reader]:
    """Return readers that call `write` before each statement."""

    class Traced(Reader):
        def __init__(self, context: Context) -> None:
            super().__init__(context)
            with self.connection() as connection:
                sqlite_of(connection).set_trace_callback(write)

    return Traced


def test_an_edit_while_an_export_is_written_is_wholly_out_of_it(context: Context) -> None:
    pieces = exported(context, Format.JSON)
    begun = next(pieces)
    edit_elsewhere(context)
    assert "thiếu vốn" not in begun + "".join(pieces)
    after = json.loads("".join(exported(context, Format.JSON)))
    assert [each["id"] for each in after["attention"]["blocked"]] == [RECORD]
    listed = [each for conference in after["conferences"] for each in conference["directives"]]
    assert [each["id"] for each in listed if each["status"] == "blocked"] == [RECORD]


def test_nobody_can_write_between_two_reads_of_a_report(context: Context, store: Path) -> None:
    tried: list[str] = []
    refused: list[str] = []

    def write(statement: str) -> None:
        if not statement.lstrip().startswith("WITH"):
            return
        tried.append(statement)
        other = sqlite3.connect(store, timeout=0, isolation_level=None)
        try:
            other.execute("UPDATE directive SET status = 'dropped', why = 'x' WHERE id = ?", (RECORD,))
        except sqlite3.OperationalError as error:
            refused.append(str(error))
        finally:
            other.close()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(summarise, "Reader", traced(write))
        with build_summary(context) as summary:
            counted = summary.form
            listed = [line for conference in summary.conferences for line in conference.directives]
    assert refused == ["database is locked"] * (len(tried) - 1)  # before the first read anybody may write
    assert len(refused) > 10
    assert counted.dropped == len([line for line in listed if line.status is Status.DROPPED]) == 1


def test_a_report_too_long_to_be_kept_whole_is_read_while_it_is_written(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(summarise, "KEPT_WHOLE", 3)
    with build_summary(context) as summary:
        edit_elsewhere(context)
        listed = [line for conference in summary.conferences for line in conference.directives]
    assert [line.id for line in listed if line.status is Status.BLOCKED] == [RECORD]
