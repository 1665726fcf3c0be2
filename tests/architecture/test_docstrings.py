"""A docstring speaks of what is there: whoever renames a parameter renames it in the docstring too."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import FUNCTIONS, Module, modules

MENTIONED = re.compile(r"`([a-z_][a-z0-9_]*)`")
DOCUMENTED = (*FUNCTIONS, ast.ClassDef)


def _names_in(module: Module) -> set[str]:
    """Return every name that the code of a module uses, and every word of its texts but of its docstrings."""
    nodes = list(ast.walk(module.tree))
    docstrings = {ast.get_docstring(node, clean=False) for node in nodes if isinstance(node, DOCUMENTED)}
    names: set[str] = set()
    for node in nodes:
        names |= {str(value) for field in ("id", "attr", "arg", "name") if (value := getattr(node, field, None))}
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in docstrings:
            names |= set(re.findall(r"\w+", node.value))
    return names


def _mentioned(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, DOCUMENTED):
            for name in MENTIONED.findall(ast.get_docstring(node) or ""):
                yield node.lineno, name


def _keywords() -> set[str]:
    """Return the names by which values are given to a call anywhere: what an error is told."""
    nodes = (node for module in modules() for node in ast.walk(module.tree))
    return {node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg}


def test_every_name_in_a_docstring_stands_in_its_module() -> None:
    given = _keywords()
    unknown = [
        f"{module.path.name}:{line}: `{name}`"
        for module in modules()
        if (mentioned := list(_mentioned(module))) and (known := _names_in(module) | given)
        for line, name in mentioned
        if name not in known
    ]
    assert unknown == []
