"""What users own beside the status, read: agencies in place of the digest's, evidence, stages, assessments."""

import sqlite3
from datetime import date

import pytest

from ngkt_tui.domain.counting_form import CountingCategory, CountingForm
from ngkt_tui.domain.enums import Language, RecordKind, Stage
from ngkt_tui.domain.readable import Moment
from ngkt_tui.domain.stored_values import StageChange
from ngkt_tui.query import report_parts as summary
from ngkt_tui.query.detail import read
from ngkt_tui.query.filter import parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.lists import LISTINGS
from ngkt_tui.query.scope import ScopeItem
from ngkt_tui.query.totals import Grouping, dashboard_totals, grouped
from tests.fixtures.examples import for_each
from tests.query.building import Building
from tests.query.conftest import TODAY
from tests.query.following import follow_up

D, ORG, A, M = RecordKind.DIRECTIVE, RecordKind.ORGANISATION, RecordKind.AGREEMENT, RecordKind.MARKET


@pytest.fixture
def followed(world: sqlite3.Connection) -> sqlite3.Connection:
    follow_up(world)
    return world


def left(connection: sqlite3.Connection, text: str, kind: RecordKind = D, *scope: ScopeItem) -> list[str]:
    where = compile_filter(connection, kind, TODAY, parse(text, kind), scope)
    return [row.id for row in LISTINGS[kind].page(connection, where, -1)]


def test_a_row_tells_the_agencies_that_count_and_what_users_own(followed: sqlite3.Connection) -> None:
    rows = {row.id: row for row in LISTINGS[D].page(followed, compile_filter(followed, D, TODAY), -1)}
    own = rows["d-1"]
    assert (own.agencies_vi, own.agencies_en, own.leads) == ("BNG; CQĐD", "MOFA; Missions abroad", 2)
    assert (own.importance, own.evidence, own.own_lead) == (3, 2, ("bng", "cqdd"))
    digest = rows["d-3"]
    assert (digest.agencies_vi, digest.leads, digest.own_lead) == ("BCT", 1, None)
    assert (digest.first_due, digest.own_coordinating) == (date(2031, 4, 1), ("unesco",))
    assert rows["k-1"].leads == 0


def test_agencies_are_counted_by_whom_users_named(followed: sqlite3.Connection) -> None:
    rows = {row.id: row for row in LISTINGS[ORG].page(followed, compile_filter(followed, ORG, TODAY), -1)}
    counts = {agency: (row.lead, row.coordinating, row.addressed) for agency, row in rows.items()}
    assert counts == {
        "bng": (2, 0, 1), "bct": (2, 0, 1), "cqdd": (1, 0, 3), "unesco": (0, 1, 1), "hiep-hoi-gao": (0, 1, 0),
        "chinh-phu": (0, 0, 0),
    }  # fmt: skip


@for_each(
    ("text", "found"),
    [
        ("lead:bct", ["s-1", "d-3"]),
        ("lead:bng", ["s-3", "d-1"]),
        ("lead:none", ["s-2", "d-2", "d-4", "d-5", "d-6", "k-1", "k-2", "r-1"]),
        ("agency:unesco", ["d-3", "d-5"]),
        ("is:evidenced", ["d-1", "d-5", "r-1"]),
        ("status:done -is:evidenced", []),
        ("importance:3", ["d-1"]),
        ("quantrong:3,1", ["d-1", "d-2"]),
        ("cell:late", ["d-1"]),
        ("o:overdue", ["d-3"]),
        ('"77/BC-BCT"', ["d-1"]),
        ("mofa hiep", ["s-3"]),
        ("hiep", ["s-3"]),
    ],
)
def test_directives_are_found_by_what_users_own(followed: sqlite3.Connection, text: str, found: list[str]) -> None:
    assert left(followed, text) == found


def test_a_scope_of_an_agency_holds_what_users_gave_it(followed: sqlite3.Connection) -> None:
    chip = ScopeItem(ORG, "unesco")
    assert left(followed, "", D, chip) == ["d-3", "d-5"]
    assert left(followed, "", ORG, ScopeItem(RecordKind.THEME, "cd-gao")) == ["bct", "cqdd", "unesco"]


def test_every_cell_of_the_form_shows_exactly_its_records(followed: sqlite3.Connection) -> None:
    form = dashboard_totals(followed, compile_filter(followed, D, TODAY)).form
    for cell in CountingCategory:
        assert len(left(followed, f"cell:{cell} -kind:recommendation")) == form.count_of(cell)


def test_done_with_evidence_is_counted_in_all_and_by_group(followed: sqlite3.Connection) -> None:
    where = compile_filter(followed, D, TODAY)
    head = dashboard_totals(followed, where)
    assert (head.done, head.evidenced) == (2, 2)
    assert {each.id: each.evidenced for each in grouped(followed, where, Grouping.CONFERENCE)} == {
        "hn-31-03": 2, "hn-31-09": 0, "hn-khong-ngay": 0,
    }  # fmt: skip
    by_agency = {each.id: (each.form.total, each.evidenced) for each in grouped(followed, where, Grouping.AGENCY)}
    assert by_agency["cqdd"] == (4, 1)
    assert by_agency["unesco"] == (2, 1)
    assert {each.id: each.evidenced for each in grouped(followed, where, Grouping.THEME)}["cd-so"] == 1


