"""`view` keeps filters under names; `--view` uses them wherever a filter is taken."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Ask


def listed(ask: Ask, *arguments: str) -> list[str]:
    told = ask("list", "directives", "--format", "ids", *arguments)
    assert told.code == 0, told.err
    return told.out.split()


def test_a_saved_view_leaves_what_its_filter_leaves(ask: Ask, store: Path) -> None:
    assert ask("view", "save", "còn mở", "is:open", "-kind:target").code == 0
    assert listed(ask, "--view", "còn mở") == listed(ask, "is:open", "-kind:target")
    assert "còn mở  is:open -kind:target" in ask("view", "list").out


def test_view_and_filter_must_both_hold(ask: Ask, store: Path) -> None:
    ask("view", "save", "v", "is:open")
    assert listed(ask, "--view", "v", "--filter", "kind:task") == listed(ask, "is:open", "kind:task")


def test_a_name_is_overwritten_only_by_force(ask: Ask, store: Path) -> None:
    ask("view", "save", "v", "is:open")
    told = ask("view", "save", "v", "status:done")
    assert told.code == 1
    assert "already" in told.err
    assert ask("view", "save", "v", "status:done", "--force").code == 0
    assert "v  status:done" in ask("view", "list").out


def test_a_deleted_view_is_gone(ask: Ask, store: Path) -> None:
    ask("view", "save", "v", "is:open")
    assert ask("view", "delete", "v").code == 0
    assert ask("list", "directives", "--view", "v").code == 2
    assert ask("view", "delete", "v").code == 2


@pytest.mark.parametrize("name", ["open", "chưa xong", "CHUA XONG", "done without evidence", "leaderless"])
def test_a_built_in_view_is_known_in_both_languages(ask: Ask, store: Path, name: str) -> None:
    told = ask("list", "directives", "--view", name)
    assert told.code == 0, told.err


def test_a_built_in_view_can_be_neither_replaced_nor_deleted(ask: Ask, store: Path) -> None:
    assert ask("view", "save", "quá hạn", "is:open", "--force").code == 1
    assert ask("view", "delete", "overdue").code == 2


def test_an_unknown_view_names_the_nearest(ask: Ask, store: Path) -> None:
    told = ask("summary", "--view", "overdeu")
    assert told.code == 2
    assert "Did you mean “overdue”?" in told.err


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
    told = ask("export", "--format", "json", "--view", "v")
    wanted = set(listed(ask, "is:open", f"conf:{conference}"))
    exported = {each["id"] for held in json.loads(told.out)["conferences"] for each in held["directives"]}
    assert wanted
    assert exported == wanted == set(listed(ask, "--view", "v"))


def test_who_saved_a_view_is_kept_with_it(ask: Ask, store: Path) -> None:
    ask("view", "save", "v", "is:open")
    assert sqlite3.connect(store).execute("SELECT actor, position FROM saved_view").fetchall() == [("lan", 1)]
    assert ask("view", "save", "w", "is:open", "--readonly").code == 4


def test_a_name_of_which_nothing_can_be_seen_is_refused(ask: Ask, store: Path) -> None:
    for name in ("", " ", "\x07", "\u200b\u2063"):
        told = ask("view", "save", name, "is:open")
        assert (told.code, told.err.splitlines()[0]) == (2, ask("view", "save", "").err.splitlines()[0])
    assert "\ufffd" not in ask("view", "list").out
