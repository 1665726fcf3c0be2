"""`add` and `remove`: agencies and themes that no digest names."""

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Ask

BCT = ("add", "organisation", "--name", "Bộ Công Thương", "--name-en", "Ministry of Trade", "--kind", "ministry")
DIRECTIVE = "hn-2024-07-18-22"


@pytest.fixture
def db(seeded: Path, tmp_path: Path) -> tuple[str, str]:
    return ("--db", str(shutil.copy(seeded, tmp_path / "own.sqlite")))


def test_an_agency_is_added_and_put_in_charge(ask: Ask, db: tuple[str, str]) -> None:
    refused = ask("set", DIRECTIVE, "--lead", "Bộ Công Thương", *db)
    assert refused.code == 2
    assert "ngkt-tui add organisation" in refused.err
    told = ask(*BCT, "--short", "BCT", "--member-of", "bo-nganh", *db)
    assert (told.code, told.out) == (0, "bo-cong-thuong\n"), told.err
    assert ask("set", DIRECTIVE, "--lead", "BCT", *db).code == 0
    assert ask("list", "directives", "lead:bo-cong-thuong", "--format", "ids", *db).out.split() == [DIRECTIVE]


def test_all_is_undone_and_redone_in_another_process(ask: Ask, db: tuple[str, str]) -> None:
    before = ask("list", "agencies", "--format", "json", "--limit", "0", *db).out
    ask(*BCT, *db)
    added = ask("list", "agencies", "--format", "json", "--limit", "0", *db).out
    assert added != before
    assert ask("undo", *db).code == 0
    assert ask("list", "agencies", "--format", "json", "--limit", "0", *db).out == before
    assert ask("redo", *db).code == 0
    assert ask("list", "agencies", "--format", "json", "--limit", "0", *db).out == added


def test_what_is_called_the_same_is_not_added_twice_unasked(ask: Ask, db: tuple[str, str]) -> None:
    ask(*BCT, *db)
    again = ask("add", "organisation", "--name", "bo cong thuong", "--kind", "ministry", *db)
    assert (again.code, again.out) == (2, "")
    assert "bo-cong-thuong" in again.err
    forced = ask("add", "organisation", "--name", "bo cong thuong", "--kind", "ministry", "--force", *db)
    assert (forced.code, forced.out) == (0, "bo-cong-thuong-2\n")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "organisation", "--kind", "ministry"), "--name"),
        (("add", "organisation", "--name", "X"), "--kind"),
        ((*BCT, "--id", "Bộ"), "Bộ"),
        ((*BCT, "--id", "bng"), "bng"),
        ((*BCT, "--parent", "khong-co-dau"), "khong-co-dau"),
        (("add", "theme", "--name", "X", "--kind", "ministry"), "kind"),
    ],
)
def test_what_cannot_be_added_changes_nothing(
    ask: Ask, db: tuple[str, str], arguments: tuple[str, ...], told: str
) -> None:
    before = Path(db[1]).read_bytes()
    answer = ask(*arguments, *db)
    assert answer.code in (1, 2)
    assert answer.out == ""
    assert told in answer.err
    assert Path(db[1]).read_bytes() == before


def test_only_what_was_added_and_is_not_used_is_removed(ask: Ask, db: tuple[str, str]) -> None:
    assert ask("remove", "bng", *db).code == 1
    ask(*BCT, *db)
    ask("set", DIRECTIVE, "--lead", "bo-cong-thuong", *db)
    assert ask("remove", "bo-cong-thuong", *db).code == 1
    ask("set", DIRECTIVE, "--lead", "none", *db)
    assert ask("remove", "bo-cong-thuong", *db).code == 0
    assert ask("show", "bo-cong-thuong", *db).code == 2
    assert ask("undo", *db).code == 0
    assert ask("show", "bo-cong-thuong", *db).code == 0


def test_the_own_digest_is_exported_and_gives_the_same_elsewhere(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    ask(*BCT, "--member-of", "bo-nganh", *db)
    ask("add", "theme", "--name", "Kinh tế tầm thấp", *db)
    written = ask("digest", "export", "own", *db)
    assert written.code == 0, written.err
    assert "bo-cong-thuong" in written.out
    assert "kinh-te-tam-thap" in written.out
    listed = {each["id"]: each for each in json.loads(ask("digest", "list", "--format", "json", *db).out)}
    assert listed["own"]["records"] == {"agencies": 1, "themes": 1}
