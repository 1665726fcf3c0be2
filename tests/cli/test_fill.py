"""Filling in what is not clear of many directives leaves alone what users and digests have said."""

import json

import pytest

from tests.cli.conftest import Ask

DUE_GIVEN, OTHER, NAMED = "hn-2031-03-05-01", "hn-2031-03-05-02", "hn-2031-03-05-03"
"""The digest names the leads of the first and the last one."""
pytestmark = pytest.mark.usefixtures("store")


def rows(ask: Ask) -> dict[str, tuple[object, ...]]:
    content = json.loads(ask("list", "directives", "--limit", "0", "--format", "json").out)
    return {
        row["id"]: (row["due"], row["own_lead"], row["confirms"], row["own_nature"])
        for row in content
        if row["id"] in (DUE_GIVEN, OTHER, NAMED)
    }


def test_only_what_is_empty_is_filled_and_one_undo_takes_it_back(ask: Ask) -> None:
    ask("set", DUE_GIVEN, "--due", "2032-06-30", "--nature", "ongoing")
    before = rows(ask)
    given = ("--due", "2032-12-31", "--lead", "bng", "--confirms", "bnn", "--nature", "deliverable", "--fill")
    answer = ask("set", DUE_GIVEN, OTHER, NAMED, *given)
    assert answer.code == 0, answer.err
    assert rows(ask) == {
        DUE_GIVEN: ("2032-06-30", None, ["bnn"], "ongoing"),
        OTHER: ("2032-12-31", ["bng"], ["bnn"], "deliverable"),
        NAMED: ("2032-12-31", None, ["bnn"], "deliverable"),
    }
    assert ask("set", DUE_GIVEN, OTHER, NAMED, *given).out == "Nothing to change: it is so already.\n"
    ask("undo")
    assert rows(ask) == before


def test_what_is_no_gap_is_refused(ask: Ask) -> None:
    assert ask("set", OTHER, "--status", "done", "--fill").code == 2
