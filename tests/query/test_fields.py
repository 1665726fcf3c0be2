"""The fields of the filter language, held against plain Python, and by example where they speak of other kinds."""

import sqlite3
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.domain.errors import FilterError
from ngkt_tui.domain.readable import Moment
from ngkt_tui.query.filter import FieldName, parse
from ngkt_tui.query.filter.compiler import compile_filter
from ngkt_tui.query.filter.fields.field_registry import FIELDS
from ngkt_tui.query.filter.fields.word_fields import TextField
from ngkt_tui.query.lists import LISTINGS
from tests.fixtures.examples import examples, for_each
from tests.query.building import Building
from tests.query.conftest import TODAY, Ids
from tests.query.following import follow_up
from tests.query.plain_evaluation import PlainStore

D = RecordKind.DIRECTIVE

VALUES = {
    FieldName.STATUS: ["unrated", "doing", "blocked", "done", "dropped"],
    FieldName.CONFERENCE: ["hn-31-03", "hn-31-09", "hn-khong-ngay", "2031", "2031-09", "2031-03-05"],
    FieldName.AGENCY: ["bng", "bct", "cqdd", "chinh-phu", "unesco", "none"],
    FieldName.NAMED: ["bng", "bct", "cqdd", "none"],
    FieldName.LEAD: ["bng", "bct", "none"],
    FieldName.BY: ["khoi", "ha", "hn-31-03", "hiep-hoi-gao", "none"],
    FieldName.THEME: ["cd-gao", "cd-so", "cd-xanh", "none"],
    FieldName.MARKET: ["tt-eu", "tt-tay-phi", "none"],
    FieldName.AGREEMENT: ["fta-eu", "fta-moi", "none"],
    FieldName.DOCUMENT: ["vb-77", "vb-de-an", "none"],
    FieldName.SOURCE: ["bao-an-1", "bao-bien-2", "none"],
    FieldName.KIND: ["task", "instruction", "recommendation", "orientation"],
    FieldName.FAMILY: ["nhom-3", "none"],
    FieldName.THREAD: ["d-1", "s-1", "s-3", "d-2", "none"],
    FieldName.DUE: [
        "overdue", "none", "any", "7d", "30d", ">7d",
        "<2031-06-01", "<=2031-06", ">2031-10", ">=2031-10-05", "2031-12", "2031", "2031-05..2031-06",
    ],
    FieldName.DONE: ["none", "any", "30d", ">30d", "2031-06", "<2031-06-15", ">=2031-Q3", "2031-05..2031-07-02"],
    FieldName.ASKED: ["none", "any", "60d", ">60d", "2031-03", "<=2031-03-05", ">2031-Q1", "2031-02..2031-04"],
    FieldName.CHANGED: ["none", "any", "2031", ">2031-01-01", "<2031"],
    FieldName.REMINDED: ["none", "any", "2031", ">2031-01-01"],
    FieldName.IMPORTANCE: ["1", "2", "3", "none"],
    FieldName.PRODUCT: ["de an", "đề án", "gao", "scheme", '"đàm phán"', "van kien", "kien van", "none"],
    FieldName.CELL: ["dropped", "on-time", "late", "within", "overdue", "done", "unrated", "open", "spirit"],
    FieldName.NATURE: ["deliverable", "ongoing", "spirit", "unjudged"],
    FieldName.CLEAR: ["lead", "text", "due", "coordinating", "product", "confirms"],
    FieldName.IS: ["open", "repeated", "evidenced", "noted", "silent", "horizon-ended", "withdrawn"],
}  # fmt: skip
FIELD_TERMS = st.sampled_from(sorted(VALUES)).flatmap(
    lambda name: st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=3).map(
        lambda few: f"{name}:{','.join(few)}"
    )
)
TEXT_TERMS = st.sampled_from(
    [
        "gạo",
        "gao",
        "đàm phán",
        '"đàm phán"',
        '"dam phan"',
        "duong",
        "đường",
        "hoà",
        "truơ",
        "bng",
        "fta",
        "77/NQ",
        "x",
        "europe",
    ]
)
TERMS = st.tuples(st.sampled_from(["", "-"]), FIELD_TERMS | TEXT_TERMS).map("".join)
UNFINISHED = st.sampled_from(["", ' "đề án', ' -"đề án'])
"""A phrase without its closing quote can only stand last."""


