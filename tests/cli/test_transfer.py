"""A directive that is another organisation's: to whom it should go, and since when."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ask

ONE, TWO = "hn-2031-03-05-01", "hn-2031-03-05-02"
pytestmark = pytest.mark.usefixtures("store")


def proposed(ask: Ask) -> dict[str, Any]:
    answer = ask("list", "directives", "is:transfer", "--format", "json")
    assert answer.code == 0, answer.err
    return {row["id"]: (row["transfer"], row["transferred_on"]) for row in json.loads(answer.out)}


def test_who_should_take_it_over_and_since_when_is_kept_and_undone_in_one_step(ask: Ask) -> None:
    answer = ask("set", ONE, TWO, "--transfer", "bnn", "--why", "thuộc chức năng của Bộ khác")
    assert answer.out.startswith("2 records: proposed transfer: none → "), answer.err
    assert proposed(ask) == dict.fromkeys((ONE, TWO), (["bnn"], "2032-03-01"))
    ask("undo")
    assert proposed(ask) == {}
    ask("redo")
    assert set(proposed(ask)) == {ONE, TWO}


def test_the_day_is_that_of_the_proposal_until_it_goes_to_others(ask: Ask) -> None:
    ask("set", ONE, "--transfer", "bnn", "--on", "2032-02-01")
    ask("set", ONE, "--transfer", "bnn", "--importance", "3")
    assert proposed(ask) == {ONE: (["bnn"], "2032-02-01")}
    ask("set", ONE, "--transfer", "bng")
    assert proposed(ask) == {ONE: (["bng"], "2032-03-01")}
    ask("set", ONE, "--transfer", "none")
    assert proposed(ask) == {}
    assert json.loads(ask("show", ONE, "--format", "json").out)["body"]["transferred_on"] is None
    assert ask("set", ONE, "--transfer", "bnn", "--on", "2033-01-01").code == 2


def test_detail_history_filter_and_reports_tell_it(ask: Ask, store: Path) -> None:
    ask("set", ONE, "--transfer", "bnn", "--why", "đúng chức năng hơn")
    vi = {"NGKT_LANG": "vi"}
    shown = " ".join(ask("show", ONE, env=vi).out.split())
    assert "Đề xuất chuyển Bộ Nông nghiệp" in shown
    assert "Đề xuất từ 01/03/2032" in shown
    assert "đúng chức năng hơn" in ask("history", ONE, env=vi).out
    assert ask("list", "directives", 'là:"đề xuất chuyển"', "--format", "ids", env=vi).out.split() == [ONE]
    for form in ("text", "markdown", "html"):
        text = " ".join(ask("export", "--format", form, env=vi).out.split())
        assert "01/03/2032" in text[text.index("đề xuất chuyển") :][:120], form
    (row,) = csv.DictReader(
        io.StringIO(ask("list", "directives", "is:transfer", "--format", "csv").out.lstrip("\ufeff"))
    )
    assert row["transfer proposed since"] == "2032-03-01"
    exported = json.loads(ask("export", "--format", "json").out)
    lines = {line["id"]: line for each in exported["conferences"] for line in each["directives"]}
    assert lines[ONE]["transferred_on"] == "2032-03-01"
