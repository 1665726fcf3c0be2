"""`confirm`: what an agency reports as done stays open until somebody here has found it done."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ask

ONE, TWO, THREE = "hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-03-05-03"


def directives(ask: Ask, filter_text: str) -> list[str]:
    return ask("list", "directives", filter_text, "--format", "ids").out.split()


def row(ask: Ask, record: str) -> dict[str, Any]:
    listed = json.loads(ask("list", "directives", "--format", "json").out)
    return next(dict(each) for each in listed if each["id"] == record)


@pytest.mark.parametrize("filter_text", ["status:reported", "tt:báo", "tt:'báo cáo đã xong'", "is:reported"])
def test_what_is_reported_is_found_in_both_languages(ask: Ask, store: Path, filter_text: str) -> None:
    assert ask("set", ONE, TWO, "--status", "reported").code == 0
    assert directives(ask, filter_text.replace("'", '"')) == [ONE, TWO]
    assert {ONE, TWO} <= set(directives(ask, "is:open"))


def test_what_is_reported_is_counted_apart_and_the_cells_add_up(ask: Ask, store: Path) -> None:
    before = json.loads(ask("export", "--format", "json").out)["counting_form"]
    ask("set", ONE, "--status", "reported")
    ask("set", TWO, "--status", "reported", "--due", "2032-02-01")
    content = json.loads(ask("export", "--format", "json").out)
    after = content["counting_form"]
    assert (after["reported"], after["overdue"]) == (1, before["overdue"] + 1)
    assert content["reported"] == 2
    assert sum(after.values()) - after["followed"] == 2 * after["total"]
    text = ask("summary").out
    assert "2 reported as done, not confirmed yet" in text
    assert f"◕ {row(ask, ONE)['text_en']}" in text
    listed = ask("list", "directives", "status:reported", "--ascii", "--format", "table").out
    assert "[=]" in listed


def test_confirming_makes_it_done_as_of_the_report_and_both_stay_on_record(ask: Ask, store: Path) -> None:
    ask("set", ONE, "--status", "reported", "--by", "minh")
    answer = ask("confirm", ONE, "--evidence", "1121/TB-VPCP", env={"NGKT_TODAY": "2032-04-09"})
    assert answer.code == 0, answer.err
    assert row(ask, ONE)["status"] == "done"
    assert row(ask, ONE)["done_on"] == "2032-03-01"
    assert directives(ask, "is:confirmed") == [ONE]
    assert directives(ask, "is:evidenced") == [ONE]
    shown = ask("show", ONE).out
    assert "Reported" in shown
    assert "minh" in shown
    assert "Confirmed" in shown
    assert "lan" in shown
    assert ask("undo").code == 0
    assert row(ask, ONE)["status"] == "reported"
    assert directives(ask, "is:confirmed") == []
    assert directives(ask, "is:evidenced") == []


def test_without_evidence_it_is_asked_for_and_a_day_can_be_given(ask: Ask, store: Path) -> None:
    ask("set", ONE, TWO, "--status", "reported")
    answer = ask("confirm", ONE, TWO, "--on", "2032-02-10")
    assert answer.code == 0
    assert "--evidence" in answer.err
    assert [row(ask, each)["done_on"] for each in (ONE, TWO)] == ["2032-02-10"] * 2


def test_only_what_was_reported_can_be_confirmed(ask: Ask, store: Path) -> None:
    ask("set", ONE, "--status", "reported")
    answer = ask("confirm", ONE, TWO)
    assert answer.code == 1
    assert TWO in answer.err
    assert "reported" in answer.err
    assert row(ask, ONE)["status"] == "reported"
    assert ask("confirm", "hn-2031-03-05").code == 1
