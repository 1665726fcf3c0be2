"""`import FILE --as tasks`: sheets that offices keep, right or refused by the address of a cell."""

import json
import shutil
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from ngkt_tui.domain.enums import Language
from ngkt_tui.domain.words import translate
from tests.cli.conftest import Ask

HEADINGS = "TT;Nội dung nhiệm vụ;Cơ quan chủ trì;Phối hợp;Thời hạn hoàn thành;Sản phẩm;Kết quả;Ghi chú"
FIXTURES = Path(__file__).parents[1] / "fixtures"
ROWS = (
    "1;Trình đề án logistics;Bộ Ngoại giao;Các bộ, ngành;31/12/2032;Đề án;;ưu tiên",
    "2;Soát lại danh mục thị trường;bng;;trước ngày 30/6/2032;;đã họp;",
    "3;Giữ liên hệ với doanh nghiệp;;;Thường xuyên;;;",
)
DOCUMENT = ("--document", "123/TB-VPCP", "--issued", "2032-01-15")


@pytest.fixture
def db(seeded: Path, tmp_path: Path) -> tuple[str, str]:
    return ("--db", str(shutil.copy(seeded, tmp_path / "own.sqlite")))


def write(path: Path, *lines: str) -> str:
    path.write_text("\n".join(lines) + "\n", "utf-8-sig")
    return str(path)


def tasks(ask: Ask, db: tuple[str, str], *words: str) -> list[dict[str, object]]:
    answer = ask("list", "directives", "hn:none", *words, "--format", "json", *db)
    return json.loads(answer.out)  # type: ignore[no-any-return]


