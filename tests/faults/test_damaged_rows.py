"""One value of one row damaged, wherever it stands: every command shows the rest (RELIABILITY row 27)."""

import csv
import io
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.faults.test_hostile_text import run_command
from tests.fixtures.stores import make_sample_store
from tests.store.stores import damage, rows

RECORD = "hn-2031-03-05-01"
KINDS = ("directives", "conferences", "agreements", "markets", "officials", "agencies")
READING = (
    *(("list", kind) for kind in KINDS),
    ("list", "directives", "due:overdue"),
    ("list", "directives", "status:done", "--format", "json"),
    ("summary",),
    ("summary", "--as-of", "2032-03-01"),
    ("history",),
    ("history", "--format", "json"),
    ("history", RECORD),
    ("view", "list"),
    *(("export", "--format", form) for form in ("text", "markdown", "html", "svg", "csv", "json")),
    *(("show", each) for each in (RECORD, "fta-mercosur", "tt-bac-au", "hn-2031-03-05", "tran-minh-khoi", "bng")),
)
TEXTS: tuple[object, ...] = ("hỏng", "2031-02-30", "", "[1", "{}", "[[1]]", "9" * 30, b"\xff\xfe\x00")
NUMBERS: tuple[object, ...] = (-1, 0, 2**62)
SETTING_UP = (
    ("set", RECORD, "--status", "blocked", "--why", "vốn", "--due", "2032-02-01", "--due", "2032-02-02"),
    ("set", RECORD, "--due", "2032-02-03", "--lead", "bnn", "--coordinating", "bct", "--importance", "2"),
    ("set", "hn-2031-03-05-02", "--status", "done", "--on", "2032-02-29", "--evidence", "77/NQ-CP"),
    ("set", "fta-mercosur", "--stage", "signed", "--on", "2032-01-01", "--next", "phê chuẩn"),
    ("set", "tt-bac-au", "--assessment", "stable"),
    ("note", RECORD, "gọi lại"),
    ("undo",),
    ("redo",),
    ("view", "save", "của tôi", "due:overdue"),
)


class Damage(NamedTuple):
    table: str
    column: str
    value: object


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_sample_store(tmp_path_factory.mktemp("damaged") / "whole.sqlite")
    for command in SETTING_UP:
        assert run_command(path, *command)[0] == 0, command
    return path


@pytest.fixture
def store(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return Path(shutil.copy(template, tmp_path / "whole.sqlite"))


def all_damages(path: Path) -> list[Damage]:
    """Return all there is to damage: every column that is not what the other tables know its row by."""
    found = []
    tables = rows(path, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'")
    for (table,) in tables:
        for _, column, kind, _, _, is_key in rows(path, f"PRAGMA table_info({table})"):
            if not is_key and (table, column) not in {("record", "id"), ("directive", "id")}:
                found += [Damage(table, column, value) for value in (TEXTS if kind == "TEXT" else NUMBERS)]
    return found


def damaged(whole: Path, chosen: Damage) -> Path:
    path = Path(shutil.copy(whole, whole.with_name("ngkt.sqlite")))
    triggers = rows(path, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
    for trigger, _ in triggers:
        damage(path, f"DROP TRIGGER {trigger}")
    keys = [row[1] for row in rows(path, f"PRAGMA table_info({chosen.table})") if row[5]]
    first = " AND ".join(f"{key} = (SELECT {key} FROM {chosen.table} ORDER BY {', '.join(keys)})" for key in keys)
    value = "CAST(? AS TEXT)" if isinstance(chosen.value, bytes) else "?"
    damage(path, f"UPDATE OR IGNORE {chosen.table} SET {chosen.column} = {value} WHERE {first}", chosen.value)
    for _, sql in triggers:
        damage(path, sql)
    return path


def run_or_crash(path: Path, *command: str) -> tuple[int, str]:
    try:
        return run_command(path, *command)
    except Exception as error:  # noqa: BLE001 - all that fail are told at once
        return 70, repr(error)


def listed(path: Path, kind: str) -> int:
    return len(run_or_crash(path, "list", kind, "--format", "ids")[1].split())


def try_damages(store: Path, chosen: Sequence[Damage]) -> None:
    before = {kind: listed(store, kind) for kind in KINDS}
    failed: list[tuple[object, ...]] = []
    for each in chosen:
        path = damaged(store, each)
        for command in READING:
            code, words = run_or_crash(path, *command)
            if code != 0:
                failed.append((each, command, code, words[-300:]))
        if each.column not in ("kind", "position"):
            failed += [(each, kind) for kind in KINDS if listed(path, kind) < before[kind]]
    print(f"damaged values: {len(chosen)} tried, each in {len(READING)} commands, {len(failed)} failed")
    assert not failed, "\n".join(map(str, failed))


def test_one_damaged_value_leaves_the_rest_to_be_read(store: Path) -> None:
    try_damages(store, random.Random(27).sample(all_damages(store), 1))


@pytest.mark.parametrize("position", NUMBERS)
def test_a_link_that_stands_nowhere_leaves_what_it_names_to_be_read(store: Path, position: object) -> None:
    damage(store, "UPDATE link SET position = ? WHERE record = ?", position, RECORD)
    for (target,) in rows(store, f"SELECT target FROM link WHERE record = '{RECORD}'"):
        assert run_command(store, "show", target)[0] == 0


def test_a_figure_of_a_damaged_kind_is_told_with_the_others_and_marked(store: Path) -> None:
    path = damaged(store, Damage("figure", "kind", "hỏng"))
    for form in ("text", "markdown", "html"):
        assert "hỏng (?)" in run_command(path, "export", "--format", form)[1]


def test_a_directive_of_a_damaged_status_is_told_with_the_others_and_marked(store: Path) -> None:
    path = damaged(store, Damage("directive", "status", "hỏng"))
    for form in ("text", "markdown", "html"):
        code, words = run_command(path, "export", "--format", form)
        assert code == 0
        assert "status damaged" in words
    assert json.loads(run_command(path, "export", "--format", "json")[1])
    rows = list(csv.reader(io.StringIO(run_command(path, "export", "--format", "csv")[1])))
    assert [row[4] for row in rows].count("?") == 1
    assert len(rows) == 1 + 13
    assert run_command(path, "summary")[0] == 0


def test_a_group_of_a_damaged_kind_is_told_with_the_others(store: Path) -> None:
    path = damaged(store, Damage("change_group", "kind", "hỏng"))
    code, words = run_command(path, "history")
    assert code == 0
    assert "hỏng" in words
    assert "gọi lại" in words


@pytest.mark.soak
@pytest.mark.parametrize("part", range(6))
def test_any_damaged_value_leaves_the_rest_to_be_read(store: Path, part: int) -> None:
    try_damages(store, all_damages(store)[part::6])
