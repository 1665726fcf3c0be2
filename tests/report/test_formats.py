"""Each format writes the whole summary, the same bytes each time, whatever its texts hold."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from ngkt_tui.domain.counting_form import CountingForm
from ngkt_tui.domain.enums import Language, Status
from ngkt_tui.domain.summary_items import ActionItems, DirectiveItem, Summary
from ngkt_tui.domain.text import sanitize_line
from ngkt_tui.domain.words import translate
from ngkt_tui.report.csv_rows import COLUMNS, CsvForm, csv_rows
from ngkt_tui.report.formats import Format, get_writer
from ngkt_tui.report.plain_text import text_blocks
from ngkt_tui.report.status_report import status_blocks
from ngkt_tui.report.terminal import LIMIT, renderables
from tests.fixtures.examples import examples, for_each

MakeSummary = Callable[..., Summary]
MakeLine = Callable[..., DirectiveItem]
HOSTILE = (
    "[/x] [red] [@click=app.bell]x[/] :smile: <script>alert(1)</script> &amp; | *bold* _u_ `c` "
    "\x1b[31mred\x1b]8;;http://x\x07 \x9b1m \u202eevil\u202c \x00 =1+1 a\u0301 漢字"
)
WRITTEN = [each for each in Format if each is not Format.DOCX]
FULL = ("Mở rộng thị trường gạo", "BCT", "chờ ý kiến đối tác", "đã có báo cáo", "FTA mẫu", "Bắc Phi", "Lê Thị Mẫu")


def written(summary: Summary, chosen: Format) -> str:
    """Return what is written; of a workbook the texts of its files, one behind the other."""
    pieces = list(get_writer(chosen)(summary))
    if not chosen.is_binary:
        return "".join(pieces)
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


@for_each("chosen", [each for each in WRITTEN if each not in (Format.CSV, Format.SVG, Format.XLSX, Format.ICS)])
def test_every_part_of_the_summary_is_told(summary: MakeSummary, line: MakeLine, chosen: Format) -> None:
    result = written(summary([line()]), chosen).replace("&#160;", " ").replace("\n", " ")
    result = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", result))
    assert [part for part in FULL if part not in result] == []


@for_each("chosen", WRITTEN)
def test_the_same_summary_gives_the_same_bytes(summary: MakeSummary, line: MakeLine, chosen: Format) -> None:
    assert list(get_writer(chosen)(summary([line()]))) == list(get_writer(chosen)(summary([line()])))


@pytest.mark.parametrize("chosen", WRITTEN)
@pytest.mark.parametrize("language", list(Language))
def test_both_languages_are_written(summary: MakeSummary, line: MakeLine, chosen: Format, language: Language) -> None:
    assert written(summary([line()], language=language), chosen)


@for_each("chosen", WRITTEN)
def test_no_control_or_bidi_character_reaches_a_file(summary: MakeSummary, line: MakeLine, chosen: Format) -> None:
    result = written(summary([line(text=HOSTILE, why=HOSTILE, notes=(HOSTILE,))], store=HOSTILE), chosen)
    body = result.removeprefix("\ufeff")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]", body)


def test_json_keeps_every_text_letter_for_letter(summary: MakeSummary, line: MakeLine) -> None:
    parsed = json.loads(written(summary([line(text=HOSTILE, why=HOSTILE)], store=HOSTILE), Format.JSON))
    [conference] = parsed["conferences"]
    assert conference["directives"][0]["text"] == HOSTILE
    assert parsed["store"] == HOSTILE
    assert parsed["counting_form"]["total"] == 3
    assert parsed["as_of"] == "2030-07-01"


def test_csv_holds_one_row_a_directive_under_named_columns(summary: MakeSummary, line: MakeLine) -> None:
    result = written(summary([line(), line(id="b", status=Status.UNRATED)]), Format.CSV)
    header, *rows = csv.reader(io.StringIO(result.removeprefix("\ufeff")))
    assert result.startswith("\ufeff")
    assert len(header) == len(COLUMNS)
    assert [row[0] for row in rows] == ["hn-2030-03-05-01", "b"]
    assert {len(row) for row in rows} == {len(COLUMNS)}


@pytest.mark.parametrize(
    ("language", "headings", "status", "gone"),
    [
        (Language.VI, ["mã", "trạng thái", "nội dung", "đã rút"], "chưa đánh giá", "có"),
        (Language.EN, ["id", "status", "text", "withdrawn"], "not yet rated", "yes"),
    ],
)
def test_csv_speaks_the_language_of_the_summary(
    summary: MakeSummary, line: MakeLine, language: Language, headings: list[str], status: str, gone: str
) -> None:
    gone_one = summary([line(status=Status.UNRATED, withdrawn=True)])._replace(language=language)
    header, row = csv.reader(io.StringIO(written(gone_one, Format.CSV).removeprefix("\ufeff")))
    cells = dict(zip(header, row, strict=True))
    assert [cells[heading] for heading in headings][1::2] == [status, gone]


def test_csv_with_codes_is_the_same_in_every_language(summary: MakeSummary, line: MakeLine) -> None:
    texts = {
        "".join(csv_rows(summary([line(status=Status.UNRATED)])._replace(language=language), CsvForm(has_codes=True)))
        for language in Language
    }
    (text,) = texts
    header, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert tuple(header) == COLUMNS
    assert row[COLUMNS.index("status")] == "unrated"


@for_each("start", ["=", "+", "-", "@", "\t=", "  =", "＝", "\n=", "\r\n+", " \n\t@", "\u00a0="])
def test_no_csv_cell_is_read_as_a_formula(summary: MakeSummary, line: MakeLine, start: str) -> None:
    result = written(summary([line(text=start + "cmd|' /C calc'!A0", why=start)]), Format.CSV)
    [_, row] = csv.reader(io.StringIO(result.removeprefix("\ufeff")))
    assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))]


def test_svg_is_well_formed_and_needs_no_network(summary: MakeSummary, line: MakeLine) -> None:
    result = written(summary([line(text=HOSTILE)]), Format.SVG)
    ET.fromstring(result)
    assert "http" not in result.replace("http://www.w3.org/2000/svg", "").replace("http://x", "")
    assert "@font-face" not in result


def test_the_picture_is_one_slide_of_the_headline(summary: MakeSummary, line: MakeLine) -> None:
    late = tuple(line(id=f"d-{number}", text=f"Việc {number} " + "chữ " * 60, why="x" * 500) for number in range(50))
    made = summary([line()], attention=ActionItems(blocked=late, overdue=late, due_soon=(), silent=()), blocked=50)
    picture = ET.fromstring(written(made, Format.SVG))
    texts = [each for each in picture.iter() if each.tag.endswith("text")]
    assert picture.attrib["viewBox"] == "0 0 1280 720"
    assert {int(each.attrib["y"]) <= 720 for each in texts} == {True}
    text = " ".join(each.text or "" for each in texts)
    assert "Tình hình thực hiện chỉ đạo" in text
    assert "Việc 0" in text
    assert "Cho ý kiến tháo gỡ 50 việc" in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.shown = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name == "src"]
        assert tag == "a" or "href" not in dict(attrs)
        assert (dict(attrs).get("href") or "#").startswith(("#", "http://", "https://"))

    def handle_data(self, data: str) -> None:
        self.shown += data


def test_html_shows_hostile_text_and_runs_none_of_it(summary: MakeSummary, line: MakeLine) -> None:
    parser = _Tags()
    parser.feed(written(summary([line(text=HOSTILE)]), Format.HTML))
    assert parser.tags & {"script", "img", "link", "iframe"} == set()
    assert sanitize_line(HOSTILE) in parser.shown


def test_html_leads_from_an_item_to_its_article_and_to_the_address_of_its_evidence(
    summary: MakeSummary, line: MakeLine
) -> None:
    text = written(summary([line(evidence=("xem https://bao.vn/a_b?x=1&y=2",))]), Format.HTML)
    assert 'nguồn: <a href="#article-1">[1]</a> ¶ 3, 5' in text
    assert '<tr id="article-1">' in text
    assert '<a href="https://bao.vn/a_b?x=1&amp;y=2">https://bao.vn/a_b?x=1&amp;y=2</a>' in text
    targets = set(re.findall(r'href="#([^"]+)"', text))
    assert targets <= set(re.findall(r'id="([^"]+)"', text))
    assert len(targets) > 8  # the contents


def test_markdown_keeps_an_address_whole(summary: MakeSummary, line: MakeLine) -> None:
    text = written(summary([line(evidence=("xem https://bao.vn/a_b*c",))]), Format.MARKDOWN)
    assert "<https://bao.vn/a_b*c>" in text


def test_what_no_reader_needs_stands_in_the_annex_alone(summary: MakeSummary, line: MakeLine) -> None:
    for chosen in (Format.TEXT, Format.MARKDOWN, Format.HTML):
        text = written(summary([line()]), chosen).replace("\\", "")
        first, annex = re.split("Nguồn|NGUỒN", text)[0], re.split("Nguồn|NGUỒN", text)[-1]
        assert "kho-mau.db" not in first
        assert "hn-2030-03-05-0" not in first
        assert "mau-20300305" not in first
        assert all(name in annex for name in ("kho-mau.db", "hn-2030-03-05-01", "mau-20300305"))


@settings(max_examples=examples(60), derandomize=True, deadline=None)
@given(st.text(max_size=60))
def test_plain_text_never_leaves_its_width(words: str) -> None:
    from tests.report.conftest import make_line, make_summary

    lines = list(text_blocks(status_blocks(make_summary([make_line(text=words, why=words)])), width=60))
    assert max(cell_len(each.rstrip("\n")) for each in lines) <= 60


@pytest.mark.parametrize("chosen", [Format.TEXT, Format.MARKDOWN, Format.HTML, Format.CSV, Format.JSON])
def test_long_summaries_are_streamed_whole(summary: MakeSummary, line: MakeLine, chosen: Format) -> None:
    many = [line(id=f"d-{number}", text=f"Việc số {number} ạ") for number in range(LIMIT + 300)]
    result = written(summary(many), chosen)
    assert all(f"Việc số {number} ạ" in result for number in range(LIMIT + 300))


def test_the_terminal_shows_the_first_directives_and_how_many_more(summary: MakeSummary, line: MakeLine) -> None:
    read: list[int] = []

    def lines() -> Iterator[DirectiveItem]:
        for number in range(LIMIT + 300):
            read.append(number)
            yield line(text=f"Việc{number}ạ")

    urgent = tuple(line(text=f"Gấp{number}ạ", status=Status.BLOCKED) for number in range(100))
    made = summary([], attention=ActionItems(blocked=urgent, overdue=urgent, due_soon=urgent, silent=urgent[:10]))
    [conference] = made.conferences
    form = CountingForm(unrated=LIMIT + 300)
    conference = conference._replace(form=form, directives=lines())
    console = Console(width=120, file=io.StringIO(), record=True)
    for each in renderables(made._replace(conferences=(conference,))):
        console.print(each)
    result = console.export_text()
    assert set(re.findall(r"Việc\d+ạ", result)) == {f"Việc{number}ạ" for number in range(LIMIT)}
    assert len(re.findall(r"Gấp\d+ạ", result)) == 310
    assert translate(Language.VI, "summary.more", count=300) in result
    assert len(read) == LIMIT


def test_recommendations_stand_after_the_directives_and_are_counted_apart(summary: MakeSummary, line: MakeLine) -> None:
    made = summary([line(), line(), line(), line(kind="recommendation", text="Đề nghị thêm")])
    [conference] = made.conferences
    conference = conference._replace(form=CountingForm(done=3), recommendations=1)
    text = written(made._replace(conferences=(conference,)), Format.MARKDOWN)
    assert text.index("Kiến nghị, không tính vào chỉ đạo: 1") < text.index("Đề nghị thêm")
    assert "4. ✓ **Đề nghị thêm**" in text


@pytest.mark.parametrize(("language", "sent"), [(Language.VI, "gửi tới: BNG"), (Language.EN, "sent to: BNG")])
def test_a_recommendation_is_sent_to_somebody(
    summary: MakeSummary, line: MakeLine, language: Language, sent: str
) -> None:
    asked = line(kind="recommendation", addressees=("BNG",))
    result = " ".join(written(summary([asked], language=language), Format.TEXT).split())
    assert sent in result
    assert translate(language, "summary.addressees") not in result


def test_a_brief_summary_leaves_out_the_list_of_directives(summary: MakeSummary, line: MakeLine) -> None:
    result = written(summary([line(text="Chỉ trong danh mục")], brief=True), Format.TEXT)
    assert "Chỉ trong danh mục" not in result
    assert "Biểu thống kê".upper() in result


def test_ascii_text_draws_nothing_but_ascii_beside_the_words(summary: MakeSummary, line: MakeLine) -> None:
    result = "".join(get_writer(Format.TEXT, is_ascii=True)(summary([line()])))
    assert "[x] Mở rộng" in result
    assert not re.search("[─-╿▀-▟☐◐▲✓✗]", result)


def test_every_rate_says_what_it_is_a_share_of(summary: MakeSummary, line: MakeLine) -> None:
    result = written(summary([line()]), Format.TEXT)
    rates = [each for each in result.splitlines() if "%" in each]
    assert rates
    assert all(re.search(r"\d+% trên tổng số \d+ chỉ đạo|\d+/\d+ chỉ đạo \(đạt \d+%\)", each) for each in rates)


@pytest.mark.parametrize("chosen", [Format.TEXT, Format.MARKDOWN, Format.HTML])
def test_a_long_title_is_written_whole_beside_its_bar(summary: MakeSummary, line: MakeLine, chosen: Format) -> None:
    whole = summary([line()])
    title = "Hội nghị trực tuyến với các cơ quan đại diện ở nước ngoài, các bộ, ngành và địa phương"
    (conference,) = whole.conferences
    text = written(whole._replace(conferences=(conference._replace(title=title),), brief=True), chosen)
    assert "…" not in text
    assert " ".join(text.split()).count("và địa phương") == 1


def test_agencies_are_told_apart_although_their_names_have_commas(summary: MakeSummary, line: MakeLine) -> None:
    text = written(summary([line(coordinating=("Các bộ, ngành", "Các cơ quan"))]), Format.MARKDOWN)
    assert "phối hợp: Các bộ, ngành; Các cơ quan" in text


def test_what_was_updated_today_is_not_said_to_wait(summary: MakeSummary, line: MakeLine) -> None:
    fresh = line(status=Status.BLOCKED, why="chờ", waiting_days=0)
    whole = summary([])
    text = written(whole._replace(attention=whole.attention._replace(blocked=(fresh,))), Format.MARKDOWN)
    assert "lý do: chờ · cập nhật hôm nay" in text
    assert "chưa cập nhật: 0 ngày" not in text
