"""`progress`, `step`, `accept` and `decline`: written, listed, ticked, exported, taken back."""

import json
from typing import Any

import pytest

from tests.cli.conftest import Ask
from tests.fixtures.examples import for_each

pytestmark = pytest.mark.usefixtures("store")

FIRST, SECOND = "hn-2031-03-05-01", "hn-2031-03-05-02"
RESULT, ANSWERED = "kq-bao-cao-gao", "hn-2031-03-05-02"


def read(ask: Ask, *arguments: str) -> list[dict[str, Any]]:
    answer = ask(*arguments, "--format", "json")
    assert answer.code == 0, answer.err
    return list(json.loads(answer.out))


def test_progress_is_written_and_told_the_newest_day_first(ask: Ask) -> None:
    assert ask("progress", FIRST, "đã họp hai lần", "--on", "20/02/2032").out == (
        f"{FIRST}: progress added: 2032-02-20; đã họp hai lần\n"
    )
    ask("progress", FIRST, "đang lấy ý kiến", "--by", "an")
    lines = read(ask, "progress", FIRST)
    assert [(line["made_on"], line["text"], line["actor"]) for line in lines] == [
        ("2032-03-01", "đang lấy ý kiến", "an"), ("2032-02-20", "đã họp hai lần", lines[1]["actor"]),
    ]  # fmt: skip
    assert "2032-03-01 đang lấy ý kiến · an" in ask("progress", FIRST).out
    assert "Progress: 2032-02-20: đã họp hai lần" in " ".join(ask("export", "--format", "text").out.split())
    (item,) = [
        each
        for conference in json.loads(ask("export", "--format", "json").out)["conferences"]
        for each in conference["directives"]
        if each["id"] == FIRST
    ]
    assert item["progress"][0] == {"made_on": "2032-03-01", "text": "đang lấy ý kiến"}
    assert item["status"] == "unrated"
    assert ask("undo", "--by", "an").code == 0
    assert len(read(ask, "progress", FIRST)) == 1


def test_a_step_is_planned_listed_ticked_and_taken_back(ask: Ask) -> None:
    answer = ask("step", FIRST, "gửi dự thảo", "--who", "Bộ Công Thương", "--by", "25/02/2032")
    assert (answer.code, answer.out) == (0, f"{FIRST}: next step added: gửi dự thảo; by MOIT; due 2032-02-25\n")
    ask("step", SECOND, "hỏi lại", "--by", "cuối tháng 3")
    first, second = read(ask, "step")
    assert (first["number"], first["id"], first["who"], first["due"], first["done_on"]) == (
        1,
        FIRST,
        "bct",
        "2032-02-25",
        None,
    )
    assert (second["id"], second["due"]) == (SECOND, "2032-03-31")
    assert [step["number"] for step in read(ask, "step", SECOND)] == [2]
    assert ask("list", "directives", "is:step-overdue", "--format", "ids").out.split() == [FIRST]
    (group,) = [each for each in read(ask, "today") if each["group"] == "step-overdue"]
    assert (group["count"], group["items"][0]["id"], group["items"][0]["act"]) == (1, FIRST, "step")
    assert group["items"][0]["steps"][0]["number"] == 1
    assert "gửi dự thảo (MOIT, due 2032-02-25) · " in ask("today").out
    assert "gửi dự thảo · MOIT · #1 · due 2032-02-25" in ask("show", FIRST).out
    assert ask("step", "--done", "1", "--on", "28/02/2032").code == 0
    assert [step["number"] for step in read(ask, "step")] == [2]
    assert [(step["number"], step["done_on"]) for step in read(ask, "step", "--all")] == [(2, None), (1, "2032-02-28")]
    assert "next step: gửi dự thảo; by MOIT; due 2032-02-25 → " in ask("history", FIRST).out
    ask("undo")
    assert len(read(ask, "step")) == 2
    assert ask("step", "--remove", "1").code == 0
    assert len(read(ask, "step", "--all")) == 1
    ask("undo")
    assert len(read(ask, "step")) == 2


@for_each(
    "arguments",
    [
        ("step", FIRST, "x", "--who", "khong-co-dau"),
        ("step", FIRST, "x", "--who", "bct;bnn"),
        ("step", FIRST, "x", "--by", "hôm nào"),
        ("step", FIRST, " "),
        ("step", FIRST, "--who", "bct"),
        ("step", "--done", "none"),
        ("step", FIRST, "--done", "1"),
        ("progress", FIRST, ""),
        ("decline", RESULT, ANSWERED, "--why", " "),
    ],
)
def test_what_cannot_be_meant_is_a_wrong_use(ask: Ask, arguments: tuple[str, ...]) -> None:
    answer = ask(*arguments)
    assert (answer.code, answer.out) == (2, "")


def test_a_step_that_is_not_there_is_told(ask: Ask) -> None:
    answer = ask("step", "--done", "7")
    assert (answer.code, answer.out) == (1, "")
    assert "There is no next step 7; `ngkt-tui step` lists them." in answer.err


def test_an_accepted_result_is_evidence_and_status_in_one_change(ask: Ask) -> None:
    answer = ask("accept", RESULT, ANSWERED)
    assert answer.code == 0, answer.err
    (row,) = read(ask, "list", "directives", "is:evidenced")
    assert (row["id"], row["status"]) == (ANSWERED, "done")
    shown = json.loads(ask("show", ANSWERED, "--format", "json").out)["body"]
    reported = json.loads(ask("show", RESULT, "--format", "json").out)["body"]["conference"]
    assert shown["done_on"] == reported["date"] != "2032-03-01"
    assert shown["evidence"][0]["record"]["id"] == RESULT
    assert "accepted as the answer" in ask("show", ANSWERED).out
    ask("undo")
    assert read(ask, "list", "directives", "is:evidenced") == []
    assert read(ask, "list", "directives", "status:done") == []


def test_a_result_is_declined_with_a_reason_and_may_be_accepted_after_all(ask: Ask) -> None:
    assert ask("decline", RESULT, ANSWERED, "--why", "việc khác").code == 0
    assert "declined: việc khác" in ask("show", ANSWERED).out
    assert [row["answers"] for row in read(ask, "list", "results") if row["id"] == RESULT] == [0]
    assert ask("decline", RESULT, ANSWERED, "--why", "việc khác").out.startswith("Nothing")
    ask("decline", RESULT, ANSWERED, "--why", "chưa đủ")
    assert "declined: chưa đủ" in ask("show", ANSWERED).out
    assert ask("accept", RESULT, ANSWERED).code == 0
    assert "declined" not in ask("show", ANSWERED).out.partition("History")[0]
    refused = ask("decline", RESULT, ANSWERED, "--why", "x")
    assert (refused.code, refused.out) == (1, "")
    for arguments in (
        ("accept", FIRST, ANSWERED),
        ("accept", RESULT, RESULT),
        ("decline", RESULT, FIRST, "--why", "x"),
    ):
        assert ask(*arguments).code == 1
