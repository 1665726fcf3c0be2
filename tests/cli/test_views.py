"""`view` keeps filters under names; `--view` uses them wherever a filter is taken."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Ask


def listed(ask: Ask, *arguments: str) -> list[str]:
    answer = ask("list", "directives", "--format", "ids", *arguments)
    assert answer.code == 0, answer.err
    return answer.out.split()


def test_a_saved_view_leaves_what_its_filter_leaves(ask: Ask, store: Path) -> None:
    assert ask("view", "save", "còn mở", "is:open", "-kind:target").code == 0
    assert listed(ask, "--view", "còn mở") == listed(ask, "is:open", "-kind:target")
    assert "còn mở  is:open -kind:target" in ask("view", "list").out


def test_view_and_filter_must_both_hold(ask: Ask, store: Path) -> None:
    ask("view", "save", "v", "is:open")
    assert listed(ask, "--view", "v", "--filter", "kind:task") == listed(ask, "is:open", "kind:task")


def test_a_name_is_overwritten_only_by_force(ask: Ask, store: Path) -> None:
    ask("view", "save", "v", "is:open")
    answer = ask("view", "save", "v", "status:done")
    assert answer.code == 1
    assert "already" in answer.err
    assert ask("view", "save", "v", "status:done", "--force").code == 0
    assert "v  status:done" in ask("view", "list").out


def test_a_deleted_view_is_gone(ask: Ask, store: Path) -> None:
    ask("view", "save", "v", "is:open")
    assert ask("view", "delete", "v").code == 0
    assert ask("list", "directives", "--view", "v").code == 2
    assert ask("view", "delete", "v").code == 2


@pytest.mark.parametrize("name", ["open", "chưa xong", "CHUA XONG", "done without evidence", "leaderless"])
def test_a_built_in_view_is_known_in_both_languages(ask: Ask, store: Path, name: str) -> None:
    answer = ask("list", "directives", "--view", name)
    assert answer.code == 0, answer.err


def test_a_built_in_view_can_be_neither_replaced_nor_deleted(ask: Ask, store: Path) -> None:
    assert ask("view", "save", "quá hạn", "is:open", "--force").code == 1
    assert ask("view", "delete", "overdue").code == 2


def test_an_unknown_view_names_the_nearest(ask: Ask, store: Path) -> None:
    answer = ask("summary", "--view", "overdeu")
    assert answer.code == 2
    assert "Did you mean “overdue”?" in answer.err


def test_a_wrong_filter_is_not_saved(ask: Ask, store: Path) -> None:
    assert ask("view", "save", "v", "tt:xnog").code == 2
    assert "v  " not in ask("view", "list").out


def test_views_are_not_for_commands_without_records(ask: Ask, store: Path) -> None:
    assert ask("paths", "--view", "open").code == 2


def test_export_takes_a_view_with_its_scope(ask: Ask, store: Path) -> None:
    ask("view", "save", "v", "is:open")
    connection = sqlite3.connect(store)
    conference = connection.execute("SELECT conference FROM directive ORDER BY position LIMIT 1").fetchone()[0]
    connection.execute("UPDATE saved_view SET scope = ?", (json.dumps([["conference", conference]]),))
    connection.commit()
    connection.close()
    answer = ask("export", "--format", "json", "--view", "v")
    wanted = set(listed(ask, "is:open", f"conf:{conference}"))
    exported = {each["id"] for held in json.loads(answer.out)["conferences"] for each in held["directives"]}
    assert wanted
    assert exported == wanted == set(listed(ask, "--view", "v"))


def scope_of(store: Path, name: str) -> object:
    with sqlite3.connect(store) as connection:
        kept = connection.execute("SELECT scope FROM saved_view WHERE name = ?", (name,)).fetchone()[0]
    connection.close()
    return json.loads(kept)


def damage(store: Path, statement: str) -> None:
    with sqlite3.connect(store) as connection:
        connection.execute(statement)
    connection.close()


def test_a_view_keeps_the_scope_it_is_given(ask: Ask, store: Path) -> None:
    answer = ask("view", "save", "v", "is:open", "--scope", "hn-2031-03-05", "--scope", "bct", "-kind:target")
    assert answer.code == 0, answer.err
    assert scope_of(store, "v") == [["conference", "hn-2031-03-05"], ["organisation", "bct"]]
    assert "v  is:open -kind:target  ‹conference hn-2031-03-05›  ‹agency bct›" in ask("view", "list").out
    left = listed(ask, "--view", "v")
    assert left
    assert left == listed(ask, "is:open", "-kind:target", "conf:hn-2031-03-05", "agency:bct")


def test_a_view_may_be_a_scope_alone(ask: Ask, store: Path) -> None:
    assert ask("view", "save", "v", "--scope", "hn-2031-03-05").code == 0
    assert "v  ‹conference hn-2031-03-05›" in ask("view", "list").out
    assert listed(ask, "--view", "v") == listed(ask, "conf:hn-2031-03-05")


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (["hn-2031-03-06"], "Did you mean “hn-2031-03-05”?"),
        (["hn-2031-03-05-01"], "hn-2031-03-05-01 (directive): a view is narrowed to a conference, leader"),
        (["bct", "bng"], "bng is one agency more"),
        ([""], "No record has the id"),
    ],
)
def test_a_scope_that_cannot_be_is_refused(ask: Ask, store: Path, scope: list[str], expected: str) -> None:
    answer = ask("view", "save", "v", "is:open", *(word for each in scope for word in ("--scope", each)))
    assert answer.code == 2
    assert expected in answer.err
    assert "v  " not in ask("view", "list").out


def test_the_same_record_twice_is_one_chip(ask: Ask, store: Path) -> None:
    assert ask("view", "save", "v", "is:open", "--scope", "bct", "--scope", "bct").code == 0
    assert scope_of(store, "v") == [["organisation", "bct"]]


def test_a_view_of_another_kind_is_saved_and_shown_as_such(ask: Ask, store: Path) -> None:
    assert ask("view", "save", "v", "stage:signed").code == 2
    assert ask("view", "save", "v", "stage:signed", "--kind", "agreements").code == 0
    assert "v  stage:signed  (agreements)" in ask("view", "list").out
    assert ask("list", "agreements", "--view", "v").out == ask("list", "agreements", "stage:signed").out


@pytest.mark.parametrize(
    "arguments", [["list", "--scope", "bct"], ["delete", "v", "--force"], ["list", "--kind", "markets"]]
)
def test_what_is_only_for_saving_is_refused_elsewhere(ask: Ask, store: Path, arguments: list[str]) -> None:
    answer = ask("view", *arguments)
    assert answer.code == 2
    assert "belong to `ngkt-tui view save`" in answer.err


def test_a_misspelt_option_is_no_word_of_the_filter(ask: Ask, store: Path) -> None:
    answer = ask("view", "save", "v", "is:open", "--scpoe", "bct")
    assert answer.code == 2
    assert "--scpoe" in answer.err


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("scope", '[["conference", "hn-2031-03-05-01"]]', "narrowed to “hn-2031-03-05-01” (directive)"),
        ("scope", '[["conference", "hn-1999-01-01"]]', "“hn-1999-01-01”, which is not in the store"),
        ("scope", '[["conference"]]', "What it is narrowed to cannot be read."),
        ("scope", '[[["x"], ["y"]]]', "What it is narrowed to cannot be read."),
        ("scope", "{}", "What it is narrowed to cannot be read."),
        ("scope", "nonsense", "What it is narrowed to cannot be read."),
        ("filter", "agency:nosuch", "Its filter has a mistake:"),
        ("filter", "stage:signed", "Its filter has a mistake:"),
    ],
)
def test_a_view_that_does_not_fit_the_store_is_told_of_by_name(
    ask: Ask, store: Path, column: str, value: str, expected: str
) -> None:
    commands: list[list[str]] = [["list", "directives"], ["summary"], ["export"], []]
    ask("view", "save", "v", "is:open")
    damage(store, f"UPDATE saved_view SET {column} = '{value}'")
    for arguments in commands:
        answer = ask(*arguments, "--view", "v")
        assert (answer.code, answer.out) == (2, ""), arguments
        assert "The view “v” cannot be used." in answer.err, arguments
        assert expected in answer.err, arguments
    assert expected in ask("view", "list").out
    assert ask("view", "save", "v", "is:open", "--force").code == 0
    assert ask(*commands[0], "--view", "v").code == 0


def test_a_view_of_a_withdrawn_record_is_used_and_marked(ask: Ask, store: Path) -> None:
    ask("view", "save", "v", "is:open", "--scope", "hn-2031-03-05")
    before = listed(ask, "--view", "v")
    damage(store, "UPDATE record SET withdrawn = 1 WHERE id = 'hn-2031-03-05'")
    assert "‹conference hn-2031-03-05 (withdrawn)›" in ask("view", "list").out
    assert listed(ask, "--view", "v") == before != []


def test_who_saved_a_view_is_kept_with_it(ask: Ask, store: Path) -> None:
    ask("view", "save", "v", "is:open")
    assert sqlite3.connect(store).execute("SELECT actor, position FROM saved_view").fetchall() == [("lan", 1)]
    assert ask("view", "save", "w", "is:open", "--readonly").code == 4


def test_a_name_of_which_nothing_can_be_seen_is_refused(ask: Ask, store: Path) -> None:
    for name in ("", " ", "\x07", "\u200b\u2063"):
        answer = ask("view", "save", name, "is:open")
        assert (answer.code, answer.err.splitlines()[0]) == (2, ask("view", "save", "").err.splitlines()[0])
    assert "\ufffd" not in ask("view", "list").out


def test_a_view_is_found_without_accents_where_only_one_can_be_meant(ask: Ask, store: Path) -> None:
    ask("view", "save", "Tháng bảy", "is:open")
    assert ask("list", "directives", "--view", "thang bay").code == 0
    ask("view", "save", "Thang bảy", "is:open")
    assert ask("list", "directives", "--view", "THANG BAY").code == 2
    assert ask("list", "directives", "--view", "Thang bảy").code == 0


@pytest.mark.parametrize(("language", "expected"), [("en", "conference 2031-03-05"), ("vi", "hội nghị 05/03/2031")])
def test_a_report_says_what_its_view_is_narrowed_to(ask: Ask, store: Path, language: str, expected: str) -> None:
    ask("view", "save", "v", "is:open", "--scope", "hn-2031-03-05")
    for command in (["summary"], ["export"], ["export", "--format", "html"], ["export", "--format", "json"]):
        answer = ask(*command, "--brief", "--view", "v", "--lang", language)
        assert expected in answer.out
    ask("view", "save", "w", "--scope", "hn-2031-03-05")
    assert expected in ask("summary", "--brief", "--view", "w", "--lang", language).out