@pytest.fixture
def plain_world(world: sqlite3.Connection) -> PlainStore:
    """The world with what users did to it, read into plain Python once for all examples."""
    follow_up(world)
    return PlainStore(world, TODAY.today)


@settings(
    derandomize=True,
    max_examples=examples(400),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(TERMS, min_size=1, max_size=4).map(" ".join), UNFINISHED)
def test_sql_and_plain_python_are_of_one_opinion(
    world: sqlite3.Connection, plain_world: PlainStore, typed: str, unfinished: str
) -> None:
    spec = parse(typed + unfinished, D)
    where = compile_filter(world, D, TODAY, spec)
    left = [row.id for row in LISTINGS[D].page(world, where, -1)]
    assert left == plain_world.left(spec)


def test_each_value_alone_means_to_sql_what_it_means_to_plain_python(
    world: sqlite3.Connection, plain_world: PlainStore
) -> None:
    for typed in (f"{name}:{value}" for name, values in VALUES.items() for value in values):
        spec = parse(typed, D)
        left = LISTINGS[D].page(world, compile_filter(world, D, TODAY, spec), -1)
        assert [row.id for row in left] == plain_world.left(spec), typed


def test_the_examples_try_every_field_that_directives_have() -> None:
    assert set(VALUES) == {name for name, field in FIELDS.items() if D in field.kinds}


@for_each(
    ("typed", "found"),
    [
        ('agency:"bộ ngoại giao"', "bng"),
        ("agency:BNG", "bng"),
        ("agency:mofa", "bng"),
        ('agency:"ministry of f"', "bng"),
        ('agency:"cong thuong"', "bct"),
        ("cq:unes", "unesco"),
        ("market:eu", "tt-eu"),
        ("market:liên", "tt-eu"),
        ("agreement:evfta", "fta-eu"),
        ('doc:"77/NQ-CP"', "vb-77"),
        ("doc:77", "vb-77"),
        ("by:khôi", "khoi"),
        ('by:"minh khoi"', "khoi"),
        ("theme:gao", "cd-gao"),
        ("source:biển", "bao-bien-2"),
        ("family:ba", "nhom-3"),
        ("hn:12/9/2031", "hn-31-09"),
        ('conf:"review meeting"', "hn-31-09"),
    ],
)
def test_a_record_is_meant_by_id_name_or_start_of_one(ids: Ids, typed: str, found: str) -> None:
    name = typed.partition(":")[0]
    assert ids(typed) == ids(f"{name}:{found}") != []


@for_each(
    ("typed", "problem", "column", "nearest"),
    [
        ("gao agency:bnh", "unknown-value", 12, "bng"),
        ("theme:kinh", "ambiguous", 7, ""),
        ("theme:gao,xyz", "unknown-value", 11, ""),
        ('market:"liem minh chau au"', "unknown-value", 8, "Liên minh châu Âu"),
        ("conf:2029", "unknown-value", 6, ""),
        ("agency:---", "unknown-value", 8, ""),
    ],
)
def test_a_value_that_the_store_does_not_know_is_a_mistake(
    ids: Ids, typed: str, problem: str, column: int, nearest: str
) -> None:
    with pytest.raises(FilterError) as raised:
        ids(typed)
    values = raised.value.values
    assert (values["problem"], values["column"], values["nearest"]) == (f"filter.problem.{problem}", column, nearest)


@pytest.mark.parametrize("whole", ["12/9/2031", "12/09/2031", "12-09-2031", "09/2031"])
def test_a_date_of_a_conference_is_right_at_every_letter_of_it(ids: Ids, whole: str) -> None:
    for end in range(whole.index("/" if "/" in whole else "-") + 1, len(whole) + 1):
        assert set(ids("hn:hn-31-09")) <= set(ids(f"hn:{whole[:end]}")), whole[:end]
    assert ids(f"hn:{whole}") == ids("hn:hn-31-09")


