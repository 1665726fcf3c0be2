"""What a unit made itself is told as its own in every report, never as reported by an article."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Ask


@pytest.fixture
def db(seeded: Path, tmp_path: Path) -> tuple[str, str]:
    shutil.copy(seeded, tmp_path / "other.sqlite")
    return ("--db", str(shutil.copy(seeded, tmp_path / "own.sqlite")))


def test_no_report_tells_ones_own_records_as_reported(ask: Ask, db: tuple[str, str]) -> None:
    conference = "hn-2024-02-22"
    for words in (
        ("directive", "--text", "Việc nhà", "--lead", "bng", "--due", "2032-02-25", "--issued", "2032-02-24"),
        ("agreement", "--name", "Thỏa thuận nhà", "--kind", "other", "--conference", conference, "--stage", "signed"),
        ("official", "--name", "Người Nhà"),
        ("figure", "--label", "Số nhà", "--printed-as", "7", "--kind", "reported", "--conference", conference),
        ("result", "--text", "Kết quả nhà", "--kind", "result", "--conference", conference),
    ):
        assert ask("add", *words, *db).code == 0, words
    (task,) = ask("list", "directives", "is:own", "--format", "ids", *db).out.split()
    ask("remind", task, "--on", "2032-02-26", *db)
    naming: dict[str, list[str]] = {}
    for report, *more in (
        ("status",),
        ("register",),
        ("follow-up",),
        ("period", "--from", "2032-02-01", "--to", "2032-02-29"),
        ("brief", "--for", "2032-03-01"),
    ):
        page = ask("export", "--report", report, "--format", "markdown", *more, *db).out
        for name in ("Việc nhà", "Thỏa thuận nhà", "Người Nhà", "Số nhà", "Kết quả nhà"):
            for place in re.finditer(name, page):
                naming.setdefault(name, []).append(report)
                assert re.search(r"\bown\b", page[place.start() : place.end() + 80]), (report, name)
    assert set(naming["Việc nhà"]) == {"status", "follow-up", "period", "brief"}
    assert set(naming["Thỏa thuận nhà"]) == {"status", "register"}
    assert all(set(naming[name]) == {"status"} for name in ("Người Nhà", "Số nhà", "Kết quả nhà"))
    whole = json.loads(ask("export", "--format", "json", *db).out)
    for kind in ("agreements", "officials", "figures", "results"):
        assert [each["is_made_here"] for each in whole[kind]].count(True) == 1, kind
    (agreement,) = ask("list", "agreements", "Thỏa thuận nhà", "--format", "ids", *db).out.split()
    ask("set", agreement, "--stage", "in-force", "--on", "2032-02-20", *db)
    for asked in (("show", agreement), ("list", "agreements", agreement), ("export", "--report", "register")):
        text = " ".join(ask(*asked, "--lang", "vi", *db).out.partition("Thỏa thuận nhà")[2][:900].split())
        assert "bài" not in text.replace("không có bài báo hay văn bản nào làm nguồn", ""), (asked, text)
    register = ask("export", "--report", "register", "--format", "csv", "--lang", "vi", *db).out
    (marked,) = (row for row in csv.DictReader(register.removeprefix("\ufeff").splitlines()) if row["của đơn vị"])
    assert (marked["mã"], marked["của đơn vị"], marked["giai đoạn do người dùng ghi"]) == (agreement, "có", "có")
