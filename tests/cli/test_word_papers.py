"""Papers for Word: reports and letters in the form of Nghị định 30, from the program's templates or an office's own."""

import io
import re
import time
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument

from ngkt_tui.domain.report_items import ReportKind
from tests.cli.conftest import Ask
from tests.cli.test_reports import AGENCY, NEEDED, listed

pytestmark = pytest.mark.usefixtures("store")
VI = ("--lang", "vi", "--unit", AGENCY)


def written(ask: Ask, home: Path, *more: str) -> WordDocument:
    target = home / "paper.docx"
    answer = ask("export", "--force", "-o", str(target), *more)
    assert (answer.code, answer.out) == (0, ""), answer.err
    return Document(str(target))


def words_of(document: WordDocument) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


@pytest.mark.parametrize("report", list(ReportKind))
def test_every_report_is_a_word_file_of_the_same_bytes(ask: Ask, home: Path, report: ReportKind) -> None:
    more = ("--report", report, *NEEDED.get(report, ()), *VI)
    document = written(ask, home, *more)
    first = (home / "paper.docx").read_bytes()
    assert "{{" not in words_of(document)
    written(ask, home, *more)
    assert (home / "paper.docx").read_bytes() == first
    assert {entry.date_time[0] for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {1980}


@pytest.mark.parametrize("name", ["paper.docx", "sheet.xlsx"])
def test_neither_the_moment_nor_the_time_zone_is_in_the_file(
    ask: Ask, home: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for zone, now in (("UTC", time.time()), ("Asia/Ho_Chi_Minh", time.time() + 90_061)):
        with monkeypatch.context() as patch:
            patch.setenv("TZ", zone)
            time.tzset()
            patch.setattr(time, "time", lambda now=now: now)
            assert ask("export", "--force", "-o", str(home / name), *VI).code == 0
        time.tzset()
        made.append((home / name).read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(home / name) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}
        stamps = re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", archive.read("docProps/core.xml").decode())
    assert len(stamps) == 2
    assert {stamp[:10] for stamp in stamps} <= {"2000-01-01", "2032-03-01"}  # never, or the day of the report


def test_two_tables_do_not_become_one_in_a_word_processor(ask: Ask, home: Path) -> None:
    for report in (ReportKind.REGISTER, ReportKind.STATUS):
        names = [element.tag.rpartition("}")[2] for element in written(ask, home, "--report", report)._body._body]
        assert ("tbl", "tbl") not in pairwise(names)


def test_the_form_is_that_of_the_decree(ask: Ask, home: Path) -> None:
    document = written(ask, home, *VI)
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    sizes = [round(size.mm) for size in (section.page_width, section.page_height, *margins) if size is not None]
    assert sizes == [210, 297, 20, 20, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert "PAGE" in section.header._element.xml
    assert section.different_first_page_header_footer
    text = words_of(document)
    letterhead = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "BỘ CÔNG THƯƠNG", "Số: ")
    assert [
        part for part in (*letterhead, "BÁO CÁO", "Nơi nhận:", "ngày 01 tháng 3 năm 2032") if part not in text
    ] == []
    headings = [each.text for each in document.paragraphs if each.style and each.style.name == "Heading 1"]
    assert headings == ["Phụ lục"]
    tables = [table for table in document.tables if "<w:tblHeader/>" in table._tbl.xml]
    assert len(tables) > 3


def test_numbers_are_those_of_the_other_formats(ask: Ask, home: Path) -> None:
    ids = [row["id"] for row in listed(ask, "-nature:spirit", "-kind:recommendation")]
    ask("set", *ids[:4], "--status", "done")
    text = words_of(written(ask, home, "--lang", "vi"))
    assert f"Hoàn thành 4/{len(ids)} chỉ đạo" in text
    assert f"Hoàn thành 4/{len(ids)} chỉ đạo" in ask("export", "--format", "markdown", "--lang", "vi").out


def test_a_letter_goes_to_each_agency_and_is_recorded(ask: Ask, home: Path) -> None:
    ids = [row["id"] for row in listed(ask, "-nature:spirit", "-kind:recommendation")][:2]
    letter = home / "letter.docx"
    wish = ("remind", *ids, "--reply-by", "2032-03-20", "--number", "12/CV", "--to", AGENCY, "--letter", str(letter))
    answer = ask(*wish, *VI)
    assert answer.code == 0, answer.err
    text = words_of(Document(str(letter)))
    assert [part for part in ("Kính gửi: Bộ Công Thương", "12/CV", "20/03/2032", "(lần 1)") if part not in text] == []
    assert "Reminders: 2" in ask("export", "--report", "follow-up").out
    again = ask(*wish)
    assert again.code == 1
    assert "Reminders: 2" in ask("export", "--report", "follow-up").out, "nothing is recorded where the file is there"


def test_an_office_puts_its_own_template_in_the_place(ask: Ask, home: Path) -> None:
    answer = ask("template", "export", "--lang", "vi")
    assert answer.code == 0, answer.err
    folder = home / "config" / "ngkt-tui" / "templates"
    assert sorted(each.name for each in folder.iterdir()) == ["brief.vi.docx", "letter.vi.docx", "report.vi.docx"]
    assert ask("template", "export", "--lang", "vi").code == 1
    assert ask("template", "export", "--lang", "vi", "--force").code == 0
    own = Document(str(folder / "report.vi.docx"))
    own.paragraphs[0].insert_paragraph_before("Sở Ngoại vụ mẫu, ").add_run("{{da").bold = True
    own.paragraphs[0].add_run("te}}")
    own.save(str(folder / "report.vi.docx"))
    assert "Sở Ngoại vụ mẫu, ngày 01 tháng 3 năm 2032" in words_of(written(ask, home, "--lang", "vi"))
    assert "Sở Ngoại vụ mẫu" not in words_of(written(ask, home, "--lang", "en"))


@pytest.mark.parametrize("broken", ["no zip", "no body", "unknown field"])
def test_a_broken_template_is_told_in_a_sentence(ask: Ask, home: Path, broken: str) -> None:
    ask("template", "export")
    path = home / "config" / "ngkt-tui" / "templates" / "report.en.docx"
    if broken == "no zip":
        path.write_text("not a document")
    else:
        own = Document(str(path))
        for paragraph in own.paragraphs:
            if paragraph.text == "{{body}}":
                paragraph.runs[0].text = "" if broken == "no body" else "{{body}} {{nobody}}"
        own.save(str(path))
    target = home / "paper.docx"
    answer = ask("export", "-o", str(target))
    assert (answer.code, answer.out) == (1, "")
    assert "template export --force" in answer.err
    assert str(path) in answer.err
    assert not target.exists()


def test_a_long_list_is_cut_and_says_so(ask: Ask, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ngkt_tui.report.docx_file.MAX_ITEMS", 3)
    text = words_of(written(ask, home))
    assert "export --format text" in text
