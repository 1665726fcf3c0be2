"""`digest`: listing the digests of a store, writing one as YAML, removing one."""

import io
import json
import shutil
from pathlib import Path

import pytest

from ngkt_tui.cli.config import state_file
from ngkt_tui.cli.invocation import Terminal
from ngkt_tui.cli.main import answer
from ngkt_tui.cli.streams import Output
from ngkt_tui.services.session_state import SessionState, save_session
from tests.cli.conftest import Ask
from tests.fixtures.stores import SAMPLE

SECOND_DIGEST = SAMPLE.with_name("second.yaml")


def records(ask: Ask, digest: str) -> dict[str, int]:
    listed = {each["id"]: each["records"] for each in json.loads(ask("digest", "list", "--format", "json").out)}
    return dict(listed[digest])


def dump(ask: Ask, *arguments: str) -> str:
    answer = ask("export", "--format", "json", *arguments)
    assert answer.code == 0, answer.err
    return answer.out


def directives(ask: Ask) -> set[str]:
    return set(ask("list", "directives", "--format", "ids").out.split())


def test_every_digest_is_listed_with_its_records(ask: Ask, store: Path) -> None:
    ask("import", str(SECOND_DIGEST))
    answer = ask("digest", "list")
    assert answer.code == 0
    assert "mau-2031  " in answer.out
    assert f"directive {len(directives(ask)) - 2}" in answer.out
    assert "uses mau-2031" in answer.out
    assert records(ask, "mau-2032")["directives"] == 2


@pytest.mark.parametrize("digest", ["ngkt-2022-2024", "later", "later_years"])
def test_an_exported_digest_taken_in_again_changes_nothing(ask: Ask, seeded: Path, tmp_path: Path, digest: str) -> None:
    db = ("--db", shutil.copy(seeded, tmp_path / "copy.sqlite"))
    if (fixture := SAMPLE.with_name(f"{digest}.yaml")).exists():
        assert ask("import", str(fixture), *db).code == 0
        digest = json.loads(ask("digest", "list", "--format", "json", *db).out)[-1]["id"]
    written = tmp_path / "out.yaml"
    answer = ask("digest", "export", digest, "-o", str(written), *db)
    assert (answer.code, answer.out) == (0, "")
    before = ask("export", "--format", "json", *db).out
    again = ask("import", str(written), *db)
    assert (again.code, "changes nothing" in again.err or "nothing new" in again.err) == (0, True), again.err
    assert ask("export", "--format", "json", *db).out == before
    assert ask("digest", "export", digest, *db).out == written.read_text("utf-8")


def test_what_the_newest_import_brought_is_new_until_looked_at(ask: Ask, store: Path) -> None:
    assert ask("list", "directives", "is:new", "--format", "ids").out == ""
    before = directives(ask)
    assert ask("import", str(SECOND_DIGEST)).code == 0
    brought = directives(ask) - before
    for filter in ("is:new", "là:mới"):
        assert set(ask("list", "directives", filter, "--format", "ids").out.split()) == brought
    assert ask("list", "conferences", "is:new", "--format", "ids").out.split() == ["hn-2032-08-15"]
    groups = {each["group"]: each["count"] for each in json.loads(ask("today", "--format", "json").out)}
    assert groups["new"] == len(brought)
    state = state_file()
    assert state is not None
    save_session(state, store, SessionState(seen=99))
    assert ask("list", "directives", "is:new", "--format", "ids").out == ""
    save_session(state, store, SessionState(seen=0))
    assert set(ask("list", "directives", "is:new", "--format", "ids").out.split()) == directives(ask)


def test_an_exported_digest_gives_the_same_records_elsewhere(ask: Ask, store: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = ("--db", str(shutil.copy(store, tmp_path / "elsewhere" / store.name)))
    ask("import", str(SECOND_DIGEST))
    written = tmp_path / "out.yaml"
    written.write_text(ask("digest", "export", "mau-2032").out, "utf-8")
    assert ask("check", str(written), "--with", str(SAMPLE)).code == 0
    assert ask("import", str(written), *other).code == 0
    assert dump(ask, *other) == dump(ask)


def test_a_file_that_is_there_is_replaced_only_by_force(ask: Ask, store: Path, tmp_path: Path) -> None:
    written = tmp_path / "out.yaml"
    written.write_text("mine", "utf-8")
    assert ask("digest", "export", "mau-2031", "-o", str(written)).code == 1
    assert written.read_text("utf-8") == "mine"
    assert ask("digest", "export", "mau-2031", "-o", str(written), "--force").code == 0
    assert ask("digest", "export", "mau-2031", "-o", str(store), "--force").code == 1


def test_an_unknown_digest_is_told_with_the_nearest(ask: Ask, store: Path) -> None:
    answer = ask("digest", "export", "mau-2013")
    assert answer.code == 2
    assert "“mau-2031”" in answer.err
    assert ask("digest", "remove", "mau-2013", "--force").code == 2


def test_removing_shows_first_and_changes_nothing_until_it_is_confirmed(ask: Ask, store: Path) -> None:
    ask("import", str(SECOND_DIGEST))
    before = dump(ask)
    answer = ask("digest", "remove", "mau-2032", "--dry-run")
    assert answer.code == 0
    assert "removed" in answer.out
    assert dump(ask) == before
    assert ask("digest", "remove", "mau-2032").code == 2  # nobody is there to answer
    assert dump(ask) == before


def test_a_removed_digest_leaves_what_users_edited_and_comes_back_whole(ask: Ask, store: Path) -> None:
    before = directives(ask)
    ask("import", str(SECOND_DIGEST))
    new = min(directives(ask) - before)
    ask("set", new, "--status", "doing")
    after = dump(ask)
    assert ask("digest", "remove", "mau-2032", "--force").code == 0
    newest = json.loads(ask("history", "--format", "json").out)[0]
    assert (newest["kind"], newest["title"]) == ("removal", "mau-2032")
    assert "  removal  " in ask("history").out
    assert directives(ask) - before == {new}
    assert [each["id"] for each in json.loads(ask("digest", "list", "--format", "json").out)] == ["mau-2031"]
    ask("import", str(SECOND_DIGEST))
    assert dump(ask) == after


def test_a_digest_that_another_uses_is_not_removed(ask: Ask, store: Path) -> None:
    ask("import", str(SECOND_DIGEST))
    answer = ask("digest", "remove", "mau-2031", "--force")
    assert answer.code == 1
    assert "mau-2032" in answer.err


@pytest.mark.parametrize(("typed", "is_removed"), [("y\n", True), ("\n", False), ("no\n", False), ("", False)])
def test_the_question_is_answered_by_hand(
    environ: dict[str, str], ask: Ask, store: Path, typed: str, is_removed: bool
) -> None:
    ask("import", str(SECOND_DIGEST))
    streams = io.StringIO(), io.StringIO()
    terminal = Terminal(Output(streams[0]), Output(streams[1]), True, io.BytesIO(typed.encode()))
    assert answer(["digest", "remove", "mau-2032"], environ, terminal) == 0
    assert "Remove the digest “mau-2032”" in streams[1].getvalue()
    left = [each["id"] for each in json.loads(ask("digest", "list", "--format", "json").out)]
    assert left == ["mau-2031"] if is_removed else ["mau-2031", "mau-2032"]
