"""A docstring speaks of what is there: whoever renames a parameter renames it in the docstring too."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import FUNCTIONS, Module, functions, modules, nodes_in

MENTIONED = re.compile(r"`([a-z_][a-z0-9_]*)`")
NAMES: dict[type[ast.AST], str] = {
    ast.Name: "id",
    ast.Attribute: "attr",
    ast.arg: "arg",
    ast.keyword: "arg",
    **dict.fromkeys((*FUNCTIONS, ast.ClassDef, ast.alias, ast.ExceptHandler, ast.MatchAs, ast.MatchStar), "name"),
}


def _documented(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    yield from functions(module)
    yield from nodes_in(module, ast.ClassDef)


def _names_in(module: Module) -> set[str]:
    """Return every name that the code of a module uses, and every word of its texts but of its docstrings."""
    docstrings = {ast.get_docstring(node, clean=False) for node in _documented(module)}
    names = {str(getattr(node, field)) for kind, field in NAMES.items() for node in nodes_in(module, kind)}
    for node in nodes_in(module, ast.Constant):
        if isinstance(node.value, str) and node.value not in docstrings:
            names.update(re.findall(r"\w+", node.value))
    return names


def _mentioned(module: Module) -> Iterator[tuple[int, str]]:
    for node in _documented(module):
        for name in MENTIONED.findall(ast.get_docstring(node, clean=False) or ""):
            yield node.lineno, name


def _keywords() -> set[str]:
    """Return the names by which values are given to a call anywhere: what an error is told."""
    return {node.arg for module in modules() for node in nodes_in(module, ast.keyword) if node.arg}


def test_every_name_in_a_docstring_stands_in_its_module() -> None:
    given = _keywords()
    unknown = [
        f"{module.path.name}:{line}: `{name}`"
        for module in modules()
        if (mentioned := [each for each in _mentioned(module) if each[1] not in given]) and (known := _names_in(module))
        for line, name in mentioned
        if name not in known
    ]
    assert unknown == []
