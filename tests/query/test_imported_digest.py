"""Reading a store that took in digests, as every store does."""

import sqlite3
from datetime import date

import pytest

from ngkt_tui.domain.enums import Language, RecordKind
from ngkt_tui.domain.readable import Moment
from ngkt_tui.query import report_parts as summary
from ngkt_tui.query.detail import read
from ngkt_tui.query.detail.bodies import AgreementDetail, OfficialDetail
from ngkt_tui.query.detail.directive import DirectiveDetail
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.query.names import load_refs
from tests.query.plain_evaluation import PlainStore

TODAY = Moment(date(2032, 9, 1))
D = RecordKind.DIRECTIVE


def found(connection: sqlite3.Connection, text: str, kind: RecordKind = D) -> list[str]:
    where = compile_filter(connection, kind, TODAY, parse(text, kind))
    return [row.id for row in LISTINGS[kind].page(connection, where, -1)]


def test_directives_come_newest_conference_first_and_conferences_oldest_first(sample: sqlite3.Connection) -> None:
    left = found(sample, "")
    conferences = [record[:13] for record in left[:-1]]
    assert conferences == sorted(conferences, reverse=True)
    assert left[-1] == "hn-2031-03-05-06"
    assert found(sample, "", RecordKind.CONFERENCE) == [
        "hn-2031-03-05",
        "hn-2031-09-12",
        "hn-2032-02-20",
        "hn-2032-08-15",
    ]


@pytest.mark.parametrize(
    ("typed", "plainly"),
    [
        ("gao", "gao"),
        ('"dự báo"', '"dự báo"'),
        ('"thi truong"', '"thi truong"'),
        ("Ngoại giao", "Ngoại giao"),
        ("BNG", "BNG"),
        ("cq:bng", "agency:bng"),
        ("by:khôi", "by:tran-minh-khoi"),
        ("hn:2031", "conf:2031"),
        ("theme:hiep", "theme:cd-fta"),
        ("-cd:fta -gao", "-theme:cd-fta -gao"),
        ("agreement:vmfta", "agreement:fta-mercosur"),
        ("doc:77", "doc:vb-nq-77"),
        ('source:"báo an"', "source:bao-an-20310305,bao-an-20320220"),
        ("kind:target", "kind:target"),
        ("is:repeated", "is:repeated"),
    ],
)
def test_filters_and_plain_python_are_of_one_opinion(sample: sqlite3.Connection, typed: str, plainly: str) -> None:
    assert found(sample, typed) == PlainStore(sample, TODAY.today).left(parse(plainly, D)) != []


def test_what_two_digests_say_is_read_as_one(sample: sqlite3.Connection) -> None:
    khoi = read(sample, "tran-minh-khoi")
    assert khoi.digests == ("mau-2031", "mau-2032")
    assert isinstance(khoi.body, OfficialDetail)
    assert [len(post.conferences) for post in khoi.body.posts] == [1, 2]
    mercosur = read(sample, "fta-mercosur").body
    assert isinstance(mercosur, AgreementDetail)
    assert [mention.state for mention in mercosur.observations] == ["negotiating", "concluded", "signed"]
    row = LISTINGS[RecordKind.AGREEMENT].by_ids(
        sample, compile_filter(sample, RecordKind.AGREEMENT, TODAY), ["fta-mercosur"]
    )[0]
    assert (row.stage, row.stage_on, len(row.stages)) == ("signed", date(2032, 8, 15), 3)


def test_repeats_are_told_both_ways(sample: sqlite3.Connection) -> None:
    body = read(sample, "hn-2031-03-05-04").body
    assert isinstance(body, DirectiveDetail)
    assert {(tie.record.id, tie.how) for tie in body.repeated_by} == {
        ("hn-2032-02-20-02", "raised"), ("hn-2032-08-15-02", "narrower"),
    }  # fmt: skip
    assert "hn-2031-03-05-04" in found(sample, "is:repeated")


def test_every_record_can_be_shown_named_and_found_by_its_id(sample: sqlite3.Connection) -> None:
    records = sample.execute("SELECT id, kind FROM record").fetchall()
    assert len(load_refs(sample, (record for record, _ in records))) == len(records)
    for record, kind in records:
        detail = read(sample, record)
        assert detail.digests
        assert detail.sources or kind in ("organisation", "theme", "article")
        if kind in LISTINGS:
            assert record in found(sample, record, RecordKind(kind))


def test_square_brackets_are_read_letter_for_letter(sample: sqlite3.Connection) -> None:
    detail = read(sample, "hn-2031-09-12-02")
    assert detail.name.vi == "Chủ động, không chờ đợi [/x] [red]đỏ[/red] [@click=app.bell]x"


def test_a_report_tells_every_directive_once(sample: sqlite3.Connection) -> None:
    for language in Language:
        reports = summary.conferences(sample, compile_filter(sample, D, TODAY), language)
        lines = [line.id for report in reports for line in report.directives]
        assert sorted(lines) == sorted(found(sample, ""))
        assert all(line.sources and line.text for report in reports for line in report.directives)
        assert [report.chairs for report in reports] == [
            ("Trần Minh Khôi",), ("Lê Thu Hà",), ("Trần Minh Khôi",), ("Trần Minh Khôi",),
        ]  # fmt: skip
