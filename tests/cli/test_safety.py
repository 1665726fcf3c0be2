"""`backup`, `restore`, `doctor`, and the backup that an import makes by itself."""

import os
import sqlite3
import stat
from pathlib import Path

import pytest

from ngkt_tui import __version__
from ngkt_tui.store.schema import SCHEMA_VERSION
from ngkt_tui.store.sqlite.backups import backups_of, kept_of
from tests.cli.conftest import Ask
from tests.fixtures.stores import SAMPLE
from tests.store.stores import damage

FIRST = "hn-2031-03-05-01"
SECOND_DIGEST = Path(__file__).parents[1] / "fixtures" / "second.yaml"


def test_a_backup_is_written_and_restored_and_the_present_store_kept(ask: Ask, store: Path, home: Path) -> None:
    target = home / "copy.sqlite"
    answer = ask("backup", str(target))
    assert (answer.code, answer.err) == (0, f"Copied to {target}.\n")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    ask("set", FIRST, "--due", "+1d")
    answer = ask("restore", str(target))
    assert answer.code == 0
    (kept,) = kept_of(store)
    assert f"What was there before is kept: {kept}" in answer.err
    assert ask("list", "directives", "due:any", "--format", "ids").out == ""
    assert ask("list", "directives", "due:any", "--format", "ids", "--db", str(kept)).out == f"{FIRST}\n"


def test_a_backup_never_replaces_a_file(ask: Ask, store: Path, home: Path) -> None:
    target = home / "copy.sqlite"
    target.write_text("mine")
    answer = ask("backup", str(target))
    assert answer.code == 1
    assert "never replaces" in answer.err
    assert target.read_text() == "mine"
    assert ask("backup", str(home / "nowhere" / "copy")).code == 1


@pytest.mark.usefixtures("store")
def test_what_is_no_backup_is_not_restored(ask: Ask, home: Path) -> None:
    (home / "notes").write_text("notes")
    assert ask("restore", str(home / "notes")).code == 4
    assert ask("restore", str(home / "absent")).code == 4
    assert ask("restore", str(home / "notes"), "--readonly").code == 4
    assert ask("show", FIRST).code == 0


def test_the_doctor_finds_a_sound_store_sound(ask: Ask, store: Path) -> None:
    ask("set", FIRST, "--status", "done", "--evidence", "5/BC", "--lead", "bnn", "--due", "+1d", "--importance", "2")
    ask("set", FIRST, "--due", "+9d")
    ask("set", "fta-mercosur", "--stage", "signed", "--next", "x")
    ask("undo")
    ask("redo")
    ask("note", FIRST, "ghi chú")
    answer = ask("doctor")
    assert (answer.code, answer.err) == (0, "All is well.\n")
    assert "The history matches the state: ok" in answer.out
    assert ask("doctor", "--readonly", "--lang", "vi").code == 0


SPOILED = {
    "index": "UPDATE search SET folded = 'x' WHERE rowid = (SELECT max(rowid) FROM search)",
    "words": "DELETE FROM search_word WHERE word = 'gạo'",
    "lost": "DELETE FROM search WHERE rowid = (SELECT min(rowid) FROM search)",
}


@pytest.mark.parametrize("spoil", SPOILED.values(), ids=SPOILED)
def test_the_doctor_repairs_the_index(ask: Ask, store: Path, spoil: str) -> None:
    connection = sqlite3.connect(store)
    with connection:
        connection.execute(spoil)
    connection.close()
    answer = ask("doctor")
    assert answer.code == 1
    assert "Search index: WRONG" in answer.out
    assert "Search index: repaired" in ask("doctor", "--repair").out
    assert ask("doctor").code == 0


def test_the_doctor_finds_what_the_history_does_not_explain(ask: Ask, store: Path) -> None:
    connection = sqlite3.connect(store)
    with connection:
        connection.execute("UPDATE directive SET due = '2032-01-01' WHERE id = ?", (FIRST,))
        connection.execute("DELETE FROM conference WHERE id = 'hn-2031-09-12'")
    connection.close()
    answer = ask("doctor", "--repair")
    assert answer.code == 1
    assert f"values that differ from the history: 1, for example {FIRST} due" in answer.out
    assert "hn-2031-09-12" in answer.out