def test_an_agreement_stands_where_the_newest_report_or_the_later_move_says(followed: sqlite3.Connection) -> None:
    rows = {row.id: row for row in LISTINGS[A].page(followed, compile_filter(followed, A, TODAY), -1)}
    row = rows["fta-eu"]
    assert (row.stage, row.stage_on, row.stage_is_own, row.next_step_vi) == ("signed", date(2031, 9, 20), 1, None)
    assert row.stages == (
        ("study", date(2030, 1, 1)),
        ("negotiating", date(2031, 3, 5)),
        ("concluded", date(2031, 9, 12)),
        ("signed", date(2031, 9, 20)),
    )
    assert left(followed, "stage:signed", A) == ["fta-eu"]
    assert left(followed, "stage:concluded", A) == []
    followed.execute("UPDATE stage_move SET moved_on = '2031-09-11', next_step = 'Ký' WHERE stage = 'signed'")
    row = LISTINGS[A].by_ids(followed, compile_filter(followed, A, TODAY), ["fta-eu"])[0]
    assert (row.stage, row.stage_is_own, row.next_step_vi) == ("signed", 1, "Ký")
    assert (row.other_stage, row.other_stage_on) == ("concluded", date(2031, 9, 12))
    followed.execute("UPDATE stage_move SET stage = 'negotiating' WHERE stage = 'signed'")
    row = LISTINGS[A].by_ids(followed, compile_filter(followed, A, TODAY), ["fta-eu"])[0]
    assert (row.stage, row.stage_is_own, row.next_step_vi) == ("concluded", 0, "Rà soát pháp lý")
    assert (row.other_stage, row.other_stage_on) == ("negotiating", date(2031, 9, 11))


def test_a_market_tells_its_assessment(followed: sqlite3.Connection) -> None:
    assert [row.assessment for row in LISTINGS[M].page(followed, compile_filter(followed, M, TODAY), -1)] == [
        "opening",
        None,
    ]
    assert read(followed, "tt-eu").body.assessment == "opening"  # type: ignore[union-attr]


def test_a_detail_tells_what_users_own_beside_what_the_digest_says(followed: sqlite3.Connection) -> None:
    body = read(followed, "d-1").body
    assert [each.id for each in body.lead] == ["bng", "cqdd"]  # type: ignore[union-attr]
    assert [each.id for each in body.digest_lead] == ["bct"]  # type: ignore[union-attr]
    assert [each.id for each in body.coordinating] == ["bng"]  # type: ignore[union-attr]
    assert body.digest_coordinating == ()  # type: ignore[union-attr]
    first, second = body.evidence  # type: ignore[union-attr]
    assert (first.text, first.record and first.record.id, second.record) == ("bao-an-1 ¶ 5", "bao-an-1", None)
    moves = read(followed, "fta-eu").body.moves  # type: ignore[union-attr]
    assert [move.stage for move in moves] == ["study", "signed"]
    assert moves[1].change == StageChange(Stage.SIGNED, date(2031, 9, 20))
    assert read(followed, "cqdd").body.lead.total == 1  # type: ignore[union-attr]
    assert read(followed, "bct").body.lead.total == 2  # type: ignore[union-attr]


def test_a_report_tells_evidence_and_the_agencies_that_count(followed: sqlite3.Connection) -> None:
    reports = summary.conferences(followed, compile_filter(followed, D, TODAY), Language.VI)
    lines = {line.id: line for report in reports for line in report.directives}
    assert lines["d-1"].lead == ("Bộ Ngoại giao", "Các cơ quan đại diện")
    assert lines["d-1"].evidence == ("bao-an-1 ¶ 5", "77/BC-BCT")
    assert (lines["d-1"].importance, lines["d-3"].first_due) == (3, date(2031, 4, 1))
    assert lines["d-3"].coordinating == ("UNESCO",)


@pytest.mark.parametrize("damaged", ["", "[", "7", '{"a":1}', '["khong-co"]', "[1,null]"])
def test_damaged_lists_of_agencies_leave_the_rest_to_be_read(followed: sqlite3.Connection, damaged: str) -> None:
    followed.execute("UPDATE directive SET lead = ?, coordinating = ? WHERE id = 'd-1'", (damaged, damaged))
    assert len(left(followed, "")) == 12
    assert left(followed, "lead:bct") == ["s-1", "d-3"]
    assert LISTINGS[ORG].page(followed, compile_filter(followed, ORG, TODAY), -1)
    assert read(followed, "d-1").id == "d-1"
    where = compile_filter(followed, D, TODAY)
    assert [line for report in summary.conferences(followed, where, Language.VI) for line in report.directives]


