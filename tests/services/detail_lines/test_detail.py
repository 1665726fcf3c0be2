"""Everything that a digest says of a record is told, and leads on to the records that it names."""

import itertools
import re
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from ngkt_tui.digest.load import load
from ngkt_tui.digest.model.whole_digest import MODELS, Digest
from ngkt_tui.domain.enums import Language, RecordKind, Status
from ngkt_tui.domain.stored_values import Damaged
from ngkt_tui.domain.words import catalogue
from ngkt_tui.query.change_groups import ChangeGroupRow, ChangeRow
from ngkt_tui.query.detail.bodies import ConferenceDetail, KindDetail, ThemeDetail
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.detail.values import LinkList, NoteEntry
from ngkt_tui.services import detail_lines as detail
from ngkt_tui.services.detail_lines import Formatter, build_detail, load_detail
from ngkt_tui.services.detail_lines.lines import BLANK, DetailLine
from ngkt_tui.services.reader import Reader
from ngkt_tui.services.web_addresses import web_address
from tests.fixtures.stores import SAMPLE, TODAY

VI = Formatter(Language.VI, TODAY, zone_minutes=420)
EN = Formatter(Language.EN, TODAY)
Body = TypeVar("Body", ConferenceDetail, DirectiveDetail, ThemeDetail)
MARCH = "hn-2031-03-05"


@pytest.fixture(scope="session")
def digest() -> Digest:
    return load(SAMPLE).digest


def entries(reader: Reader, record: str, formatter: Formatter = VI) -> tuple[DetailLine, ...]:
    return build_detail(load_detail(reader, record), formatter)


def texts_of(reader: Reader, record: str, formatter: Formatter = VI) -> list[str]:
    return [entry.text for entry in entries(reader, record, formatter)]


def body_of(reader: Reader, record: str, kind: type[Body]) -> Body:
    body = load_detail(reader, record).detail.body
    assert isinstance(body, kind)
    return body


def texts_with(reader: Reader, record: str, body: KindDetail) -> list[str]:
    """Return the lines of a record in English, with another body in the place of its own."""
    read = load_detail(reader, record)
    return [entry.text for entry in build_detail(read._replace(detail=read.detail._replace(body=body)), EN)]


def below(lines: list[str], heading: str) -> list[str]:
    """Return the lines between a heading and the next empty line."""
    start = lines.index(heading) + 1
    rest = lines[start:]
    return rest[: rest.index("")] if "" in rest else rest


@pytest.mark.parametrize("formatter", [VI, EN])
def test_every_record_can_be_told(reader: Reader, digest: Digest, formatter: Formatter) -> None:
    for record in digest.all_records():
        lines = entries(reader, record.id, formatter)
        assert lines[0].runs[0].text
        assert not any(first is second is BLANK for first, second in itertools.pairwise(lines))


def test_every_record_can_be_reached_from_the_panes(reader: Reader, digest: Digest) -> None:
    shown_in_panes = (
        RecordKind.CONFERENCE,
        RecordKind.DIRECTIVE,
        RecordKind.AGREEMENT,
        RecordKind.MARKET,
        RecordKind.OFFICIAL,
    )
    waiting = [record.id for kind in shown_in_panes for record in digest.records(kind)]
    reached: set[str] = set()
    while waiting:
        record = waiting.pop()
        if record not in reached:
            reached.add(record)
            targets = [entry.target for entry in entries(reader, record) if entry.target]
            waiting.extend(each for each in targets if not web_address(each))
    assert {record.id for record in digest.all_records()} - reached == set()


def test_both_languages_are_told_the_present_one_first(reader: Reader) -> None:
    vi, en = "Kết thúc đàm phán FTA với Mercosur trong năm 2031", "Conclude the FTA talks with Mercosur within 2031"
    assert texts_of(reader, "hn-2031-03-05-01")[:2] == [vi, en]
    assert texts_of(reader, "hn-2031-03-05-01", EN)[:2] == [en, vi]


def test_a_directive_tells_who_asked_whom_and_until_when(reader: Reader) -> None:
    lines = texts_of(reader, "hn-2031-03-05-01")
    assert "Trạng thái ☐ chưa đánh giá" in lines
    assert "Loại yêu cầu" in lines
    assert "Hội nghị 05/03/2031 · Hội nghị ngoại giao kinh tế đầu năm 2031" in lines
    assert "Người nêu Trần Minh Khôi" in lines
    assert "Chủ trì Bộ Công Thương" in lines
    assert "Phối hợp Bộ Ngoại giao" in lines
    assert "Thời gian trong năm 2031 (01/01/2031 – 31/12/2031)" in lines
    assert "Hiệp định FTA Việt Nam - Mercosur" in lines


