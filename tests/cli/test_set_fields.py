"""`set` with everything that users follow up with."""

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each

pytestmark = pytest.mark.usefixtures("store")

FIRST, SECOND = "hn-2031-03-05-01", "hn-2031-03-05-02"


def test_a_morning_of_work_is_set_and_taken_back_in_one_step(ask: Ask) -> None:
    answer = ask(
        "set", FIRST, SECOND, "--due", "cuối quý", "--lead", "Bộ Ngoại giao", "--coordinating", "bct,bnn",
        "--importance", "2", "--evidence", "5/BC-BNG", "--evidence", "https://example.org/x", "--why", "theo công văn",
    )  # fmt: skip
    assert answer.code == 0
    assert answer.out.startswith("2 records: due date: none → 2032-03-31; importance: none → important;")
    assert "MOIT, MOA" in answer.out
    shown = ask("history", FIRST).out
    assert "due date: – → 2032-03-31" in shown
    assert ask("undo").code == 0
    assert ask("list", "directives", "due:any", "--format", "ids").out == ""
    assert ask("redo").code == 0
    assert ask("list", "directives", "due:any", "--format", "ids").out.split() == [FIRST, SECOND]


def test_more_records_than_an_edit_may_have_are_refused_before_the_store_is_held(
    ask: Ask, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ngkt_tui.services.edit.MAX_RECORDS", 1)
    before = store.read_bytes()
    answer = ask("set", FIRST, SECOND, "--status", "done")
    assert answer.code == 1
    assert answer.err.startswith("ngkt-tui: An edit takes at most 1 records; these are 2.")
    assert store.read_bytes() == before
    assert ask("set", FIRST, FIRST, "--status", "done").code == 0


def test_a_refused_edit_names_its_record_by_id_and_text(ask: Ask) -> None:
    answer = ask("set", FIRST, SECOND, "--on", "2032-02-01")
    assert answer.code == 1
    assert re.match(rf"ngkt-tui: {FIRST} \(“.{{10,59}}…?”\) cannot be changed like that\.", answer.err), answer.err
    assert "(“" in ask("set", "fta-mercosur", "--importance", "2").err.splitlines()[0]
    assert "(“" not in ask("set", "hn-none", "--importance", "2").err


def test_none_takes_a_value_away(ask: Ask) -> None:
    ask("set", FIRST, "--due", "+14d", "--importance", "3", "--lead", "bng")
    answer = ask("set", FIRST, "--due", "none", "--importance", "none", "--lead", "không")
    assert answer.code == 0
    assert "due date: 2032-03-15 → none" in answer.out
    assert "lead agency: MOFA → none" in answer.out


def test_an_agreement_and_a_market_are_set(ask: Ask) -> None:
    answer = ask("set", "fta-mercosur", "--stage", "signed", "--on", "25/02/2032", "--next", "phê chuẩn")
    assert (
        answer.out
        == "fta-mercosur: stage added: signed on 2032-02-25, next: phê chuẩn. It stands at: signed (2032-02-25)."
        " Dated by a user; “talks concluded” was reported before that, by 2032-02-20.\n"
    )
    assert ask("set", "tt-bac-au", "--assessment", "ổn định").out == "tt-bac-au: assessment: none → stable\n"
    assert ask("set", "tt-bac-au", "--assessment", "none").out == "tt-bac-au: assessment: stable → none\n"


@for_each(
    ("arguments", "expected"),
    [
        ((), "Nothing to set"),
        (("--due", "sớm"), "“sớm” is not a date"),
        (("--due", "30/2"), "The day “30/2” does not exist"),
        (("--lead", "Bo"), "several agencies"),
        (("--lead", "bcx"), "did you mean"),
        (("--importance", "4"), "“4” is not allowed; choose one of 1, 2, 3, none"),
        (("--status", "doing", "--on", "2032-01-01"), "--status done"),
    ],
)
def test_a_mistake_is_told_before_anything_is_changed(ask: Ask, arguments: tuple[str, ...], expected: str) -> None:
    answer = ask("set", FIRST, *arguments)
    assert answer.code == 2
    assert expected in answer.err
    assert "edit" not in ask("history").out


def test_what_the_record_cannot_have_is_refused(ask: Ask) -> None:
    for record, *arguments in (("fta-mercosur", "--due", "+1d"), (FIRST, "--stage", "signed"), (FIRST, "--why", "x")):
        assert ask("set", record, *arguments).code == 1


def test_nothing_is_set_where_writing_is_forbidden(ask: Ask) -> None:
    assert ask("set", FIRST, "--due", "+1d", "--readonly").code == 4


def test_evidence_is_taken_away_from_several_in_one_step(ask: Ask) -> None:
    ask("set", FIRST, SECOND, "--evidence", "5/BC-BNG", "--evidence", "https://example.org/x")
    answer = ask("set", FIRST, SECOND, "--remove-evidence", "5/BC-BNG")
    assert (answer.code, answer.out) == (0, "2 records: evidence removed: 5/BC-BNG\n")
    assert ask("set", FIRST, "--remove-evidence", "5/BC-BNG").code == 1
    ask("undo")
    assert ask("set", FIRST, "--remove-evidence", "5/BC-BNG").code == 0


def test_a_stage_is_taken_away_by_its_day(ask: Ask) -> None:
    ask("set", "fta-mercosur", "--stage", "signed", "--on", "25/02/2032")
    assert ask("set", "fta-mercosur", "--remove-stage", "2032-02-24").code == 2
    answer = ask("set", "fta-mercosur", "--remove-stage", "2032-02-25")
    assert answer.out == (
        "fta-mercosur: stage removed: signed on 2032-02-25. It stands at: talks concluded (reported by 2032-02-20).\n"
    )
    assert ask("list", "agreements", "stage:signed", "--format", "ids").out == ""


def test_taking_away_goes_with_nothing_else(ask: Ask) -> None:
    assert ask("set", FIRST, "--remove-evidence", "x", "--due", "none").code == 2
