"""Files and functions stay small enough to be read in one sitting."""

import ast
from collections import Counter
from statistics import median

from tests.architecture.source import (
    FUNCTIONS,
    ROOT,
    Module,
    depth_of,
    functions,
    imports_of,
    lines_of,
    modules,
    nodes_in,
)

MAX_LINES_OF_A_FILE = 300
MIN_MEDIAN_LINES = 95
MAX_LINES_OF_A_FUNCTION = 50
DEEPEST_NESTING = 3
MAX_LINES_OF_THE_DASHBOARD = 250
MAX_MEMBERS_OF_A_DIALOG_HOST = 10
SCREEN = "ngkt_tui.tui.dashboard.dashboard_screen"
MIN_KINDS_OF_A_TABLE = 9
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "data", "misc"}


def test_no_file_is_longer_than_300_lines() -> None:
    python = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    assert len(python) > 50
    long = {str(path.relative_to(ROOT)): n for path in python if (n := len(path.read_text("utf-8").splitlines())) > 300}
    assert long == {}


def test_the_house_is_not_made_of_crumbs() -> None:
    """Half of the files are whole rooms; one that is small without need belongs to its neighbour."""
    sizes = [len(module.text.splitlines()) for module in modules()]
    assert median(sizes) >= MIN_MEDIAN_LINES
    assert sum(size < MIN_MEDIAN_LINES for size in sizes) < len(sizes) / 3


def test_no_function_is_longer_than_50_lines() -> None:
    long = [
        f"{module.name}.{function.name}: {lines_of(function)}"
        for module in modules()
        for function in functions(module)
        if lines_of(function) > MAX_LINES_OF_A_FUNCTION
    ]
    assert long == []


def test_most_functions_have_less_than_20_lines() -> None:
    sizes = [lines_of(function) for module in modules() for function in functions(module)]
    assert sum(size < 20 for size in sizes) > 0.85 * len(sizes)


def test_no_block_is_nested_deeper_than_three() -> None:
    deep = [
        f"{module.name}.{function.name}"
        for module in modules()
        for function in functions(module)
        if depth_of(function) > DEEPEST_NESTING
    ]
    assert deep == []


def test_the_dashboard_is_composed_of_parts_that_do_not_know_it() -> None:
    """It composes and routes, and fits on a few pages; what dialogs may use of it is told at a glance."""
    screen, host = class_named("DashboardScreen"), class_named("DialogHost")
    assert (screen.end_lineno or 0) - screen.lineno + 1 <= MAX_LINES_OF_THE_DASHBOARD
    assert [ast.unparse(base) for base in screen.bases] == ["SelectingScreen[None]"]
    fields = {
        node.attr for node in ast.walk(host) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    methods = {node.name for node in host.body if isinstance(node, FUNCTIONS)}
    assert len({name for name in fields | methods if not name.startswith("_")}) <= MAX_MEMBERS_OF_A_DIALOG_HOST
    known = frozenset(module.name for module in modules())
    users = {module.name for module in modules() if SCREEN in imports_of(module, known)}
    assert users == {"ngkt_tui.tui.app", "ngkt_tui.tui.session"}


def class_named(name: str) -> ast.ClassDef:
    nodes = (node for module in modules() for node in module.tree.body)
    return next(node for node in nodes if isinstance(node, ast.ClassDef) and node.name == name)


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [module.name for module in modules() if VAGUE_NAMES & set(module.name.split("."))] == []


def test_no_module_has_the_name_of_another() -> None:
    """But for a command and its service; the catalogues are named after what they tell."""
    known = [module.name for module in modules() if ".words." not in module.name]
    names = Counter(name.rpartition(".")[2] for name in known)
    twice = {name: [each for each in known if each.endswith(f".{name}")] for name, count in names.items() if count > 1}
    pairs = [[f"ngkt_tui.cli.commands.{name}", f"ngkt_tui.services.{name}"] for name in twice]
    assert {name: both for name, both in twice.items() if both not in pairs} == {}


def test_no_class_has_the_name_of_another() -> None:
    classes = Counter(node.name for module in modules() for node in nodes_in(module, ast.ClassDef))
    assert [name for name, count in classes.items() if count > 1] == []


def test_every_table_of_kinds_of_records_is_checked_to_be_complete() -> None:
    """A dict with nearly all kinds for keys is an argument of `require_complete` in its module."""
    tables = [(module, name) for module in modules() for name in _tables_of_kinds(module.tree)]
    assert len(tables) >= 8
    assert [f"{module.name}.{name}" for module, name in tables if name not in _checked(module)] == []


def _tables_of_kinds(tree: ast.Module) -> list[str]:
    found = []
    for node in tree.body:
        target = node.target if isinstance(node, ast.AnnAssign) else getattr(node, "targets", [None])[0]
        value = getattr(node, "value", None)
        if isinstance(value, ast.Dict) and isinstance(target, ast.Name):
            keys = [key for key in value.keys if isinstance(key, ast.Attribute) and _is_kind(key)]
            found += [target.id] if len(keys) >= MIN_KINDS_OF_A_TABLE else []
    return found


def _is_kind(key: ast.Attribute) -> bool:
    return isinstance(key.value, ast.Name) and key.value.id == "RecordKind"


def _checked(module: Module) -> set[str]:
    calls = [node for node in nodes_in(module, ast.Call) if len(node.args) > 1]
    checks = [call.args[1] for call in calls if getattr(call.func, "id", "") == "require_complete"]
    return {each.id for each in checks if isinstance(each, ast.Name)}
