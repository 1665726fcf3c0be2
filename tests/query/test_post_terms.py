"""Who held a post is told by what conferences reported, as of a day too; the words call it in order, or not at all."""

import sqlite3
from datetime import date

import pytest

from ngkt_tui.domain.enums import RecordKind
from ngkt_tui.query.post_terms import TermNearness, post_terms
from tests.fixtures.examples import for_each
from tests.query.building import Building

TODAY = date(2032, 3, 1)


@pytest.fixture
def connection() -> sqlite3.Connection:
    built = Building(sqlite3.connect(":memory:"))
    for record, day in (("hn-1", "2030-03-05"), ("hn-2", "2031-03-05"), ("hn-3", "2032-02-20")):
        built.conference(record, day)
    built.organisation("bng", "Bộ Ngoại giao", name_en="Ministry of Foreign Affairs")
    for record, name in (("an", "Trần An"), ("binh", "Lê Bình"), ("chi", "Vũ Chi")):
        built.put(RecordKind.OFFICIAL, record, name)
    minister = ("Bộ trưởng Bộ Ngoại giao", "Minister of Foreign Affairs")
    deputy = ("Thứ trưởng Bộ Ngoại giao", "Deputy Minister of Foreign Affairs")
    for official, (vi, en), conferences in (
        ("an", minister, '["hn-1"]'),
        ("binh", minister, '["hn-2", "hn-3"]'),
        ("chi", deputy, '["hn-3"]'),
    ):
        built.insert(
            "post", official=official, ordinal=0, title_vi=vi, title_en=en, organisation="bng",
            conferences=conferences, digest="d",
        )  # fmt: skip
    return built.connection


@for_each(
    ("typed", "held"),
    [
        ("bộ trưởng ngoại giao", [("binh", None), ("an", None)]),
        ("bo truong bo ngoai giao 3/2031", [("binh", TermNearness.WITHIN)]),
        ("bộ trưởng ngoại giao tháng 9 2031", [("binh", TermNearness.WITHIN)]),  # between two reports of one person
        ("bộ trưởng ngoại giao 1/6/2030", [("an", TermNearness.BEFORE)]),  # nobody was reported on that day
        ("bộ trưởng ngoại giao 2029", [("an", TermNearness.AFTER)]),
        ("deputy foreign 2032", [("chi", TermNearness.WITHIN)]),
        ("foreign minister 2031", [("binh", TermNearness.WITHIN), ("chi", TermNearness.AFTER)]),
        ("thu truong", [("chi", None)]),
        ("đại sứ", []),
        ("2031", []),
    ],
)
def test_who_held_a_post_is_told_by_the_nearest_reports(
    connection: sqlite3.Connection, typed: str, held: list[tuple[str, TermNearness | None]]
) -> None:
    assert [(term.official, term.nearness) for term in post_terms(connection, typed, TODAY, 9)] == held


def test_a_term_goes_from_the_first_report_to_the_last(connection: sqlite3.Connection) -> None:
    first, *_ = post_terms(connection, "bộ trưởng", TODAY, 1)
    assert (first.name, first.first, first.last) == ("Lê Bình", date(2031, 3, 5), date(2032, 2, 20))
