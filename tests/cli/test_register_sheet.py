"""`import FILE --as register`: a register of signed commitments that an office keeps as a sheet."""

import json
import shutil
from pathlib import Path
from unicodedata import normalize

import pytest

from tests.cli.conftest import Ask
from tests.cli.test_task_sheet import write

HEADINGS = (
    "TT,Nội dung thỏa thuận,Đối tác,Ngày ký,Nơi ký,Cơ quan chủ trì,Kế hoạch triển khai,Lộ trình,Sản phẩm,"
    "Kết quả,Khó khăn - vướng mắc,Kiến nghị,Đánh giá,Lý do,Ghi chú"
)
ROWS = (
    "1,Bản ghi nhớ về nông nghiệp,Nhật Bản,15/1/2032,Tokyo,Bộ Ngoại giao,Họp tổ công tác,Quý IV/2032,"
    "Kế hoạch chung,đã họp,Thiếu vốn,Bố trí vốn,Có nguy cơ chậm,,ưu tiên",
    "2,Thỏa thuận năng lượng,Hàn Quốc; EU,tháng 2/2032,,bng; nganh-ngoai-giao,,,,,,,Đúng tiến độ,,",
    "3,Cam kết chưa ký,,,,,,,,,,,,,",
)
TODAY = {"NGKT_TODAY": "2032-03-01"}


