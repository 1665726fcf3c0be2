"""`import FILE --as progress`: the sheet of an agency comes back, is taken as reported, or refused by cell address."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ngkt_tui.report.annex import AnnexColumn
from tests.cli.conftest import Answer, Ask

Cells = list[list[str]]
COLUMNS = tuple(AnnexColumn)


def place(column: AnnexColumn) -> int:
    return COLUMNS.index(column)


def letter(column: AnnexColumn) -> str:
    return "ABCDEFGHIJKLM"[place(column)]


class SentSheet:
    """The sheet of the ministry of a packaged store, and what became of it: its file is changed as an office would."""

    def __init__(self, ask: Ask, folder: Path, seeded: Path, sheet: Path | None = None) -> None:
        self.store = Path(shutil.copy(seeded, folder / "own.sqlite"))
        self.path = folder / "bng.xlsx"
        self._ask = ask
        if sheet:
            shutil.copy(sheet, self.path)
        else:
            assert self.run("export", "--for", "bng", "-o", str(self.path)).code == 0

    def run(self, *words: str) -> Answer:
        return self._ask(*words, env={"NGKT_DB": str(self.store)})

    def taken(self, *more: str) -> Answer:
        return self.run("import", str(self.path), "--as", "progress", *more)

    def show(self, record: str) -> str:
        return self.run("show", record).out

    def id_of(self, row: int) -> str:
        found = re.search(f'<c r="M{row}"[^>]*><is><t[^>]*>([^<]*)', self.xml())
        assert found
        return found[1]

    def xml(self, name: str = "xl/worksheets/sheet1.xml") -> str:
        with zipfile.ZipFile(self.path) as book:
            return book.read(name).decode()

    def change(self, edit: Callable[[str], str], name: str = "xl/worksheets/sheet1.xml") -> None:
        with zipfile.ZipFile(self.path) as book:
            parts = {each: book.read(each) for each in book.namelist()}
        before = parts[name].decode()
        parts[name] = edit(before).encode()
        assert parts[name].decode() != before
        with zipfile.ZipFile(self.path, "w") as book:
            for each, data in parts.items():
                book.writestr(each, data)

    def write(self, address: str, text: str) -> None:
        """Write a text into a cell, as it is in the file: what it holds already goes."""
        cell = f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        self.put(address, cell if text else "")

    def put(self, address: str, cell: str) -> None:
        self.change(lambda xml: re.sub(f'<c r="{address}"(?:[^>]*/>|.*?</c>)', lambda _: cell, xml, count=1))

    def drop(self, name: str) -> None:
        """Take a sheet out of the list of sheets."""
        self.change(lambda xml: re.sub(f'<sheet name="{name}"[^>]*/>', "", xml), "xl/workbook.xml")


@pytest.fixture
def sent(ask: Ask, tmp_path: Path, seeded: Path) -> SentSheet:
    return SentSheet(ask, tmp_path, seeded)


STATUS, RESULT, DIFFICULTY, PROPOSAL, TEXT, ID = (
    letter(each)
    for each in (AnnexColumn.STATUS, AnnexColumn.RESULT, AnnexColumn.DIFFICULTY, AnnexColumn.PROPOSAL,
                 AnnexColumn.TEXT, AnnexColumn.ID)
)  # fmt: skip


def test_an_unchanged_sheet_changes_nothing(sent: SentSheet) -> None:
    before = sent.store.read_bytes()
    answer = sent.taken()
    assert (answer.code, answer.out) == (0, ""), answer.err
    assert sent.store.read_bytes() == before


def test_three_cells_are_three_changes_of_one_group_reported_by_the_agency(sent: SentSheet) -> None:
    done, partly, hard = (sent.id_of(row) for row in (2, 3, 4))
    sent.write(f"{STATUS}2", "Done")
    sent.write(f"{RESULT}3", "đã trình Chính phủ &lt;lần 1&gt;\ntháng 8")
    sent.write(f"{PROPOSAL}4", "bố trí kinh phí")
    before = sent.store.read_bytes()
    tried = sent.taken("--dry-run")
    assert (tried.code, len(tried.out.splitlines())) == (0, 3), tried.err
    assert f"Tasks!{STATUS}2 {done} · Status: not yet rated → reported done" in tried.out
    assert sent.store.read_bytes() == before
    answer = sent.taken()
    assert answer.code == 0, answer.err
    (group, *_) = json.loads(sent.run("history", "--format", "json").out)
    assert [each["field"] for each in group["changes"]] == ["status", "agency_report", "agency_report"]
    assert "reported done" in sent.show(done)
    assert "result: đã trình Chính phủ <lần 1>" in sent.show(partly)
    assert "proposals: bố trí kinh phí" in sent.show(hard)
    again = sent.taken()
    assert (again.code, again.out) == (0, "")
    sent.path.unlink()
    assert sent.run("export", "--for", "bng", "-o", str(sent.path)).code == 0
    assert "bố trí kinh phí" in sent.xml()
    assert sent.run("undo").code == 0
    assert "Reported by agencies" not in sent.show(hard)


def test_a_report_takes_the_place_of_the_one_before_it_and_an_emptied_cell_takes_it_away(sent: SentSheet) -> None:
    record = sent.id_of(2)
    sent.write(f"{DIFFICULTY}2", "thiếu kinh phí")
    sent.write(f"{STATUS}2", "vướng mắc")
    assert sent.taken().code == 0
    assert "thiếu kinh phí" in sent.run("list", "directives", "tt:blocked", "--format", "json").out
    for text in ("thiếu cán bộ", ""):
        sent.path.unlink()
        assert sent.run("export", "--for", "bng", "-o", str(sent.path)).code == 0
        sent.write(f"{STATUS}2", "In progress")
        sent.write(f"{DIFFICULTY}2", text)
        assert sent.taken().code == 0
        shown = sent.show(record).split("History")[0]
        assert ("difficulties: thiếu cán bộ" in shown) == bool(text)
        assert "difficulties: thiếu kinh phí" not in shown


def formula(address: str) -> str:
    return f'<c r="{address}"><f>1+1</f><v>2</v></c>'


def doubled(sheet: SentSheet) -> None:
    sheet.write(f"{ID}3", sheet.id_of(2))


def stale(sheet: SentSheet) -> None:
    sheet.run("set", sheet.id_of(2), "--status", "doing")
    sheet.write(f"{STATUS}2", "Done")


def stale_report(sheet: SentSheet) -> None:
    sheet.write(f"{RESULT}2", "một")
    assert sheet.taken().code == 0
    sheet.write(f"{RESULT}2", "hai")


def heading_gone(sheet: SentSheet) -> None:
    sheet.write(f"{RESULT}1", "Kết quả khác")


def long_text(sheet: SentSheet) -> None:
    sheet.write(f"{RESULT}2", "a" * 20_001)


def row_added(sheet: SentSheet) -> None:
    sheet.change(lambda xml: xml.replace(
        "</sheetData>", '<row r="900"><c r="B900" t="inlineStr"><is><t>Việc thêm</t></is></c></row></sheetData>'
    ))  # fmt: skip


SPOILT: dict[str, tuple[Callable[[SentSheet], object], str]] = {
    "a status that is none": (lambda sheet: sheet.write(f"{STATUS}2", "sắp xong"), f"Tasks!{STATUS}2"),
    "a status emptied": (lambda sheet: sheet.write(f"{STATUS}2", ""), f"Tasks!{STATUS}2"),
    "dropped by the agency": (lambda sheet: sheet.write(f"{STATUS}2", "Dropped"), f"Tasks!{STATUS}2"),
    "blocked without a difficulty": (lambda sheet: sheet.write(f"{STATUS}2", "Blocked"), f"Tasks!{DIFFICULTY}2"),
    "a formula as a result": (lambda sheet: sheet.put(f"{RESULT}2", formula(f"{RESULT}2")), f"Tasks!{RESULT}2"),
    "a formula as an id": (lambda sheet: sheet.put(f"{ID}4", formula(f"{ID}4")), f"Tasks!{ID}4"),
    "a formula as a status": (lambda sheet: sheet.put(f"{STATUS}5", formula(f"{STATUS}5")), f"Tasks!{STATUS}5"),
    "a foreign id": (lambda sheet: sheet.write(f"{ID}2", "hn-1999-01-01-01"), f"Tasks!{ID}2"),
    "no id": (lambda sheet: sheet.write(f"{ID}2", ""), f"Tasks!{ID}2"),
    "an id doubled": (doubled, f"Tasks!{ID}3"),
    "a text renamed": (lambda sheet: sheet.write(f"{TEXT}2", "Việc khác"), f"Tasks!{TEXT}2"),
    "a text emptied": (lambda sheet: sheet.write(f"{TEXT}2", ""), f"Tasks!{TEXT}2"),
    "a row added": (row_added, f"Tasks!{ID}900"),
    "a status changed since": (stale, f"Tasks!{STATUS}2"),
    "a report changed since": (stale_report, f"Tasks!{RESULT}2"),
    "a heading changed": (heading_gone, "Tasks!A1"),
    "a heading doubled": (lambda sheet: sheet.write(f"{TEXT}1", "Status"), f"Tasks!{STATUS}1"),
    "no heading of ids": (lambda sheet: sheet.write(f"{ID}1", "x"), "Tasks"),
    "a text too long": (long_text, f"Tasks!{RESULT}2"),
    "a control character": (lambda sheet: sheet.write(f"{RESULT}2", "xấu\u202e"), f"Tasks!{RESULT}2"),
    "the hidden sheet gone": (lambda sheet: sheet.drop("_ngkt"), "bng.xlsx"),
    "no spreadsheet": (lambda sheet: sheet.path.write_bytes(b"PK\x03\x04"), "bng.xlsx"),
}


def test_spoilt_sheets_are_refused_by_cell_address_and_nothing_is_taken(
    ask: Ask, tmp_path: Path, sent: SentSheet
) -> None:
    assert len(SPOILT) >= 20
    for number, (name, (spoil, address)) in enumerate(SPOILT.items()):
        (tmp_path / str(number)).mkdir()
        sheet = SentSheet(ask, tmp_path / str(number), sent.store, sent.path)
        sheet.write(f"{PROPOSAL}6", "một kiến nghị đúng")
        spoil(sheet)
        before = sheet.store.read_bytes()
        answer = sheet.taken()
        assert (answer.code, address in answer.err) == (3, True), (name, answer)
        assert sheet.store.read_bytes() == before, name


def test_a_sheet_that_libreoffice_saved_comes_back_as_it_was_filled_in(ask: Ask, store: Path, tmp_path: Path) -> None:
    fixtures = Path(__file__).parents[1] / "fixtures"
    unchanged = SentSheet(ask, tmp_path, store, fixtures / "libreoffice-progress.xlsx").taken()
    assert (unchanged.code, unchanged.out) == (0, ""), unchanged.err
    filled = SentSheet(ask, tmp_path, store, fixtures / "libreoffice-progress-filled.xlsx")
    answer = filled.taken()
    assert (answer.code, len(answer.out.splitlines())) == (0, 3), answer.err
    assert re.findall(r"![HIK]\d", answer.out) == ["!H2", "!I2", "!K3"]
    assert "đã gửi báo cáo" in filled.show(answer.out.split()[2])
