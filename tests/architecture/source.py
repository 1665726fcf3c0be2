"""The program's own source, parsed, for the tests that look at how it is built."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar, cast

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "ngkt_tui"
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Node = TypeVar("Node", bound=ast.AST)


class Module(NamedTuple):
    name: str
    path: Path
    text: str
    tree: ast.Module


@cache
def modules() -> tuple[Module, ...]:
    return tuple(_module(path) for path in sorted(PACKAGE.rglob("*.py")))


def _module(path: Path) -> Module:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    text = path.read_text(encoding="utf-8")
    return Module(name, path, text, ast.parse(text))


def nodes_in(module: Module, *kinds: type[Node]) -> Iterator[Node]:
    """Yield the nodes of some kinds, one kind after the other; the modules are walked through once for all tests."""
    found = _nodes_by_kind(module.tree)
    return (cast(Node, node) for kind in kinds for node in found.get(kind, ()))


@cache
def _nodes_by_kind(tree: ast.Module) -> dict[type[ast.AST], list[ast.AST]]:
    found: dict[type[ast.AST], list[ast.AST]] = {}
    for node in ast.walk(tree):
        found.setdefault(type(node), []).append(node)
    return found


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    yield from nodes_in(module, ast.FunctionDef)
    yield from nodes_in(module, ast.AsyncFunctionDef)


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


def depth_of(node: ast.AST, depth: int = 0) -> int:
    """Return how deep blocks stand in one another; an `elif` is as deep as its `if`."""
    deepest = depth
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (*FUNCTIONS, ast.expr)):
            continue
        is_elif = isinstance(node, ast.If) and node.orelse == [child] and isinstance(child, ast.If)
        inner = depth + (isinstance(child, BLOCKS) and not is_elif)
        deepest = max(deepest, depth_of(child, inner))
    return deepest


def imports_of(module: Module, known: frozenset[str]) -> set[str]:
    """Return the modules of the package that `module` imports anywhere, type-only imports and lazy ones included."""
    found: set[str] = set()
    for node in nodes_in(module, ast.Import):
        found |= {alias.name for alias in node.names}
    for origin in nodes_in(module, ast.ImportFrom):
        if origin.module:
            inner = {f"{origin.module}.{alias.name}" for alias in origin.names}
            found |= (inner & known) or {origin.module}
    return (found & known) - {module.name}
