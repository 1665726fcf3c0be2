"""`add` and `remove`: agencies and themes that no digest names."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.conftest import Ask

BCT = ("add", "organisation", "--name", "Bộ Công Thương", "--name-en", "Ministry of Trade", "--kind", "ministry")
DIRECTIVE = "hn-2024-07-18-22"


@pytest.fixture
def db(seeded: Path, tmp_path: Path) -> tuple[str, str]:
    shutil.copy(seeded, tmp_path / "other.sqlite")
    return ("--db", str(shutil.copy(seeded, tmp_path / "own.sqlite")))


def test_an_agency_is_added_and_put_in_charge(ask: Ask, db: tuple[str, str]) -> None:
    refused = ask("set", DIRECTIVE, "--lead", "Bộ Công Thương", *db)
    assert refused.code == 2
    assert "ngkt-tui add organisation --name 'Bộ Công Thương' --kind ministry" in refused.err
    answer = ask(*BCT, "--short", "BCT", "--member-of", "bo-nganh", *db)
    assert (answer.code, answer.out) == (0, "bo-cong-thuong\n"), answer.err
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
    ("arguments", "expected"),
    [
        (("add", "organisation", "--kind", "ministry"), "--name"),
        (("add", "organisation", "--name", "X"), "--kind"),
        ((*BCT, "--id", "Bộ"), "Bộ"),
        ((*BCT, "--id", "bng"), "bng"),
        ((*BCT, "--parent", "khong-co-dau"), "khong-co-dau"),
        (("add", "theme", "--name", "X", "--kind", "ministry"), "kind"),
        (("add", "theme", "--name", "X\x1b[31m"), "U+001B"),
        (("correct", DIRECTIVE, "--text", "\x1b]0;x\x07"), "U+001B"),
    ],
)
def test_what_cannot_be_added_changes_nothing(
    ask: Ask, db: tuple[str, str], arguments: tuple[str, ...], expected: str
) -> None:
    before = Path(db[1]).read_bytes()
    answer = ask(*arguments, *db)
    assert answer.code in (1, 2)
    assert answer.out == ""
    assert expected in answer.err
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


TASK = ("add", "directive", "--text", "Trình đề án logistics", "--document", "123/TB-VPCP", "--issued", "2024-07-30")


def shown(ask: Ask, db: tuple[str, str], record: str) -> dict[str, Any]:
    return json.loads(ask("show", record, "--format", "json", *db).out)  # type: ignore[no-any-return]


def test_a_task_from_a_document_needs_no_conference(ask: Ask, db: tuple[str, str]) -> None:
    ask(*BCT, "--short", "BCT", *db)
    answer = ask(*TASK, "--issuer", "bng", "--lead", "BCT", "--due", "2032-12-31", "--point", "2", *db)
    assert answer.code == 0, answer.err
    (record,) = answer.out.split()
    (row,) = json.loads(ask("list", "directives", "lead:bct", "--format", "json", *db).out)
    assert (row["id"], row["conference"], row["conference_date"]) == (record, None, "2024-07-30")
    assert (row["due"], row["kind"], row["own"]) == ("2032-12-31", "task", 0)
    (document,) = json.loads(ask("list", "documents", "123/TB-VPCP", "--format", "json", *db).out)
    assert (document["kind"], document["issued"], document["directives"]) == ("notice", "2024-07-30", 1)
    text = ask("show", record, *db).out
    assert "123/TB-VPCP" in text
    assert "point 2" in text
    again = ask(*TASK[:3], "Việc thứ hai", *TASK[4:], *db)
    assert len(ask("list", "documents", "123/TB-VPCP", "--format", "ids", *db).out.split()) == 1, again.err
    parts = json.loads(ask("export", "--format", "json", *db).out)["conferences"]
    assert [each["sources"] for each in parts[-1]["directives"]] == [["123/TB-VPCP, 2"], ["123/TB-VPCP"]]
    ask("undo", *db)
    ask("undo", *db)
    assert ask("list", "documents", "123/TB-VPCP", "--format", "ids", *db).out == ""


def test_a_task_of_no_source_is_marked_as_ones_own_everywhere(ask: Ask, db: tuple[str, str]) -> None:
    before = json.loads(ask("export", "--format", "json", "--brief", *db).out)
    record = ask("add", "directive", "--text", "Soát lại danh mục", "--lead", "bng", *db).out.strip()
    assert ask("list", "directives", "is:own", "--format", "ids", *db).out.split() == [record]
    assert "(own) Soát" in ask("list", "directives", "is:own", *db).out
    assert "One’s own: no article or document" in ask("show", record, *db).out
    after = json.loads(ask("export", "--format", "json", *db).out)
    assert (before["own"], after["own"]) == (0, 1)
    assert after["counting_form"]["total"] == before["counting_form"]["total"] + 1
    last = after["conferences"][-1]
    assert (last["id"], [each["id"] for each in last["directives"]]) == ("", [record])
    assert last["directives"][0]["is_own"] is True
    summary = ask("summary", *db).out
    assert "Of these, one’s own, with no article or document as source: 1" in summary
    assert "Of no conference" in summary
    (row,) = csv.DictReader(ask("export", "--format", "csv", "--filter", "is:own", *db).out.splitlines())
    assert row["one’s own"] == "yes"
    assert ask("list", "directives", "hn:none", "--format", "ids", *db).out.split() == [record]
    assert ask("list", "directives", "--as-of", "2032-02-01", "is:own", "--format", "ids", *db).out == ""


def require_same_elsewhere(ask: Ask, db: tuple[str, str], ids: list[str]) -> None:
    """What users made, taken in elsewhere from its file, is the same there; taken in again it changes nothing."""
    written, other = Path(db[1]).with_name("own.yaml"), ("--db", str(Path(db[1]).with_name("other.sqlite")))
    written.write_text(ask("digest", "export", "own", *db).out, "utf-8")
    checked = ask("check", str(written), "--strict", *other)
    assert (checked.code, "warning" in checked.err.lower()) == (0, False), checked.err
    assert ask("import", str(written), *other).code == 0
    for record in ids:
        here, there = (shown(ask, at, record) for at in (db, other))
        for detail in (here, there):
            for field in ("history", "digests", "position"):
                detail.pop(field, None)
        assert json.dumps(here, sort_keys=True).replace('"own"', "") == json.dumps(there, sort_keys=True).replace(
            f'"{_id_in(written)}"', ""
        )
    again = ask("import", str(written), *other)
    assert (again.code, "changes nothing" in again.err or "nothing new" in again.err) == (0, True), again.err


def _id_in(written: Path) -> str:
    return str(yaml.safe_load(written.read_text("utf-8"))["digest"]["id"])


def test_every_kind_is_added_by_the_names_of_the_schema(ask: Ask, db: tuple[str, str]) -> None:
    conference = ask("add", "conference", "--title", "Họp giao ban", "--kind", "meeting", "--date", "2026-01-05", *db)
    held = conference.out.strip()
    assert held == "hn-2026-01-05"
    made = [
        ("theme", "--name", "Kinh tế tầm thấp"),
        ("document", "--number", "9/CT-TTg", "--kind", "directive", "--title", "Chỉ thị 9"),
        ("official", "--name", "Trần Văn Mẫu", "--title", "Vụ trưởng", "--conferences", held),
        ("agreement", "--name", "FTA với Khối Mẫu", "--kind", "fta", "--conference", held, "--stage", "negotiating"),
        ("market", "--name", "Khối Mẫu", "--kind", "bloc", "--conference", held, "--stance", "expand"),
        ("company", "--name", "Công ty Mẫu", "--conference", held, "--what", "Đầu tư"),
        ("figure", "--label", "Số hiệp định", "--conference", held, "--printed-as", "17", "--kind", "reported"),
        ("result", "--text", "Đã ký một thỏa thuận", "--conference", held, "--answers", DIRECTIVE),
        ("family", "--name", "Hai trọng tâm", "--conference", held, "--items", DIRECTIVE, "--items", "giữ ổn định"),
        ("directive", "--text", "Nhắc lại việc cũ", "--conference", held, "--repeats", f"{DIRECTIVE}:raised"),
    ]
    ids = [held]
    for each in made:
        answer = ask("add", *each, *db)
        assert answer.code == 0, (each, answer.err)
        ids += answer.out.split()
    assert len(ids) == len(made) + 1
    for record in ids:
        assert "One’s own" in ask("show", record, *db).out, record
    require_same_elsewhere(ask, db, ids)
    for _ in ids:
        assert ask("undo", *db).code == 0
    for record in ids:
        assert ask("show", record, *db).out == ""


def test_a_source_is_proven_by_the_text_of_the_article(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    article = json.loads(ask("list", "articles", "--format", "json", "--limit", "1", *db).out)[0]
    (tmp_path / f"{article['id']}.txt").write_text("Một\nMở rộng thị trường Halal\n", "utf-8")
    words = ("add", "directive", "--text", "Mở rộng thị trường", "--articles", str(tmp_path))
    wrong = ask(*words, "--source", f"{article['id']}:2:thị trường Mỹ", *db)
    assert (wrong.code, wrong.out) == (2, "")
    assert "thị trường Mỹ" in wrong.err
    beyond = ask(*words, "--source", f"{article['id']}:999:Halal", *db)
    assert beyond.code == 2
    right = ask(*words, "--source", f"{article['id']}:2:thị trường Halal", *db)
    assert right.code == 0, right.err
    assert shown(ask, db, right.out.strip())["sources"][0]["article"] == article["id"]


def test_a_correction_stands_beside_what_the_digest_says(ask: Ask, db: tuple[str, str]) -> None:
    before = shown(ask, db, DIRECTIVE)
    answer = ask("correct", DIRECTIVE, "--text", "Một việc khác hẳn", "--why", "in thiếu", *db)
    assert answer.code == 0, answer.err
    assert "correction" in answer.out
    assert ask("list", "directives", "is:corrected", "--format", "ids", *db).out.split() == [DIRECTIVE]
    assert ask("list", "directives", "khác hẳn", "--format", "ids", *db).out.split() == [DIRECTIVE]
    assert "(corrected) " in ask("list", "directives", "is:corrected", *db).out
    text = " ".join(ask("show", DIRECTIVE, "--lang", "vi", *db).out.split())
    assert f"bản tổng hợp ghi: {before['name']['vi'][:20]}" in text
    ask("correct", DIRECTIVE, "--kind", "target", "--lead", "bng", *db)
    after = shown(ask, db, DIRECTIVE)
    assert (after["body"]["kind"], after["name"]["en"]) == ("target", before["name"]["en"])
    assert after["body"]["lead"][0]["id"] == "bng"
    ask(*BCT, *db)
    require_same_elsewhere(ask, db, [DIRECTIVE])
    patch = yaml.safe_load(ask("digest", "export", "--patch", *db).out)
    assert [each["corrects"] for each in patch["directives"]] == [["kind", "lead", "text"]]
    assert "organisations" not in patch
    ask("undo", *db)
    ask("undo", *db)
    ask("undo", *db)
    assert ask("list", "directives", "is:corrected", "--format", "ids", *db).out == ""
    assert shown(ask, db, DIRECTIVE)["name"] == before["name"]
    ask("redo", *db)
    assert ask("correct", DIRECTIVE, "--text", "", *db).code == 0
    assert shown(ask, db, DIRECTIVE)["name"] == before["name"]
    assert ask("list", "directives", "is:corrected", "--format", "ids", *db).out == ""


@pytest.mark.parametrize(
    "arguments", [("--colour", "red"), (), ("--kind", "wish"), ("--lead", "khong-co-ai"), ("--conference", "hn-x")]
)
def test_what_cannot_be_corrected_changes_nothing(ask: Ask, db: tuple[str, str], arguments: tuple[str, ...]) -> None:
    before = Path(db[1]).read_bytes()
    assert ask("correct", DIRECTIVE, *arguments, *db).code in (1, 2)
    assert Path(db[1]).read_bytes() == before


def test_an_entry_is_corrected_where_it_stands(ask: Ask, db: tuple[str, str]) -> None:
    (row, *_) = json.loads(ask("list", "agreements", "stage:negotiating", "--format", "json", *db).out)
    assert ask("correct", row["id"], "--stage", "concluded", *db).code == 0
    changed = shown(ask, db, row["id"])
    assert any(each["state"] == "concluded" for each in changed["body"]["observations"])
    assert len(changed["sources"]) < len(shown(ask, db, row["id"])["sources"]) + 1
    ask("undo", *db)
    assert json.loads(ask("list", "agreements", row["id"], "--format", "json", *db).out)[0]["stage"] == "negotiating"


def state(ask: Ask, db: tuple[str, str]) -> list[Any]:
    """Return what a report tells of the directives, but for how long nobody touched them."""
    content = json.loads(ask("export", "--format", "json", *db).out)
    for conference in content["conferences"]:
        for directive in conference["directives"]:
            directive.pop("waiting_days")
    return [content["conferences"], content["counting_form"], content["by_agency"], content["own"]]


def test_what_must_hold_of_entering_and_correcting(ask: Ask, db: tuple[str, str]) -> None:
    """Add a ministry, put it in charge of two, add a task, correct a word; all undone, all redone, one process each."""
    first = state(ask, db)
    ask(*BCT, "--short", "BCT", *db)
    ask("set", DIRECTIVE, "hn-2024-07-18-21", "--lead", "BCT", *db)
    ask(*TASK, "--lead", "BCT", "--due", "31/12/2032", *db)
    ask("correct", DIRECTIVE, "--text", "Chữ đã sửa", *db)
    last = state(ask, db)
    assert len(ask("list", "directives", "lead:bct", "--format", "ids", *db).out.split()) == 3
    for _ in range(4):
        assert ask("undo", *db).code == 0
    assert state(ask, db) == first
    for _ in range(4):
        assert ask("redo", *db).code == 0
    assert state(ask, db) == last