def test_a_directive_tells_where_it_was_repeated_and_what_may_answer_it(reader: Reader) -> None:
    lines = texts_of(reader, "hn-2031-03-05-01", EN)
    assert below(lines, "Repeated by") == [
        "☐ Speed up the Mercosur FTA talks at technical level · 2031-09-12 · made more specific"
    ]
    assert below(lines, "Results that may answer it") == ["Concluded the FTA talks with Mercosur"]
    assert below(texts_of(reader, "hn-2031-03-05-02", EN), "Part of") == ["Three focal points · Opening markets"]


def test_sources_tell_article_outlet_paragraphs_and_terms(reader: Reader) -> None:
    assert below(texts_of(reader, "hn-2031-03-05-01"), "Nguồn") == [
        "Báo An, 06/03/2031 · Hội nghị ngoại giao kinh tế đầu năm 2031",
        "https://example.org/an/20310305",
        "đoạn 4 · tìm “Bộ Công Thương chủ trì”, “Mercosur”",
        "Bản tổng hợp mau-2031",
    ]


def test_a_source_of_an_entry_says_of_which(reader: Reader) -> None:
    lines = below(texts_of(reader, "tran-minh-khoi", EN), "Sources")
    assert "paragraph 2 · look for “Thủ tướng Trần Minh Khôi” · only for: Prime Minister" in lines
    lines = below(texts_of(reader, "hn-2031-03-05", EN), "Sources")
    assert "paragraph 3 · look for “Lê Thu Hà báo cáo” · only for: Lê Thu Hà" in lines
    lines = below(texts_of(reader, "fta-doi-tac-so", EN), "Sources")
    assert "paragraph 10 · look for “thủ tục trong nước” · only for: stage report 1" in lines


def test_a_conference_tells_its_articles_and_what_each_alone_says(reader: Reader) -> None:
    body = body_of(reader, "hn-2031-03-05", ConferenceDetail)
    (share,) = body.articles
    other = share._replace(article=share.article._replace(id="bao-khac", vi="Bài khác", date=None))
    lines = texts_with(reader, "hn-2031-03-05", body._replace(articles=(share, other)))
    assert "Bài khác · records: 17" in below(lines, "Articles")
    assert "☐ Draw up a rice brand scheme" in below(lines, "Said by “Bài khác” alone (17)")
    assert not any(line.startswith("Said by") for line in texts_of(reader, "hn-2031-03-05", EN))


@pytest.mark.parametrize(
    ("formatter", "sent", "assigned"), [(VI, "Gửi tới", "Giao cho"), (EN, "Sent to", "Assigned to")]
)
def test_a_recommendation_is_sent_and_a_directive_is_assigned(
    reader: Reader, formatter: Formatter, sent: str, assigned: str
) -> None:
    labels = {
        each: {entry.label for entry in entries(reader, each, formatter)} for each in (f"{MARCH}-01", f"{MARCH}-06")
    }
    assert sent in labels[f"{MARCH}-06"]
    assert assigned not in labels[f"{MARCH}-06"]
    assert assigned in labels[f"{MARCH}-01"]
    assert sent not in labels[f"{MARCH}-01"]


def test_an_article_tells_what_rests_on_it(reader: Reader) -> None:
    lines = texts_of(reader, "bao-bien-20310912", EN)
    assert "Missions sent 25 reports on the rice market" in below(lines, "Result (1)")
    assert len(below(lines, "Directive (4)")) == 4


def test_a_long_list_is_cut_and_says_how_much_is_left(reader: Reader) -> None:
    body = body_of(reader, "cd-thi-truong", ThemeDetail)
    directives = LinkList(907, body.directives.first)
    lines = texts_with(reader, "cd-thi-truong", body._replace(directives=directives))
    assert below(lines, "Directives, recommendations (907)")[-1] == f"and {907 - len(directives.first)} more"


def test_what_is_inferred_tells_its_basis(reader: Reader) -> None:
    assert below(texts_of(reader, "hn-2032-02-20-02", EN), "Inferred, not printed") == [
        "repetition The same demand for forecasts, now with a date."
    ]


def test_a_conference_tells_who_was_there_and_what_was_said(reader: Reader) -> None:
    lines = texts_of(reader, "hn-2031-03-05", EN)
    assert "Date 2031-03-05 (morning)" in lines
    people = below(lines, "Participants")
    assert people[:3] == [
        "chair Trần Minh Khôi · speaker",
        "presenter Lê Thu Hà",
        "Exports to the Nordic countries grew",
    ]
    assert "Viet Nam - Mercosur FTA · under negotiation" in below(lines, "Agreements")
    assert "Nordic countries · mentioned" in below(lines, "Markets")
    assert below(lines, "Companies") == ["Nordlys", "Wants to open a battery plant in Viet Nam"]
    assert "☐ Find out what rice West Africa wants to import" in lines


def test_somebody_named_in_words_only_is_told_too(reader: Reader) -> None:
    people = below(texts_of(reader, "hn-2031-09-12", EN), "Participants")
    assert people[1:] == ["attendee Representatives of the provinces"]


