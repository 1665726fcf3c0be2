"""Statements stand in triple quotes, a clause a line: none is glued together from the ends of strings."""

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import Module, modules, nodes_in

STATEMENT = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH RECURSIVE)\b")
TRIPLE = re.compile(r"""[rf]*(\"{3}|'{3})""", re.IGNORECASE)


def _glued(module: Module) -> Iterator[str]:
    lines = module.text.splitlines(keepends=True)
    for node in (*nodes_in(module, ast.JoinedStr), *nodes_in(module, ast.Constant)):
        if node.lineno != node.end_lineno:
            before = lines[node.lineno - 1].encode()[: node.col_offset].decode()  # columns are counted in bytes
            source = "".join(lines[node.lineno - 1 : node.end_lineno])[len(before) :]
            if not TRIPLE.match(source) and STATEMENT.search(source):
                yield f"{module.path.name}:{node.lineno}"


def test_no_statement_is_glued_from_strings() -> None:
    assert [place for module in modules() for place in _glued(module)] == []
