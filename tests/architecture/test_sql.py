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


OF_ONE_ENGINE = re.compile(
    r"\b(MATCH|GLOB|PRAGMA|INSERT OR|rowid|sqlite_schema|iif|ifnull|strftime|printf|ILIKE|LATERAL"
    r"|tsquery|tsvector|ts_rank|to_tsvector|string_agg)\b|->>|@@|\bIS NOT :|::[a-z]"
)
"""What one engine alone understands. Functions that both have (`json_each`, `date`) are no such words: on PostgreSQL
they are functions of the store (`store.postgres.functions`)."""
ITS_OWN_PLACES = ("ngkt_tui.store.", "ngkt_tui.query.search")


def _docstrings(module: Module) -> set[int]:
    bodies = [node.body for node in ast.walk(module.tree) if hasattr(node, "body") and isinstance(node.body, list)]
    firsts = (statement.value for body in bodies for statement in body if isinstance(statement, ast.Expr))
    return {id(value) for value in firsts if isinstance(value, ast.Constant)}


def test_reads_are_one_text_for_both_engines() -> None:
    """What an engine has of its own is written below `store` and in `query.search`, and nowhere else."""
    wrong = [
        f"{module.name}:{node.lineno}: {found[0]}"
        for module in modules()
        if module.name.startswith(("ngkt_tui.query", "ngkt_tui.services"))
        and not module.name.startswith(ITS_OWN_PLACES)
        for docstrings in (_docstrings(module),)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings
        for found in (OF_ONE_ENGINE.search(node.value),)
        if found
    ]
    assert wrong == []
