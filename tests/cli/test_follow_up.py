"""`today` and `thread`: what needs somebody, and when the same was asked before."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Ask

FIRST = "hn-2031-03-05-01"


def today(ask: Ask, *arguments: str) -> dict[str, dict[str, Any]]:
    answer = ask("today", "--format", "json", *arguments)
    assert answer.code == 0, answer.err
    return {each["group"]: each for each in json.loads(answer.out)}


def test_every_group_is_what_its_filter_leaves(ask: Ask, store: Path) -> None:
    ask("set", FIRST, "--due", "2032-02-01")
    ask("set", "hn-2031-03-05-02", "--due", "2032-03-10")
    ask("set", "hn-2031-03-05-03", "--status", "blocked", "--why", "chờ vốn")
    ask("set", "hn-2031-09-12-01", "--status", "done")
    ask("set", "hn-2031-03-05-04", "--status", "reported")
    groups = today(ask)
    acts = {name: each["items"][0]["act"] for name, each in groups.items() if each["items"]}
    assert acts == {
        "overdue": "status", "due-soon": "status", "reported": "confirm", "blocked": "status",
        "asked-again": "status", "silent": "note", "unproven": "evidence",
    }  # fmt: skip
    for group in (each for each in groups.values() if each["filter"]):
        listed = ask("list", "directives", group["filter"], "--format", "ids")
        assert listed.out.split() == [item["id"] for item in group["items"]]
        assert group["count"] == len(group["items"])
    assert [item["id"] for item in groups["overdue"]["items"]] == [FIRST]
    assert [item["id"] for item in groups["due-soon"]["items"]] == ["hn-2031-03-05-02"]
    assert [item["id"] for item in groups["blocked"]["items"]] == ["hn-2031-03-05-03"]
    assert [item["id"] for item in groups["unproven"]["items"]] == ["hn-2031-09-12-01"]
    assert groups["overdue"]["items"][0] | {"text": 0} == {
        "id": FIRST,
        "kind": "directive",
        "act": "status",
        "status": "unrated",
        "due": "2032-02-01",
        "conference": "hn-2031-03-05",
        "text": 0,
    }


def test_what_no_rate_counts_is_told_in_the_count_of_a_group(ask: Ask, store: Path) -> None:
    ask("set", FIRST, "hn-2031-03-05-02", "hn-2031-03-05-06", "--due", "2032-02-01")
    ask("set", "hn-2031-03-05-02", "--nature", "spirit")
    for limit in ("0", "1"):
        overdue = today(ask, "--limit", limit)["overdue"]
        assert (overdue["count"], overdue["uncounted"]) == (3, 2)
    assert "Overdue: 3 (2 of them recommendations or in spirit only)" in ask("today").out


def test_an_empty_group_says_so_and_a_long_one_how_to_see_all(ask: Ask, store: Path) -> None:
    lines = ask("today", "--limit", "1", env={"NGKT_TODAY": "2032-09-01"}).out.splitlines()
    assert "Overdue: none." in lines
    assert lines[-1].endswith(": none.")  # what needs nobody stands behind all that does
    assert len([each for each in lines if each.endswith(": none.")]) == len(lines) - lines.index(
        "Answers overdue: none."
    )
    assert any(line.startswith("  and ") and "is:repeated" in line for line in lines)


def test_with_a_unit_it_is_what_that_one_was_asked(ask: Ask, store: Path) -> None:
    ask("set", FIRST, "hn-2031-03-05-02", "hn-2031-03-05-03", "hn-2031-09-12-01", "--due", "2032-02-01")
    own = {item["id"] for item in today(ask, "--unit", "bct")["overdue"]["items"]}
    everybody = {item["id"] for item in today(ask)["overdue"]["items"]}
    assert own == everybody & set(ask("list", "directives", "agency:bct", "--format", "ids").out.split())
    assert own < everybody
    assert ask("today", "--unit", "bct").out.startswith("Work of: ")
    unknown = ask("today", "--unit", "nobody-at-all")
    assert (unknown.code, "ngkt-tui list agencies" in unknown.err, "column" in unknown.err) == (2, True, False)


def test_with_a_unit_its_overdue_steps_are_told_whatever_they_are_steps_of(ask: Ask, store: Path) -> None:
    other = ask("list", "directives", "-is:mine", "--unit", "bct", "--format", "ids").out.split()[0]
    ask("set", other, "--lead", "bng")
    for record, text, who in ((other, "of another", "bct"), (other, "theirs", "bng"), ("fta-mercosur", "own", "bct")):
        assert ask("step", record, text, "--who", who, "--by", "2032-02-10").code == 0
    for unit in ("bct", "Bộ Công Thương"):
        group = today(ask, "--unit", unit)["step-overdue"]
        late = {(each["id"], step["text"]) for each in group["items"] for step in each["steps"]}
        assert late == {(other, "of another"), ("fta-mercosur", "own")}
        assert group["count"] == 2
    group = today(ask, "--unit", "bng")["step-overdue"]
    assert [(each["id"], len(each["steps"])) for each in group["items"]] == [(other, 2)]
    assert today(ask)["step-overdue"]["count"] == 2


def test_a_thread_is_told_from_the_oldest_ask_wherever_it_is_entered(ask: Ask, seeded: Path) -> None:
    db = ("--db", str(seeded))
    lines = [json.loads(ask("thread", each, "--format", "json", *db).out) for each in _a_thread(ask, db)]
    assert all(each == lines[0] for each in lines)
    thread = lines[0]
    dates = [each["date"] for each in thread["asks"]]
    assert dates == sorted(dates)
    assert len(thread["asks"]) >= 3
    assert thread["conferences"] == len({each["conference"] for each in thread["asks"]})
    assert thread["asks"][0]["how"] is None
    assert thread["asks"][-1]["how"] in ("same", "narrower", "broader", "raised")
    for name in ("thread", "mach"):
        listed = ask("list", "directives", f"{name}:{thread['asks'][1]['id']}", "--format", "ids", *db).out.split()
        assert sorted(listed) == sorted(each["id"] for each in thread["asks"])
    text = ask("thread", thread["asks"][0]["id"], *db).out
    lanes = [line.index("●") for line in text.splitlines() if "[hn-" in line]
    assert len(lanes) == len(thread["asks"])
    assert len(set(lanes)) > 1  # it has branches
    assert text.startswith(
        f"asked {len(thread['asks'])} times at {thread['conferences']} conferences, {thread['days']}"
    )


def _a_thread(ask: Ask, db: tuple[str, ...]) -> list[str]:
    first = "hn-2022-09-19-33"
    return [each["id"] for each in json.loads(ask("thread", first, "--format", "json", *db).out)["asks"]]


def test_a_directive_that_repeats_nothing_stands_alone(ask: Ask, store: Path) -> None:
    alone = ask("list", "directives", "-is:repeated", "--format", "ids").out.split()[0]
    thread = json.loads(ask("thread", alone, "--format", "json").out)
    assert (len(thread["asks"]), thread["days"]) == (1, 0)


@pytest.mark.parametrize("record", ["hn-2031-03-05", "bng"])
def test_only_a_directive_has_a_thread(ask: Ask, store: Path, record: str) -> None:
    answer = ask("thread", record)
    assert answer.code == 2
    assert record in answer.err


def test_spirit_needs_no_due_date(ask: Ask, seeded: Path) -> None:
    db = ("--db", str(seeded))
    spirit = set(ask("list", "directives", "nature:spirit", "--format", "ids", *db).out.split())
    groups = today(ask, *db)
    assert spirit
    assert groups["horizon-ended"]["items"]
    assert not spirit & {item["id"] for item in groups["horizon-ended"]["items"]}


def test_users_tie_asks_and_take_them_apart(ask: Ask, store: Path) -> None:
    def thread() -> dict[str, Any]:
        return dict(json.loads(ask("thread", FIRST, "--format", "json").out))

    assert ask("thread", FIRST, "--link", "hn-2031-03-05-02").code == 0
    tied = next(each for each in thread()["asks"] if any(tie["own"] for tie in each["repeats"]))
    assert tied["id"] in (FIRST, "hn-2031-03-05-02")
    assert "given by a user" in ask("thread", FIRST).out
    assert ask("thread", FIRST, "--unlink", "hn-2031-03-05-02").code == 0
    assert "hn-2031-03-05-02" not in {each["id"] for each in thread()["asks"]}
    assert ask("thread", FIRST, "--unlink", "hn-2031-03-05-02").code == 1
    assert ask("thread", FIRST, "--link", "x", "--unlink", "y").code == 2
