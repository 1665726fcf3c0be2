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
ENTRIES = tuple(f"ngkt_tui.store.tables.{name}" for name in ("entry_tables", "reminder_tables", "mention_tables"))
"""The tables of which most edits write no row: each takes a hundred KiB, and milliseconds to make."""
HEAVY = ("textual", "rich", *WRITING)
BEGIN = "from ngkt_tui.__main__ import main"
RUN = """
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
    process = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environ, check=False)
    assert process.returncode == 0, process.stderr
    return sorted({name.partition(".")[0] for name in process.stderr.splitlines()})


def after_each(commands: Sequence[Sequence[str]], unwanted: Sequence[str]) -> str:
    """Return code that runs commands one after the other, and has none of the unwanted modules after any."""
    return "\n".join(f"run(*{command!r})\nis_without({unwanted!r}, {command!r})" for command in commands)


def test_importing_looking_and_reading_load_nothing_that_they_do_not_use(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    names = ("ngkt_tui", "ngkt_tui.__main__", "ngkt_tui.cli", "ngkt_tui.cli.main")
    imported = (f"import {name}\nis_without({HEAVY!r}, {name!r})" for name in names)
    looking = after_each([["--version"], ["--help"]], (*HEAVY, "sqlite3", "tomllib", "asyncio"))
    reports = ("ngkt_tui.domain.summary_items", "ngkt_tui.report.blocks", "ngkt_tui.query.report_parts")
    listing = after_each([["list", "directives", "is:open"], ["history"], ["show", "fta-mercosur"]], reports)
    reading = [["list", "directives", "is:open"], ["show", "fta-mercosur"], ["history"], ["paths"], ["doctor"]]
    steps = (RUN, *imported, BEGIN, looking, listing, after_each(reading, (*WRITING, "textual", "asyncio", "psycopg")))
    assert "click" in loaded_by("\n".join(steps), tmp_path)


def test_own_keys_are_checked_without_a_screen_being_loaded(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    (tmp_path / "ngkt-tui").mkdir()
    (tmp_path / "ngkt-tui" / "config.toml").write_text('[keys]\ntick = "J"\n')
    assert "tomllib" in loaded_by(
        "\n".join((RUN, BEGIN, after_each([["help", "keys"]], ("textual", *WRITING)))), tmp_path
    )


def test_a_command_that_edits_loads_no_screen_and_no_yaml_and_none_a_bar_that_is_not_drawn(tmp_path: Path) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    edits = [["set", "hn-2031-03-05-01", "--status", "done"], ["undo"]]
    others = [["export", "--format", "csv"], ["import", str(ROOT / "tests/fixtures/second.yaml")]]
    bar = ("rich.progress", "docx", "lxml")
    steps = (RUN, BEGIN, after_each(edits, ("textual", "rich", "yaml", *bar, *ENTRIES)), after_each(others, bar))
    assert "sqlmodel" in loaded_by("\n".join(steps), tmp_path)


DASHBOARD_KEYS = """
import asyncio, os, sys
from ngkt_tui.tui.run import load
load()
from pathlib import Path
from tests.tui.running import dashboard

async def show():
    async with dashboard(Path(os.environ["NGKT_DB"]), opens="due-today") as running:
        assert "2031" in running.text
        await running.press("G", "g", "pagedown", "slash", "x", "escape", "escape", "1", "2")
        await looked(running, 15)
        is_without({writing}, "paging")
        is_without(("ngkt_tui.tui.dialogs.today_dialog", "ngkt_tui.query.report_parts"), "nothing is due")
        await running.press("0")
        assert "ngkt_tui.tui.dialogs.today_dialog" in sys.modules
        is_without(("ngkt_tui.tui.dialogs.form_dialog", "ngkt_tui.domain.clause_proposals"), "Today")
        await running.press("escape")
        await running.press("down")
        await looked(running, 400)
        is_without(("yaml", *{entries}), "resting")
        assert "hashlib" in sys.modules
        assert sys.modules["_hashlib"] is None, "OpenSSL is loaded"

async def looked(running, times):
    for _ in range(times):
        await running.settle()
        if "sqlmodel" in sys.modules:
            break
        await asyncio.sleep(0.05)

asyncio.run(show())
"""


def test_who_pages_loads_nothing_that_writes_and_who_rests_on_a_record_what_the_first_tick_needs(
    tmp_path: Path,
) -> None:
    make_sample_store(tmp_path / "ngkt.sqlite")
    loaded = loaded_by(RUN + DASHBOARD_KEYS.format(writing=WRITING, entries=ENTRIES), tmp_path)
    assert {"textual", "sqlmodel"} <= set(loaded)
    assert "yaml" not in loaded


BUILT_ON = {
    "history_dialog": {"conflict_dialog"},
    "drafting_dialog": {"form_dialog"},
    "edit_dialogs": {"form_dialog"},
    "follow_up_dialogs": {"form_dialog"},
    "progress_dialogs": {"form_dialog"},
    "record_dialogs": {"form_dialog", "record_form_dialog"},
    "record_form_dialog": {"form_dialog"},
    "review_dialogs": {"form_dialog"},
    "sheet_dialog": {"form_dialog"},
    "watch_dialogs": {"form_dialog"},
}
"""The dialogs that are made of another module's base class."""


def test_where_python_has_no_algorithms_of_its_own_a_dashboard_uses_those_of_openssl(tmp_path: Path) -> None:
    without = "sys.modules['_sha256'] = sys.modules['_sha2'] = None\nfrom ngkt_tui.tui.run import load\nload()"
    assert "_hashlib" in loaded_by(f"{without}\nimport hashlib\nhashlib.sha256(b'')\nhashlib.scrypt", tmp_path)


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
