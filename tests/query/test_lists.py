"""What the rows of panes and lists tell."""

import sqlite3
from datetime import date

import pytest

from ngkt_tui.domain.enums import RecordKind, Stage, Stance, Status
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS, RecordCount
from ngkt_tui.query.lists.rows import AgencyRow, AgreementRow, ConferenceRow, DirectiveRow
from ngkt_tui.query.scope import ScopeItem
from tests.fixtures.examples import for_each
from tests.query.conftest import TODAY


def test_directives_come_by_position_and_recommendations_behind_them(world: sqlite3.Connection) -> None:
    rows = LISTINGS[RecordKind.DIRECTIVE].page(world, compile_filter(world, RecordKind.DIRECTIVE, TODAY), 99)
    assert [row.id for row in rows] == [
        "s-1",
        "s-2",
        "s-3",
        "d-1",
        "d-2",
        "d-3",
        "d-4",
        "d-5",
        "d-6",
        "k-1",
        "k-2",
        "r-1",
    ]
    assert rows[-1].kind == "recommendation"


def test_a_directive_row_tells_who_owes_it_and_what_it_is_tied_to(world: sqlite3.Connection) -> None:
    where = compile_filter(world, RecordKind.DIRECTIVE, TODAY)
    row = LISTINGS[RecordKind.DIRECTIVE].by_ids(world, where, ["d-1"])[0]
    assert row == DirectiveRow(
        position=row.position, id="d-1", conference="hn-31-03", conference_date=date(2031, 3, 5), kind="instruction",
        text_vi="Kết thúc đàm phán FTA với châu Âu trong năm 2031", text_en="Conclude the FTA talks with Europe",
        status=Status.DONE, due=date(2031, 6, 1), done_on=date(2031, 6, 30), why=None,
        agencies_vi="BCT", agencies_en="MOIT",
        leads=1, repeats=1, notes=0, withdrawn=0, product_vi="Văn kiện", lacks=("confirms",),
    )  # fmt: skip


def test_where_nobody_leads_the_addressees_stand_in(world: sqlite3.Connection) -> None:
    where = compile_filter(world, RecordKind.DIRECTIVE, TODAY)
    row = LISTINGS[RecordKind.DIRECTIVE].by_ids(world, where, ["s-2"])[0]
    assert (row.agencies_vi, row.agencies_en, row.leads) == ("CQĐD", "Missions abroad", 0)


def test_a_conference_row_tells_progress_chair_and_articles(world: sqlite3.Connection) -> None:
    row = LISTINGS[RecordKind.CONFERENCE].page(world, compile_filter(world, RecordKind.CONFERENCE, TODAY), 1)[0]
    assert row == ConferenceRow(
        position=row.position, id="hn-31-03", kind="conference", date=date(2031, 3, 5), date_inferred=1,
        title_vi="Hội nghị đầu năm", title_en="Early conference", format=None, chair_vi="Thủ tướng",
        chair_en="Prime Minister", articles=2, directives=6, done=2, doing=0, blocked=0, dropped=1,
        recommendations=1, withdrawn=0, overdue=1, chair_body="government", named_on=row.named_on,
    )  # fmt: skip


def test_the_chair_is_told_by_the_post_held_at_that_conference(world: sqlite3.Connection) -> None:
    rows = LISTINGS[RecordKind.CONFERENCE].page(world, compile_filter(world, RecordKind.CONFERENCE, TODAY), 9)
    assert [row.chair_vi for row in rows] == ["Thủ tướng", "Bộ trưởng", ""]


def test_an_agreement_row_tells_the_newest_stage_and_step(world: sqlite3.Connection) -> None:
    row = LISTINGS[RecordKind.AGREEMENT].page(world, compile_filter(world, RecordKind.AGREEMENT, TODAY), 1)[0]
    assert row == AgreementRow(
        position=row.position, id="fta-eu", name_vi="Hiệp định với châu Âu", name_en="Agreement with Europe",
        kind="fta",
        stage=Stage.CONCLUDED, stage_on=date(2031, 9, 12),
        stages=((Stage.NEGOTIATING, date(2031, 3, 5)), (Stage.CONCLUDED, date(2031, 9, 12))),
        next_step_vi="Rà soát pháp lý", next_step_en=None, directives=2, withdrawn=0, reported_on=date(2031, 9, 12),
    )  # fmt: skip


def test_a_market_row_tells_every_stance(world: sqlite3.Connection) -> None:
    rows = LISTINGS[RecordKind.MARKET].page(world, compile_filter(world, RecordKind.MARKET, TODAY), 9)
    assert [(row.id, row.stances, row.directives) for row in rows] == [
        ("tt-eu", ((date(2031, 3, 5), Stance.PARTNER), (date(2031, 9, 12), Stance.KEY)), 2),
        ("tt-tay-phi", (), 1),
    ]


