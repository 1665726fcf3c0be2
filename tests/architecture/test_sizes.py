"""Files and functions stay small enough to be read in one sitting."""

from tests.architecture.source import ROOT, depth_of, functions, lines_of, modules

MAX_LINES_OF_A_FILE = 300
MAX_LINES_OF_A_FUNCTION = 50
DEEPEST_NESTING = 3
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "data", "misc"}


def test_no_file_is_longer_than_300_lines() -> None:
    python = [*(ROOT / "src").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "bench").rglob("*.py")]
    assert len(python) > 50
    long = {str(path.relative_to(ROOT)): n for path in python if (n := len(path.read_text("utf-8").splitlines())) > 300}
    assert long == {}


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


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [module.name for module in modules() if VAGUE_NAMES & set(module.name.split("."))] == []
