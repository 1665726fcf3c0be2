"""`summary` and `export`: from the command to the file."""

import json
from pathlib import Path

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.report.formats import Format
from tests.cli.conftest import Ask

pytestmark = pytest.mark.usefixtures("store")
FIRST = "hn-2031-03-05-01"


def test_the_summary_counts_what_was_done(ask: Ask) -> None:
    ask("set", FIRST, "--status", "done")
    answer = ask("summary")
    assert (answer.code, answer.err) == (0, "")
    assert "Directives done: 1 of" in answer.out
    assert not any(line.endswith(" ") for line in answer.out.splitlines())


def test_a_brief_summary_leaves_the_directives_out(ask: Ask) -> None:
    assert len(ask("summary", "--brief").out) < len(ask("summary").out)


def test_a_summary_is_narrowed_by_a_filter_and_says_so(ask: Ask) -> None:
    answer = ask("summary", "--filter", "conf:hn-2031-09-12")
    scope = next(line for line in answer.out.splitlines() if line.startswith("Scope:"))
    assert "Half-year review meeting" in scope
    assert "hn-2031-03-05" not in answer.out


def test_the_width_is_kept(ask: Ask) -> None:
    assert max(len(line) for line in ask("summary", "--width", "60").out.splitlines()) <= 60


@pytest.mark.parametrize("form", [each for each in Format if not each.is_binary])
@pytest.mark.parametrize("language", list(Language))
def test_an_export_is_the_same_twice_and_on_both_ways_out(
    ask: Ask, home: Path, form: Format, language: Language
) -> None:
    ask("set", FIRST, "--status", "blocked", "--why", "[/x] \x1b[31m <b>")
    target = home / f"report{form.ending}"
    answer = ask("export", "-o", str(target), "--lang", language)
    assert (answer.code, answer.out) == (0, "")
    assert str(target) in answer.err
    written = target.read_bytes()
    again = ask("export", "--format", form, "-o", "-", "--lang", language)
    assert again.out == written.decode("utf-8", "replace")
    assert form.is_binary or b"\x1b" not in written
    assert target.stat().st_mode & 0o777 == 0o600


def test_an_existing_file_is_kept_unless_forced(ask: Ask, home: Path) -> None:
    target = home / "report.json"
    target.write_text("mine")
    answer = ask("export", "-o", str(target))
    assert answer.code == 1
    assert "--force" in answer.err
    assert target.read_text() == "mine"
    assert ask("export", "-o", str(target), "--force").code == 0
    assert json.loads(target.read_text("utf-8"))


def test_a_wrong_filter_writes_nothing(ask: Ask, home: Path) -> None:
    answer = ask("export", "-o", str(home / "report.md"), "--filter", "nosuch:x")
    assert answer.code == 2
    assert not (home / "report.md").exists()


def test_statuses_are_counted_as_they_were_at_the_end_of_a_day(ask: Ask) -> None:
    ask("set", FIRST, "--status", "done")
    assert "Directives done: 1 of" in ask("summary", "--as-of", "2032-03-01").out
    assert "Directives done: 0 of" in ask("summary", "--as-of", "2032-02-29").out
