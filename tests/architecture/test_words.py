"""Words and code know one another: no text is asked for that no catalogue has, and none stands there unused."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from functools import cache

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import catalogue, en, vi
from ngkt_tui.domain.words.en import CATALOGUE
from tests.architecture.source import Module, modules, nodes_in

ASKING = {"translate", "print_message", "warn", "LazyText"}
PREFIXED = {"usage_error": "usage."}
"""Functions that put something before the key that they are given."""


@cache
def _code() -> tuple[Module, ...]:
    return tuple(module for module in modules() if ".words." not in module.name)


def _asked_for() -> Iterator[tuple[str, str]]:
    for module in _code():
        for node in nodes_in(module, ast.Call):
            if _is_key(node):
                yield module.name, _prefix(node) + str(node.args[_place(node)].value)  # type: ignore[attr-defined]


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _place(call: ast.Call) -> int:
    return 1 if isinstance(call.func, ast.Name) and call.func.id == "translate" else 0


def _prefix(call: ast.Call) -> str:
    return PREFIXED.get(_name(call), "")


def _is_key(call: ast.Call) -> bool:
    if _name(call) not in ASKING | set(PREFIXED) or len(call.args) <= _place(call):
        return False
    key = call.args[_place(call)]
    return isinstance(key, ast.Constant) and isinstance(key.value, str) and (bool(_prefix(call)) or "." in key.value)


def test_every_text_that_is_asked_for_is_there() -> None:
    words = catalogue(Language.VI)
    asked = set(_asked_for())
    assert len(asked) > 100
    missing = sorted((module, key) for module, key in asked if key not in words and f"detail.{key}" not in words)
    assert missing == []


def test_no_text_stands_in_two_parts_of_a_catalogue() -> None:
    for language in (en, vi):
        names = [each.name for each in pkgutil.iter_modules(language.__path__)]
        parts = [importlib.import_module(f"{language.__name__}.{name}") for name in names]
        sizes = [len(value) for part in parts for name, value in vars(part).items() if name.isupper()]
        assert sum(sizes) == len(language.CATALOGUE)


def test_no_text_is_there_for_nobody() -> None:
    literals, patterns = _literals()
    unused = [
        key
        for key in CATALOGUE
        if key not in literals
        and key.rpartition(".")[0] not in literals
        and not any(pattern.fullmatch(key) for pattern in patterns)
    ]
    assert unused == []


def _literals() -> tuple[set[str], list[re.Pattern[str]]]:
    """Return the strings in the code, with the keys that they are part of, and patterns for those put together."""
    literals: set[str] = set()
    patterns: set[str] = set()
    for module in _code():
        literals |= {node.value for node in nodes_in(module, ast.Constant) if isinstance(node.value, str)}
        patterns |= {"".join(map(_pattern, node.values)) for node in nodes_in(module, ast.JoinedStr)}
    return literals, [re.compile(pattern) for pattern in patterns if re.search("[a-z]", pattern)]


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"\S*"
