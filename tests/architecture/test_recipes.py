"""The recipes of `docs/architecture.md` name files that there are, and none costs more files than it may."""

import re

import pytest

from tests.architecture.source import PACKAGE, ROOT, modules
from tests.fixtures.examples import for_each

MAX_FILES = {"Add a user-owned field": 12, "Add a pane": 6, "Add an export format": 2, "Add a filter field": 2}
"""How many source files a recipe may name, beside the words."""
_NAMED = re.compile(r"`((?:[\w*.{},-]+/)+[\w*.-]*)`")


def recipes() -> dict[str, list[str]]:
    """Return the files that each recipe names."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Recipes\n")[2]
    return {part.partition("**")[0]: _NAMED.findall(part) for part in text.split("\n**")[1:]}


def test_every_recipe_is_found_with_its_files() -> None:
    assert all(len(files) > 1 for files in recipes().values()), recipes()
    assert len(recipes()) >= 4


@for_each("recipe", sorted(recipes()))
def test_the_files_of_a_recipe_are_there(recipe: str) -> None:
    missing = [name for name in recipes()[recipe] if not [*PACKAGE.glob(name), *ROOT.glob(name)]]
    assert missing == []


@pytest.mark.parametrize("recipe", MAX_FILES)
def test_what_is_often_added_costs_few_files(recipe: str) -> None:
    source = [name for name in recipes()[recipe] if list(PACKAGE.glob(name)) and not name.startswith("domain/words/")]
    assert 1 < len(source) <= MAX_FILES[recipe]


def test_the_recipe_of_a_kind_names_every_table_that_must_have_it() -> None:
    checked = {module.path for module in modules() if re.search(r"^require_complete\(", module.text, re.MULTILINE)}
    named = {PACKAGE / name for name in recipes()["Add a kind of record"]}
    assert len(checked) > 8
    assert sorted(checked - named) == []


def test_what_the_documentation_leads_to_is_there() -> None:
    """Each row of the table of places names files, and functions or the beginnings of their names behind them."""
    table = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Where to look\n")[2]
    rows = [row for row in table.partition("\n## ")[0].splitlines() if "`" in row]
    assert len(rows) > 5
    for row in rows:
        for name, _, function in re.findall(r"`([\w/]+(?:\.py|/))`( \(`(\w+)…?`\))?", row):
            assert (PACKAGE / name).exists(), row
            assert not function or f"def {function}" in (PACKAGE / name).read_text(encoding="utf-8"), row