def test_the_doctor_takes_the_permissions_of_others_away(ask: Ask, store: Path) -> None:
    store.chmod(0o644)
    answer = ask("doctor")
    assert answer.code == 1
    assert "0644" in answer.out
    assert ask("doctor", "--repair").code == 0
    assert stat.S_IMODE(store.stat().st_mode) == 0o600


def test_the_doctor_finds_folders_that_others_may_write_to(ask: Ask, store: Path) -> None:
    ask("import", str(SECOND_DIGEST))
    for folder in (store.parent, store.parent / "backups"):
        folder.chmod(0o777)
        answer = ask("doctor")
        assert answer.code == 1
        assert f"others may write to the folder {folder} (0777)" in answer.out
        assert ask("doctor", "--repair").code == 0
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755
        folder.chmod(0o1777)
        assert ask("doctor").code == 0
        folder.chmod(0o700)


def test_the_doctor_sees_a_link_that_stands_elsewhere_than_its_record(ask: Ask, store: Path) -> None:
    damage(store, "UPDATE link SET position = 5 WHERE record = 'hn-2031-03-05-01'")
    answer = ask("doctor")
    assert answer.code == 1
    assert "hn-2031-03-05-01" in answer.out


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE directive SET assigned = NULL WHERE id = 'hn-2031-03-05-01'",
        "UPDATE directive SET first_agency = 'x' WHERE id = 'hn-2031-03-05-01'",
        "DELETE FROM link WHERE record = 'hn-2031-03-05-01' AND relation = 'addressee'",
    ],
)
def test_the_doctor_sees_a_directive_that_counts_for_others_than_its_links_name(
    ask: Ask, store: Path, change: str
) -> None:
    damage(store, change)
    answer = ask("doctor")
    assert answer.code == 1
    assert "links name: 1, for example hn-2031-03-05-01" in answer.out


def test_the_doctor_tells_the_versions(ask: Ask, store: Path) -> None:
    text = ask("doctor").out
    assert f"Schema: {SCHEMA_VERSION}\nProgram: ngkt-tui {__version__}\nSQLite: {sqlite3.sqlite_version}\n" in text


def test_an_import_that_says_something_new_is_preceded_by_a_backup(ask: Ask, store: Path) -> None:
    assert ask("import", str(SECOND_DIGEST), "--dry-run").code == 0
    assert backups_of(store) == []
    assert ask("import", str(SECOND_DIGEST)).code == 0
    assert ask("import", str(SECOND_DIGEST)).code == 0
    (before,) = backups_of(store)
    assert "import" in ask("history").out
    assert len(ask("history", "--db", str(before)).out.splitlines()) == len(ask("history").out.splitlines()) - 1


def _changes_nothing(*_: object, **__: object) -> None:
    """Do as a disk that keeps no permissions: say that it worked."""


def test_a_repair_that_did_not_take_is_told(ask: Ask, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store.chmod(0o644)
    for name in ("os.chmod", "os.fchmod"):
        monkeypatch.setattr(name, _changes_nothing)
    for language, words in (("en", "the repair did not take"), ("vi", "chưa sửa được")):
        answer = ask("doctor", "--repair", "--lang", language)
        assert answer.code == 1
        assert words in answer.out
        assert "repaired" not in answer.out
    monkeypatch.undo()
    assert stat.S_IMODE(store.stat().st_mode) == 0o644


def test_the_file_of_another_user_that_cannot_be_repaired_is_told(
    ask: Ask, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    store.chmod(0o644)
    monkeypatch.setattr("os.chmod", refuse)
    answer = ask("doctor", "--repair")
    assert answer.code == 1
    assert "another user" in answer.out


def test_a_store_whose_path_is_no_utf_8_takes_in_a_digest_and_a_backup(ask: Ask, store: Path, home: Path) -> None:
    odd = store.rename(home / os.fsdecode(b"kho\xff.sqlite"))
    for arguments in (
        ["backup", str(home / "backup.sqlite")],
        ["import", str(SAMPLE.with_name("second.yaml"))],
        ["restore", str(home / "backup.sqlite")],
        ["list", "directives"],
    ):
        answer = ask(*arguments, "--db", str(odd))
        assert answer.code == 0, answer.err
    assert sorted(each.name for each in home.glob("*.sqlite")) == ["backup.sqlite", odd.name]
