"""One word, one meaning, and no word of speech for what is not spoken: names that the house has given up stay away."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

from tests.architecture.source import FUNCTIONS, ROOT, functions, modules, nodes_in

BANNED = re.compile(
    r"(^|_)(tell|tells|telling|told|say|says|said|speak|hear|heard|sought|shelf|feeding|wish|wishes|manner|chronicle|seat|intake"
    r"|papers_of|gatherings|undoing|granting|placing)($|_)"
)


def test_no_function_class_or_module_has_a_name_that_was_given_up() -> None:
    defined = [
        (module.name, node.name)
        for module in modules()
        for node in (*functions(module), *nodes_in(module, ast.ClassDef))
    ]
    named = [*defined, *((module.name, module.name.rpartition(".")[2]) for module in modules())]
    assert [(module, name) for module, name in named if BANNED.search(_in_words(name))] == []


def _in_words(name: str) -> str:
    """Return the name of a class, too, as words between underlines."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


LOCAL = re.compile(r"^_?(told|said|say|tell)$")
CITED = {
    (f"ngkt_tui.{module}", "said") for module in ("digest.model.records", "query.detail.bodies", "query.detail.values")
}
"""`said` is a field of the file format, and of what is read of it."""


def test_no_local_name_or_parameter_is_a_word_of_speech() -> None:
    """What a name holds is told by a noun: lines, text, statements. That holds for the tests as for the program."""
    trees = {module.name: module.tree for module in modules()}
    for folder in ("tests", "bench"):
        paths = (ROOT / folder).rglob("*.py")
        trees |= {str(path.relative_to(ROOT)): ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    assert len(trees) > 500
    named = [(name, each) for name, tree in trees.items() for each in _named_in(tree) if LOCAL.match(each)]
    assert [each for each in named if each not in CITED] == []


def _named_in(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def test_no_module_gives_a_name_twice() -> None:
    """A constant that another one below replaces means something else to what stands between."""
    twice = []
    for module in modules():
        assigned = [node for node in module.tree.body if isinstance(node, ast.Assign)]
        names = [each.id for node in assigned for target in node.targets for each in ast.walk(target)
                 if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)]  # fmt: skip
        twice += [(module.name, name) for name, many in Counter(names).items() if many > 1]
    assert twice == []
