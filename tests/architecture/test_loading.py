"""What a start loads: a command pays for nothing that it does not use."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT, Module, imports_of, modules
from tests.fixtures.stores import make_sample_store

WRITING = ("sqlmodel", "sqlalchemy", "pydantic", "yaml")
DIALOGS = "ngkt_tui.tui.dialogs."
HEAVY = ("textual", "rich", *WRITING)
RUN = """
from ngkt_tui.__main__ import main
try:
    main()
except SystemExit as error:
    assert not error.code, error.code
"""
DASHBOARD = """
import asyncio, os
from pathlib import Path
from tests.tui.running import dashboard

async def show():
    async with dashboard(Path(os.environ["NGKT_DB"])) as running:
        assert "2031" in running.text

asyncio.run(show())
"""


def loaded_by(code: str, folder: Path, *arguments: str) -> list[str]:
    """Return the top-level modules that a fresh interpreter has loaded after `code`."""
    script = (
        f"import sys; sys.argv[1:] = {list(arguments)!r}\n{code}\nprint('', *sys.modules, sep='\\n', file=sys.stderr)"
    )
    environ = {
        **os.environ,
        "NGKT_DB": str(folder / "ngkt.sqlite"),
        "XDG_CONFIG_HOME": str(folder),
        "PYTHONPATH": str(ROOT),
    }
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environ, check=False)
    assert told.returncode == 0, told.stderr
    return sorted({name.partition(".")[0] for name in told.stderr.splitlines()})


@pytest.mark.parametrize("module", ["ngkt_tui", "ngkt_tui.__main__", "ngkt_tui.cli", "ngkt_tui.cli.main"])
def test_importing_the_command_line_loads_no_heavy_library(module: str, tmp_path: Path) -> None:
    assert [name for name in loaded_by(f"import {module}", tmp_path) if name in HEAVY] == []


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_a_look_at_the_program_loads_no_heavy_library(flag: str, tmp_path: Path) -> None:
    loaded = loaded_by(RUN, tmp_path, flag)
    assert "click" in loaded
    assert [name for name in loaded if name in (*HEAVY, "sqlite3", "tomllib", "asyncio")] == []


@pytest.mark.parametrize(
    "arguments",
    [["list", "directives", "is:open"], ["show", "fta-mercosur"], ["history"], ["paths"], ["doctor"]],
    ids=" ".join,
)
def test_a_command_that_reads_loads_nothing_that_writes(arguments: list[str], tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    loaded = loaded_by(RUN, tmp_path, *arguments)
    assert [name for name in loaded if name in (*WRITING, "textual", "asyncio")] == []


def test_own_keys_are_checked_without_a_screen_being_loaded(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    (tmp_path / "ngkt-tui").mkdir()
    (tmp_path / "ngkt-tui" / "config.toml").write_text('[keys]\ntick = "X"\n')
    loaded = loaded_by(RUN, tmp_path, "help", "keys")
    assert "tomllib" in loaded
    assert [name for name in loaded if name in ("textual", *WRITING)] == []


def test_a_command_that_edits_loads_no_screen_and_no_yaml(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    loaded = loaded_by(RUN, tmp_path, "set", "hn-2031-03-05-01", "--status", "done")
    assert "sqlmodel" in loaded
    assert [name for name in loaded if name in ("textual", "rich", "yaml")] == []


@pytest.mark.parametrize(
    "arguments",
    [["import", str(ROOT / "tests/fixtures/second.yaml")], ["export", "--format", "csv"], ["undo"]],
    ids=lambda arguments: arguments[0],
)
def test_what_draws_a_bar_is_loaded_where_a_bar_is_drawn(arguments: list[str], tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    if arguments == ["undo"]:
        loaded_by(RUN, tmp_path, "set", "hn-2031-03-05-01", "--status", "done")
    loaded_by(f"{RUN}\nassert 'rich.progress' not in sys.modules", tmp_path, *arguments)


def test_the_first_rows_are_on_the_screen_before_anything_that_writes_is_loaded(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    loaded = loaded_by(DASHBOARD, tmp_path)
    assert "textual" in loaded
    assert [name for name in loaded if name in WRITING] == []


DASHBOARD_KEYS = """
import asyncio, os, sys
from pathlib import Path
from tests.tui.running import dashboard

async def show():
    async with dashboard(Path(os.environ["NGKT_DB"])) as running:
        await running.press(*{keys})
        for _ in range({looks}):
            await running.settle()
            if "sqlmodel" in sys.modules:
                break
            await asyncio.sleep(0.01)

asyncio.run(show())
"""


def test_who_pages_and_filters_loads_nothing_that_writes(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    keys = ("G", "g", "pagedown", "slash", "x", "escape", "escape", "1", "2")
    loaded = loaded_by(DASHBOARD_KEYS.format(keys=keys, looks=60), tmp_path)
    assert [name for name in loaded if name in WRITING] == []


def test_who_rests_on_a_record_has_what_an_edit_needs_before_the_first_tick(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    loaded = loaded_by(DASHBOARD_KEYS.format(keys=("down",), looks=2000), tmp_path)
    assert "sqlmodel" in loaded
    assert "yaml" not in loaded


BUILT_ON = {
    "history_dialog": {"conflict_dialog"},
    "drafts_dialog": {"conflict_dialog"},
    "edit_dialogs": {"form_dialog"},
}
"""The dialogs that are made of another module's base class."""


def test_a_dialog_loads_no_dialog_that_it_may_open() -> None:
    known = frozenset(module.name for module in modules())
    loads = {module.name: imports_at_once(module, known) for module in modules()}
    dialogs = {name for name in known if name.startswith(DIALOGS) and name.endswith(("_dialog", "_dialogs"))}
    others = {name.removeprefix(DIALOGS): (reached(name, loads) & dialogs) - {name} for name in dialogs}
    assert len(dialogs) > 10
    assert {name: {each.removeprefix(DIALOGS) for each in each_other} for name, each_other in others.items()} == {
        name: BUILT_ON.get(name, set()) for name in others
    }


def imports_at_once(module: Module, known: frozenset[str]) -> set[str]:
    """Return the modules of the package that are loaded with a module: not by its functions, nor for types alone."""
    top = ast.Module([node for node in module.tree.body if isinstance(node, ast.Import | ast.ImportFrom)], [])
    return imports_of(module._replace(tree=top), known)


def reached(name: str, loads: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = {name}
    while waiting:
        seen |= waiting
        waiting = {each for found in waiting for each in loads[found]} - seen
    return seen