@pytest.fixture
def db(seeded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.setenv("NGKT_TODAY", TODAY["NGKT_TODAY"])
    return ("--db", str(shutil.copy(seeded, tmp_path / "own.sqlite")))


def agreements(ask: Ask, db: tuple[str, str]) -> dict[str, dict[str, object]]:
    """Return the agreements of the unit by name."""
    rows = json.loads(ask("list", "agreements", "--format", "json", *db).out)
    return {each["name_vi"]: each for each in rows if each["own"]}


def test_a_register_is_taken_in_once_and_taken_back_in_one_step(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    sheet = write(tmp_path / "register.csv", "SỔ THEO DÕI", HEADINGS, *ROWS)
    tried = ask("import", sheet, "--as", "register", "--dry-run", *db)
    assert (tried.code, len(tried.out.split()), agreements(ask, db)) == (0, 3, {}), tried.err
    taken = ask("import", sheet, "--as", "register", *db)
    assert (taken.code, "3 agreements added" in taken.err) == (0, True), taken.err
    made = agreements(ask, db)
    first, second, third = (made[name] for name in sorted(made, key=lambda each: each.startswith("Cam")))
    assert (first["stage"], first["stage_on"]) == ("signed", "2032-01-15")
    assert (second["stage"], second["stage_on"]) == ("signed", "2032-02-29")
    assert third["stage"] is None
    text = ask("show", str(first["id"]), *db).out
    for words in ("Japan", "Họp tổ công tác", "MOFA", "signed at: Tokyo", "product: Kế hoạch chung", "ưu tiên"):
        assert words in text, text
    shown = json.loads(ask("review", "show", "2032-03", "--format", "json", *db).out)
    lines = {each["id"]: each for each in shown["lines"]}
    assert {name: lines[first["id"]][name] for name in ("progress", "difficulty", "proposal", "confidence", "why")} == {
        "progress": "đã họp", "difficulty": "Thiếu vốn", "proposal": "Bố trí vốn", "confidence": "at-risk",
        "why": "Thiếu vốn",
    }  # fmt: skip
    assert lines[second["id"]]["confidence"] == "on-track"
    assert third["id"] not in lines
    register = ask("export", "--report", "register", "--format", "csv", *db).out
    for words in ("at risk", "Thiếu vốn", "Bố trí vốn", "Họp tổ công tác"):
        assert words in register, register
    before = Path(db[1]).read_bytes()
    again = ask("import", sheet, "--as", "register", *db)
    assert (again.code, "Nothing new" in again.err, Path(db[1]).read_bytes() == before) == (0, True, True)
    assert (ask("undo", *db).code, agreements(ask, db)) == (0, {})


def test_a_register_that_comes_again_brings_the_review_of_the_month_up_to_date(
    ask: Ask, db: tuple[str, str], tmp_path: Path
) -> None:
    def line_of(record: object) -> dict[str, object]:
        shown = json.loads(ask("review", "show", "2032-03", "--format", "json", *db).out)
        return next(each for each in shown["lines"] if each["id"] == record)

    assert ask("import", write(tmp_path / "register.csv", HEADINGS, *ROWS), "--as", "register", *db).code == 0
    first, third = (agreements(ask, db)[name]["id"] for name in ("Bản ghi nhớ về nông nghiệp", "Cam kết chưa ký"))
    later = ROWS[0].replace("Thiếu vốn", "Thiếu đất").replace("đã họp", ""), ROWS[1], ROWS[2][:-2] + "Đúng tiến độ,,"
    sheet = write(tmp_path / "register.csv", HEADINGS, *later, later[0])
    before = Path(db[1]).read_bytes()
    tried = ask("import", sheet, "--as", "register", "--dry-run", *db)
    assert (tried.out.split(), Path(db[1]).read_bytes() == before) == ([first, third], True), tried.err
    again = ask("import", sheet, "--as", "register", *db)
    assert "0 agreements added, 2 brought up to date" in again.err
    assert "2 are as they were" in again.err
    line = line_of(first)
    assert (line["progress"], line["difficulty"], line["why"]) == ("đã họp", "Thiếu đất", "Thiếu đất")
    assert line_of(third)["confidence"] == "on-track"
    decomposed = Path(sheet)  # as some systems write accents
    decomposed.write_text(normalize("NFD", decomposed.read_text("utf-8")), "utf-8")
    assert "Nothing new" in ask("import", sheet, "--as", "register", *db).err
    assert ask("undo", *db).code == 0
    assert line_of(first)["difficulty"] == "Thiếu vốn"


def test_bad_cells_of_a_register_are_named_by_their_address_and_nothing_is_taken(
    ask: Ask, db: tuple[str, str], tmp_path: Path
) -> None:
    bad = (
        "4,Việc,Nước Không Có,,,,,,,,,,,,",
        "5,Việc năm,,31/2/2032,,,,,,,,,,,",
        "6,Việc sáu,,1/1/2033,,,,,,,,,,,",
        "7,Việc bảy,,,,Bộ Không Có,,,,,,,,,",
        "8,Việc tám,,,,,,,,,,,Chậm,,",
        "9,Việc chín,,,,,,,,,,,Rất tốt,,",
        "10,,EU,,,,,,,,,,,,",
        f"11,Việc mười,,,,,,,,,{'a' * 2001},,,,",
    )
    sheet = write(tmp_path / "register.csv", HEADINGS, *ROWS, *bad)
    before = Path(db[1]).read_bytes()
    answer = ask("import", sheet, "--as", "register", *db)
    assert answer.code == 3
    addresses = ("C5", "D6", "D7", "F8", "M9", "M10", "B11", "K12")
    assert [each for each in addresses if f"register!{each}" not in answer.err] == [], answer.err
    assert "add market" in answer.err
    assert Path(db[1]).read_bytes() == before


def test_columns_of_a_register_are_mapped_by_hand_and_a_document_belongs_to_tasks(
    ask: Ask, db: tuple[str, str], tmp_path: Path
) -> None:
    sheet = write(tmp_path / "other.csv", "Việc hai bên làm,Với ai", "Mở đường bay,eu")
    assert ask("import", sheet, "--as", "register", "--map", "A=coordinating", *db).code == 2
    assert ask("import", sheet, "--as", "register", "--document", "1/TB", *db).code == 2
    mapped = ask("import", sheet, "--as", "register", "--map", "A=text", "--map", "Với ai=partner", *db)
    assert (mapped.code, list(agreements(ask, db))) == (0, ["Mở đường bay"]), mapped.err


def test_a_closed_review_takes_nothing_of_a_register(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    for act in ("start", "close"):
        assert ask("review", act, "2032-03", *db).code == 0
    sheet = write(tmp_path / "register.csv", HEADINGS, *ROWS)
    answer = ask("import", sheet, "--as", "register", *db)
    assert (answer.code, "2032-03" in answer.err, agreements(ask, db)) == (1, True, {}), answer.err