def test_a_half_date_leaves_only_the_conferences_whose_date_it_may_become(ids: Ids) -> None:
    assert ids("hn:12/") == ids("hn:12/9") == ids("hn:12/0") == ids("hn:hn-31-09") != []
    for typed in ("hn:13/", "hn:12/1", "hn:12/9/203"[:-1] + "4", "hn:9/204"):
        with pytest.raises(FilterError):
            ids(typed)


@pytest.mark.parametrize(("typed", "field"), [("cq:nosuch", "cq"), ("agency:nosuch", "agency"), ("CQ:nosuch", "CQ")])
def test_a_mistake_names_the_field_as_it_was_typed(ids: Ids, typed: str, field: str) -> None:
    with pytest.raises(FilterError) as raised:
        ids(typed)
    assert raised.value.values["field"] == field


def test_an_ambiguous_value_names_what_it_may_mean(ids: Ids) -> None:
    with pytest.raises(FilterError) as raised:
        ids("theme:kinh")
    assert raised.value.values["candidates"] == "cd-so, cd-xanh"


def found_in(building: Building, typed: str, moment: Moment = TODAY) -> list[str]:
    where = compile_filter(building.connection, D, moment, parse(typed, D))
    return [row.id for row in LISTINGS[D].page(building.connection, where, -1)]


def test_a_whole_name_goes_before_the_start_of_another(building: Building) -> None:
    building.conference("c")
    for record, name in (("t-1", "Gạo nếp"), ("t-2", "Gạo"), ("t-3", "Gạo tẻ")):
        building.put(RecordKind.THEME, record, name)
        building.directive(f"d-{record}", "c", theme=[record])
    building.index()

    assert found_in(building, "theme:gạo") == ["d-t-2"]
    assert found_in(building, "theme:nếp") == ["d-t-1"]
    assert found_in(building, "theme:T-3,gạo") == ["d-t-2", "d-t-3"]


@for_each(
    ("kind", "typed", "found"),
    [
        (RecordKind.CONFERENCE, "kind:meeting", ["hn-31-09"]),
        (RecordKind.CONFERENCE, "conf:2031", ["hn-31-03", "hn-31-09"]),
        (RecordKind.CONFERENCE, "theme:gao", ["hn-31-03"]),
        (RecordKind.CONFERENCE, "agency:bng", ["hn-31-03", "hn-31-09"]),
        (RecordKind.CONFERENCE, "source:bao-bien-2", ["hn-31-03"]),
        (RecordKind.CONFERENCE, "sort:-conf", ["hn-31-09", "hn-31-03", "hn-khong-ngay"]),
        (RecordKind.AGREEMENT, "stage:concluded", ["fta-eu"]),
        (RecordKind.AGREEMENT, 'gd:"đang đàm"', []),
        (RecordKind.AGREEMENT, "stage:unknown", ["fta-moi"]),
        (RecordKind.AGREEMENT, "moved:any", ["fta-eu"]),
        (RecordKind.AGREEMENT, "chuyen:>=2031-03-05", ["fta-eu"]),
        (RecordKind.AGREEMENT, "moved:<2031", []),
        (RecordKind.AGREEMENT, "moved:2031..", ["fta-eu"]),
        (RecordKind.AGREEMENT, "moved:..2030", []),
        (RecordKind.AGREEMENT, "market:tt-eu", ["fta-eu"]),
        (RecordKind.AGREEMENT, "-market:tt-eu", ["fta-moi"]),
        (RecordKind.AGREEMENT, "kind:set", ["fta-moi"]),
        (RecordKind.MARKET, "theme:gao", ["tt-tay-phi"]),
        (RecordKind.MARKET, "market:eu", ["tt-eu"]),
        (RecordKind.MARKET, "conf:hn-31-09", ["tt-eu"]),
        (RecordKind.OFFICIAL, "agency:bng", ["khoi", "ha"]),
        (RecordKind.OFFICIAL, "market:tt-tay-phi", ["khoi"]),
        (RecordKind.ORGANISATION, "agency:chinh-phu", ["bng", "bct", "cqdd", "chinh-phu"]),
        (RecordKind.ORGANISATION, "kind:international", ["unesco"]),
        (RecordKind.ORGANISATION, "theme:gao", ["bng", "bct", "cqdd"]),
        (RecordKind.DOCUMENT, "doc:vb-77", ["vb-77", "vb-de-an"]),
        (RecordKind.DOCUMENT, "theme:gao", ["vb-77", "vb-de-an"]),
        (RecordKind.FIGURE, "by:ha", ["so-1"]),
        (RecordKind.FIGURE, "-by:ha", ["so-2", "so-3"]),
        (RecordKind.FIGURE, "by:none", ["so-3"]),
        (RecordKind.FIGURE, "kind:target", ["so-2"]),
        (RecordKind.RESULT, "theme:gao", ["kq-1"]),
        (RecordKind.RESULT, "agency:bng", ["kq-1"]),
        (RecordKind.RESULT, "market:tt-eu", []),
        (RecordKind.THEME, "doc:vb-77", ["cd-gao"]),
        (RecordKind.THEME, "is:noted", []),
    ],
)
def test_other_kinds_have_fields_too(ids: Ids, kind: RecordKind, typed: str, found: list[str]) -> None:
    assert ids(typed, kind) == found