def test_a_sheet_is_taken_in_once(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    sheet = write(tmp_path / "tasks.csv", "PHỤ LỤC;;;;;;;", HEADINGS, *ROWS)
    tried = ask("import", sheet, "--as", "tasks", *DOCUMENT, "--dry-run", *db)
    assert (tried.code, len(tried.out.split())) == (0, 3), tried.err
    assert tasks(ask, db) == []
    taken = ask("import", sheet, "--as", "tasks", *DOCUMENT, *db)
    assert (taken.code, "3 tasks added" in taken.err) == (0, True), taken.err
    first, second, third = sorted(tasks(ask, db), key=lambda each: str(each["text_vi"])[:1], reverse=True)
    assert (first["due"], first["leads"], first["product_vi"], first["notes"]) == ("2032-12-31", 1, "Đề án", 1)
    assert (second["due"], second["conference_date"], second["own"]) == ("2032-06-30", "2032-01-15", 0)
    assert (third["due"], third["nature"]) == (None, "ongoing")
    assert "123/TB-VPCP" in ask("show", str(first["id"]), *db).out
    before = Path(db[1]).read_bytes()
    again = ask("import", sheet, "--as", "tasks", *DOCUMENT, *db)
    assert (again.code, "Nothing new" in again.err) == (0, True)
    assert Path(db[1]).read_bytes() == before
    assert ask("undo", *db).code == 0
    assert tasks(ask, db) == []


def test_columns_stand_in_any_order_and_are_mapped_by_hand(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    sheet = write(tmp_path / "tasks.csv", "Deadline,Lead agency,Task", "2032-05-01,bng,Một việc")
    assert ask("import", sheet, "--as", "tasks", *db).code == 0
    other = write(tmp_path / "other.csv", "Việc cần làm,Ai", "Việc khác,bng")
    assert ask("import", other, "--as", "tasks", *db).code == 3
    mapped = ask("import", other, "--as", "tasks", "--map", "Việc cần làm=text", "--map", "B=lead", *db)
    assert mapped.code == 0, mapped.err
    assert {(each["text_vi"], each["leads"], each["own"]) for each in tasks(ask, db)} == {
        ("Một việc", 1, 1), ("Việc khác", 1, 1),
    }  # fmt: skip


def test_bad_cells_are_named_by_their_address_and_nothing_is_taken(
    ask: Ask, db: tuple[str, str], tmp_path: Path
) -> None:
    bad = ("4;Việc;Bộ Không Có Thật;;;;;", "5;Việc năm;;;31/02/2032;;;", "6;;bng;;;;;", "7;Xấu\x1b[2J;;;;;;")
    sheet = write(tmp_path / "tasks.csv", HEADINGS, *ROWS, *bad, f"8;{'a' * 20_001};;;;;;")
    before = Path(db[1]).read_bytes()
    answer = ask("import", sheet, "--as", "tasks", *db)
    assert answer.code == 3
    for address in ("tasks!C5", "tasks!E6", "tasks!B7", "tasks!B8", "tasks!B9"):
        assert address in answer.err, answer.err
    assert "add organisation" in answer.err
    assert "\x1b" not in answer.err
    assert Path(db[1]).read_bytes() == before


def workbook(path: Path, rows: list[dict[str, str]], merged: tuple[str, ...] = ()) -> str:
    """Write a spreadsheet as an office program does: cells by address, formulas with their values, merged cells."""
    lines = "".join(
        f'<row r="{number}">' + "".join(f'<c r="{at}" {cell}</c>' for at, cell in row.items()) + "</row>"
        for number, row in enumerate(rows, 1)
    )
    merges = "".join(f'<mergeCell ref="{each}"/>' for each in merged)
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{office}">'
        '<sheets><sheet name="Nhiệm vụ" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{lines}</sheetData>"
        + (f"<mergeCells>{merges}</mergeCells>" if merges else "")
        + "</worksheet>",
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return str(path)


def text(words: str) -> str:
    return f't="inlineStr"><is><t>{escape(words)}</t></is>'


def test_a_spreadsheet_with_merged_headings_and_formulas(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    sheet = workbook(
        tmp_path / "tasks.xlsx",
        [
            {"A1": text("TT"), "B1": text("Nội dung"), "C1": text("Cơ quan thực hiện"), "E1": text("Thời hạn")},
            {"C2": text("Chủ trì"), "D2": text("Phối hợp")},
            {"A3": "><v>1</v>", "B3": 't="str"><f>"Việc "&amp;A3</f><v>Việc một</v>', "C3": text("bng"),
             "E3": text("Quý IV/2032")},
            {"A4": "><v>2</v>", "B4": text("Việc hai"), "D4": text("Các bộ, ngành")},
        ],
        ("A1:A2", "B1:B2", "C1:D1", "E1:E2"),
    )  # fmt: skip
    taken = ask("import", sheet, "--as", "tasks", *db)
    assert taken.code == 0, taken.err
    by_text = {str(each["text_vi"]): (each["leads"], each["due"]) for each in tasks(ask, db)}
    assert by_text == {"Việc một": (1, "2032-12-31"), "Việc hai": (0, None)}
    wrong = workbook(tmp_path / "wrong.xlsx", [{"A1": text("Nội dung"), "B1": text("Chủ trì")},
                                               {"A2": text("Việc ba"), "B2": text("Bộ Không Có")}])  # fmt: skip
    refused = ask("import", wrong, "--as", "tasks", *db)
    assert (refused.code, "Nhiệm vụ!B2" in refused.err) == (3, True), refused.err


def test_what_is_no_sheet_is_told(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (tmp_path / "x.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("x.xlsx", "x.csv", "missing.csv", "missing.xlsx"):
        assert ask("import", str(tmp_path / name), "--as", "tasks", *db).code == 3
    assert ask("import", str(tmp_path / "x.csv"), "--map", "A=text", *db).code == 2


@pytest.mark.parametrize(
    ("lines", "words", "code"),
    [
        ((HEADINGS,), (), "sheet-no-tasks"),
        ((HEADINGS, *ROWS), ("--map", "ZZ=text"), "sheet-no-column"),
        ((), (), "file-missing"),
    ],
)
def test_a_sheet_without_tasks_changes_nothing_and_says_so(
    ask: Ask, db: tuple[str, str], tmp_path: Path, lines: tuple[str, ...], words: tuple[str, ...], code: str
) -> None:
    path = tmp_path / "tasks.csv"
    sheet = write(path, *lines) if lines else str(path)
    before = Path(db[1]).read_bytes()
    answer = ask("import", sheet, "--as", "tasks", *DOCUMENT, *words, *db)
    assert (answer.code, answer.out) == (3, "")
    assert translate(Language.EN, f"fault.{code}", name="ZZ") in answer.err
    assert Path(db[1]).read_bytes() == before


def test_a_folder_is_no_sheet(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    answer = ask("import", str(tmp_path), "--as", "tasks", *db)
    assert answer.code == 3
    assert str(tmp_path) in answer.err


def test_a_sheet_that_libreoffice_saved_is_read_right(ask: Ask, db: tuple[str, str]) -> None:
    sheet = str(FIXTURES / "libreoffice-tasks.xlsx")
    answer = ask("import", sheet, "--as", "tasks", *db)
    assert (answer.code, "4 tasks added" in answer.err) == (0, True), answer.err
    found = {str(each["text_vi"]): each for each in tasks(ask, db)}
    assert {text: (each["due"], each["leads"], each["product_vi"], each["nature"]) for text, each in found.items()} == {
        "Trình đề án kho lạnh ở cửa khẩu": ("2032-06-30", 1, "Đề án", "deliverable"),
        "Lập danh sách doanh nghiệp muốn xuất khẩu mây tre": ("2032-09-15", 1, "Danh sách", "deliverable"),
        "Giữ liên hệ với hội người trồng dừa": (None, 1, None, "ongoing"),
        "Rà soát biểu thuế của nhóm hàng gỗ": ("2032-12-31", 1, None, "unjudged"),  # the day is a formula's
    }
    assert "Nothing new" in ask("import", sheet, "--as", "tasks", *db).err


def test_a_formula_of_libreoffice_that_came_to_no_day_is_named_by_its_address(ask: Ask, db: tuple[str, str]) -> None:
    answer = ask("import", str(FIXTURES / "libreoffice-tasks-wrong.xlsx"), "--as", "tasks", *db)
    assert (answer.code, "Nhiệm vụ!E11" in answer.err, tasks(ask, db)) == (3, True, []), answer.err


def test_hundreds_of_rows_with_notes_are_taken_back_in_one_step(ask: Ask, db: tuple[str, str], tmp_path: Path) -> None:
    rows = (f"Việc thứ {number};{number % 28 + 1}/6/2033;ghi chú {number}" for number in range(501))
    sheet = write(tmp_path / "tasks.csv", "Nội dung;Thời hạn;Ghi chú", *rows)
    assert ask("import", sheet, "--as", "tasks", *db).code == 0
    for words, left in (("undo", 0), ("redo", 501)):
        done = ask(words, *db)
        assert (done.code, sum(bool(each["notes"]) for each in tasks(ask, db))) == (0, left), done.err