def test_everything_that_users_own_is_read_as_it_was(building: Building) -> None:
    building.conference("c", "2031-01-01")
    for agency in ("bct", "bng"):
        building.organisation(agency)
    building.directive("d", "c", lead=["bct"])
    building.put(A, "fta")
    building.put(M, "tt")
    change, connection = building.change, building.connection
    change("d", "lead", None, '["bng"]', "2031-02-01T10:00:00Z")
    change("d", "importance", None, "3", "2031-02-01T10:00:00Z")
    change("d", "importance", "3", "1", "2031-02-03T10:00:00Z")
    change("d", "status", "unrated", "done", "2031-02-01T10:00:00Z")
    move = StageChange(Stage.SIGNED, date(2031, 2, 1), "x").text
    for at, before, after in (("02", None, True), ("04", True, None)):
        number = building.group(f"2031-02-{at}T10:00:00Z")
        for record, field, text in (("d", "evidence", "77/BC"), ("fta", "stage", move)):
            building.insert(
                "change",
                change_group=number, record=record, field=field, entry=1,
                before=text if before else None, after=text if after else None,
            )  # fmt: skip
        building.insert("change", change_group=number, record="tt", field="assessment", before=None, after="stable")
    building.index()

    def state_on(day: int) -> tuple[object, ...]:
        moment = Moment(date(2032, 1, 1), as_of=date(2031, 2, day) if day else date(2031, 1, 31))
        where = compile_filter(connection, D, moment)
        (row,) = LISTINGS[D].page(connection, where, 1)
        (fta,) = LISTINGS[A].page(connection, compile_filter(connection, A, moment), 1)
        (tt,) = LISTINGS[M].page(connection, compile_filter(connection, M, moment), 1)
        evidenced = dashboard_totals(connection, where).evidenced
        return row.agencies_vi, row.importance, row.evidence, evidenced, fta.stage, tt.assessment

    assert state_on(0) == ("bct", None, 0, 0, None, None)
    assert state_on(1) == ("bng", 3, 0, 0, None, None)
    assert state_on(2) == ("bng", 3, 1, 1, "signed", "stable")
    assert state_on(3) == ("bng", 1, 1, 1, "signed", "stable")
    assert state_on(4) == ("bng", 1, 0, 0, None, "stable")


def test_of_equal_notes_the_one_that_was_taken_away_is_gone(building: Building) -> None:
    building.conference("c", "2031-01-01")
    building.directive("d", "c")
    for day, actor, entry, is_added in ((1, "lan", 1, True), (2, "hoa", 2, True), (3, "lan", 1, False)):
        number = building.group(f"2031-02-0{day}T10:00:00Z", actor)
        before, after = (None, "gọi lại") if is_added else ("gọi lại", None)
        building.insert(
            "change", change_group=number, record="d", field="note", before=before, after=after, entry=entry
        )

    def left(day: int) -> list[tuple[int, str]]:
        where = compile_filter(building.connection, D, Moment(date(2032, 1, 1), as_of=date(2031, 2, day)))
        statement = f"{where.with_tables} SELECT note.id, note.actor FROM note ORDER BY note.id"
        return building.connection.execute(statement, where.parameters).fetchall()

    assert [left(day) for day in (1, 2, 3)] == [[(1, "lan")], [(1, "lan"), (2, "hoa")], [(2, "hoa")]]


def test_a_product_is_read_and_found_as_it_was(building: Building) -> None:
    building.conference("c", "2031-01-01")
    building.directive("d", "c", product_vi="Đề án")
    building.change("d", "product", None, "Kế hoạch", "2031-02-01T10:00:00Z")
    building.change("d", "product", "Kế hoạch", None, "2031-02-03T10:00:00Z")
    building.index()

    def found(day: int) -> list[str]:
        moment = Moment(date(2032, 1, 1), as_of=date(2031, 2, day))
        wheres = {
            typed: compile_filter(building.connection, D, moment, parse(f"product:{typed}", D))
            for typed in ("đề", "ke", "none")
        }
        return [
            f"{typed} {row.own_product}"
            for typed, where in wheres.items()
            for row in LISTINGS[D].page(building.connection, where, 9)
        ]

    assert [found(day) for day in (1, 2, 3)] == [["ke Kế hoạch"], ["ke Kế hoạch"], ["đề None"]]


def test_the_published_case_comes_out_of_the_form(building: Building) -> None:
    """21,914 tasks: 14,068 done on time, 1,983 late, 5,640 within time, 223 overdue."""
    building.conference("c", "2031-01-01")
    number = 0
    for status, done_on, due, count in (
        ("done", "2031-02-01", "2031-03-01", 14_068),
        ("done", "2031-04-01", "2031-03-01", 1_983),
        ("doing", None, "2031-12-01", 5_640),
        ("unrated", None, "2031-09-30", 223),
    ):
        for _ in range(count):
            number += 1
            building.insert(
                "directive",
                position=(1 << 40) + number, id=f"d-{number}", conference="c", kind="task", paragraph=1, text_vi="x",
                status=status, done_on=done_on, due=due,
            )  # fmt: skip
    form = dashboard_totals(building.connection, compile_filter(building.connection, D, TODAY)).form
    assert form == CountingForm(on_time=14_068, late=1_983, within=5_640, overdue=223)
    assert form.total == 21_914
