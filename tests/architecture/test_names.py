"""One word, one meaning, and no word of speech for what is not spoken: names that the house has given up stay away."""

import ast
import re

from tests.architecture.source import FUNCTIONS, modules

BANNED = re.compile(
    r"(^|_)(tell|tells|telling|told|say|says|said|speak|hear|heard|sought|shelf|feeding|wishes|manner|chronicle|seat|intake"
    r"|papers_of|gatherings|undoing|granting|placing)($|_)"
)


def test_no_function_class_or_module_has_a_name_that_was_given_up() -> None:
    defined = [
        (module.name, node.name)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, (*FUNCTIONS, ast.ClassDef))
    ]
    named = [*defined, *((module.name, module.name.rpartition(".")[2]) for module in modules())]
    assert [(module, name) for module, name in named if BANNED.search(name)] == []