def test_an_official_row_tells_the_newest_post(world: sqlite3.Connection) -> None:
    rows = LISTINGS[RecordKind.OFFICIAL].page(world, compile_filter(world, RecordKind.OFFICIAL, TODAY), 9)
    assert [(row.id, row.post_vi, row.post_en, row.issued) for row in rows] == [
        ("khoi", "Thủ tướng", "Prime Minister", 5),
        ("ha", "Bộ trưởng", "Bộ trưởng", 3),
    ]


def test_an_official_row_tells_the_post_held_at_the_conference_of_the_scope(world: sqlite3.Connection) -> None:
    world.execute(
        "INSERT INTO post (official, ordinal, title_vi, conferences, digest)"
        " VALUES ('ha', 9, 'Thứ trưởng', '[\"hn-31-03\"]', 'd')"
    )
    posts = {}
    for scope in ((), (ScopeItem(RecordKind.CONFERENCE, "hn-31-03"),)):
        where = compile_filter(world, RecordKind.OFFICIAL, TODAY, scope=scope)
        posts[scope] = {row.id: row.posts_vi for row in LISTINGS[RecordKind.OFFICIAL].by_ids(world, where, ["ha"])}
    assert list(posts.values()) == [{"ha": "Bộ trưởng"}, {"ha": "Thứ trưởng"}]


def test_agencies_that_a_directive_names_come_before_the_others(world: sqlite3.Connection) -> None:
    rows = LISTINGS[RecordKind.ORGANISATION].page(world, compile_filter(world, RecordKind.ORGANISATION, TODAY), 9)
    assert [row.id for row in rows] == ["bng", "bct", "cqdd", "unesco", "chinh-phu", "hiep-hoi-gao"]


def test_an_agency_row_counts_each_directive_once(world: sqlite3.Connection) -> None:
    where = compile_filter(world, RecordKind.ORGANISATION, TODAY)
    bng, bct = LISTINGS[RecordKind.ORGANISATION].by_ids(world, where, ["bng", "bct"])
    assert bng == AgencyRow(
        bng.position, "bng", "Bộ Ngoại giao", "Ministry of Foreign Affairs", "BNG", "MOFA",
        lead=1, coordinating=1, addressed=1, open=2, blocked=0, overdue=0, withdrawn=0, done=1, doing=1,
    )  # fmt: skip
    assert (bct.lead, bct.coordinating, bct.addressed, bct.open, bct.overdue) == (2, 1, 0, 2, 1)


def test_counts_are_those_of_the_scope(world: sqlite3.Connection) -> None:
    scope = (ScopeItem(RecordKind.CONFERENCE, "hn-31-09"),)
    where = compile_filter(world, RecordKind.ORGANISATION, TODAY, scope=scope)
    rows = LISTINGS[RecordKind.ORGANISATION].page(world, where, 9)
    assert [(row.id, row.lead, row.coordinating, row.addressed) for row in rows] == [
        ("bng", 1, 0, 1), ("bct", 0, 1, 0), ("cqdd", 0, 0, 1),
    ]  # fmt: skip


def test_the_other_lists_tell_who_said_it_and_how_often_it_is_used(world: sqlite3.Connection) -> None:
    def rows(kind: RecordKind) -> list[tuple[object, ...]]:
        return [tuple(row)[1:-2] for row in LISTINGS[kind].page(world, compile_filter(world, kind, TODAY), 99)]

    assert rows(RecordKind.DOCUMENT)[0] == (
        "vb-77", "77/NQ-CP", "resolution", "Nghị quyết về xuất khẩu", None, "Chính phủ", "Government",
        date(2031, 1, 10), 1, 0,
    )  # fmt: skip
    assert rows(RecordKind.FIGURE)[:2] == [
        (
            "so-1",
            "hn-31-03",
            date(2031, 3, 5),
            "reported",
            "Xuất khẩu gạo",
            None,
            "gần 9 triệu tấn",
            "Lê Thu Hà",
            "Lê Thu Hà",
            0,
            9,
            None,
            "nearly",
            "gần 9",
            "nearly 9",
        ),
        (
            "so-2",
            "hn-31-09",
            date(2031, 9, 12),
            "target",
            "Mục tiêu",
            None,
            "600 tỷ USD",
            "Chính phủ",
            "Government",
            0,
            None,
            None,
            None,
            "600 tỷ USD",
            "600 tỷ USD",
        ),
    ]
    assert rows(RecordKind.RESULT) == [
        (
            "kq-1",
            "hn-31-09",
            date(2031, 9, 12),
            "Đã gửi 25 báo cáo về gạo",
            None,
            "Lê Thu Hà",
            "Lê Thu Hà",
            1,
            0,
            "result",
        )
    ]
    assert rows(RecordKind.THEME) == [
        ("cd-gao", "Gạo", "Rice", 2, 2, 0),
        ("cd-so", "Kinh tế số", "Digital economy", 3, 1, 0),
        ("cd-xanh", "Kinh tế xanh", "Green economy", 1, 0, 0),
    ]