@for_each(
    ("typed", "found"),
    [
        ("due:any sort:due", ["d-3", "d-1", "d-6", "k-2", "s-3"]),
        ("due:any sort:-due", ["s-3", "k-2", "d-6", "d-1", "d-3"]),
        ("-conf:hn-31-03 sort:due", ["k-2", "s-3", "s-1", "s-2", "k-1"]),
        ("conf:hn-31-03 sort:status,-due", ["d-6", "d-3", "d-2", "d-1", "d-5", "d-4", "r-1"]),
        ("is:open -theme:gao sort:conf", ["d-6", "s-1", "s-2", "s-3", "k-1", "k-2"]),
    ],
)
def test_rows_come_in_the_order_asked_for(ids: Ids, typed: str, found: list[str]) -> None:
    assert ids(typed) == found


def test_silence_is_counted_from_the_last_change_in_the_readers_day(building: Building) -> None:
    building.conference("c", "2031-01-01")
    for record in ("old", "new", "imported"):
        building.directive(record, "c")
    building.change("old", "status", "unrated", "doing", "2031-05-31T18:00:00Z")
    building.change("new", "note", None, "gọi điện", "2031-06-20T00:00:00Z")
    building.change("imported", "status", "unrated", "doing", "2031-06-20T00:00:00Z", kind="import")
    building.index()

    assert found_in(building, "is:silent sort:age", Moment(date(2031, 7, 1))) == ["imported", "old"]
    assert found_in(building, "is:silent sort:age", Moment(date(2031, 7, 1), zone_minutes=420)) == ["imported"]
    assert found_in(building, "is:silent sort:age", Moment(date(2031, 7, 2), zone_minutes=420)) == ["imported", "old"]


def test_a_text_that_no_digest_gives_is_a_field_too(building: Building, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FIELDS, FieldName.PRODUCT, TextField(FieldName.PRODUCT, "sanpham", D, "why"))
    building.conference("c")
    for record in ("given", "other", "bare"):
        building.directive(record, "c")
    building.change("given", "why", None, "thiếu kinh phí", "2031-06-20T00:00:00Z")
    building.change("other", "why", None, "chờ ý kiến", "2031-06-20T00:00:00Z")
    building.index()

    assert found_in(building, 'product:"kinh phi"') == ["given"]
    assert found_in(building, "product:none") == ["bare"]
    assert found_in(building, '-product:"kinh phi"') == ["other", "bare"]
