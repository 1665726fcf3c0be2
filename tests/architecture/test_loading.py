"""What a start loads: a command pays for nothing that it does not use."""

import ast
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.architecture.source import ROOT, Module, imports_of, modules
from tests.fixtures.stores import make_sample_store

WRITING = ("sqlmodel", "sqlalchemy", "pydantic", "yaml")
DIALOGS = "ngkt_tui.tui.dialogs."
HEAVY = ("textual", "rich", *WRITING)
RUN = """
from ngkt_tui.__main__ import main

def run(*arguments):
    sys.argv[1:] = arguments
    try:
        main()
    except SystemExit as error:
        assert not error.code, (arguments, error.code)

def is_without(names, after):
    loaded = {name for name in sys.modules if name in names}
    assert not loaded, (after, loaded)
"""


def loaded_by(code: str, folder: Path) -> list[str]:
    """Return the top-level modules that a fresh interpreter has loaded after `code`."""
    script = f"import sys\n{code}\nprint('', *sys.modules, sep='\\n', file=sys.stderr)"
    environ = {
        **os.environ,
        "NGKT_DB": str(folder / "ngkt.sqlite"),
        "XDG_CONFIG_HOME": str(folder),
        "PYTHONPATH": str(ROOT),
    }
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environ, check=False)
    assert told.returncode == 0, told.stderr
    return sorted({name.partition(".")[0] for name in told.stderr.splitlines()})


def loaded_after_each(commands: Sequence[Sequence[str]], folder: Path, unwanted: Sequence[str]) -> list[str]:
    """Run commands one after the other in a fresh interpreter, which has none of the unwanted modules after any."""
    steps = (f"run(*{command!r})\nis_without({unwanted!r}, {command!r})" for command in commands)
    return loaded_by("\n".join((RUN, *steps)), folder)


def test_importing_the_command_line_loads_no_heavy_library(tmp_path: Path) -> None:
    names = ("ngkt_tui", "ngkt_tui.__main__", "ngkt_tui.cli", "ngkt_tui.cli.main")
    steps = (f"import {name}\nis_without({HEAVY!r}, {name!r})" for name in names)
    loaded_by("\n".join((RUN.replace("from ngkt_tui.__main__ import main", ""), *steps)), tmp_path)


def test_a_look_at_the_program_loads_no_heavy_library(tmp_path: Path) -> None:
    loaded = loaded_after_each([["--version"], ["--help"]], tmp_path, (*HEAVY, "sqlite3", "tomllib", "asyncio"))
    assert "click" in loaded


def test_a_command_that_reads_loads_nothing_that_writes(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    commands = [["list", "directives", "is:open"], ["show", "fta-mercosur"], ["history"], ["paths"], ["doctor"]]
    loaded_after_each(commands, tmp_path, (*WRITING, "textual", "asyncio"))


def test_own_keys_are_checked_without_a_screen_being_loaded(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    (tmp_path / "ngkt-tui").mkdir()
    (tmp_path / "ngkt-tui" / "config.toml").write_text('[keys]\ntick = "J"\n')
    assert "tomllib" in loaded_after_each([["help", "keys"]], tmp_path, ("textual", *WRITING))


def test_a_command_that_edits_loads_no_screen_and_no_yaml(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    edit = ["set", "hn-2031-03-05-01", "--status", "done"]
    assert "sqlmodel" in loaded_after_each([edit, ["undo"]], tmp_path, ("textual", "rich", "yaml"))


def test_what_draws_a_bar_is_loaded_where_a_bar_is_drawn(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    edit = ["set", "hn-2031-03-05-01", "--status", "done"]
    digest = str(ROOT / "tests/fixtures/second.yaml")
    unwanted = ["rich.progress", "docx", "lxml"]
    loaded_after_each([edit, ["undo"], ["export", "--format", "csv"], ["import", digest]], tmp_path, unwanted)


DASHBOARD_KEYS = """
import asyncio, os, sys
from pathlib import Path
from tests.tui.running import dashboard

async def show():
    async with dashboard(Path(os.environ["NGKT_DB"])) as running:
        assert "2031" in running.text
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
    assert "textual" in loaded
    assert [name for name in loaded if name in WRITING] == []


def test_who_rests_on_a_record_has_what_an_edit_needs_before_the_first_tick(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    loaded = loaded_by(DASHBOARD_KEYS.format(keys=("down",), looks=2000), tmp_path)
    assert "sqlmodel" in loaded
    assert "yaml" not in loaded


BUILT_ON = {
    "history_dialog": {"conflict_dialog"},
    "drafts_dialog": {"conflict_dialog"},
    "drafting_dialog": {"form_dialog"},
    "edit_dialogs": {"form_dialog"},
    "follow_up_dialogs": {"form_dialog"},
    "progress_dialogs": {"form_dialog"},
    "record_dialogs": {"form_dialog", "record_form_dialog"},
    "record_form_dialog": {"form_dialog"},
    "review_dialogs": {"form_dialog"},
    "watch_dialogs": {"form_dialog"},
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