@for_each("text", ["", "gao", "is:open", "sort:-due", "đường sort:match"])
def test_pages_rows_positions_and_count_agree(world: sqlite3.Connection, text: str) -> None:
    listing = LISTINGS[RecordKind.DIRECTIVE]
    where = compile_filter(world, RecordKind.DIRECTIVE, TODAY, parse(text, RecordKind.DIRECTIVE))
    positions = listing.positions(world, where)
    whole = listing.page(world, where, -1)
    paged = [row for offset in range(0, len(positions), 2) for row in listing.page(world, where, 2, offset)]
    assert (
        whole
        == paged
        == listing.rows(world, where, positions)
        == listing.by_ids(world, where, [row.id for row in whole])
    )
    assert [row.position for row in whole] == list(positions)
    assert sum(listing.count(world, where)) == len(positions)


def test_a_page_can_start_after_a_position(world: sqlite3.Connection) -> None:
    listing = LISTINGS[RecordKind.DIRECTIVE]
    where = compile_filter(world, RecordKind.DIRECTIVE, TODAY)
    first = listing.page(world, where, 5)
    assert listing.page(world, where, 3, after=first[-1].position) == listing.page(world, where, 3, offset=5)


def test_recommendations_are_counted_apart(world: sqlite3.Connection) -> None:
    listing = LISTINGS[RecordKind.DIRECTIVE]
    assert listing.count(world, compile_filter(world, RecordKind.DIRECTIVE, TODAY)) == RecordCount(11, 1)


def test_rows_that_are_gone_are_left_out(world: sqlite3.Connection) -> None:
    listing = LISTINGS[RecordKind.DIRECTIVE]
    where = compile_filter(world, RecordKind.DIRECTIVE, TODAY)
    assert listing.rows(world, where, [1, 2, 3]) == []
    assert [row.id for row in listing.by_ids(world, where, ["d-9", "d-2"])] == ["d-2"]


def test_a_damaged_list_in_one_row_leaves_the_others_readable(world: sqlite3.Connection) -> None:
    world.execute("UPDATE participant SET roles = '[broken' WHERE conference = 'hn-31-09'")
    world.execute("UPDATE post SET conferences = '{' WHERE official = 'ha'")
    world.execute("UPDATE record SET inferred = 'x'")
    world.execute("UPDATE directive SET due = 'soon', done_on = '' WHERE id = 'd-1'")
    for kind, listing in LISTINGS.items():
        assert listing.page(world, compile_filter(world, kind, TODAY), 99)
    scope = (ScopeItem(RecordKind.CONFERENCE, "hn-31-03"),)
    where = compile_filter(world, RecordKind.OFFICIAL, TODAY, scope=scope)
    assert [row.id for row in LISTINGS[RecordKind.OFFICIAL].page(world, where, 9)] == ["khoi", "ha"]


def test_companies_families_and_articles_are_listed_with_what_they_are_tied_to(world: sqlite3.Connection) -> None:
    def ids(kind: RecordKind, text: str, *scope: ScopeItem) -> list[str]:
        where = compile_filter(world, kind, TODAY, parse(text, kind), scope)
        return [row.id for row in LISTINGS[kind].page(world, where, 99)]

    company = LISTINGS[RecordKind.COMPANY].page(world, compile_filter(world, RecordKind.COMPANY, TODAY), 9)[0]
    assert (company.id, company.conferences) == ("nordlys", 1)
    family = LISTINGS[RecordKind.FAMILY].page(world, compile_filter(world, RecordKind.FAMILY, TODAY), 9)[0]
    assert (family.id, family.directives) == ("nhom-3", 2)
    assert ids(RecordKind.COMPANY, "conf:hn-31-03") == ["nordlys"]
    assert ids(RecordKind.COMPANY, "conf:hn-31-09") == []
    assert ids(RecordKind.COMPANY, "", ScopeItem(RecordKind.CONFERENCE, "hn-31-03")) == ["nordlys"]
    assert ids(RecordKind.COMPANY, "", ScopeItem(RecordKind.ORGANISATION, "bng")) == []
    assert ids(RecordKind.FAMILY, "theme:cd-gao") == ["nhom-3"]
    assert "bao-an-1" in ids(RecordKind.ARTICLE, "conf:hn-31-03")
    with pytest.raises(FilterError):
        parse("agency:bng", RecordKind.COMPANY)
