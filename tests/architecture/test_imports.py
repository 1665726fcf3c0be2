"""Who may import whom: the contracts of `pyproject.toml`, and no cycle at all."""

import ast
import re
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.architecture.source import ROOT, imports_of, modules, nodes_in


def test_the_contracts_of_the_layers_are_kept() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--config", "pyproject.toml"]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert process.returncode == 0, process.stdout + process.stderr


def test_no_modules_import_one_another_in_a_circle() -> None:
    known = frozenset(module.name for module in modules())
    graph = {module.name: imports_of(module, known) for module in modules()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" -> ".join(error.args[1])) from None


def test_every_import_is_absolute() -> None:
    relative = [module.name for module in modules() for node in nodes_in(module, ast.ImportFrom) if node.level]
    assert relative == []


OWN_FILES = {
    "ngkt_tui.services.session_state",
    "ngkt_tui.services.draft_files",
    "ngkt_tui.services.drafting_command",
}
"""Modules that read JSON which is not the store's: what was looked at last, drafts, what another program answers."""
_STORED_ENUMS = "Status|Stage|Assessment|Stance|FigureKind|ResultKind"


def test_what_the_store_holds_is_parsed_where_it_is_read_and_nowhere_above() -> None:
    parsed = re.compile(
        rf"\bparse_date\b|\bdate\.fromisoformat\b|\bjson\.loads\b|\bin (set|tuple|list)\(({_STORED_ENUMS})\)"
    )
    above = tuple(f"ngkt_tui.{layer}." for layer in ("services", "report", "tui", "cli"))
    found = [
        f"{module.name}: {match[0]}"
        for module in modules()
        if module.name.startswith(above) and module.name not in OWN_FILES
        for match in parsed.finditer(module.text)
    ]
    assert found == []
