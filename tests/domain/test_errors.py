"""The tree of errors is drawn as it is."""

import re
from types import ModuleType

import ngkt_tui.cli.commands.serve
import ngkt_tui.domain.report_items
import ngkt_tui.services.drafting_command
import ngkt_tui.services.review
import ngkt_tui.web.accounts  # noqa: F401 — all make errors of their own
from ngkt_tui.domain import errors, store_errors
from ngkt_tui.domain.errors import NgktError

_LINE = re.compile(r"^    (?P<branches>[│├└─ ]*)(?P<name>[A-Z]\w+)(?: +exit (?P<code>\d+))?(?: {2,}|$)")


def drawn() -> dict[str, tuple[str | None, int]]:
    """Return the errors of both docstrings, each with its parent and its exit code."""
    tree = drawn_in(errors)
    return {**drawn_in(store_errors), **tree}


def drawn_in(module: ModuleType) -> dict[str, tuple[str | None, int]]:
    """Return the errors of one docstring; the root of a branch keeps no parent."""
    tree: dict[str, tuple[str | None, int]] = {}
    above: list[str] = []
    for match in filter(None, map(_LINE.match, (module.__doc__ or "").splitlines())):
        depth, name = len(match["branches"]) // 4, match["name"]
        parent = above[depth - 1] if depth else None
        tree[name] = parent, int(match["code"]) if match["code"] else tree[str(parent)][1]
        above[depth:] = [name]
    return tree


def made(error: type[NgktError] = NgktError, parent: str | None = None) -> dict[str, tuple[str | None, int]]:
    """Return the errors that there are, in the same form."""
    tree = {error.__name__: (parent, error.exit_code)}
    for child in error.__subclasses__():
        tree |= made(child, error.__name__)
    return tree


def test_the_tree_that_is_drawn_is_the_tree_that_there_is() -> None:
    assert drawn() == made()
