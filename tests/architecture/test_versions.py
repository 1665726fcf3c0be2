"""The versions: ranges in pyproject.toml, the exact set in constraints.txt, both tried by the CI."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONSTRAINTS = {
    canonicalize_name(requirement.name): requirement
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
    for requirement in [Requirement(line)]
}


def wanted() -> list[Requirement]:
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    return [Requirement(each) for group in groups for each in group]


def reached(names: list[str]) -> Iterator[str]:
    """Yield what the named distributions need, and what that needs, as installed here."""
    seen: set[str] = set()
    while names:
        name = canonicalize_name(names.pop())
        if name in seen:
            continue
        seen.add(name)
        yield name
        try:
            needed = [Requirement(each) for each in requires(name) or ()]
        except PackageNotFoundError:
            continue
        names += [each.name for each in needed if each.marker is None or each.marker.evaluate({"extra": ""})]


def test_every_dependency_has_a_range_that_ends_before_the_next_version_that_may_break() -> None:
    ranges = {each.name: sorted(part.operator for part in each.specifier) for each in wanted()}
    exact = ranges.pop("pytest-textual-snapshot")
    assert exact == ["=="]
    assert set(map(tuple, ranges.values())) == {("<", ">=")}


def test_the_exact_set_lies_within_the_ranges() -> None:
    pinned = {name: next(iter(each.specifier)).version for name, each in CONSTRAINTS.items()}
    assert {next(iter(each.specifier)).operator for each in CONSTRAINTS.values()} == {"=="}
    outside = [str(each) for each in wanted() if pinned.get(canonicalize_name(each.name), "") not in each.specifier]
    assert outside == []


def test_the_exact_set_is_complete() -> None:
    names = set(reached([each.name for each in wanted()]))
    extra_of_linkify = {"uc-micro-py"}
    assert sorted(names - set(CONSTRAINTS) - extra_of_linkify) == []


def test_the_exact_set_names_no_index() -> None:
    assert not re.search(r"^\s*(-|https?:)", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)


def test_the_ci_tries_the_newest_and_the_exact_set_on_every_python_that_is_meant() -> None:
    workflow = (ROOT / ".github" / "workflows" / "ci.yml").read_text("utf-8")
    for each in ("3.11", "3.12", "3.13", "3.14", "newest", "pinned", "macos-latest", "ubuntu-latest"):
        assert each in workflow
    assert "-c constraints.txt -e '.[test,types]'" in workflow
    assert "pip install -e '.[test,types]'" in workflow
    assert "pip install -e '.[test]'" in (ROOT / "README.md").read_text("utf-8")
    assert "pip install -c constraints.txt" in (ROOT / "README.md").read_text("utf-8")