def test_an_agreement_tells_each_stage_with_the_next_step(reader: Reader) -> None:
    assert below(texts_of(reader, "fta-mercosur", EN), "Stages reported") == [
        "2031-03-05 · Economic diplomacy conference, early 2031 · under negotiation",
        "Next: Conclude the talks within 2031",
        "2032-02-20 · Conference reviewing 2031 · talks concluded",
        "Next: Legal review before signing",
    ]


def test_a_figure_tells_its_words_and_its_value(reader: Reader) -> None:
    lines = texts_of(reader, "so-xuat-khau-bac-au-2030", EN)
    assert "As printed gần 12 tỷ USD" in lines
    assert "Value nearly 12 USD billion" in lines
    assert "According to Lê Thu Hà" in lines


def test_an_official_tells_posts_with_their_conferences(reader: Reader) -> None:
    assert below(texts_of(reader, "le-thu-ha", EN), "Posts") == [
        "Foreign Minister · Ministry of Foreign Affairs",
        "2031-03-05 · Economic diplomacy conference, early 2031",
        "2031-09-12 · Half-year review meeting of the Foreign Ministry",
    ]


def test_an_overdue_directive_says_for_how_long(reader: Reader) -> None:
    body = body_of(reader, "hn-2031-03-05-01", DirectiveDetail)
    lines = texts_with(reader, "hn-2031-03-05-01", body._replace(due=date(2032, 2, 20), status=Status.DOING))
    assert "Due 2032-02-20 · days overdue: 10" in lines


def test_a_damaged_value_is_told_as_it_stands(reader: Reader) -> None:
    body = body_of(reader, "hn-2031-03-05-01", DirectiveDetail)
    damaged = body._replace(due=Damaged("hôm nào"), status=Damaged("???"), kind="lạ")
    lines = texts_with(reader, "hn-2031-03-05-01", damaged)
    assert {"Due hôm nào", "Status ? ???", "Kind lạ"} <= set(lines)


def test_notes_tell_who_wrote_them_and_when_line_by_line(reader: Reader) -> None:
    read = load_detail(reader, "hn-2031-03-05-01")
    note = NoteEntry(1, "2032-02-29T20:30:00Z", "lan", "một\n\nhai")
    lines = [entry.text for entry in build_detail(read._replace(detail=read.detail._replace(notes=(note,))), VI)]
    at = lines.index("Ghi chú")
    assert lines[at + 1 : at + 5] == ["01/03/2032 03:30 · lan", "một", "", "hai"]


def test_history_tells_who_when_from_to_and_why(reader: Reader) -> None:
    read = load_detail(reader, "hn-2031-03-05-01")
    change = ChangeRow(1, 7, "hn-2031-03-05-01", "status", "unrated", "blocked", "chờ ý kiến")
    group = ChangeGroupRow(7, "2032-02-29T10:00:00Z", "lan", "edit", None, 8, None, 1, (change,))
    undo = ChangeGroupRow(8, "2032-02-29T10:01:00Z", "lan", "undo", 7, None, None, 0, ())
    lines = [
        entry.text for entry in build_detail(read._replace(detail=read.detail._replace(history=(undo, group))), EN)
    ]
    assert below(lines, "History") == [
        "2032-02-29 10:01 · lan · undo of 7 · change 8",
        "2032-02-29 10:00 · lan · change 7 · undone",
        "status: ☐ not yet rated → ▲ blocked (chờ ý kiến)",
    ]


def test_a_withdrawn_record_says_so(reader: Reader) -> None:
    read = load_detail(reader, "hn-2031-03-05-01")
    lines = [entry.text for entry in build_detail(read._replace(detail=read.detail._replace(is_withdrawn=True)), EN)]
    assert lines[2].startswith("No digest speaks of this record any more")


def test_plain_glyphs_where_asked_for(reader: Reader) -> None:
    assert "Status [ ] not yet rated" in texts_of(
        reader, "hn-2031-03-05-01", Formatter(Language.EN, TODAY, is_plain=True)
    )


def test_every_field_of_a_record_has_a_word() -> None:
    fields = {name for model in MODELS.values() for name in model.model_fields} - {"id", "notes", "inferred", "was"}
    assert [name for name in sorted(fields) if f"detail.field.{name}" not in catalogue(Language.VI)] == []


def test_no_detail_word_is_there_for_nothing() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(detail.__file__).parent.glob("*.py"))
    words = [key for key in catalogue(Language.VI) if re.fullmatch(r"detail\.[a-z0-9-]+", key)]
    unused = [key for key in words if not re.search(f"[\"']({re.escape(key)}|{key.split('.')[1]})[\"']", source)]
    assert unused == []


def test_a_moment_beyond_the_calendar_is_told_as_it_stands() -> None:
    assert Formatter(Language.EN, date(2032, 3, 1), 14 * 60).moment("9999-12-31T23:59:59Z") == "9999-12-31T23:59:59Z"
    assert VI.moment("khi nào") == "khi nào"
